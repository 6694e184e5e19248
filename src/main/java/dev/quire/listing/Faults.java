package dev.quire.listing;

import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects the errors in the parameters of a request, so that one response can report all of them. For one thread.
public final class Faults {

    private static final int MAX_ERRORS = 20;

    private @Nullable ProblemType first;
    private final List<ParameterError> errors = new ArrayList<>();

    /// @param detail reads well after the name of the parameter and has no full stop at its end
    public void add(ProblemType type, String parameter, String detail) {
        first = first == null ? type : first;
        if (errors.size() == MAX_ERRORS) {
            return; // Bounds the size of the response. Further errors are of little use to the client.
        }
        errors.add(new ParameterError(parameter, detail));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /// @throws ProblemException if there are errors. It has the type of the first one and lists up to 20 of them
    public void throwIfAny() {
        if (first != null) {
            throw problem(first, errors);
        }
    }

    /// A problem with a single error; see [#add].
    static ProblemException problem(ProblemType type, String parameter, String detail) {
        return problem(type, List.of(new ParameterError(parameter, detail)));
    }

    private static ProblemException problem(ProblemType type, List<ParameterError> errors) {
        return new ProblemException(
                type,
                errors.stream()
                        .map(error -> error.parameter() + ": " + error.detail())
                        .collect(Collectors.joining("; ", "", ".")),
                errors);
    }
}
