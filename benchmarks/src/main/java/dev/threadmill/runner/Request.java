package dev.threadmill.runner;

import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import java.util.List;
import java.util.Map;

/// A request of a user to measure something.
///
/// @param questions that are asked
/// @param includes regular expressions, any of which is found in the name of a benchmark to measure
///     too; without these and without questions the preset chooses
/// @param params values by parameter, in place of those that the preset or the benchmark gives
/// @param cores the values of the core axis; none for one value, all CPUs that there are
/// @param jdks the values of the JDK axis; none for the JDK that runs this program
/// @param jvms the values of the axis of JVM arguments; none for no axis
public record Request(
    Preset preset,
    List<Question> questions,
    List<String> includes,
    Map<String, List<String>> params,
    List<Integer> cores,
    List<String> jdks,
    List<String> jvms) {}
