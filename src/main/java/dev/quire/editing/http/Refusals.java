package dev.quire.editing.http;

import dev.quire.availability.UnavailableException;
import dev.quire.catalogue.BodyFault;
import dev.quire.catalogue.ConflictException;
import dev.quire.catalogue.InvalidDraftException;
import dev.quire.editing.ReusedKeyException;
import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Converts the exceptions of a write to problems for the client.
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private Refusals() {}

    /// @throws ProblemException for every rejected write, except that an [UnavailableException] is rethrown as it is
    static <T> T asProblems(Supplier<T> write) {
        try {
            return write.get();
        } catch (InvalidDraftException e) {
            throw problem(ProblemType.INVALID_BODY, e.faults());
        } catch (ConflictException e) {
            var message = String.valueOf(e.getMessage());
            throw e.field().isEmpty()
                    ? new ProblemException(ProblemType.CONFLICT, toSentence(message))
                    : problem(
                            ProblemType.CONFLICT,
                            List.of(new BodyFault("/" + e.field().get(), message)));
        } catch (ReusedKeyException e) {
            throw new ProblemException(ProblemType.IDEMPOTENCY_KEY_REUSED, ProblemType.IDEMPOTENCY_KEY_REUSED.detail());
        } catch (UnavailableException e) {
            if (e.reason() != UnavailableException.Reason.OVERLOADED) {
                LOG.warnf("A write failed, because the database is unavailable or too slow: %s", e.getCause());
            }
            throw e;
        }
    }

    private static ProblemException problem(ProblemType type, List<BodyFault> faults) {
        var detail = faults.stream()
                .map(fault -> (fault.pointer().isEmpty() ? "The body" : fault.pointer() + ":") + " " + fault.detail())
                .collect(Collectors.joining("; ", "", "."));
        return new ProblemException(
                type,
                detail,
                faults.stream()
                        .map(fault -> ParameterError.at(fault.pointer(), fault.detail()))
                        .toList());
    }

    private static String toSentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
