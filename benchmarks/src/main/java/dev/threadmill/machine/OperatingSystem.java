package dev.threadmill.machine;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        kernel(host),
        mitigations(host),
        chosen(host.text("sys/kernel/mm/transparent_hugepage/enabled")),
        host.text(CLOCK_SOURCES + "current_clocksource"),
        memory(host));
  }

  private static @Nullable String kernel(Host host) {
    return Stream.of(
            host.text("proc/sys/kernel/osrelease"),
            host.told("kern.osrelease"),
            host.told("Win32_OperatingSystem.Version"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Long memory(Host host) {
    var linux = memory(host, "MemTotal");
    var macos = Numbers.parse(host.told("hw.memsize"));
    var windows = Numbers.parse(host.told("Win32_OperatingSystem.TotalVisibleMemorySize"));
    return linux != null ? linux : windows == null ? macos : Long.valueOf(windows * 1024);
  }

  /// A line of `/proc/meminfo`, in bytes.
  static @Nullable Long memory(Host host, String key) {
    var kilobytes = host.count("proc/meminfo", key);
    return kilobytes == null ? null : kilobytes * 1024;
  }

  private static @Nullable String distribution(Host host) {
    var name = host.value("etc/os-release", "PRETTY_NAME");
    if (name != null) {
      return name.replace("\"", "").strip();
    }
    var macos = host.told("kern.osproductversion");
    return macos == null ? host.told("Win32_OperatingSystem.Caption") : "macOS " + macos;
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
