package dev.threadmill.machine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processor, as far as it affects speed. Every part that is null is unknown.
///
/// @param caches the caches of the first usable CPU
/// @param governor the governors of the usable CPUs, one name if they agree; of Windows its power
///     plan
/// @param turbo whether the clock may go beyond its nominal speed
/// @param topology the CPUs that this process may use
public record Processor(
    @Nullable String model,
    String architecture,
    @Nullable Integer sockets,
    @Nullable Integer cores,
    @Nullable Integer threads,
    @Nullable Boolean smt,
    List<Cache> caches,
    @Nullable String governor,
    @Nullable Boolean turbo,
    @Nullable String microcode,
    CpuTopology topology) {
  /// One cache.
  ///
  /// @param type `Data`, `Instruction` or `Unified`
  /// @param sharedBy how many hardware threads share it
  public record Cache(
      int level, @Nullable String type, @Nullable Long bytes, @Nullable Integer sharedBy) {}

  private static final String CPUINFO = "proc/cpuinfo";

  /// Arm processors give numbers for names.
  private static final Map<String, String> ARM_PARTS =
      Map.of(
          "0xd08", "Cortex-A72",
          "0xd0b", "Cortex-A76",
          "0xd0c", "Neoverse-N1",
          "0xd40", "Neoverse-V1",
          "0xd49", "Neoverse-N2",
          "0xd4f", "Neoverse-V2",
          "0xd83", "Neoverse-V3",
          "0xd8e", "Neoverse-N3",
          "0xac3", "Ampere-1");

  /// The power plans that Windows comes with, by their numbers; their names are in its language.
  private static final Map<String, String> POWER_PLANS =
      Map.of(
          "381b4222-f694-41f0-9685-ff5bb260df2e", "balanced",
          "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c", "high performance",
          "a1841308-3541-4fab-bc81-f71556f20b4a", "power saver",
          "e9a42b02-d5df-448d-aa00-03f14749eb61", "ultimate performance");

  static Processor of(Host host) {
    if (host.told("hw.physicalcpu") != null) {
      return ofMacos(host);
    }
    return host.told("Win32_Processor") == null ? ofLinux(host) : ofWindows(host);
  }

  /// Caches are those of the fast cores, where there are two kinds.
  private static Processor ofMacos(Host host) {
    var fast = host.told("hw.perflevel0.l2cachesize") == null ? "hw." : "hw.perflevel0.";
    var cores = host.toldNumber("hw.physicalcpu");
    var threads = host.toldNumber("hw.logicalcpu");
    return new Processor(
        host.told("machdep.cpu.brand_string"),
        host.architecture(),
        host.toldNumber("hw.packages"),
        cores,
        threads,
        cores == null || threads == null ? null : cores < threads,
        Stream.of(
                cache(1, "Data", Numbers.parse(host.told(fast + "l1dcachesize")), null),
                cache(1, "Instruction", Numbers.parse(host.told(fast + "l1icachesize")), null),
                cache(
                    2,
                    "Unified",
                    Numbers.parse(host.told(fast + "l2cachesize")),
                    host.toldNumber(fast + "cpusperl2")),
                cache(3, "Unified", Numbers.parse(host.told("hw.l3cachesize")), null))
            .flatMap(Optional::stream)
            .toList(),
        null,
        null,
        host.told("machdep.cpu.microcode_version"),
        CpuTopology.of(host));
  }

  private static Processor ofWindows(Host host) {
    var cores = host.toldNumber("Win32_Processor.NumberOfCores");
    var threads = host.toldNumber("Win32_Processor.NumberOfLogicalProcessors");
    var cache = Numbers.parse(host.told("Win32_Processor.L3CacheSize"));
    var plan = host.told("Win32_PowerPlan.InstanceID");
    return new Processor(
        host.told("Win32_Processor.Name"),
        host.architecture(),
        host.toldNumber("Win32_Processor"),
        cores,
        threads,
        cores == null || threads == null ? null : cores < threads,
        cache(3, "Unified", cache == null ? null : Long.valueOf(cache * 1024), null).stream()
            .toList(),
        // A plan that somebody made may be named after them.
        plan == null
            ? null
            : POWER_PLANS.getOrDefault(plan.replaceAll("(?s).*\\{|}.*", ""), "a plan of its own"),
        null,
        null,
        CpuTopology.of(host));
  }

  /// A cache, if its size is known and there is one.
  private static Optional<Cache> cache(
      int level, String type, @Nullable Long bytes, @Nullable Integer sharedBy) {
    return bytes == null || bytes == 0
        ? Optional.empty()
        : Optional.of(new Cache(level, type, bytes, sharedBy));
  }

  private static Processor ofLinux(Host host) {
    var topology = CpuTopology.of(host);
    var online = Numbers.list(host.text(CpuTopology.CPUS + "online"));
    var all = online == null ? List.<Integer>of() : online;
    var sockets = answers(host, all, "topology/physical_package_id");
    // The first sibling names a core: core ids repeat from socket to socket.
    var cores = answers(host, all, "topology/thread_siblings_list");
    var governors = answers(host, topology.ids(), "cpufreq/scaling_governor");
    var microcode = host.value(CPUINFO, "microcode");
    return new Processor(
        model(host),
        host.architecture(),
        sockets.isEmpty() ? null : sockets.size(),
        cores.isEmpty() ? null : cores.size(),
        online == null ? null : online.size(),
        smt(host, cores.size(), all.size()),
        topology.known() ? caches(host, topology.cpus().getFirst().id()) : List.of(),
        governors.isEmpty() ? null : String.join(", ", governors),
        turbo(host),
        microcode == null ? host.text(CpuTopology.CPUS + "cpu0/microcode/version") : microcode,
        topology);
  }

  /// The different answers that the CPUs give in a file; none if one of them does not tell.
  private static Set<String> answers(Host host, List<Integer> cpus, String file) {
    var answers = new LinkedHashSet<String>();
    for (var cpu : cpus) {
      var answer = host.text(CpuTopology.folder(cpu) + file);
      if (answer == null || answer.startsWith("-")) {
        return Set.of();
      }
      answers.add(answer);
    }
    return answers;
  }

  private static @Nullable String model(Host host) {
    var name = host.value(CPUINFO, "model name");
    if (name != null && !name.isBlank()) {
      return name.replaceAll("\\s+", " ");
    }
    var part = host.value(CPUINFO, "CPU part");
    return part == null ? null : ARM_PARTS.get(part);
  }

  private static @Nullable Boolean smt(Host host, int cores, int threads) {
    var active = host.number(CpuTopology.CPUS + "smt/active");
    if (active != null) {
      return active != 0;
    }
    return cores == 0 ? null : cores < threads;
  }

  private static List<Cache> caches(Host host, int cpu) {
    var folder = CpuTopology.folder(cpu) + "cache/";
    return host.names(folder).stream()
        .map(name -> cache(host, folder + name + "/"))
        .filter(Objects::nonNull)
        .toList();
  }

  private static @Nullable Cache cache(Host host, String folder) {
    var level = host.number(folder + "level");
    var sharers = Numbers.list(host.text(folder + "shared_cpu_list"));
    return level == null
        ? null
        : new Cache(
            level.intValue(),
            host.text(folder + "type"),
            Numbers.kilobytes(host.text(folder + "size")),
            sharers == null ? null : sharers.size());
  }

  private static @Nullable Boolean turbo(Host host) {
    var off = host.number(CpuTopology.CPUS + "intel_pstate/no_turbo");
    if (off != null) {
      return off == 0;
    }
    var boost = host.number(CpuTopology.CPUS + "cpufreq/boost");
    return boost == null ? null : boost != 0;
  }
}
