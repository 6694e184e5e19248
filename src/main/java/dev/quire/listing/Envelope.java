package dev.quire.listing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page as the client sees it.
///
/// @param links absolute, by relation; one that does not apply is absent
@RegisterForReflection
record Envelope(List<Map<String, @Nullable Object>> data, Meta meta, Map<String, String> links) {}
