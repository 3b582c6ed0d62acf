package dev.threadmill.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How much longer a report takes on ten times the forks. It is run by hand, and judges nothing:
///
/// ```
/// java benchmarks/src/test/java/dev/threadmill/report/TenfoldReport.java RUN
/// ```
public final class TenfoldReport {
  private static final int TIMES = 10;

  /// Others use the machine too, and the quickest of a few was disturbed least.
  private static final int TRIES = 3;

  private static final Path JAR = Path.of("benchmarks/target/benchmarks.jar");
  private static final Pattern ROUND = Pattern.compile("\"round\":(\\d+)");
  private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");

  private TenfoldReport() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var run = Path.of(arguments[0]);
    var folder = Files.createTempDirectory("tenfold");
    double once = seconds(copy(run, folder.resolve("once"), 1));
    double tenfold = seconds(copy(run, folder.resolve("tenfold"), TIMES));
    System.out.printf(
        "%.1f s, and %.1f s with %d times the forks: %.1f times as long%n",
        once, tenfold, TIMES, tenfold / once);
    System.out.println("The runs and their reports are in " + folder);
  }

  /// The run with every fork so many times, each time in rounds of its own.
  private static Path copy(Path run, Path copy, int times) throws IOException {
    Files.createDirectories(copy);
    Files.copy(run.resolve("run.json"), copy.resolve("run.json"));
    var forks = Files.readAllLines(run.resolve("forks.jsonl"));
    int rounds = forks.stream().mapToInt(fork -> first(ROUND, fork)).max().orElse(0);
    List<String> all = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      for (var fork : forks) {
        var later = with(ROUND, fork, first(ROUND, fork) + time * rounds);
        all.add(with(POSITION, later, all.size() + 1));
      }
    }
    Files.write(copy.resolve("forks.jsonl"), all);
    return copy;
  }

  private static int first(Pattern field, String fork) {
    var found = field.matcher(fork);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  private static String with(Pattern field, String fork, int value) {
    return field.matcher(fork).replaceFirst(found -> found.group().replaceAll("\\d+", "" + value));
  }

  private static double seconds(Path run) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long begun = System.nanoTime();
      var report =
          new ProcessBuilder("java", "-jar", JAR.toString(), "report", run.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (report.waitFor() != 0) {
        throw new IllegalStateException("report failed on " + run);
      }
      least = Math.min(least, System.nanoTime() - begun);
    }
    return least / 1e9;
  }
}
