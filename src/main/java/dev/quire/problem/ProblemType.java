package dev.quire.problem;

import java.net.URI;
import java.util.Locale;

/// The kinds of error that clients may meet, each with its status; `errors.md` tells what to do about each.
public enum ProblemType {
    INVALID_PARAMETER(400, "A parameter has an invalid value"),
    CONFLICTING_PARAMETERS(400, "Parameters exclude each other"),
    UNKNOWN_PARAMETER(400, "A parameter is unknown"),
    UNSUPPORTED_SORT(400, "The sort is not one of those served"),
    UNSUPPORTED_FILTER(400, "The filter is not one of those served"),
    UNKNOWN_FIELD(400, "A field is unknown"),
    INVALID_REQUEST(400, "The request cannot be understood"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not served here"),
    NOT_ACCEPTABLE(406, "No representation is acceptable"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not served here"),
    INTERNAL(500, "The service failed");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
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
