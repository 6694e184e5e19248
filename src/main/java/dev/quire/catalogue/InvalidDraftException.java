package dev.quire.catalogue;

import java.util.List;

/// The values that a client sent cannot be stored. The faults are sent to the client.
public final class InvalidDraftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<BodyFault> faults;

    public InvalidDraftException(List<BodyFault> faults) {
        super(faults.toString(), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<BodyFault> faults() {
        return faults;
    }
}
