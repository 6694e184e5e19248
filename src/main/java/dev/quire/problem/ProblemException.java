package dev.quire.problem;

import dev.quire.problem.Problem.ParameterError;
import java.util.List;

/// Ends a request with an error response. The message is sent to the client as the detail of the problem. Has no
/// stack trace, because it reports an error of the client.
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<ParameterError> errors;

    public ProblemException(ProblemType type, String detail, List<ParameterError> errors) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    Problem problem(String instance) {
        return Problem.of(type, String.valueOf(getMessage()), instance, errors);
    }
}
