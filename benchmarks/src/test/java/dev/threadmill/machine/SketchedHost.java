package dev.threadmill.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// A machine as a line of text tells it, which becomes the files that Linux has there.
///
/// `cores` is how many a socket has, `cache` and `die` how many of them share one, and `node` those
/// of a node, counted within the socket; `slow` is how many cores without siblings follow. Second
/// hardware threads have the numbers after all first ones, or with `neighbours` after their own.
/// `off` are CPUs that are switched off, and `allowed` those of our cpuset.
public enum SketchedHost {
  /// Some cores are favoured by the firmware, and clock higher.
  DESKTOP("cores=8 threads=2 cache=8 die=8 favoured", "AMD Ryzen 7 5800X 8-Core Processor"),

  /// Sub-NUMA clustering: a cache spans two nodes, whose cores have the numbers of the silicon.
  TWO_SOCKETS(
      "sockets=2 cores=20 threads=2 cache=20 die=20 node=0-2,5-6,10-12,15-16",
      "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz"),

  FOUR_CACHES("cores=16 threads=2 cache=4 die=16", "AMD EPYC 7313P 16-Core Processor"),

  HYBRID(
      "cores=8 threads=2 neighbours slow=8 cache=16 die=16",
      "12th Gen Intel(R) Core(TM) i9-12900K"),

  /// Its name is a number, and it has no dies.
  ARM("cores=64 cache=64 capacities", "0xd40"),

  /// Four cores have lost their first hardware thread only.
  HOLES(
      "sockets=2 cores=32 threads=2 cache=8 die=32 off=5,69,40-43 allowed=0-11,16-79,84-127",
      "AMD EPYC 7513 32-Core Processor"),

  /// The same machine, with all its CPUs.
  WHOLE("sockets=2 cores=32 threads=2 cache=8 die=32", "AMD EPYC 7513 32-Core Processor"),

  /// A container with the time of three and a half CPUs.
  QUOTA("cores=96 threads=2 cache=8 die=8 quota=350000", "AMD EPYC 9654 96-Core Processor"),

  /// The same machine, with all its time.
  LARGE("cores=96 threads=2 cache=8 die=8", "AMD EPYC 9654 96-Core Processor");

  private static final String CPUS = "sys/devices/system/cpu/";

  private final Map<String, String> sketch = new HashMap<>();
  private final String model;

  SketchedHost(String sketch, String model) {
    for (var word : sketch.split(" ")) {
      var parts = word.split("=");
      this.sketch.put(parts[0], parts[parts.length - 1]);
    }
    this.model = model;
  }

  private int number(String name, int otherwise) {
    return Integer.parseInt(sketch.getOrDefault(name, String.valueOf(otherwise)));
  }

  private boolean has(String name) {
    return sketch.containsKey(name);
  }

  private List<Integer> list(String name, String otherwise) {
    return Objects.requireNonNull(Numbers.list(sketch.getOrDefault(name, otherwise)));
  }

  /// One hardware thread as the sketch means it.
  ///
  /// @param core counted over all sockets
  private record Strand(int id, int core, int socket, int node, int cache, int die, boolean slow) {}

  private List<Strand> threads() {
    int cores = number("cores", 1);
    int all = cores * number("sockets", 1);
    int threads = number("threads", 1);
    var made = new ArrayList<Strand>();
    for (int sibling = 0; sibling < threads; sibling++) {
      for (int core = 0; core < all; core++) {
        int id = has("neighbours") ? threads * core + sibling : sibling * all + core;
        made.add(thread(id, core, core / cores, false));
      }
    }
    for (int core = all; core < all + number("slow", 0); core++) {
      made.add(thread(all * threads + core - all, core, 0, true));
    }
    return made;
  }

  private Strand thread(int id, int core, int socket, boolean slow) {
    boolean second = has("node") && !list("node", "").contains(core % number("cores", 1));
    int node = has("node") ? 2 * socket + (second ? 1 : 0) : socket;
    int cache = core / number("cache", 1);
    return new Strand(id, core, socket, node, cache, core / number("die", 1), slow);
  }

  /// Writes its files into an empty folder.
  public Host unpack(Path root) {
    var threads = threads();
    var off = new HashSet<>(list("off", ""));
    var online = threads.stream().filter(any -> !off.contains(any.id())).toList();
    var host = RecordedHost.bare(root);
    host.write("proc/self/status", "Cpus_allowed_list:\t" + allowed(threads));
    host.write("proc/self/cgroup", "0::/");
    host.write(
        "proc/self/mountinfo", "35 23 0:30 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw");
    host.write("sys/fs/cgroup/cpu.max", sketch.getOrDefault("quota", "max") + " 100000");
    host.write("sys/fs/cgroup/memory.max", "max");
    var name = model.startsWith("0x") ? "CPU part\t: " : "model name\t: ";
    host.write("proc/cpuinfo", "processor\t: 0\n" + name + model);
    host.write(CPUS + "online", ids(online, any -> true));
    if (has("slow")) {
      host.write("sys/devices/cpu_core/cpus", ids(online, any -> !any.slow()));
      host.write("sys/devices/cpu_atom/cpus", ids(online, Strand::slow));
    } else if (!has("capacities")) {
      host.write("sys/devices/cpu/type", "4");
    }
    for (var node : Set.copyOf(online.stream().map(Strand::node).toList())) {
      host.write(
          "sys/devices/system/node/node" + node + "/cpulist",
          ids(online, any -> any.node() == node));
    }
    online.forEach(thread -> write(host, thread, online));
    return new Host(
        root,
        "Linux",
        has("capacities") ? "aarch64" : "amd64",
        online.size(),
        Map.of(),
        new Host.Person("mallory", "/home/mallory"));
  }

  private String allowed(List<Strand> threads) {
    return sketch.getOrDefault("allowed", ids(threads, any -> true));
  }

  private void write(RecordedHost host, Strand own, List<Strand> online) {
    var folder = CPUS + "cpu" + own.id() + "/";
    host.write(
        folder + "topology/thread_siblings_list", ids(online, any -> any.core() == own.core()));
    host.write(folder + "topology/physical_package_id", String.valueOf(own.socket()));
    if (has("die")) {
      host.write(folder + "topology/die_cpus_list", ids(online, any -> any.die() == own.die()));
    }
    // Four slow cores share what a fast core has for itself.
    cache(
        host,
        folder + "cache/index2/",
        2,
        ids(
            online,
            any ->
                own.slow()
                    ? any.slow() && any.core() / 4 == own.core() / 4
                    : any.core() == own.core()));
    cache(host, folder + "cache/index3/", 3, ids(online, any -> any.cache() == own.cache()));
    if (has("capacities")) {
      host.write(folder + "cpu_capacity", "1024");
    }
    if (has("favoured")) {
      boolean favoured = own.core() % 4 == 1;
      host.write(folder + "cpufreq/cpuinfo_max_freq", favoured ? "4850000" : "4800000");
      host.write(folder + "acpi_cppc/highest_perf", favoured ? "231" : "221");
    }
  }

  private static void cache(RecordedHost host, String folder, int level, String sharers) {
    host.write(folder + "level", String.valueOf(level));
    host.write(folder + "type", "Unified");
    host.write(folder + "shared_cpu_list", sharers);
  }

  private static String ids(List<Strand> threads, Predicate<Strand> chosen) {
    return Numbers.text(threads.stream().filter(chosen).map(Strand::id).sorted().toList());
  }
}
