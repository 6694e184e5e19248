package dev.quire.planted.edge;

import java.lang.foreign.Linker;

/// A room that calls the system past the one that may.
interface SystemCall {
    void through(Linker linker);
}
