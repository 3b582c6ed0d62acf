package dev.threadmill.machine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The operating system and those of its settings that affect speed. What is null is unknown.
///
/// @param name what kind of system it is, such as `Linux`
/// @param distribution whose build of it
/// @param mitigations what the kernel does against each flaw of the processor
/// @param hugePages when memory is put into huge pages unasked: `always`, `madvise` or `never`
/// @param addressRandomization how much of the address space is laid out at random, from 0 to 2
/// @param clockSource what the system's clock counts by
/// @param isolatedCpus the CPUs that the scheduler leaves alone; empty when there are none
public record OperatingSystem(
    String name,
    @Nullable String distribution,
    @Nullable String kernel,
    Map<String, String> mitigations,
    @Nullable String hugePages,
    @Nullable Long addressRandomization,
    @Nullable String clockSource,
    @Nullable String isolatedCpus,
    @Nullable Long memoryBytes,
    @Nullable Long swapBytes) {
  private static final String FLAWS = "sys/devices/system/cpu/vulnerabilities/";
  static final String CLOCK_SOURCES = "sys/devices/system/clocksource/clocksource0/";
  static final String MEMORY = "proc/meminfo";

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
        host.number("proc/sys/kernel/randomize_va_space"),
        host.text(CLOCK_SOURCES + "current_clocksource"),
        host.text("sys/devices/system/cpu/isolated"),
        memory(host, "MemTotal"),
        memory(host, "SwapTotal"));
  }

  /// A line of `/proc/meminfo`, in bytes.
  static @Nullable Long memory(Host host, String key) {
    var kilobytes = host.count(MEMORY, key);
    return kilobytes == null ? null : kilobytes * 1024;
  }

  private static @Nullable String distribution(Host host) {
    var key = "PRETTY_NAME=";
    for (var line : host.lines("etc/os-release")) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).replace("\"", "").strip();
      }
    }
    return null;
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
    if (choices == null) {
      return null;
    }
    int from = choices.indexOf('[');
    int to = choices.indexOf(']');
    return from < 0 || to < from ? null : choices.substring(from + 1, to);
  }
}
