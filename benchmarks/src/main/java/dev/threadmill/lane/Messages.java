package dev.threadmill.lane;

import dev.threadmill.results.Hello;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines of the protocol `threadmill-fork/1`, as both sides write and read them.
final class Messages {
  static final int VERSION = 1;

  static final String HELLO = "hello";
  static final String NOT_APPLICABLE = "n/a";
  static final String FAILED = "failed";
  static final String ITERATE = "iterate";
  static final String ITERATION = "iteration";
  static final String END = "end";
  static final String WARM_UP = "warmup";
  static final String MEASURE = "measure";

  private Messages() {}

  /// The first request: what is to be measured.
  ///
  /// @param cell the short name of the benchmark
  /// @param workers how many CPUs it may use
  /// @param seed for whatever is random
  record Order(int v, String cell, Map<String, String> params, int workers, long seed) {}

  /// A request for an iteration, or for the end.
  ///
  /// @param nanos how long it should take; 0 for a single batch
  record Pull(String type, @Nullable String phase, @Nullable Integer index, @Nullable Long nanos) {
    static Pull iterate(boolean warmup, int index, long nanos) {
      return new Pull(ITERATE, warmup ? WARM_UP : MEASURE, index, nanos);
    }
  }

  /// What every answer begins with. The first one goes on with what a [Hello] has.
  ///
  /// @param v the version of the protocol, in the first answer
  /// @param reason why there is nothing else
  record Prelude(String type, @Nullable Integer v, @Nullable String reason) {}

  /// The first answer, if the program has such a cell.
  static Map<String, Object> greeting(Hello hello) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("type", HELLO);
    said.put("v", VERSION);
    said.put("lane", hello.lane());
    said.put("toolchain", hello.toolchain());
    said.put("flags", hello.flags());
    said.put("runtime", hello.runtime());
    said.put("workers", hello.workers());
    said.put("allocator", hello.allocator());
    said.put("affinity", hello.affinity());
    said.put("clockNanos", hello.clockNanos());
    return said;
  }

  /// The answer to a request for an iteration.
  ///
  /// @param elapsedNanos the time of what is timed
  /// @param cpuNanos the CPU time of the whole process, from the iteration's start to its end
  /// @param expected what the plan of the iteration's batches comes to
  /// @param found what was counted; the same, or something was lost
  /// @param metrics a number and its unit, by name; may be left out
  /// @param samples latencies in nanoseconds, by name; may be left out
  record Iterated(
      String type,
      String phase,
      int index,
      long ops,
      long elapsedNanos,
      long cpuNanos,
      String expected,
      String found,
      @Nullable Map<String, List<Object>> metrics,
      @Nullable Map<String, long[]> samples) {
    Map<String, List<Object>> allMetrics() {
      return metrics == null ? Map.of() : metrics;
    }

    Map<String, long[]> allSamples() {
      return samples == null ? Map.of() : samples;
    }
  }
}
