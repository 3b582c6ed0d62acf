package dev.threadmill.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The control group that this process is in, for one resource, with all groups above it.
///
/// A limit holds for the whole tree below it, so the limit that counts may be that of any group on
/// the way up. Both versions of control groups are read: version 1 mounts each resource
/// separately, version 2 all in one tree, and some machines have both.
///
/// @param version 1 or 2
/// @param folders the group's own folder and those above it, as far as they can be seen
record Cgroup(Host host, int version, List<String> folders) {
  /// The group for a resource such as `cpu` or `memory`; without folders if none can be found.
  static Cgroup of(Host host, String resource) {
    for (int version = 1; version <= 2; version++) {
      for (var line : host.lines("proc/self/cgroup")) {
        var parts = line.split(":", 3);
        // The one group of version 2 names no resource.
        if (parts.length == 3
            && List.of(parts[1].split(",")).contains(version == 1 ? resource : "")) {
          var folders = mounted(host, version, resource, parts[2]);
          if (!folders.isEmpty()) {
            return new Cgroup(host, version, folders);
          }
        }
      }
    }
    return new Cgroup(host, 2, List.of());
  }

  boolean known() {
    return !folders.isEmpty();
  }

  private static List<String> mounted(Host host, int version, String resource, String path) {
    for (var line : host.lines("proc/self/mountinfo")) {
      // id parent device root mount-point options... - type source super-options
      var halves = line.split(" - ", 2);
      var left = halves[0].split(" ");
      var right = halves.length < 2 ? new String[0] : halves[1].split(" ");
      if (left.length < 5 || right.length < 3) {
        continue;
      }
      boolean fits =
          version == 2
              ? right[0].equals("cgroup2")
              : right[0].equals("cgroup") && List.of(right[2].split(",")).contains(resource);
      if (fits && host.has(left[4].substring(1))) {
        return upwards(left[4].substring(1), below(left[3], path));
      }
    }
    return List.of();
  }

  /// The path of the group below the mount. A container sees its own group as the root of the
  /// mount, whatever the group's path is called outside.
  private static String below(String root, String path) {
    if (root.equals("/") && !path.startsWith("/..")) {
      return path;
    }
    return path.startsWith(root + "/") ? path.substring(root.length()) : "/";
  }

  private static List<String> upwards(String mount, String path) {
    var folders = new ArrayList<String>();
    var rest = path.equals("/") ? "" : path;
    while (!rest.isEmpty()) {
      folders.add(mount + rest + "/");
      rest = rest.substring(0, rest.lastIndexOf('/'));
    }
    folders.add(mount + "/");
    return folders;
  }

  /// The smallest number of CPUs that a group on the way up may use; null if none limits them.
  @Nullable Double cpuQuota() {
    return folders.stream()
        .map(this::cpuQuota)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  private @Nullable Double cpuQuota(String folder) {
    var both =
        version == 2
            ? String.valueOf(host.text(folder + "cpu.max"))
            : host.text(folder + "cpu.cfs_quota_us")
                + " "
                + host.text(folder + "cpu.cfs_period_us");
    var parts = both.split("\\s+");
    var quota = Numbers.parse(parts[0]);
    var period = Numbers.parse(parts[parts.length - 1]);
    // "max" and -1 both stand for no limit.
    return quota == null || period == null || quota < 0 || period <= 0
        ? null
        : (double) quota / period;
  }

  /// The smallest number of bytes that a group on the way up may use; null if none limits them.
  @Nullable Long memoryLimit() {
    var file = version == 2 ? "memory.max" : "memory.limit_in_bytes";
    return folders.stream()
        .map(folder -> host.number(folder + file))
        // Version 1 writes the largest number that is a whole page for no limit.
        .filter(limit -> limit != null && limit < Long.MAX_VALUE / 2)
        .min(Long::compare)
        .orElse(null);
  }

  /// How often the groups on the way up were stopped for using up their quota.
  @Nullable Long throttledPeriods() {
    return summed("nr_throttled");
  }

  /// For how long, in microseconds.
  @Nullable Long throttledMicros() {
    if (version == 2) {
      return summed("throttled_usec");
    }
    var nanos = summed("throttled_time");
    return nanos == null ? null : nanos / 1000;
  }

  /// Summed over the groups that count it: the root of version 2 does not.
  private @Nullable Long summed(String key) {
    var counts = folders.stream().map(folder -> host.count(folder + "cpu.stat", key));
    return Numbers.sum(counts.filter(Objects::nonNull).toList());
  }
}
