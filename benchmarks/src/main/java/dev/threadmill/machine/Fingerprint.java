package dev.threadmill.machine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  public static final String JVM_OPTIONS = "JVM options of the environment";

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
    var options =
        host.environment().entrySet().stream()
            .filter(variable -> OPTION_VARIABLES.contains(variable.getKey()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, variable -> redaction.options(variable.getValue())));
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

  /// The facts by which two machines are not the same one, in words by name.
  public Map<String, String> hardware() {
    var facts = new LinkedHashMap<String, String>();
    put(facts, "processor", processor.model());
    put(facts, "architecture", processor.architecture());
    put(facts, "sockets", processor.sockets());
    put(facts, "cores", processor.cores());
    put(facts, "hardware threads", processor.threads());
    put(facts, "SMT", onOrOff(processor.smt()));
    put(facts, "usable CPUs", processor.topology().known() ? processor.topology().size() : null);
    var slow = processor.topology().slow();
    put(facts, "slow CPUs", slow.isEmpty() ? null : Numbers.text(slow));
    if (limits.cpuLimited() != null) {
      put(facts, "CPU quota", limits.cpuQuota() == null ? "none" : limits.cpuQuota() + " CPUs");
    }
    put(facts, "hypervisor", surroundings.hypervisor());
    return facts;
  }

  /// What is known of the machine, in words by name, in the order in which it is shown. Of the
  /// mitigations only those that cost something are named.
  public Map<String, String> facts() {
    var facts = hardware();
    put(facts, "instance", surroundings.product());
    put(facts, "memory", gibibytes(system.memoryBytes()));
    put(facts, "memory limit", gibibytes(limits.memoryLimitBytes()));
    put(facts, "container", surroundings.container());
    put(facts, "system", system.name());
    put(facts, "distribution", system.distribution());
    put(facts, "kernel", system.kernel());
    var mitigated =
        system.mitigations().entrySet().stream()
            .filter(flaw -> !flaw.getValue().equals("Not affected"))
            .map(Map.Entry::getKey);
    put(facts, "mitigations", system.mitigations().isEmpty() ? null : orNone(mitigated, ", "));
    put(facts, "huge pages", system.hugePages());
    put(facts, "clock source", system.clockSource());
    put(facts, "governor", processor.governor());
    put(facts, "turbo", onOrOff(processor.turbo()));
    put(facts, "microcode", processor.microcode());
    var options =
        jvmOptions.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + String.join(" ", variable.getValue()));
    put(facts, JVM_OPTIONS, orNone(options, "; "));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      facts.put(name, value.toString());
    }
  }

  private static @Nullable String onOrOff(@Nullable Boolean on) {
    return on == null ? null : on ? "on" : "off";
  }

  private static @Nullable String gibibytes(@Nullable Long bytes) {
    return bytes == null ? null : String.format(Locale.ROOT, "%.3g GiB", bytes / 0x1p30);
  }

  private static String orNone(Stream<String> words, String separator) {
    var all = words.collect(Collectors.joining(separator));
    return all.isEmpty() ? "none" : all;
  }

  /// What cannot be known of runs here, in a sentence; nothing on Linux, which tells.
  public Optional<String> unknown() {
    return processor.topology().known()
        ? Optional.empty()
        : Optional.of(
            "This system does not tell which CPUs a process may use and what else runs on them, so"
                + " that no fork can be checked for disturbances.");
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
    // Where it does not tell which CPUs may be used, it can take none away, either.
    var topology = processor.topology();
    var cpus = topology.known() ? Integer.valueOf(topology.size()) : processor.threads();
    return (name.isEmpty() ? "machine" : name) + (cpus == null ? "" : "-" + cpus + "c");
  }

  /// The part of the machine that this process may use. What is null is unknown.
  ///
  /// @param cpuLimited whether its CPU time has a quota
  /// @param cpuQuota how many CPUs the quota is worth; null also when there is none
  /// @param memoryLimited whether its memory has a limit below that of the machine
  /// @param memoryLimitBytes that limit; null also when there is none
  public record Allowance(
      @Nullable Boolean cpuLimited,
      @Nullable Double cpuQuota,
      @Nullable Boolean memoryLimited,
      @Nullable Long memoryLimitBytes) {
    public static Allowance of(Host host) {
      var cpu = Cgroup.of(host, "cpu");
      var quota = cpu.cpuQuota();
      var memory = Cgroup.of(host, "memory");
      var limit = memory.memoryLimit();
      return new Allowance(
          cpu.known() ? quota != null : null, quota, memory.known() ? limit != null : null, limit);
    }
  }
}
