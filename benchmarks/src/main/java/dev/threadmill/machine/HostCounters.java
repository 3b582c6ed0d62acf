package dev.threadmill.machine;

import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The counters of the kernel, read before and after a fork: see [#since].
///
/// A counter that is null cannot be read here.
public final class HostCounters {
  /// `utime stime` of this process, counted from the state of the process on.
  private static final List<Integer> OWN_TIME = List.of(11, 12);

  /// `cutime cstime`, of the children that have ended and been waited for.
  private static final List<Integer> CHILDREN_TIME = List.of(13, 14);

  private final long nanoTime;
  private final int cpus;
  private final @Nullable CpuTimes usable;
  private final @Nullable CpuTimes all;
  private final @Nullable Long ownTicks;
  private final @Nullable Long childrenTicks;
  private final @Nullable Long throttledPeriods;
  private final @Nullable Long throttledMicros;
  private final @Nullable Long cpuPressure;
  private final @Nullable Long memoryPressure;
  private final @Nullable Long ioPressure;
  private final @Nullable Double megahertz;
  private final @Nullable Long thermalThrottles;
  private final @Nullable Long swappedIn;
  private final @Nullable Long swappedOut;
  private final @Nullable Double load;

  private HostCounters(Host host, CpuTopology topology, long nanoTime) {
    this.nanoTime = nanoTime;
    cpus = topology.size();
    usable = topology.known() ? CpuTimes.of(host, topology.ids()) : null;
    all = CpuTimes.ofAll(host);
    ownTicks = ticks(host, OWN_TIME);
    childrenTicks = ticks(host, CHILDREN_TIME);
    var group = Cgroup.of(host, "cpu");
    throttledPeriods = group == null ? null : group.throttledPeriods(host);
    throttledMicros = group == null ? null : group.throttledMicros(host);
    cpuPressure = pressure(host, "cpu");
    memoryPressure = pressure(host, "memory");
    ioPressure = pressure(host, "io");
    megahertz = megahertz(host, topology);
    thermalThrottles = thermalThrottles(host, topology);
    swappedIn = host.count("proc/vmstat", "pswpin");
    swappedOut = host.count("proc/vmstat", "pswpout");
    load = load(host);
  }

  public static HostCounters read() {
    return read(Host.here());
  }

  public static HostCounters read(Host host) {
    return at(host, System.nanoTime());
  }

  static HostCounters at(Host host, long nanoTime) {
    return new HostCounters(host, CpuTopology.of(host), nanoTime);
  }

  /// What happened from `before` until these counters were read.
  public HostActivity since(HostCounters before) {
    var total = growth(before, CpuTimes::total);
    var stolen = growth(before, CpuTimes::stolen);
    var busy = growth(before, CpuTimes::busy);
    var busyAnywhere =
        all == null || before.all == null ? null : Numbers.growth(before.all.busy(), all.busy());
    var own = Numbers.growth(before.ownTicks, ownTicks);
    var children = Numbers.growth(before.childrenTicks, childrenTicks);
    return new HostActivity(
        (nanoTime - before.nanoTime) / 1e9,
        cpus == 0 ? null : cpus,
        stolen == null || total == null || total == 0 ? null : (double) stolen / total,
        // Ticks are attributed one by one, so that a quiet machine can come out just below zero.
        busy == null || own == null || children == null
            ? null
            : Math.max(0, busy - own - children) / CpuTimes.TICKS,
        busy == null || busyAnywhere == null
            ? null
            : Math.max(0, busyAnywhere - busy) / CpuTimes.TICKS,
        Numbers.times(own, 1 / CpuTimes.TICKS),
        Numbers.times(children, 1 / CpuTimes.TICKS),
        Numbers.growth(before.throttledPeriods, throttledPeriods),
        Numbers.times(Numbers.growth(before.throttledMicros, throttledMicros), 1e-6),
        Numbers.times(Numbers.growth(before.cpuPressure, cpuPressure), 1e-6),
        Numbers.times(Numbers.growth(before.memoryPressure, memoryPressure), 1e-6),
        Numbers.times(Numbers.growth(before.ioPressure, ioPressure), 1e-6),
        before.megahertz,
        megahertz,
        Numbers.growth(before.thermalThrottles, thermalThrottles),
        Numbers.growth(before.swappedIn, swappedIn),
        Numbers.growth(before.swappedOut, swappedOut),
        before.load,
        load);
  }

  private @Nullable Long growth(HostCounters before, ToLongFunction<CpuTimes> part) {
    return usable == null || before.usable == null
        ? null
        : Numbers.growth(part.applyAsLong(before.usable), part.applyAsLong(usable));
  }

  private static @Nullable Long ticks(Host host, List<Integer> fields) {
    var stat = host.stat("proc/self/stat");
    return Numbers.sum(
        fields.stream()
            .map(field -> field < stat.size() ? Numbers.parse(stat.get(field)) : null)
            .toList());
  }

  /// For how many microseconds some task had to wait for a resource.
  private static @Nullable Long pressure(Host host, String resource) {
    var some = host.value("proc/pressure/" + resource, "some");
    int at = some == null ? -1 : some.indexOf("total=");
    return some == null || at < 0 ? null : Numbers.parse(some.substring(at + "total=".length()));
  }

  private static @Nullable Double megahertz(Host host, CpuTopology topology) {
    var known =
        topology.ids().stream()
            .map(cpu -> host.number(Processor.frequencyFile(cpu, "scaling_cur_freq")))
            .filter(Objects::nonNull)
            .toList();
    return known.isEmpty() || known.size() < topology.size()
        ? null
        : known.stream().mapToLong(Long::longValue).average().orElseThrow() / 1000;
  }

  private static @Nullable Long thermalThrottles(Host host, CpuTopology topology) {
    var counts =
        topology.ids().stream()
            // SMT siblings show the count of their core: each core counts once.
            .limit(topology.cores())
            .map(cpu -> CpuTopology.CPUS + "cpu" + cpu + "/thermal_throttle/core_throttle_count")
            .map(host::number)
            .filter(Objects::nonNull)
            .toList();
    return Numbers.sum(counts);
  }

  private static @Nullable Double load(Host host) {
    var text = host.text("proc/loadavg");
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text.split("\\s+")[0]);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  /// The work of a group of CPUs since the machine started, in ticks of the kernel.
  ///
  /// @param stolen ticks in which the hypervisor ran others though there was work to do
  private record CpuTimes(long busy, long stolen, long total) {
    /// The ticks in a second. The kernel counts for programs in hundredths on every common machine,
    /// whatever it uses inside.
    static final double TICKS = 100;

    private static final CpuTimes NONE = new CpuTimes(0, 0, 0);

    /// The times of the CPUs given; null if the system does not tell those of each.
    static @Nullable CpuTimes of(Host host, List<Integer> cpus) {
      var sum = NONE;
      int found = 0;
      for (var line : host.lines("proc/stat")) {
        var words = line.split("\\s+");
        if (!words[0].startsWith("cpu") || words[0].equals("cpu")) {
          continue;
        }
        var id = Numbers.parse(words[0].substring(3));
        if (id != null && cpus.contains(id.intValue())) {
          var times = parse(words);
          if (times == null) {
            return null;
          }
          sum = sum.plus(times);
          found++;
        }
      }
      return found == 0 || found < cpus.size() ? null : sum;
    }

    /// The times of all CPUs of the machine; null if the system does not tell them.
    static @Nullable CpuTimes ofAll(Host host) {
      var all = host.value("proc/stat", "cpu");
      return all == null ? null : parse(("cpu " + all).split("\\s+"));
    }

    private CpuTimes plus(CpuTimes other) {
      return new CpuTimes(busy + other.busy, stolen + other.stolen, total + other.total);
    }

    /// Reads `cpu user nice system idle iowait irq softirq steal guest guest_nice`. The time of
    /// guests is left out, since it is in that of the user already.
    private static @Nullable CpuTimes parse(String[] words) {
      var ticks = Stream.of(words).skip(1).limit(8).map(Numbers::parse).toList();
      if (ticks.size() < 8 || Numbers.sum(ticks) == null) {
        return null;
      }
      var known = ticks.stream().mapToLong(Long::longValue).toArray();
      long busy = known[0] + known[1] + known[2] + known[5] + known[6];
      return new CpuTimes(busy, known[7], busy + known[3] + known[4] + known[7]);
    }
  }
}
