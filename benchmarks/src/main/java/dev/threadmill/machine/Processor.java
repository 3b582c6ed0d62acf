package dev.threadmill.machine;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The processor, as far as it affects speed. Every part that is null is unknown.
///
/// @param caches the caches of the first usable CPU
/// @param governor the governors of the usable CPUs, one name if they agree
/// @param driver the driver that sets the clock speed
/// @param preference what the driver prefers between speed and energy
/// @param turbo whether the clock may go beyond its nominal speed
/// @param features the extensions of its instruction set, in alphabetical order
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
    @Nullable String driver,
    @Nullable String preference,
    @Nullable Boolean turbo,
    @Nullable Long maximalMegahertz,
    @Nullable String microcode,
    List<String> features,
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

  int usable() {
    return topology.size();
  }

  static Processor of(Host host) {
    var topology = CpuTopology.of(host);
    var online = Numbers.list(host.text(CpuTopology.CPUS + "online"));
    var sockets = distinct(host, online, cpu -> topologyOf(host, cpu, "physical_package_id"));
    // The first sibling names a core: core ids repeat from socket to socket.
    var cores = distinct(host, online, cpu -> topologyOf(host, cpu, "thread_siblings_list"));
    var threads = online == null ? null : online.size();
    return new Processor(
        model(host),
        host.architecture(),
        sockets,
        cores,
        threads,
        smt(host, cores, threads),
        topology.known() ? caches(host, topology.cpus().getFirst().id()) : List.of(),
        agreed(host, topology, "scaling_governor"),
        agreed(host, topology, "scaling_driver"),
        agreed(host, topology, "energy_performance_preference"),
        turbo(host),
        maximalMegahertz(host, topology),
        microcode(host),
        features(host),
        topology);
  }

  private static @Nullable String topologyOf(Host host, int cpu, String file) {
    return host.text(CpuTopology.CPUS + "cpu" + cpu + "/topology/" + file);
  }

  private static @Nullable Integer distinct(
      Host host, @Nullable List<Integer> cpus, Function<Integer, @Nullable String> trait) {
    if (cpus == null) {
      return null;
    }
    var traits = new LinkedHashSet<String>();
    for (var cpu : cpus) {
      var found = trait.apply(cpu);
      if (found == null || found.startsWith("-")) {
        return null;
      }
      traits.add(found);
    }
    return traits.size();
  }

  private static @Nullable String model(Host host) {
    var name = host.value(CPUINFO, "model name");
    if (name != null && !name.isBlank()) {
      return name.replaceAll("\\s+", " ");
    }
    var part = host.value(CPUINFO, "CPU part");
    return part == null ? null : ARM_PARTS.get(part);
  }

  private static @Nullable Boolean smt(
      Host host, @Nullable Integer cores, @Nullable Integer threads) {
    var active = host.number(CpuTopology.CPUS + "smt/active");
    if (active != null) {
      return active != 0;
    }
    return cores == null || threads == null ? null : cores < threads;
  }

  private static List<Cache> caches(Host host, int cpu) {
    var folder = CpuTopology.CPUS + "cpu" + cpu + "/cache/";
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
            Numbers.bytes(host.text(folder + "size")),
            sharers == null ? null : sharers.size());
  }

  private static @Nullable String agreed(Host host, CpuTopology topology, String file) {
    var all = new LinkedHashSet<String>();
    for (var cpu : topology.ids()) {
      var one = host.text(frequencyFile(cpu, file));
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all.isEmpty() ? null : String.join(", ", all);
  }

  static String frequencyFile(int cpu, String file) {
    return CpuTopology.CPUS + "cpu" + cpu + "/cpufreq/" + file;
  }

  private static @Nullable Boolean turbo(Host host) {
    var off = host.number(CpuTopology.CPUS + "intel_pstate/no_turbo");
    if (off != null) {
      return off == 0;
    }
    var boost = host.number(CpuTopology.CPUS + "cpufreq/boost");
    return boost == null ? null : boost != 0;
  }

  private static @Nullable Long maximalMegahertz(Host host, CpuTopology topology) {
    return topology.ids().stream()
        .map(cpu -> host.number(frequencyFile(cpu, "cpuinfo_max_freq")))
        .filter(Objects::nonNull)
        .max(Long::compare)
        .map(kilohertz -> kilohertz / 1000)
        .orElse(null);
  }

  private static @Nullable String microcode(Host host) {
    var told = host.value(CPUINFO, "microcode");
    return told == null ? host.text(CpuTopology.CPUS + "cpu0/microcode/version") : told;
  }

  private static List<String> features(Host host) {
    return Stream.of("flags", "Features")
        .map(key -> host.value(CPUINFO, key))
        .filter(Objects::nonNull)
        .findFirst()
        .map(flags -> Stream.of(flags.split("\\s+")).sorted().toList())
        .orElse(List.of());
  }
}
