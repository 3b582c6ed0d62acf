package dev.threadmill.machine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many other JVMs and benchmarks run beside us, as far as they can be seen from here.
///
/// They are counted and not named: what somebody else runs is theirs to tell.
///
/// @param jvms JVMs that do not look like a benchmark
/// @param benchmarks JVMs that do, and known load generators
record OtherPrograms(int jvms, int benchmarks) {
  private static final Set<String> LOADS =
      Set.of("stress", "stress-ng", "sysbench", "fio", "wrk", "wrk2", "iperf", "iperf3", "ab");

  private static final List<String> BENCHMARK_WORDS = List.of("jmh", "benchmark", "jcstress");

  /// Null where the system shows no processes.
  static @Nullable OtherPrograms of(Host host) {
    var parents = new HashMap<Long, Long>();
    for (var name : host.names("proc")) {
      var pid = Numbers.parse(name);
      var parent = pid == null ? null : parent(host, name);
      if (pid != null && parent != null) {
        parents.put(pid, parent);
      }
    }
    var self = host.text("proc/self/stat");
    var own = self == null ? null : Numbers.parse(self.split(" ", 2)[0]);
    if (own == null || parents.isEmpty()) {
      return null;
    }
    var ours = family(own, parents);
    int jvms = 0;
    int benchmarks = 0;
    for (var pid : parents.keySet()) {
      if (ours.contains(pid)) {
        continue;
      }
      switch (kind(host, pid)) {
        case JVM -> jvms++;
        case BENCHMARK -> benchmarks++;
        case NEITHER -> {}
      }
    }
    return new OtherPrograms(jvms, benchmarks);
  }

  private static @Nullable Long parent(Host host, String pid) {
    var stat = host.stat("proc/" + pid + "/stat");
    return stat.size() < 2 ? null : Numbers.parse(stat.get(1));
  }

  /// A process with all above it, such as the launcher that started us, and all below.
  private static Set<Long> family(long own, Map<Long, Long> parents) {
    var family = new HashSet<Long>();
    for (Long pid = own; pid != null && family.add(pid); ) {
      pid = parents.get(pid);
    }
    for (var pid : parents.keySet()) {
      var line = new HashSet<Long>();
      for (Long up = pid; up != null && line.add(up) && up != own; ) {
        up = parents.get(up);
      }
      if (line.contains(own)) {
        family.addAll(line);
      }
    }
    return family;
  }

  private enum Kind {
    JVM,
    BENCHMARK,
    NEITHER
  }

  private static Kind kind(Host host, long pid) {
    var name = host.text("proc/" + pid + "/comm");
    if (name != null && LOADS.contains(name)) {
      return Kind.BENCHMARK;
    }
    if (!"java".equals(name)) {
      return Kind.NEITHER;
    }
    var command = host.text("proc/" + pid + "/cmdline");
    return command != null && BENCHMARK_WORDS.stream().anyMatch(command::contains)
        ? Kind.BENCHMARK
        : Kind.JVM;
  }
}
