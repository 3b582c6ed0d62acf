package dev.threadmill.machine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The number of other JVMs and benchmarks that run beside us, as far as they can be seen from
/// here.
///
/// They are counted and not named: what others run is theirs to tell.
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
      var stat = pid == null ? List.<String>of() : host.stat("proc/" + name + "/stat");
      var parent = stat.size() < 2 ? null : Numbers.parse(stat.get(1));
      if (pid != null && parent != null) {
        parents.put(pid, parent);
      }
    }
    var self = host.text("proc/self/stat");
    var own = self == null ? null : Numbers.parse(self.split(" ", 2)[0]);
    if (own == null || parents.isEmpty()) {
      return null;
    }
    // Ours are those above, such as the launcher that started us, and those below.
    var above = line(own, parents);
    int jvms = 0;
    int benchmarks = 0;
    for (var pid : parents.keySet()) {
      if (!above.contains(pid) && !line(pid, parents).contains(own)) {
        var name = String.valueOf(host.text("proc/" + pid + "/comm"));
        boolean jvm = name.equals("java");
        var words = jvm ? String.valueOf(host.text("proc/" + pid + "/cmdline")) : name;
        boolean benchmark =
            jvm ? BENCHMARK_WORDS.stream().anyMatch(words::contains) : LOADS.contains(name);
        benchmarks += benchmark ? 1 : 0;
        jvms += jvm && !benchmark ? 1 : 0;
      }
    }
    return new OtherPrograms(jvms, benchmarks);
  }

  /// A process with all above it.
  private static Set<Long> line(long pid, Map<Long, Long> parents) {
    var line = new HashSet<Long>();
    for (Long up = pid; up != null && line.add(up); ) {
      up = parents.get(up);
    }
    return line;
  }
}
