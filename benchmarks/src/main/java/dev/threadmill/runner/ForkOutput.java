package dev.threadmill.runner;

import dev.threadmill.recording.LatencyResult;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/// Keeps the iterations of one fork, with those of the warm-up, which JMH's own files leave out,
/// and what was printed, by JMH or in the fork.
final class ForkOutput implements OutputFormat {
  /// What a fork printed explains a failure; where it prints without end, the rest is dropped.
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Progress progress;
  private final List<Iteration> iterations = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();

  ForkOutput(Progress progress) {
    this.progress = progress;
  }

  List<Iteration> iterations() {
    return List.copyOf(iterations);
  }

  synchronized String printed() {
    return printed.toString();
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int number, IterationResult result) {
    boolean warmup = params.getType() == IterationType.WARMUP;
    var primary = result.getPrimaryResult();
    iterations.add(iteration(warmup, primary.getScore(), result));
    progress.iterated(
        warmup, number, params.getCount(), primary.getScore(), primary.getScoreUnit());
  }

  private static Iteration iteration(boolean warmup, double score, IterationResult result) {
    Map<String, Iteration.Metric> metrics = new LinkedHashMap<>();
    Map<String, Iteration.Latency> latencies = new LinkedHashMap<>();
    for (Result<?> secondary : result.getRawSecondaryResults().values()) {
      if (secondary instanceof LatencyResult latency) {
        if (!warmup) { // nobody reads those of half-warm code, and they are most of a line
          latencies.put(secondary.getLabel(), LatencyFiles.latency(latency.histogram()));
        }
      } else {
        metrics.put(
            secondary.getLabel(),
            new Iteration.Metric(secondary.getScore(), secondary.getScoreUnit()));
      }
    }
    return new Iteration(warmup, score, metrics, latencies);
  }

  private synchronized void keep(String text) {
    if (printed.length() < MOST_CHARACTERS) {
      printed.append(text);
    }
  }

  @Override
  public void print(String text) {
    keep(text);
  }

  @Override
  public void println(String line) {
    keep(line + "\n");
  }

  @Override
  public void verbosePrintln(String line) {
    keep(line + "\n");
  }

  @Override
  public void write(int character) {
    keep(String.valueOf((char) character));
  }

  @Override
  public void write(byte[] bytes) {
    keep(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int number) {}

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
