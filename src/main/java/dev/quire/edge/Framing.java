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

/// Checks that a parsed request is unambiguous: that this service and every proxy in front of it agree where the
/// request ends and which host it addresses. Ambiguous requests allow request smuggling (RFC 9112, 11.2).
///
/// Netty refuses only some of these requests, depending on its version and on options that Vert.x and Quarkus do not
/// expose. It neither compares the host with the target nor limits the number of header fields. The sizes of the
/// request line and the header are checked by the codec, by `quarkus.http.limits`; its failures are mapped to a
/// status here.
final class Framing {

    private static final List<String> VERSIONS = List.of("HTTP/1.0", "HTTP/1.1");
    private static final List<String> WITHOUT_BODY = List.of("GET", "HEAD", "TRACE");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,19}");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*).*");

    private static final Pattern PORT = Pattern.compile(":(\\d+)$");
    private static final int MAX_PORT = 65_535;

    private Framing() {}

    /// Returns the HTTP status with which to refuse the request, or 0 if it is valid.
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
        if (exceeds(headers, maxHeaders)) {
            return 431;
        }
        if (!isForOneHost(request)) {
            return 400;
        }
        int length = length(request);
        return length != 0 ? length : expectation(headers);
    }

    /// Checks `Content-Length` and `Transfer-Encoding` by RFC 9112, 6.3, without its optional leniencies.
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
            return 400; // Netty assumes a body for some obsolete WebSocket handshakes; other HTTP parsers do not.
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

    /// A missing `Host` header is not refused here but by later handlers, which can name the path in the error.
    private static boolean isForOneHost(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        var target = request.uri();
        if (hosts.stream().anyMatch(Framing::hasInvalidPort)) {
            return false;
        }
        if (target.startsWith("/") || (target.equals("*") && request.method().equals(HttpMethod.OPTIONS))) {
            return hosts.size() <= 1;
        }
        var absolute = ABSOLUTE.matcher(target);
        return absolute.matches() && hosts.size() == 1 && absolute.group(1).equalsIgnoreCase(hosts.getFirst());
    }

    /// Vert.x ignores a port out of range, so that generated links would point to a different port.
    private static boolean hasInvalidPort(String host) {
        var port = PORT.matcher(host);
        return port.find() && (port.group(1).length() > 5 || Integer.parseInt(port.group(1)) > MAX_PORT);
    }

    /// Counts header fields. `HttpHeaders.size()` counts distinct names only.
    private static boolean exceeds(HttpHeaders headers, int max) {
        int count = 0;
        for (var all = headers.iteratorCharSequence(); all.hasNext() && count <= max; all.next()) {
            count++;
        }
        return count > max;
    }
}
