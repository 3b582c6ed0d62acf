package dev.threadmill.suite.footprint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.threadmill.recording.NotApplicable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A system limit on the number of threads.
///
/// @param name the setting that imposes the limit
/// @param threads the number of threads it allows
record ThreadLimit(String name, long threads) {
  /// Half of what is allowed: the limits are shared with everything else that runs, and a
  /// machine without a free process ID cannot even be logged in to.
  private static final int SHARE = 2;

  /// The limit assumed if none is known.
  private static final ThreadLimit CAUTIOUS = new ThreadLimit("caution on an unknown system", 8192);

  /// Rejects an unsafe number of platform threads.
  ///
  /// @throws NotApplicable if the number is unsafe; the message names the limit
  void allow(int wanted) {
    if (wanted > threads / SHARE) {
      throw new NotApplicable(
          wanted + " platform threads are more than half of " + threads + ", set by " + name);
    }
  }

  /// Returns the tightest limit of this system.
  static ThreadLimit here() {
    List<ThreadLimit> limits = new ArrayList<>();
    add(limits, "kernel.pid_max", "/proc/sys/kernel/pid_max", 1);
    add(limits, "kernel.threads-max", "/proc/sys/kernel/threads-max", 1);
    // Each stack is one mapping, and its guard page another.
    add(limits, "vm.max_map_count", "/proc/sys/vm/max_map_count", 2);
    add(limits, "the control group's pids.max", "/sys/fs/cgroup/pids.max", 1);
    addProcesses(limits);
    return limits.stream().min(Comparator.comparingLong(ThreadLimit::threads)).orElse(CAUTIOUS);
  }

  private static void add(List<ThreadLimit> limits, String name, String file, int perThread) {
    // Read in one call: the kernel returns only the beginning of these files, so a reader that
    // asks for one byte first, as those of java.nio.file do, gets a single digit.
    try (var in = new FileInputStream(file)) {
      var bytes = new byte[64];
      int length = Math.max(0, in.read(bytes));
      add(limits, name, new String(bytes, 0, length, US_ASCII).trim(), (long) perThread);
    } catch (IOException e) {
      // Not available on this system; other limits will be.
    }
  }

  private static void add(List<ThreadLimit> limits, String name, String number, long perThread) {
    if (number.matches("\\d{1,18}")) { // otherwise it is "max" or "unlimited"
      limits.add(new ThreadLimit(name, Long.parseLong(number) / perThread));
    }
  }

  private static void addProcesses(List<ThreadLimit> limits) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        if (line.startsWith("Max processes")) {
          add(limits, "ulimit -u", line.split("\\s+")[2], 1L);
        }
      }
    } catch (IOException e) {
      // As above.
    }
  }
}
