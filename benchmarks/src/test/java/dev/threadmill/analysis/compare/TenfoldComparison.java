package dev.threadmill.analysis.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long `compare` takes for 200 benchmarks of 20 forks, and for ten times as many benchmarks,
/// beside what the program takes to start. It is run by hand, and judges nothing:
///
/// ```
/// java benchmarks/src/test/java/dev/threadmill/analysis/compare/TenfoldComparison.java
/// ```
public final class TenfoldComparison {
  private static final int BENCHMARKS = 200;
  private static final int TIMES = 10;
  private static final int FORKS = 20;
  private static final int ITERATIONS = 5;

  /// Others use the machine too, and the quickest of a few was disturbed least.
  private static final int TRIES = 5;

  private static final Path JAR = Path.of("benchmarks/target/benchmarks.jar");

  private TenfoldComparison() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tenfold");
    double start = seconds("--version");
    double once = comparison(folder.resolve("once"), BENCHMARKS) - start;
    double tenfold = comparison(folder.resolve("tenfold"), TIMES * BENCHMARKS) - start;
    System.out.printf(
        Locale.ROOT,
        "%.2f s to start; then %.2f s for %d benchmarks of %d forks, and %.2f s for %d times as many:"
            + " %.1f times as long%n",
        start,
        once,
        BENCHMARKS,
        FORKS,
        tenfold,
        TIMES,
        tenfold / once);
  }

  private static double comparison(Path folder, int benchmarks)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var base = Files.writeString(folder.resolve("base.json"), results(benchmarks, 1));
    var next = Files.writeString(folder.resolve("new.json"), results(benchmarks, 2));
    return seconds("compare", base.toString(), next.toString());
  }

  /// A file as JMH writes it. Forks differ by some per cent, and iterations by one.
  private static String results(int benchmarks, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, benchmarks)
        .mapToObj(i -> result("b%05d".formatted(i), 100 + i, random))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String result(String name, double centre, Random random) {
    List<String> forks = new ArrayList<>();
    double sum = 0;
    for (int fork = 0; fork < FORKS; fork++) {
      double score = centre * Math.exp(.03 * random.nextGaussian());
      double[] iterations =
          random.doubles(ITERATIONS).map(noise -> score * (1 + .02 * (noise - .5))).toArray();
      sum += Arrays.stream(iterations).sum();
      forks.add(Arrays.toString(iterations));
    }
    return """
        {"jmhVersion": "1.37", "benchmark": "example.Example.%s", "mode": "avgt", "threads": 1,
         "forks": %d, "jvm": "java", "jvmArgs": [], "jdkVersion": "25", "vmName": "a JVM",
         "vmVersion": "25", "warmupIterations": 3, "warmupTime": "1 s", "warmupBatchSize": 1,
         "measurementIterations": %d, "measurementTime": "1 s", "measurementBatchSize": 1,
         "primaryMetric": {"score": %s, "scoreError": 1.0, "scoreConfidence": [1.0, 2.0],
          "scorePercentiles": {"50.0": 1.0}, "scoreUnit": "ns/op", "rawData": %s},
         "secondaryMetrics": {}}"""
        .formatted(name, FORKS, ITERATIONS, sum / FORKS / ITERATIONS, forks);
  }

  private static double seconds(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("java", "-jar", JAR.toString()));
    words.addAll(List.of(command));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long begun = System.nanoTime();
      int code =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code > 1) { // 1: something differs, which may be
        throw new IllegalStateException(words + " ended with " + code);
      }
      least = Math.min(least, System.nanoTime() - begun);
    }
    return least / 1e9;
  }
}
