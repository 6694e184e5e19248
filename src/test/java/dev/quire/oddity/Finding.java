package dev.quire.oddity;

import dev.quire.contract.Wire;
import java.util.stream.Collectors;

/// A request with a wrong response. Its text is a bash command that repeats the request, and what was wrong.
record Finding(Wire.Ask ask, String wrong) {

    private static final int MAX_BODY_LENGTH = 2000;

    static Finding of(Wire.Ask ask, Wire.Reply reply, String wrong) {
        var body = reply.body();
        return new Finding(
                ask,
                "%s: %d %s %s"
                        .formatted(
                                wrong,
                                reply.status(),
                                reply.headers(),
                                body.substring(0, Math.min(body.length(), MAX_BODY_LENGTH))));
    }

    @Override
    public String toString() {
        var command = new StringBuilder("curl -gi --path-as-is -X " + ask.method());
        ask.headers().forEach((name, value) -> command.append(" -H ").append(quoted(name + ": " + value)));
        if (ask.body() != null) {
            command.append(" --data-binary ").append(quoted(ask.body()));
        }
        return "%s %s%n  → %s".formatted(command, quoted("http://localhost:8080" + ask.target()), wrong);
    }

    private static String quoted(String bytes) {
        return bytes.chars()
                .mapToObj(octet -> octet < 0x20 || octet > 0x7E || octet == '\'' || octet == '\\'
                        ? "\\x%02x".formatted(octet)
                        : Character.toString(octet))
                .collect(Collectors.joining("", "$'", "'"));
    }
}
