package dev.threadmill.runner;

import dev.threadmill.recording.LatencyResult;
import dev.threadmill.results.Iteration;
import dev.threadmill.results.LatencyFiles;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/// Keeps the iterations of one fork, with those of the warm-up, which JMH's own files leave out,
/// and what was printed, by JMH or in the fork.
final class ForkOutput {
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

  /// What JMH is given to write to. Most of what it says does not matter here, so its many methods
  /// are answered in one place.
  OutputFormat format() {
    return (OutputFormat)
        Proxy.newProxyInstance(
            OutputFormat.class.getClassLoader(),
            new Class<?>[] {OutputFormat.class},
            (proxy, method, given) -> {
              hear(method.getName(), given);
              return null;
            });
  }

  private void hear(String method, Object[] given) {
    switch (method) {
      case "iterationResult" ->
          iterated((IterationParams) given[1], (Integer) given[2], (IterationResult) given[3]);
      case "print" -> keep(String.valueOf(given[0]));
      case "println", "verbosePrintln" -> keep(given[0] + "\n");
      case "write" ->
          keep(
              given[0] instanceof byte[] bytes
                  ? new String(bytes, StandardCharsets.UTF_8)
                  : Character.toString((Integer) given[0] & 0xff));
      default -> {}
    }
  }

  private void iterated(IterationParams params, int number, IterationResult result) {
    boolean warmup = params.getType() == IterationType.WARMUP;
    Map<String, Iteration.Metric> metrics = new LinkedHashMap<>();
    Map<String, Iteration.Latency> latencies = new LinkedHashMap<>();
    for (Result<?> secondary : result.getRawSecondaryResults().values()) {
      if (secondary instanceof LatencyResult latency) {
        if (!warmup) { // nobody reads those of half-warm code, and they are most of a line
          latencies.put(secondary.getLabel(), LatencyFiles.latency(latency.histogram()));
        }
      } else {
        var metric = new Iteration.Metric(secondary.getScore(), secondary.getScoreUnit());
        metrics.put(secondary.getLabel(), metric);
      }
    }
    var primary = result.getPrimaryResult();
    iterations.add(new Iteration(warmup, primary.getScore(), metrics, latencies));
    progress.iterated(
        warmup, number, params.getCount(), primary.getScore(), primary.getScoreUnit());
  }

  private synchronized void keep(String text) {
    if (printed.length() < MOST_CHARACTERS) {
      printed.append(text);
    }
  }
}
