package dev.threadmill.machine;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a group of CPUs has done since the machine started, in ticks of the kernel.
///
/// @param busy ticks spent on anything, here
/// @param stolen ticks in which the hypervisor ran somebody else though there was something to do
/// @param total all ticks
record CpuTimes(long busy, long stolen, long total) {
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
