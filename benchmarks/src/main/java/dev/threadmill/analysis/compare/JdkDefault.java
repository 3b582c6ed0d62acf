package dev.threadmill.analysis.compare;

import dev.threadmill.results.Run;
import dev.threadmill.results.Setting;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A default of the JVM that changed from one JDK to another and bears on threads, locks or
/// memory: what a comparison of two JDKs compares beside their code.
///
/// Most are flags, and one that both sides set is no default of theirs. JEP 491 is none, but is
/// what most comparisons of 21 and a later JDK are about.
public enum JdkDefault {
  LIGHTWEIGHT_LOCKING(
      23, "LockingMode=", "a free monitor is locked without a mark on the stack (JDK-8327089)"),
  YIELDING_MONITORS(
      24, null, "a virtual thread that waits for a monitor gives up its carrier (JEP 491)"),
  SMALL_FIRST_HEAP(
      26,
      "Xms|InitialHeapSize=|InitialRAMPercentage=",
      "the heap begins as small as it may be (JDK-8371987)"),
  MONITOR_TABLE(
      27, "UseObjectMonitorTable", "contended monitors are found by a table (JDK-8379782)"),
  COMPACT_HEADERS(
      27,
      "UseCompactObjectHeaders",
      "the header of an object takes 8 bytes instead of 12 (JEP 534)"),
  G1_EVERYWHERE(27, "Use\\w+GC", "G1 is the collector on small machines, too (JEP 523)");

  private final int since;
  private final @Nullable Pattern option;
  private final String words;

  JdkDefault(int since, @Nullable String option, String words) {
    this.since = since;
    this.option = option == null ? null : Pattern.compile("-(XX:[+-]?)?(" + option + ").*");
    this.words = words;
  }

  /// The defaults that changed between the JDKs of two forks, in words.
  static Optional<String> between(Setting one, Setting other) {
    return among(List.of(one, other));
  }

  /// The defaults that changed between the JDKs of a run, in words.
  public static Optional<String> within(Run run) {
    return among(
        run.forks().stream()
            .filter(fork -> fork.hello() == null) // whose runtime is no JVM
            .map(fork -> fork.setting())
            .filter(Objects::nonNull)
            .toList());
  }

  private static Optional<String> among(Collection<Setting> settings) {
    var features =
        settings.stream()
            .mapToInt(Setting::feature)
            .filter(feature -> feature > 0)
            .summaryStatistics();
    var changed =
        Arrays.stream(values())
            .filter(one -> features.getMin() < one.since && one.since <= features.getMax())
            .filter(one -> settings.stream().anyMatch(Predicate.not(one::isSetBy)))
            .map(one -> one.words)
            .collect(Collectors.joining("; "));
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Defaults changed between JDK %s and %s: %s"
                .formatted(features.getMin(), features.getMax(), changed));
  }

  private boolean isSetBy(Setting setting) {
    return option != null
        && setting.jvmArgs().stream().anyMatch(argument -> option.matcher(argument).matches());
  }
}
