package dev.threadmill.machine;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The machine that a run was made on: all that is known to affect its speed.
///
/// It is written into every run and read by people who compare machines, so it never holds what
/// identifies a person: no user, no host name, no address, no path of a home. A part that is null
/// could not be read.
///
/// @param jvmOptions the variables from which every JVM takes options, those that are set
/// @param jdks the JDKs that are measured, by the names under which they are
/// @param ruler how fast the machine did a fixed piece of work; null until measured
public record Fingerprint(
    Processor processor,
    OperatingSystem system,
    Surroundings surroundings,
    Allowance limits,
    Map<String, List<String>> jvmOptions,
    Map<String, JdkFacts> jdks,
    Ruler.@Nullable Scores ruler) {
  private static final List<String> OPTION_VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /// What a processor's name holds beside the name.
  private static final Pattern NOISE =
      Pattern.compile(
          "\\((?:r|tm|c)\\)|@.*|\\bwith radeon.*|\\bw/ radeon.*|\\b\\d+(?:st|nd|rd|th) gen\\b"
              + "|\\b[a-z0-9]+-core\\b|\\b(?:cpu|processor|apu)\\b");

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
        Allowance.of(host),
        options,
        Map.of(),
        null);
  }

  public Fingerprint with(String name, JdkFacts jdk) {
    var more = new TreeMap<>(jdks);
    more.put(name, jdk);
    return new Fingerprint(processor, system, surroundings, limits, jvmOptions, more, ruler);
  }

  public Fingerprint with(Ruler.Scores scores) {
    return new Fingerprint(processor, system, surroundings, limits, jvmOptions, jdks, scores);
  }

  /// A name for this kind of machine, fit for a folder, such as `amd-epyc-9654-96c`: its processor
  /// and its usable CPUs, in lower case and hyphens.
  public String slug() {
    var model = processor.model();
    // Where the system does not tell its processor, its own name and architecture still say which
    // machines are alike at all.
    var words = model == null ? system.name() + " " + processor.architecture() : model;
    var name =
        NOISE
            .matcher(words.toLowerCase(Locale.ROOT))
            .replaceAll(" ")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    var size = processor.topology().known() ? "-" + processor.usable() + "c" : "";
    return (name.isEmpty() ? "machine" : name) + size;
  }

  /// How much of the machine this process may use. What is null is unknown.
  ///
  /// @param usableCpus the list of CPUs that it may use, as the kernel writes it
  /// @param cpuLimited whether its CPU time has a quota
  /// @param cpuQuota how many CPUs the quota is worth; null also when there is none
  /// @param memoryLimited whether its memory has a limit below that of the machine
  /// @param memoryLimitBytes that limit; null also when there is none
  public record Allowance(
      @Nullable String usableCpus,
      @Nullable Boolean cpuLimited,
      @Nullable Double cpuQuota,
      @Nullable Boolean memoryLimited,
      @Nullable Long memoryLimitBytes) {
    static Allowance of(Host host) {
      var cpu = Cgroup.of(host, "cpu");
      var quota = cpu == null ? null : cpu.cpuQuota(host);
      var memory = Cgroup.of(host, "memory");
      var limit = memory == null ? null : memory.memoryLimit(host);
      return new Allowance(
          host.value("proc/self/status", "Cpus_allowed_list"),
          cpu == null ? null : quota != null,
          quota,
          memory == null ? null : limit != null,
          limit);
    }
  }
}
