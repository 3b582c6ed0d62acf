package dev.threadmill.runner;

import java.util.List;
import java.util.Map;

/// What a user asked to be measured.
///
/// @param includes regular expressions, any of which must be found in a benchmark's name; none for
///     the preset's own choice
/// @param params values by parameter, in place of those that the preset or the benchmark gives
/// @param cores the values of the core axis; none for one value, all CPUs that there are
/// @param jdks the values of the JDK axis; none for the JDK that runs this program
/// @param jvms the values of the axis of JVM arguments; none for no axis
public record Request(
    Preset preset,
    List<String> includes,
    Map<String, List<String>> params,
    List<Integer> cores,
    List<String> jdks,
    List<String> jvms) {}
