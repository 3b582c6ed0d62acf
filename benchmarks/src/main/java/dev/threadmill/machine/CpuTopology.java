package dev.threadmill.machine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The CPUs that this process may use, in the order in which to use them, and what they share.
///
/// One hardware thread of each core comes first, SMT siblings last, and within that one NUMA
/// node is filled before the next. So a benchmark on few CPUs shares no core and crosses
/// nodes only where it must. The CPUs are those that the kernel says are allowed, never the
/// first n: a container or `taskset` may have given us any.
///
/// @param cpus the usable CPUs in that order; empty when the system does not tell
public record CpuTopology(List<Cpu> cpus) {
  /// One hardware thread.
  ///
  /// @param sibling 0 for the first usable hardware thread of its core, 1 for the next; null when
  ///     unknown
  /// @param core the lowest number among all hardware threads of its core, usable or not
  /// @param cache the lowest number among the CPUs that share its last cache
  public record Cpu(
      int id,
      @Nullable Integer sibling,
      @Nullable Integer core,
      @Nullable Integer cache,
      @Nullable Integer node,
      @Nullable Integer socket) {}

  static final String CPUS = "sys/devices/system/cpu/";
  private static final String NODES = "sys/devices/system/node/";

  public static CpuTopology of(Host host) {
    var allowed = Numbers.list(host.value("proc/self/status", "Cpus_allowed_list"));
    if (allowed == null) {
      return new CpuTopology(List.of());
    }
    var online = Numbers.list(host.text(CPUS + "online"));
    var usable = allowed.stream().filter(cpu -> online == null || online.contains(cpu)).toList();
    var nodes = nodes(host);
    var order =
        Comparator.comparing(CpuTopology::rank)
            .thenComparing(cpu -> cpu.node() == null ? 0 : cpu.node())
            .thenComparing(Cpu::id);
    return new CpuTopology(
        usable.stream().map(cpu -> cpu(host, cpu, usable, nodes.get(cpu))).sorted(order).toList());
  }

  /// What the system tells of one CPU.
  static String folder(int cpu) {
    return CPUS + "cpu" + cpu + "/";
  }

  private static int rank(Cpu cpu) {
    var sibling = cpu.sibling();
    return sibling == null ? 0 : sibling;
  }

  /// The NUMA nodes of the CPUs, as far as the system tells.
  private static Map<Integer, Integer> nodes(Host host) {
    var nodes = new HashMap<Integer, Integer>();
    for (var name : host.names(NODES)) {
      var number = name.startsWith("node") ? Numbers.parse(name.substring(4)) : null;
      var members = Numbers.list(host.text(NODES + name + "/cpulist"));
      if (number != null && members != null) {
        members.forEach(cpu -> nodes.put(cpu, number.intValue()));
      }
    }
    return nodes;
  }

  private static Cpu cpu(Host host, int id, List<Integer> usable, @Nullable Integer node) {
    var folder = folder(id);
    var siblings = Numbers.list(host.text(folder + "topology/thread_siblings_list"));
    var socket = host.number(folder + "topology/physical_package_id");
    var core = siblings == null || !siblings.contains(id) ? List.<Integer>of() : siblings;
    return new Cpu(
        id,
        core.isEmpty()
            ? null
            : core.stream().filter(usable::contains).sorted().toList().indexOf(id),
        core.stream().min(Comparator.naturalOrder()).orElse(null),
        lastCache(host, folder),
        node,
        socket == null || socket < 0 ? null : socket.intValue());
  }

  private static @Nullable Integer lastCache(Host host, String folder) {
    long highest = 0;
    Integer first = null;
    for (var name : host.names(folder + "cache")) {
      var level = host.number(folder + "cache/" + name + "/level");
      var sharers = Numbers.list(host.text(folder + "cache/" + name + "/shared_cpu_list"));
      if (level != null && level > highest && sharers != null && !sharers.isEmpty()) {
        highest = level;
        first = sharers.stream().min(Comparator.naturalOrder()).orElseThrow();
      }
    }
    return first;
  }

  /// Whether the system says which CPUs may be used; only Linux does.
  public boolean known() {
    return !cpus.isEmpty();
  }

  public int size() {
    return cpus.size();
  }

  /// How many cores have a usable CPU: up to here, [#first] gives no core twice.
  public int cores() {
    return (int) cpus.stream().filter(cpu -> rank(cpu) == 0).count();
  }

  /// Whether some core has more than one usable hardware thread; null when unknown.
  public @Nullable Boolean sharesCores() {
    boolean unknown = !known() || cpus.stream().anyMatch(cpu -> cpu.sibling() == null);
    return unknown ? null : cores() < size();
  }

  public List<Integer> ids() {
    return cpus.stream().map(Cpu::id).toList();
  }

  /// The numbers of the first `count` CPUs to use.
  ///
  /// @throws IllegalArgumentException if there are not that many
  /// @throws IllegalStateException if the system does not say which CPUs there are
  public List<Integer> first(int count) {
    if (!known()) {
      throw new IllegalStateException("this system does not say which CPUs a process may use");
    }
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(
          "cannot use " + count + " CPUs: this process may use 1 to " + size());
    }
    return ids().subList(0, count);
  }
}
