package dev.quire.editing.http;

import dev.quire.catalogue.BodyFault;
import dev.quire.catalogue.InvalidDraftException;
import java.util.ArrayList;
import java.util.List;

/// Collects everything that is wrong with a body, so that one answer names it all.
final class BodyFaults {

    private static final int MOST = 20;

    private final List<BodyFault> faults = new ArrayList<>();

    void add(String pointer, String detail) {
        if (faults.size() < MOST) {
            faults.add(new BodyFault(pointer, detail));
        }
    }

    /// Whether something is wrong at the place already.
    boolean blame(String pointer) {
        return faults.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /// @throws InvalidDraftException that names every fault, if there is any
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new InvalidDraftException(faults);
        }
    }
}
