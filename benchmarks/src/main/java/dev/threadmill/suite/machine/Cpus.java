package dev.threadmill.suite.machine;

import dev.threadmill.recording.NotApplicable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The processors that this process may use, with the means to pin a thread to one of them.
final class Cpus {
  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final long PATIENCE_SECONDS = 10;

  private Cpus() {}

  /// Returns the processor numbers, which need not begin at 0; empty if the system does not
  /// report them.
  static List<Integer> allowed() {
    try {
      return Files.isReadable(PROCESS) ? parse(allowedIn(PROCESS)) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Returns the processor at this index among the allowed ones.
  ///
  /// @throws NotApplicable if there are fewer
  static int at(int index) {
    var allowed = allowed();
    if (index < 0 || index >= allowed.size()) {
      throw new NotApplicable(
          "there is no processor " + index + " among the " + allowed.size() + " known ones");
    }
    return allowed.get(index);
  }

  /// Pins the calling platform thread to a processor.
  ///
  /// @throws NotApplicable if this system has no `taskset` or does not permit it
  static void tie(int cpu) throws InterruptedException {
    try {
      String link = Files.readSymbolicLink(THREAD).toString(); // <process>/task/<thread>
      String thread = link.substring(link.lastIndexOf('/') + 1);
      var taskset =
          new ProcessBuilder("taskset", "-cp", String.valueOf(cpu), thread)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!taskset.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || taskset.exitValue() != 0) {
        throw new NotApplicable("taskset could not tie a thread to processor " + cpu);
      }
      var now = parse(allowedIn(THREAD.resolve("status")));
      if (!now.equals(List.of(cpu))) {
        throw new NotApplicable("tied to processor " + cpu + ", a thread may run on " + now);
      }
    } catch (IOException e) {
      throw new NotApplicable("no thread can be tied to a processor here: " + e.getMessage());
    }
  }

  private static String allowedIn(Path status) throws IOException {
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(ALLOWED)) {
        return line.substring(ALLOWED.length()).trim();
      }
    }
    return "";
  }

  /// Parses lists such as `0-3,8`.
  static List<Integer> parse(String list) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : list.split(",")) {
      if (range.isBlank()) {
        continue;
      }
      String[] ends = range.trim().split("-");
      for (int cpu = Integer.parseInt(ends[0]);
          cpu <= Integer.parseInt(ends[ends.length - 1]);
          cpu++) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }
}
