package dev.quire.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;

/// An error as the client sees it (RFC 9457).
///
/// @param detail what is wrong with this request and what to do, without anything internal
/// @param instance the path of the request
/// @param errors the parameters at fault, left out if none is
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type, String title, int status, String detail, String instance, String code, List<ParameterError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param parameter the parameter's name as the client wrote it
    @RegisterForReflection
    public record ParameterError(String parameter, String detail) {}

    static Problem of(ProblemType type, String detail, String instance, List<ParameterError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, type.code(), errors);
    }

    /// The problem behind a bare HTTP status.
    static Problem of(int status, String instance) {
        var type = switch (status) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL;
        };
        return of(type, type.detail(), instance, List.of());
    }
}
