package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Map;

/// One iteration of a fork, warm-up or measured.
///
/// @param score in the unit of its fork
/// @param metrics what was reported beside the score
/// @param latencies HdrHistograms of nanoseconds by name, compressed and in base64
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Iteration(
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean warmup,
    @JsonInclude(JsonInclude.Include.ALWAYS) double score,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Metric> metrics,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Latency> latencies) {
  public record Metric(double value, String unit) {}

  /// A histogram and when it was recorded.
  public record Latency(long startMillis, long endMillis, String histogram) {}
}
