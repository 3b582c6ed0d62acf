package dev.threadmill.machine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which machine a run was made on: all that is known to bear on its speed.
///
/// It is written into every run and read by people who compare machines, so it never holds what
/// identifies a person: no user, no host name, no address, no path of a home. A part that is null
/// could not be read.
///
/// @param processor the processor
/// @param system the operating system
/// @param surroundings what that runs inside of
/// @param limits how much of the machine this process may use
/// @param jvmOptions the variables from which every JVM takes options, those that are set
/// @param jdks the JDKs that are measured, by the names under which they are
/// @param ruler how fast the machine did a fixed piece of work; null until measured
public record Fingerprint(
    Processor processor,
    OperatingSystem system,
    Surroundings surroundings,
    Limits limits,
    Map<String, List<String>> jvmOptions,
    Map<String, JdkFacts> jdks,
    Ruler.@Nullable Scores ruler) {

  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  public Fingerprint {
    jvmOptions = Collections.unmodifiableMap(new TreeMap<>(jvmOptions));
    jdks = Collections.unmodifiableMap(new TreeMap<>(jdks));
  }

  /// The fingerprint of a host, still without its JDKs and its ruler.
  public static Fingerprint of(Host host) {
    var redaction = new Redaction(host);
    var options = new TreeMap<String, List<String>>();
    for (var variable : OPTION_VARIABLES) {
      var value = host.environment().get(variable);
      if (value != null) {
        options.put(variable, redaction.options(value));
      }
    }
    return new Fingerprint(
        Processor.of(host),
        OperatingSystem.of(host),
        Surroundings.of(host),
        Limits.of(host),
        options,
        Map.of(),
        null);
  }

  /// The same with one JDK more.
  public Fingerprint with(String name, JdkFacts jdk) {
    var more = new TreeMap<>(jdks);
    more.put(name, jdk);
    return new Fingerprint(processor, system, surroundings, limits, jvmOptions, more, ruler);
  }

  /// The same with the scores of a ruler.
  public Fingerprint with(Ruler.Scores scores) {
    return new Fingerprint(processor, system, surroundings, limits, jvmOptions, jdks, scores);
  }

  /// A name for this kind of machine, fit for a folder, such as `amd-epyc-9654-96c`.
  public String slug() {
    return Slug.of(this);
  }
}
