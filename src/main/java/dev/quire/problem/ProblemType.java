package dev.quire.problem;

import java.net.URI;
import java.util.Locale;

/// The kinds of error that clients may meet, each with its status; `errors.md` tells what to do about each.
public enum ProblemType {
    INVALID_PARAMETER(400, "A parameter has an invalid value", "per_page: takes a whole number from 1."),
    CONFLICTING_PARAMETERS(400, "Parameters exclude each other", "page: belongs to another mode than offset."),
    UNKNOWN_PARAMETER(400, "A parameter is unknown", "colour: is no parameter here."),
    UNSUPPORTED_SORT(400, "The sort is not one of those served", "sort: 'colour' is not served."),
    UNSUPPORTED_FILTER(400, "The filter is not one of those served", "line: is no filter."),
    UNKNOWN_FIELD(400, "A field is unknown", "fields: 'colour': no such field."),
    INVALID_CURSOR(400, "The cursor is not valid", "cursor: is not a cursor of this collection."),
    CURSOR_MISMATCH(400, "The cursor belongs to another list", "cursor: belongs to another sort or other filters."),
    EXPIRED_CURSOR(410, "The cursor has expired", "cursor: has expired: begin the walk anew."),
    INVALID_REQUEST(400, "The request cannot be understood", "The request is malformed."),
    INVALID_BODY(400, "The body cannot be stored", "/price: takes a decimal number such as 12.50."),
    NOT_FOUND(404, "There is nothing here", "Nothing has this path; /q/openapi describes what there is."),
    METHOD_NOT_ALLOWED(405, "The method is not served here", "The header Allow names the methods served here."),
    NOT_ACCEPTABLE(406, "No representation is acceptable", "Accept application/json to be answered here."),
    REQUEST_TIMEOUT(408, "The request took too long to arrive", "Send the request again, all of it at once."),
    CONFLICT(409, "The write conflicts with the state of things", "/sku: another item has this value."),
    PRECONDITION_FAILED(
            412,
            "The item is another than expected",
            "Read the item anew, without fields and embed, and decide again."),
    PAYLOAD_TOO_LARGE(413, "The body is too large", "Send less: 1 MiB at most, unless set otherwise."),
    URI_TOO_LONG(414, "The address is too long", "Ask with a shorter one: 16 KiB at most."),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not served here", "Send application/json."),
    RANGE_NOT_SATISFIABLE(416, "There is no such range", "Ask for the whole, without Range."),
    EXPECTATION_FAILED(417, "The expectation is not met here", "Send no Expect, or 100-continue."),
    IDEMPOTENCY_KEY_REUSED(
            422, "The idempotency key belongs to another request", "Take a new Idempotency-Key for a new request."),
    QUOTA_EXCEEDED(429, "Too much was asked for", "Try again after the seconds that Retry-After names."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer and shorter headers: 100 and 16 KiB at most."),
    OVERLOADED(
            503,
            "Too much is asked at once",
            "Nothing was done. Try again after the seconds that Retry-After names, a little later each time."),
    UNAVAILABLE(503, "The data cannot be reached just now", "Try again after the seconds that Retry-After names."),
    TIMEOUT(
            504,
            "The database takes too long for this",
            "Ask for less: count=auto or none, a cursor in place of a high page, a filter that narrows the list down."),
    INTERNAL(500, "The service failed", "The fault is ours; the X-Request-Id finds it in the log."),
    NOT_IMPLEMENTED(501, "The transfer coding is not served here", "Send the body as it is, or chunked."),
    VERSION_NOT_SUPPORTED(505, "The version of HTTP is not served here", "Speak HTTP/1.1.");

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

    /// What is wrong and what to do, where a request has nothing more exact to say.
    public String detail() {
        return detail;
    }

    /// The name for programs, such as `invalid-parameter`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// An identifier that is the same on every host.
    public URI uri() {
        return URI.create("urn:quire:problem:" + code());
    }
}
