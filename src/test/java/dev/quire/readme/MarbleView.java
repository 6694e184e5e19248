package dev.quire.readme;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record MarbleView(Long id, String name, @Nullable Integer weight) {}
