package dev.quire.problem;

import java.net.URI;
import java.util.Locale;

/// The types of error that clients can receive, each with its HTTP status. `errors.md` documents for each type when
/// it occurs and what to do. Codes and statuses are part of the API; titles and details may change.
public enum ProblemType {
    INVALID_PARAMETER(400, "Invalid parameter value", "per_page: must be an integer, 1 or greater."),
    CONFLICTING_PARAMETERS(400, "Conflicting parameters", "page: cannot be combined with offset."),
    UNKNOWN_PARAMETER(
            400, "Unknown parameter", "colour: Unknown parameter; /q/openapi lists the parameters of this path."),
    UNSUPPORTED_SORT(400, "Unsupported sort order", "sort: 'colour' is not supported."),
    UNSUPPORTED_FILTER(400, "Unsupported filter", "line: cannot be used as a filter."),
    UNKNOWN_FIELD(400, "Unknown field", "fields: does not accept 'colour'."),
    INVALID_CURSOR(
            400,
            "Invalid cursor",
            "cursor: is not a valid cursor of this collection; use a cursor from a response, unchanged."),
    CURSOR_MISMATCH(
            400,
            "Cursor does not match the request",
            "cursor: belongs to another sort or other filters; repeat those of the request that returned it."),
    EXPIRED_CURSOR(410, "Expired cursor", "cursor: has expired; start again from the first page."),
    INVALID_REQUEST(400, "Malformed request", "The request is malformed. Correct it before sending it again."),
    INVALID_BODY(400, "Invalid request body", "/price: must be a number."),
    NOT_FOUND(404, "Not found", "Nothing exists at this path; /q/openapi lists the available paths."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "Use one of the methods listed in the Allow header."),
    NOT_ACCEPTABLE(406, "No acceptable representation", "Send an Accept header that includes application/json."),
    REQUEST_TIMEOUT(
            408, "Request timeout", "The request was not received completely in time. Send it again, without pauses."),
    CONFLICT(409, "Conflict with the current state", "/sku: another item has this value."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "If-Match does not match the current ETag of the item. Read the item again, without fields and embed, and"
                    + " retry with its ETag."),
    PAYLOAD_TOO_LARGE(413, "Request body too large", "Send a smaller body; the default limit is 1 MiB."),
    URI_TOO_LONG(414, "Request URI too long", "Shorten the URI; the request line is limited to 16 KiB."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type", "Send the body as application/json."),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", "Send the request without the Range header."),
    EXPECTATION_FAILED(417, "Unsupported expectation", "Omit the Expect header, or send Expect: 100-continue."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency key already used",
            "Another request used this Idempotency-Key. Use a new key for each new request."),
    QUOTA_EXCEEDED(429, "Rate limit exceeded", "Retry after the number of seconds in the Retry-After header."),
    HEADERS_TOO_LARGE(
            431,
            "Request headers too large",
            "Send fewer or shorter headers; the default limits are 100 headers and 16 KiB."),
    OVERLOADED(
            503,
            "Service overloaded",
            "The request was not processed. Retry after the number of seconds in the Retry-After header, and increase the"
                    + " delay with each retry."),
    UNAVAILABLE(503, "Data temporarily unavailable", "Retry after the number of seconds in the Retry-After header."),
    TIMEOUT(
            504,
            "Query timeout",
            "Simplify the request: use count=auto or count=none, a cursor instead of a high page number, or a more"
                    + " selective filter."),
    INTERNAL(
            500,
            "Internal server error",
            "An unexpected error occurred. The X-Request-Id of this response identifies it in the server log."),
    NOT_IMPLEMENTED(
            501,
            "Unsupported transfer coding",
            "Send the body with Content-Length, or with Transfer-Encoding: chunked."),
    VERSION_NOT_SUPPORTED(505, "Unsupported HTTP version", "Use HTTP/1.1.");

    private final int status;
    private final String title;
    private final String detail;

    ProblemType(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// Returns the detail for a request about which nothing more specific is known, and for examples.
    public String detail() {
        return detail;
    }

    /// Returns the name for programs, such as `invalid-parameter`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Returns the problem type as a URN, which does not depend on the host of the service.
    public URI uri() {
        return URI.create("urn:quire:problem:" + code());
    }
}
