package dev.quire.listing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a list response.
///
/// @param links absolute URLs by relation type. Relations that do not apply are absent
@RegisterForReflection
record Envelope(List<Map<String, @Nullable Object>> data, Meta meta, Map<String, String> links) {}
