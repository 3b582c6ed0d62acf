package dev.threadmill.analysis.compare;

import org.jspecify.annotations.Nullable;

/// One thing that is known of how a run was made.
///
/// @param factor what differs when this does; null for what is only worth saying
/// @param value null where it is unknown
public record Trait(String name, @Nullable Factor factor, @Nullable String value) {}
