package dev.quire.editing.http;

import dev.quire.digest.Sha256;
import dev.quire.editing.Once;
import dev.quire.http.QueryString;
import dev.quire.pagination.InvalidValueException;
import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a write request other than the body: media type, preconditions and idempotency key.
final class WriteRequest {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");

    /// A parameter of a media type. It may be missing after its semicolon (RFC 9110, 5.6.6).
    private static final Pattern PARAMETER = Pattern.compile(
            "\\G\\s*;\\s*(?:([^\\s\"(),/:;<=>?@\\[\\\\\\]{}]++)\\s*=\\s*(?:([^\\s\"(),/:;<=>?@\\[\\\\\\]{}]++)|\"((?:[^\"\\\\]|\\\\.)*+)\"))?+\\s*");

    private final HttpServerRequest request;

    /// @throws ProblemException if the request has query parameters; writes accept none
    WriteRequest(HttpServerRequest request) {
        this.request = request;
        try {
            var parameters = QueryString.parse(request.query()).parameters();
            if (!parameters.isEmpty()) {
                throw refused(
                        ProblemType.UNKNOWN_PARAMETER,
                        parameters.getFirst().name(),
                        "unknown parameter; write requests accept no query parameters");
            }
        } catch (InvalidValueException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "The query is malformed: " + e.getMessage());
        }
    }

    /// @throws ProblemException `unsupported-media-type` if the body has none of these media types, is not UTF-8, or
    ///     is compressed
    void requireMediaType(String... mediaTypes) {
        var parts = String.join(",", request.headers().getAll(HttpHeaders.CONTENT_TYPE))
                .split("(?=;)", 2);
        var known = List.of(mediaTypes).contains(parts[0].strip().toLowerCase(Locale.ROOT));
        if (!known || (parts.length > 1 && !allowUtf8(parts[1])) || isEncoded()) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as %s, encoded in UTF-8 and not compressed."
                            .formatted(String.join(" or ", mediaTypes)));
        }
    }

    /// Checks the charset only. Other parameters of the media type, such as a profile, are ignored.
    private static boolean allowUtf8(String parameters) {
        var parameter = PARAMETER.matcher(parameters);
        int end = 0;
        while (parameter.find()) {
            var value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            if ("charset".equalsIgnoreCase(parameter.group(1)) && !"utf-8".equalsIgnoreCase(value)) {
                return false;
            }
            end = parameter.end();
        }
        return end == parameters.length();
    }

    private boolean isEncoded() {
        return request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
    }

    /// @throws ProblemException if the request has preconditions
    void refusePreconditions() {
        Preconditions.refuse(request);
    }

    Preconditions preconditions() {
        return Preconditions.of(request);
    }

    /// @param owner of the key
    /// @param target the collection or item to write
    /// @return null if the request has no idempotency key
    /// @throws ProblemException if the key is malformed or sent more than once
    @Nullable
    Once once(String owner, String target, byte[] body) {
        var keys = request.headers().getAll(IDEMPOTENCY_KEY);
        if (keys.isEmpty()) {
            return null;
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw refused(
                    ProblemType.INVALID_PARAMETER,
                    IDEMPOTENCY_KEY,
                    "must be 1 to 255 visible ASCII characters, and sent only once");
        }
        return new Once(owner, keys.getFirst(), request.method().name(), target, fingerprint(body));
    }

    private String fingerprint(byte[] body) {
        var digest = Sha256.digest();
        for (var header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
            digest.update(request.headers().getAll(header).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest(body));
    }

    private static ProblemException refused(ProblemType type, String parameter, String detail) {
        return new ProblemException(
                type, parameter + ": " + detail + ".", List.of(new ParameterError(parameter, detail)));
    }
}
