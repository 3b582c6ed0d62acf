package dev.threadmill.machine;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The counters of the kernel, read before and after a fork: see [#since].
///
/// A counter that is null cannot be read here.
public final class HostCounters {
  /// The ticks in a second. The kernel counts for programs in hundredths on every common machine,
  /// whatever it uses inside.
  private static final double TICKS = 100;

  private final long nanoTime;
  private final int cpus;
  private final CpuTimes usable;
  private final @Nullable Long ownTicks;
  private final @Nullable Long throttledPeriods;
  private final @Nullable Long throttledMicros;
  private final @Nullable Long cpuPressure;
  private final @Nullable Double megahertz;
  private final @Nullable Long thermalThrottles;
  private final @Nullable Long swappedIn;
  private final @Nullable Long swappedOut;

  HostCounters(Host host, long nanoTime) {
    this.nanoTime = nanoTime;
    var topology = CpuTopology.of(host);
    cpus = topology.size();
    usable = CpuTimes.of(host, topology.ids());
    ownTicks = ownTicks(host);
    var group = Cgroup.of(host, "cpu");
    throttledPeriods = group.throttledPeriods();
    throttledMicros = group.throttledMicros();
    cpuPressure = cpuPressure(host);
    var kilohertz = numbers(host, topology.ids(), "cpufreq/scaling_cur_freq");
    var mean = kilohertz.stream().mapToLong(Long::longValue).average().orElse(0) / 1000;
    megahertz = kilohertz.isEmpty() || kilohertz.size() < cpus ? null : mean;
    // SMT siblings show the count of their core: each core counts once.
    var cores = topology.ids().subList(0, topology.cores());
    thermalThrottles = Numbers.sum(numbers(host, cores, "thermal_throttle/core_throttle_count"));
    swappedIn = host.count("proc/vmstat", "pswpin");
    swappedOut = host.count("proc/vmstat", "pswpout");
  }

  public static HostCounters read() {
    return read(Host.here());
  }

  public static HostCounters read(Host host) {
    return new HostCounters(host, System.nanoTime());
  }

  /// What happened from `before` until these counters were read.
  public HostActivity since(HostCounters before) {
    var total = Numbers.growth(before.usable.total(), usable.total());
    var stolen = Numbers.growth(before.usable.stolen(), usable.stolen());
    var busy = Numbers.growth(before.usable.busy(), usable.busy());
    var own = Numbers.growth(before.ownTicks, ownTicks);
    return new HostActivity(
        (nanoTime - before.nanoTime) / 1e9,
        cpus == 0 ? null : cpus,
        stolen == null || total == null || total == 0 ? null : (double) stolen / total,
        // Ticks are attributed one by one, so that a quiet machine can come out just below zero.
        busy == null || own == null ? null : Math.max(0, busy - own) / TICKS,
        Numbers.growth(before.throttledPeriods, throttledPeriods),
        seconds(before.throttledMicros, throttledMicros),
        seconds(before.cpuPressure, cpuPressure),
        before.megahertz,
        megahertz,
        Numbers.growth(before.thermalThrottles, thermalThrottles),
        Numbers.growth(before.swappedIn, swappedIn),
        Numbers.growth(before.swappedOut, swappedOut));
  }

  private static @Nullable Double seconds(@Nullable Long before, @Nullable Long after) {
    var micros = Numbers.growth(before, after);
    return micros == null ? null : micros * 1e-6;
  }

  /// The time of this process and of its children that have ended and been waited for: `utime stime
  /// cutime cstime`, counted from the state of the process on.
  private static @Nullable Long ownTicks(Host host) {
    var stat = host.stat("proc/self/stat");
    return stat.size() < 15
        ? null
        : Numbers.sum(stat.subList(11, 15).stream().map(Numbers::parse).toList());
  }

  /// For how many microseconds some task had to wait for a CPU.
  private static @Nullable Long cpuPressure(Host host) {
    var some = host.value("proc/pressure/cpu", "some");
    return some == null ? null : Numbers.parse(some.replaceFirst(".*total=", ""));
  }

  /// What is known of a number of each CPU.
  private static List<Long> numbers(Host host, List<Integer> cpus, String file) {
    var numbers = cpus.stream().map(cpu -> host.number(CpuTopology.folder(cpu) + file));
    return numbers.filter(Objects::nonNull).toList();
  }

  /// The work of a group of CPUs since the machine started, in ticks of the kernel; all null if the
  /// system does not tell that of each.
  ///
  /// @param stolen ticks in which the hypervisor ran others though there was work to do
  private record CpuTimes(@Nullable Long busy, @Nullable Long stolen, @Nullable Long total) {
    /// Reads `cpu0 user nice system idle iowait irq softirq steal guest guest_nice`. The time of
    /// guests is left out, since it is in that of the user already.
    static CpuTimes of(Host host, List<Integer> cpus) {
      var names = cpus.stream().map(cpu -> "cpu" + cpu).toList();
      var ticks =
          host.lines("proc/stat").stream()
              .map(line -> line.split("\\s+"))
              .filter(words -> names.contains(words[0]))
              .map(words -> Stream.of(words).skip(1).limit(8).map(Numbers::parse).toList())
              .filter(times -> times.size() == 8)
              .toList();
      var known = ticks.size() < cpus.size() ? List.<List<Long>>of() : ticks;
      var busy = sum(known, 0, 1, 2, 5, 6);
      return new CpuTimes(busy, sum(known, 7), sum(known, 0, 1, 2, 3, 4, 5, 6, 7));
    }

    private static @Nullable Long sum(List<List<Long>> ticks, Integer... columns) {
      return Numbers.sum(
          ticks.stream().flatMap(times -> Stream.of(columns).map(times::get)).toList());
    }
  }
}
