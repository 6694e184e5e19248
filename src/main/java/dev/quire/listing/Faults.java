package dev.quire.listing;

import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Collects everything that is wrong with a request's parameters, so that one answer names it all.
public final class Faults {

    private static final int MOST = 20;

    private @Nullable ProblemType first;
    private final List<ParameterError> errors = new ArrayList<>();

    public void add(ProblemType type, String parameter, String detail) {
        first = first == null ? type : first;
        if (errors.size() == MOST) {
            return; // A reader learns nothing from more, and the answer stays small.
        }
        errors.add(new ParameterError(parameter, detail));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /// @throws ProblemException of the first fault's type, naming every fault, if there is any
    public void throwIfAny() {
        if (first != null) {
            throw new ProblemException(
                    first,
                    errors.stream()
                            .map(error -> error.parameter() + ": " + error.detail())
                            .collect(Collectors.joining("; ", "", ".")),
                    errors);
        }
    }
}
