package dev.quire.readme;

import dev.quire.catalogue.Octets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record MarbleDraft(
        @Octets(max = Octets.SORTABLE) String name,
        @Nullable Integer weight) {}
