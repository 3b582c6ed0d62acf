package dev.threadmill.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The CPUs that this process may use, in the order in which to use them, and what they share.
///
/// The order is declared here and nowhere else; `--cores n` takes its first n:
///
/// 1. One hardware thread of each core comes first, then their SMT siblings, and the slow cores of
///    a hybrid chip last of all, so that whoever stops before them measures cores of one kind.
/// 2. In each of these tiers one socket is filled before the next, in it one NUMA node (or in a
///    node one socket, if it has several), in that one die, and in that one last-level cache. So
///    few CPUs share a cache, and they cross caches, dies, nodes and sockets only where they must.
/// 3. Of two sockets, nodes, dies or caches that which has more usable fast cores is filled first,
///    and where they have as many, that with the lowest number of a CPU.
///
/// The CPUs are those that are switched on and that the kernel says are allowed, never the first n:
/// a container or `taskset` may have given us any.
///
/// @param cpus the usable CPUs in that order; empty when the system does not tell
public record CpuTopology(List<Cpu> cpus) {
  /// One hardware thread.
  ///
  /// @param sibling 0 for the first usable hardware thread of its core, 1 for the next; null when
  ///     unknown
  /// @param core the lowest number among all hardware threads of its core, usable or not
  /// @param cache the lowest number among the CPUs that share its last cache
  /// @param die the lowest number among the CPUs of its die
  /// @param slow whether its core is one of the slow ones of a chip that has fast ones, too; null
  ///     when the system does not tell, and in runs that were made before this was recorded
  public record Cpu(
      int id,
      @Nullable Integer sibling,
      @Nullable Integer core,
      @Nullable Integer cache,
      @Nullable Integer die,
      @Nullable Integer node,
      @Nullable Integer socket,
      @Nullable Boolean slow) {
    /// Which tier of the order it is in: 0 for the first thread of a core, then the siblings.
    private int turn() {
      return (comesLast() ? LAST : 0) + (sibling == null ? 0 : sibling);
    }

    private boolean comesLast() {
      return Boolean.TRUE.equals(slow);
    }

    /// What it lies in, the largest first.
    private List<@Nullable Integer> place(boolean nodesHoldSockets) {
      return nodesHoldSockets
          ? Arrays.asList(node, socket, die, cache)
          : Arrays.asList(socket, node, die, cache);
    }
  }

  /// CPUs that follow each other in the order for the same reason.
  ///
  /// @param from the number of CPUs from which on they take part, and `to` that with all of them
  /// @param what they are, in words
  /// @param caches their numbers, a list for each last-level cache
  public record Tier(int from, int to, String what, List<List<Integer>> caches) {
    /// The numbers as Linux writes them, with a bar between last-level caches.
    public String numbers() {
      return caches.stream().map(Numbers::text).collect(Collectors.joining(" | "));
    }
  }

  /// More than any core has hardware threads.
  private static final int LAST = 1000;

  static final String CPUS = "sys/devices/system/cpu/";
  private static final String NODES = "sys/devices/system/node/";
  private static final String PMUS = "sys/devices/";

  /// The kernel's names for the slow cores of Intel's hybrid chips; the fast ones are `cpu_core`.
  private static final List<String> SLOW_PMUS = List.of("cpu_atom", "cpu_lowpower");

  /// The share of the largest capacity of a core below which a core is slow. Cores of one kind
  /// differ by less, for their clocks are not all the same.
  private static final double FAST = 0.75;

  public static CpuTopology of(Host host) {
    var allowed = Numbers.list(host.value("proc/self/status", "Cpus_allowed_list"));
    if (allowed == null) {
      return new CpuTopology(List.of());
    }
    var online = Numbers.list(host.text(CPUS + "online"));
    var usable = allowed.stream().filter(cpu -> online == null || online.contains(cpu)).toList();
    var nodes = nodes(host);
    var slow = slow(host, online == null ? usable : online);
    return new CpuTopology(
        ordered(
            usable.stream()
                .map(cpu -> cpu(host, cpu, usable, nodes.get(cpu), slow.get(cpu)))
                .toList()));
  }

  private static List<Cpu> ordered(List<Cpu> cpus) {
    boolean nodesHoldSockets = nodesHoldSockets(cpus);
    Map<List<@Nullable Integer>, List<Cpu>> groups = new HashMap<>();
    for (var cpu : cpus) {
      var place = cpu.place(nodesHoldSockets);
      for (int depth = 1; depth <= place.size(); depth++) {
        groups.computeIfAbsent(place.subList(0, depth), any -> new ArrayList<>()).add(cpu);
      }
    }
    Map<Cpu, int[]> turns = new HashMap<>();
    for (var cpu : cpus) {
      var place = cpu.place(nodesHoldSockets);
      int[] turn = new int[2 * place.size() + 2];
      turn[0] = cpu.turn();
      for (int depth = 1; depth <= place.size(); depth++) {
        var group = Objects.requireNonNull(groups.get(place.subList(0, depth)));
        turn[2 * depth - 1] = -(int) group.stream().filter(any -> any.turn() == 0).count();
        turn[2 * depth] = group.stream().mapToInt(Cpu::id).min().orElseThrow();
      }
      turn[turn.length - 1] = cpu.id();
      turns.put(cpu, turn);
    }
    return cpus.stream().sorted(Comparator.comparing(turns::get, Arrays::compare)).toList();
  }

  /// Whether a node has several sockets, as where a hypervisor gives each CPU a socket of its own
  /// and nodes are what is real. A single node tells nothing.
  private static boolean nodesHoldSockets(List<Cpu> cpus) {
    long nodes = cpus.stream().map(Cpu::node).filter(Objects::nonNull).distinct().count();
    long sockets = cpus.stream().map(Cpu::socket).filter(Objects::nonNull).distinct().count();
    return nodes > 1 && sockets > nodes;
  }

  /// What the system tells of one CPU.
  static String folder(int cpu) {
    return CPUS + "cpu" + cpu + "/";
  }

  /// Which CPUs are slow, as far as the kernel tells: neither a clock that is a little slower nor a
  /// core that it prefers makes another one slow.
  private static Map<Integer, Boolean> slow(Host host, List<Integer> cpus) {
    var fast = Numbers.list(host.text(PMUS + "cpu_core/cpus"));
    if (fast != null) {
      return cpus.stream().collect(Collectors.toMap(cpu -> cpu, cpu -> isAtom(host, cpu)));
    }
    var capacities = new HashMap<Integer, Long>();
    for (var cpu : cpus) {
      var capacity = host.number(folder(cpu) + "cpu_capacity");
      if (capacity != null) {
        capacities.put(cpu, capacity);
      }
    }
    if (capacities.size() == cpus.size()) {
      long most = capacities.values().stream().mapToLong(Long::longValue).max().orElse(0);
      return capacities.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, cpu -> cpu.getValue() < FAST * most));
    }
    // The kernel of other chips has one kind of performance counter for all cores.
    return host.has(PMUS + "cpu/type")
        ? cpus.stream().collect(Collectors.toMap(cpu -> cpu, cpu -> false))
        : Map.of();
  }

  private static boolean isAtom(Host host, int cpu) {
    return SLOW_PMUS.stream()
        .map(name -> Numbers.list(host.text(PMUS + name + "/cpus")))
        .anyMatch(slow -> slow != null && slow.contains(cpu));
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

  private static Cpu cpu(
      Host host, int id, List<Integer> usable, @Nullable Integer node, @Nullable Boolean slow) {
    var folder = folder(id);
    var die = Numbers.list(host.text(folder + "topology/die_cpus_list"));
    var siblings = Numbers.list(host.text(folder + "topology/thread_siblings_list"));
    var socket = host.number(folder + "topology/physical_package_id");
    var core = siblings == null || !siblings.contains(id) ? List.<Integer>of() : siblings;
    return new Cpu(
        id,
        core.isEmpty()
            ? null
            : core.stream().filter(usable::contains).sorted().toList().indexOf(id),
        lowest(core),
        lastCache(host, folder),
        die == null ? null : lowest(die),
        node,
        socket == null || socket < 0 ? null : socket.intValue(),
        slow);
  }

  private static @Nullable Integer lowest(List<Integer> numbers) {
    return numbers.stream().min(Comparator.naturalOrder()).orElse(null);
  }

  private static @Nullable Integer lastCache(Host host, String folder) {
    long highest = 0;
    Integer first = null;
    for (var name : host.names(folder + "cache")) {
      var level = host.number(folder + "cache/" + name + "/level");
      var sharers = Numbers.list(host.text(folder + "cache/" + name + "/shared_cpu_list"));
      if (level != null && level > highest && sharers != null && !sharers.isEmpty()) {
        highest = level;
        first = lowest(sharers);
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

  /// How many cores have a usable CPU.
  public int cores() {
    return (int) cpus.stream().filter(cpu -> cpu.turn() % LAST == 0).count();
  }

  /// How many of the CPUs have a core of their own that is not slow: up to here, [#first] gives
  /// equal cores. Where there are slow cores only, they are equal.
  public int alike() {
    return tiers().isEmpty() ? 0 : tiers().getFirst().to();
  }

  /// Whether some core has more than one usable hardware thread; null when unknown.
  public @Nullable Boolean sharesCores() {
    boolean unknown = !known() || cpus.stream().anyMatch(cpu -> cpu.sibling() == null);
    return unknown ? null : cores() < size();
  }

  /// The CPUs with slow cores of a chip that has fast ones, too.
  public List<Integer> slow() {
    return cpus.stream().filter(Cpu::comesLast).map(Cpu::id).toList();
  }

  /// Whether the system says which cores are slow.
  public boolean tellsSlow() {
    return known() && cpus.stream().allMatch(cpu -> cpu.slow() != null);
  }

  /// The tiers of the order, each with its reason.
  public List<Tier> tiers() {
    var tiers = new ArrayList<Tier>();
    int from = 0;
    while (from < size()) {
      int to = from + 1;
      while (to < size() && what(cpus.get(to)).equals(what(cpus.get(from)))) {
        to++;
      }
      tiers.add(new Tier(from + 1, to, what(cpus.get(from)), caches(cpus.subList(from, to))));
      from = to;
    }
    return tiers;
  }

  private static String what(Cpu cpu) {
    if (cpu.comesLast()) {
      return "slow cores, last so that smaller numbers of CPUs are all fast";
    } else if (cpu.sibling() == null) {
      return "which of them share a core is not visible";
    }
    return cpu.sibling() == 0 ? "one hardware thread of each core" : "SMT siblings of those before";
  }

  private static List<List<Integer>> caches(List<Cpu> cpus) {
    var caches = new ArrayList<List<Integer>>();
    for (int i = 0; i < cpus.size(); i++) {
      if (i == 0 || !Objects.equals(cpus.get(i).cache(), cpus.get(i - 1).cache())) {
        caches.add(new ArrayList<>());
      }
      caches.getLast().add(cpus.get(i).id());
    }
    return caches;
  }

  /// What two CPUs share; unknown for one that may not be used.
  public Nearness nearness(int one, int other) {
    var left = cpu(one);
    var right = cpu(other);
    return left.isPresent() && right.isPresent()
        ? nearness(left.get(), right.get())
        : Nearness.UNKNOWN;
  }

  Nearness nearness(Cpu one, Cpu other) {
    return Nearness.of(one, other, nodesHoldSockets(cpus));
  }

  private Optional<Cpu> cpu(int id) {
    return cpus.stream().filter(cpu -> cpu.id() == id).findFirst();
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
