package dev.quire.editing.http;

import dev.quire.catalogue.BodyFault;
import dev.quire.catalogue.InvalidDraftException;
import java.util.ArrayList;
import java.util.List;

/// Collects the faults of a body, so that one response lists them all. Keeps the first 20; not thread-safe.
final class BodyFaults {

    private static final int MAX_FAULTS = 20;

    private final List<BodyFault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new BodyFault(pointer, detail));
        }
    }

    /// Whether a fault at this JSON pointer has been recorded.
    boolean hasFaultAt(String pointer) {
        return faults.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /// @throws InvalidDraftException if there are faults; it contains all that were recorded
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidDraftException(faults);
        }
    }
}
