package dev.threadmill.results;

import java.util.List;

/// What the program of a lane says of itself before it measures.
///
/// @param toolchain what compiled it, with its version
/// @param flags how it was compiled
/// @param runtime what runs its units
/// @param workers how many of its units can run at once
/// @param allocator where its memory comes from
/// @param affinity the CPUs that it may use; empty where the system does not tell
/// @param clockNanos what it costs to read its clock
public record Hello(
    String lane,
    String toolchain,
    String flags,
    String runtime,
    int workers,
    String allocator,
    List<Integer> affinity,
    long clockNanos) {}
