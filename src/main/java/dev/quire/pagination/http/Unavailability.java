package dev.quire.pagination.http;

import dev.quire.pagination.AbsentException;
import dev.quire.pagination.UnavailableException;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import java.util.function.Supplier;

/// Tells clients why a source does not answer, or not here.
public final class Unavailability {

    private Unavailability() {}

    /// @throws ProblemException in place of an [UnavailableException] or an [AbsentException]
    public static <T> T asProblem(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (AbsentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (UnavailableException e) {
            throw problem(e);
        }
    }

    public static ProblemException problem(UnavailableException failure) {
        var type = type(failure.reason());
        return new ProblemException(type, type.detail());
    }

    private static ProblemType type(UnavailableException.Reason reason) {
        return switch (reason) {
            case AWAY -> ProblemType.UNAVAILABLE;
            case OVERLOADED -> ProblemType.OVERLOADED;
            case LATE -> ProblemType.TIMEOUT;
        };
    }
}
