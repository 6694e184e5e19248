package dev.quire.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error as the client sees it (RFC 9457).
///
/// @param detail what is wrong with this request and what to do, without anything internal
/// @param instance the path of the request
/// @param errors the parameters or the places in the body at fault, left out if none is
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type, String title, int status, String detail, String instance, String code, List<ParameterError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// One thing at fault: a parameter, or a place in the body.
    ///
    /// @param parameter the parameter's or header's name as the client wrote it
    /// @param pointer the place in the body (RFC 6901); empty for the whole
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ParameterError(
            @Nullable String parameter, @Nullable String pointer, String detail) {

        public ParameterError(String parameter, String detail) {
            this(parameter, null, detail);
        }

        public static ParameterError at(String pointer, String detail) {
            return new ParameterError(null, pointer, detail);
        }
    }

    static Problem of(ProblemType type, String detail, String instance, List<ParameterError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, type.code(), errors);
    }

    /// The problem behind a bare HTTP status.
    static Problem of(int status, String instance) {
        var type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 408 -> ProblemType.REQUEST_TIMEOUT;
            case 413 -> ProblemType.PAYLOAD_TOO_LARGE;
            case 414 -> ProblemType.URI_TOO_LONG;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 416 -> ProblemType.RANGE_NOT_SATISFIABLE;
            case 417 -> ProblemType.EXPECTATION_FAILED;
            case 429 -> ProblemType.QUOTA_EXCEEDED;
            case 431 -> ProblemType.HEADERS_TOO_LARGE;
            case 501 -> ProblemType.NOT_IMPLEMENTED;
            case 505 -> ProblemType.VERSION_NOT_SUPPORTED;
            default -> status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
        };
        return of(type, type.detail(), instance, List.of());
    }
}
