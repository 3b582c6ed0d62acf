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
record Cgroup(int version, List<String> folders) {
  /// The group for a resource such as `cpu` or `memory`; null if none can be found.
  static @Nullable Cgroup of(Host host, String resource) {
    String unified = null;
    for (var line : host.lines("proc/self/cgroup")) {
      var parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      if (List.of(parts[1].split(",")).contains(resource)) {
        var group = mounted(host, 1, resource, parts[2]);
        if (group != null) {
          return group;
        }
      }
      if (parts[0].equals("0") && parts[1].isEmpty()) {
        unified = parts[2];
      }
    }
    return unified == null ? null : mounted(host, 2, resource, unified);
  }

  private static @Nullable Cgroup mounted(Host host, int version, String resource, String path) {
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
        return new Cgroup(version, upwards(left[4].substring(1), below(left[3], path)));
      }
    }
    return null;
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
    return List.copyOf(folders);
  }

  /// The smallest number of CPUs that a group on the way up may use; null if none limits them.
  @Nullable Double cpuQuota(Host host) {
    return folders.stream()
        .map(folder -> quota(host, folder))
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  private @Nullable Double quota(Host host, String folder) {
    Long quota;
    Long period;
    if (version == 2) {
      var text = host.text(folder + "cpu.max");
      var parts = text == null ? new String[0] : text.split("\\s+");
      quota = parts.length == 2 ? Numbers.parse(parts[0]) : null;
      period = parts.length == 2 ? Numbers.parse(parts[1]) : null;
    } else {
      quota = host.number(folder + "cpu.cfs_quota_us");
      period = host.number(folder + "cpu.cfs_period_us");
    }
    // "max" and -1 both stand for no limit.
    return quota == null || period == null || quota < 0 || period <= 0
        ? null
        : (double) quota / period;
  }

  /// The smallest number of bytes that a group on the way up may use; null if none limits them.
  @Nullable Long memoryLimit(Host host) {
    var file = version == 2 ? "memory.max" : "memory.limit_in_bytes";
    return folders.stream()
        .map(folder -> host.number(folder + file))
        // Version 1 writes the largest number that is a whole page for no limit.
        .filter(limit -> limit != null && limit < Long.MAX_VALUE / 2)
        .min(Long::compare)
        .orElse(null);
  }

  /// How often the groups on the way up were stopped for using up their quota.
  @Nullable Long throttledPeriods(Host host) {
    return summed(host, "nr_throttled");
  }

  /// For how long, in microseconds.
  @Nullable Long throttledMicros(Host host) {
    if (version == 2) {
      return summed(host, "throttled_usec");
    }
    var nanos = summed(host, "throttled_time");
    return nanos == null ? null : nanos / 1000;
  }

  /// Summed over the groups that count it: the root of version 2 does not.
  private @Nullable Long summed(Host host, String key) {
    return Numbers.sum(
        folders.stream()
            .map(folder -> host.count(folder + "cpu.stat", key))
            .filter(Objects::nonNull)
            .toList());
  }
}
