package dev.quire.planted.edge;

import java.lang.foreign.Linker;

/// Violates a rule: only the sorting of files may make native calls.
interface SystemCall {
    void through(Linker linker);
}
