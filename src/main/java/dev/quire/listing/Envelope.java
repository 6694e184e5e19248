package dev.quire.listing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a list response without its links, which depend on the address of the request.
@RegisterForReflection
record Envelope(List<Map<String, @Nullable Object>> data, Meta meta) {}
