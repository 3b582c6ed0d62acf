package dev.threadmill.machine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program that tells of a machine what Linux has in files: `sysctl` of macOS, and PowerShell of
/// Windows.
///
/// It is asked for what affects speed, by name, and once only: PowerShell takes a second to start.
/// What it prints are lines `key: value`, which a [Host] reads like those of a file.
final class Informant {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// What macOS calls what we look for. `perflevel0` are the fast cores of Apple's own processors.
  /// The name of the host is asked for so that it can be left out of what is recorded.
  private static final List<String> MACOS =
      List.of(
          "machdep.cpu.brand_string",
          "machdep.cpu.microcode_version",
          "hw.model",
          "hw.packages",
          "hw.physicalcpu",
          "hw.logicalcpu",
          "hw.memsize",
          "hw.l1dcachesize",
          "hw.l1icachesize",
          "hw.l2cachesize",
          "hw.l3cachesize",
          "hw.perflevel0.l1dcachesize",
          "hw.perflevel0.l1icachesize",
          "hw.perflevel0.l2cachesize",
          "hw.perflevel0.cpusperl2",
          "kern.osproductversion",
          "kern.osrelease",
          "kern.hv_vmm_present",
          "kern.hostname");

  /// The same of Windows, as classes and properties of CIM. Sizes of its memory and caches are in
  /// kibibytes. It has no double quotes, since Windows takes a command line apart by them.
  private static final String WINDOWS =
      """
      $ErrorActionPreference = 'SilentlyContinue'
      [Console]::OutputEncoding = [Text.Encoding]::UTF8
      $cpus = @(Get-CimInstance Win32_Processor)
      'Win32_Processor: ' + $cpus.Count
      'Win32_Processor.Name: ' + $cpus[0].Name
      'Win32_Processor.L3CacheSize: ' + $cpus[0].L3CacheSize
      foreach ($part in 'NumberOfCores', 'NumberOfLogicalProcessors') {
        'Win32_Processor.' + $part + ': ' + ($cpus | Measure-Object $part -Sum).Sum
      }
      $system = Get-CimInstance Win32_OperatingSystem
      foreach ($part in 'Caption', 'Version', 'TotalVisibleMemorySize') {
        'Win32_OperatingSystem.' + $part + ': ' + $system.$part
      }
      $computer = Get-CimInstance Win32_ComputerSystem
      foreach ($part in 'Manufacturer', 'Model', 'HypervisorPresent') {
        'Win32_ComputerSystem.' + $part + ': ' + $computer.$part
      }
      $plans = Get-CimInstance -Namespace root/cimv2/power -ClassName Win32_PowerPlan
      'Win32_PowerPlan.InstanceID: ' + ($plans | Where-Object IsActive).InstanceID
      """;

  private static final class Once {
    static final @Nullable String TEXT = ask(System.getProperty("os.name", ""));
  }

  private Informant() {}

  /// What the program of this system says; null where there is none, as on Linux.
  static @Nullable String text() {
    return Once.TEXT;
  }

  private static @Nullable String ask(String system) {
    var words = words(system);
    if (words.isEmpty()) {
      return null;
    }
    try {
      // What is unknown to this version of the system fails, and the rest is told all the same.
      var ended = Command.run(LIMIT, words, true);
      return ended == null ? null : ended.text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /// The command line that asks a system; empty where there is no program to ask.
  static List<String> words(String system) {
    if (system.startsWith("Mac")) {
      return Stream.concat(Stream.of("/usr/sbin/sysctl"), MACOS.stream()).toList();
    }
    return system.startsWith("Windows")
        ? List.of("powershell.exe", "-NoProfile", "-NonInteractive", "-Command", WINDOWS)
        : List.of();
  }
}
