package dev.threadmill.machine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The operating system and those of its settings that affect speed. What is null is unknown.
///
/// @param name what kind of system it is, such as `Linux`
/// @param distribution whose build of it
/// @param mitigations what the kernel does against each flaw of the processor
/// @param hugePages when memory is put into huge pages unasked: `always`, `madvise` or `never`
/// @param clockSource what the system's clock counts by
public record OperatingSystem(
    String name,
    @Nullable String distribution,
    @Nullable String kernel,
    Map<String, String> mitigations,
    @Nullable String hugePages,
    @Nullable String clockSource,
    @Nullable Long memoryBytes) {
  private static final String FLAWS = "sys/devices/system/cpu/vulnerabilities/";
  static final String CLOCK_SOURCES = "sys/devices/system/clocksource/clocksource0/";

  public OperatingSystem {
    mitigations = Collections.unmodifiableMap(new TreeMap<>(mitigations));
  }

  static OperatingSystem of(Host host) {
    return new OperatingSystem(
        host.system(),
        distribution(host),
        host.text("proc/sys/kernel/osrelease"),
        mitigations(host),
        chosen(host.text("sys/kernel/mm/transparent_hugepage/enabled")),
        host.text(CLOCK_SOURCES + "current_clocksource"),
        memory(host, "MemTotal"));
  }

  /// A line of `/proc/meminfo`, in bytes.
  static @Nullable Long memory(Host host, String key) {
    var kilobytes = host.count("proc/meminfo", key);
    return kilobytes == null ? null : kilobytes * 1024;
  }

  private static @Nullable String distribution(Host host) {
    var name = host.value("etc/os-release", "PRETTY_NAME");
    return name == null ? null : name.replace("\"", "").strip();
  }

  private static Map<String, String> mitigations(Host host) {
    var all = new TreeMap<String, String>();
    for (var flaw : host.names(FLAWS)) {
      var answer = host.text(FLAWS + flaw);
      if (answer != null) {
        all.put(flaw, answer);
      }
    }
    return all;
  }

  /// The word in brackets, by which the kernel marks the choice made: `always [madvise] never`.
  private static @Nullable String chosen(@Nullable String choices) {
    var chosen = Pattern.compile("\\[([^]]*)]").matcher(String.valueOf(choices));
    return chosen.find() ? chosen.group(1) : null;
  }
}
