package dev.threadmill.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// The latencies of a run, `latency/*.hlog`: a file a cell and name, a line an iteration.
///
/// HistogramLogProcessor reads them. They carry no tags, because it fails on files in which every
/// line has one.
public final class LatencyFiles {
  private LatencyFiles() {}

  /// Writes the files of all cells that recorded latencies.
  static void write(Path folder, List<ForkRecord> forks) {
    Map<String, List<Iteration.Latency>> byFile = new LinkedHashMap<>();
    for (ForkRecord fork : forks) {
      for (Iteration iteration : fork.isOk() ? fork.measured() : List.<Iteration>of()) {
        iteration
            .latencies()
            .forEach(
                (name, latency) ->
                    byFile
                        .computeIfAbsent(fileName(fork.cell(), name), ignored -> new ArrayList<>())
                        .add(latency));
      }
    }
    try {
      if (!byFile.isEmpty()) {
        Files.createDirectories(folder);
      }
      for (var entry : byFile.entrySet()) {
        writeLog(folder.resolve(entry.getKey()), entry.getValue());
      }
    } catch (IOException e) {
      throw new Unusable("Cannot write into " + folder + ": " + JsonLines.reason(e), e);
    }
  }

  private static void writeLog(Path file, List<Iteration.Latency> latencies) throws IOException {
    // In memory first, for a PrintStream keeps to itself that a disk is full.
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
    Files.write(file, bytes.toByteArray());
  }

  /// The name of a cell's file: what file systems do not like is replaced.
  public static String fileName(String cell, String name) {
    return (cell + "-" + name).replaceAll("[^\\w.=,\\[\\]-]+", "_") + ".hlog";
  }

  /// All latencies of that name in the fork's measured iterations.
  public static Histogram merged(String name, ForkRecord fork) {
    var all = new Histogram(3);
    for (Iteration iteration : fork.measured()) {
      var latency = iteration.latencies().get(name);
      if (latency != null) {
        all.add(histogram(latency));
      }
    }
    return all;
  }

  /// The names under which the forks recorded latencies.
  public static java.util.SortedSet<String> names(List<ForkRecord> forks) {
    var names = new TreeSet<String>();
    forks.forEach(
        fork -> fork.measured().forEach(iteration -> names.addAll(iteration.latencies().keySet())));
    return names;
  }

  public static Histogram histogram(Iteration.Latency latency) {
    try {
      var bytes = Base64.getDecoder().decode(latency.histogram());
      var decoded = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
      decoded.setStartTimeStamp(latency.startMillis());
      decoded.setEndTimeStamp(latency.endMillis());
      return decoded;
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new Unusable("A histogram in the run is damaged: " + e.getMessage(), e);
    }
  }

  /// A histogram as it stands in a fork's record.
  public static Iteration.Latency latency(Histogram histogram) {
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    buffer.flip().limit(length);
    return new Iteration.Latency(
        histogram.getStartTimeStamp(),
        histogram.getEndTimeStamp(),
        new String(Base64.getEncoder().encode(buffer).array(), StandardCharsets.ISO_8859_1));
  }
}
