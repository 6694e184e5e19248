package dev.quire.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of an error response: problem details for HTTP APIs (RFC 9457). Immutable.
///
/// @param type identifies the problem type, as a URN
/// @param title a short summary of the problem type
/// @param status the HTTP status
/// @param detail what is wrong with this request and how to correct it; contains no internal details
/// @param instance the path of the request; `*` if it could not be parsed
/// @param code the problem type for programs, such as `invalid-parameter`
/// @param errors the invalid parameters or body members; omitted from the JSON if empty
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type, String title, int status, String detail, String instance, String code, List<ParameterError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// An invalid parameter, header or body member. Either `parameter` or `pointer` is set.
    ///
    /// @param parameter the name of the parameter or header, as the client wrote it; null for a body member
    /// @param pointer the JSON pointer (RFC 6901) of the body member, empty for the whole body; or null
    /// @param detail what is wrong with it
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

    /// Returns the problem for an HTTP status for which no more specific problem is known.
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
