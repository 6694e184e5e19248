package dev.quire.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a request has one meaning, for us and for every proxy in front of us: where it ends, and whom it is for.
final class Framing {

    private static final List<String> VERSIONS = List.of("HTTP/1.0", "HTTP/1.1");
    private static final List<String> WITHOUT_BODY = List.of("GET", "HEAD", "TRACE");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,19}");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*).*");

    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final int LAST_PORT = 65_535;

    private Framing() {}

    /// The status to refuse it by; 0 if it is fine.
    static int fault(HttpRequest request, int maxHeaders) {
        if (request.decoderResult().isFailure()) {
            return switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ -> 414;
                case TooLongHttpHeaderException _ -> 431;
                default -> 400;
            };
        }
        var headers = request.headers();
        if (!VERSIONS.contains(request.protocolVersion().text())) {
            return 505;
        }
        if (isMore(headers, maxHeaders)) {
            return 431;
        }
        if (!isForOneHost(request)) {
            return 400;
        }
        int length = length(request);
        return length != 0 ? length : expectation(headers);
    }

    /// RFC 9112, 6.3, without what it lets a server forgive.
    private static int length(HttpRequest request) {
        var headers = request.headers();
        var lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() > 1 || codings.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty())) {
            return 400;
        }
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) {
            return 400;
        }
        if (!codings.isEmpty() && request.protocolVersion().text().equals("HTTP/1.0")) {
            return 400;
        }
        if (!codings.isEmpty() && !codings.getFirst().equalsIgnoreCase("chunked")) {
            return 501;
        }
        if (lengths.isEmpty() && codings.isEmpty() && HttpUtil.getContentLength(request, 0L) != 0) {
            return 400; // The codec gives some handshakes of old a body that nobody else sees.
        }
        boolean hasBody =
                !codings.isEmpty() || (!lengths.isEmpty() && !lengths.getFirst().matches("0+"));
        return hasBody && WITHOUT_BODY.contains(request.method().name()) ? 400 : 0;
    }

    private static int expectation(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.EXPECT).stream().allMatch(value -> value.equalsIgnoreCase("100-continue"))
                ? 0
                : 417;
    }

    /// A missing host is for those behind to refuse, who know the path.
    private static boolean isForOneHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        var target = request.uri();
        if (hosts.stream().anyMatch(Framing::isBeyondPorts)) {
            return false;
        }
        if (target.startsWith("/") || (target.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            return hosts.size() <= 1;
        }
        var absolute = ABSOLUTE.matcher(target);
        return absolute.matches() && hosts.size() == 1 && absolute.group(1).equalsIgnoreCase(hosts.getFirst());
    }

    /// The framework takes such a port for none, and leads links to another one.
    private static boolean isBeyondPorts(String host) {
        var port = PORT.matcher(host);
        return port.find() && (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > LAST_PORT);
    }

    /// The size of the headers counts names.
    private static boolean isMore(HttpHeaders headers, int max) {
        int count = 0;
        for (var all = headers.iteratorCharSequence(); all.hasNext() && count <= max; all.next()) {
            count++;
        }
        return count > max;
    }
}
