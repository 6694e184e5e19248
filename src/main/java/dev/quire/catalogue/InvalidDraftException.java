package dev.quire.catalogue;

import java.util.List;

/// What a client wrote cannot be stored. Its message and its faults are written for the client.
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
