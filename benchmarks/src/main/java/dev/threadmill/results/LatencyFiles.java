package dev.threadmill.results;

import dev.threadmill.recording.LatencyResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The latencies of a run, `latency/*.hlog`: a file a cell and name, a line an iteration.
///
/// HistogramLogProcessor reads them. They carry no tags, because it fails on files in which every
/// line has one.
public final class LatencyFiles {
  private LatencyFiles() {}

  static void write(OutputFolder folder, List<ForkRecord> forks) {
    Map<String, List<Iteration.Latency>> byFile = new LinkedHashMap<>();
    for (ForkRecord fork : forks.stream().filter(ForkRecord::isOk).toList()) {
      for (String name : names(List.of(fork))) {
        var ofFile = byFile.computeIfAbsent(fileName(fork.cell(), name), any -> new ArrayList<>());
        latencies(name, fork).forEach(ofFile::add);
      }
    }
    try {
      for (var entry : byFile.entrySet()) {
        folder.write(entry.getKey(), log(entry.getValue()));
      }
    } catch (IOException e) {
      throw new Unusable("Cannot write into " + folder.path() + ": " + JsonLines.reason(e), e);
    }
  }

  private static byte[] log(List<Iteration.Latency> latencies) {
    var bytes = new ByteArrayOutputStream();
    try (var stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      var writer = new HistogramLogWriter(stream);
      long base = latencies.stream().mapToLong(Iteration.Latency::startMillis).min().orElseThrow();
      writer.outputComment("[latencies in ns, a line an iteration]");
      writer.outputLogFormatVersion();
      writer.outputStartTime(base);
      writer.setBaseTime(base);
      writer.outputBaseTime(base);
      writer.outputLegend();
      for (var latency : latencies) {
        writer.outputIntervalHistogram(
            (latency.startMillis() - base) / 1000.0,
            (latency.endMillis() - base) / 1000.0,
            histogram(latency),
            1000.0);
      }
    }
    return bytes.toByteArray();
  }

  public static String fileName(String cell, String name) {
    return RunFolder.fileName(cell + "-" + name) + ".hlog";
  }

  /// All latencies of that name in the fork's measured iterations.
  public static Histogram merged(String name, ForkRecord fork) {
    var all = new Histogram(3);
    histograms(name, fork).forEach(all::add);
    return all;
  }

  /// The same, iteration by iteration.
  static List<Histogram> histograms(String name, ForkRecord fork) {
    return latencies(name, fork).map(LatencyFiles::histogram).toList();
  }

  private static Stream<Iteration.Latency> latencies(String name, ForkRecord fork) {
    return fork.measured().stream()
        .flatMap(iteration -> Stream.ofNullable(iteration.latencies().get(name)));
  }

  /// The names under which the forks recorded latencies.
  public static SortedSet<String> names(List<ForkRecord> forks) {
    var names = new TreeSet<String>();
    forks.forEach(
        fork -> fork.measured().forEach(iteration -> names.addAll(iteration.latencies().keySet())));
    return names;
  }

  /// Refuses a histogram that cannot be read, or has nothing in it.
  static void inspect(String name, Iteration.Latency latency) {
    Inspection.samples(name, histogram(latency).getTotalCount());
  }

  private static Histogram histogram(Iteration.Latency latency) {
    try {
      return LatencyResult.decompressed(
          Base64.getDecoder().decode(latency.histogram()),
          latency.startMillis(),
          latency.endMillis());
    } catch (DataFormatException | RuntimeException e) { // whatever the decoder stumbles over
      throw new IllegalArgumentException("a histogram is damaged", e);
    }
  }

  /// A histogram as a fork's record holds it.
  public static Iteration.Latency latency(Histogram histogram) {
    return new Iteration.Latency(
        histogram.getStartTimeStamp(),
        histogram.getEndTimeStamp(),
        Base64.getEncoder().encodeToString(LatencyResult.compressed(histogram)));
  }
}
