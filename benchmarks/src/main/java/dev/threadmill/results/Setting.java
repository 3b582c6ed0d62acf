package dev.threadmill.results;

import java.util.List;
import java.util.regex.Pattern;

/// The settings of a fork as JMH resolved them and writes them into its own files, with times such
/// as `500 ms`.
public record Setting(
    String jmhVersion,
    int threads,
    String jvm,
    List<String> jvmArgs,
    String jdkVersion,
    String vmName,
    String vmVersion,
    int warmupIterations,
    String warmupTime,
    int warmupBatchSize,
    int measurementIterations,
    String measurementTime,
    int measurementBatchSize) {
  private static final Pattern FEATURE = Pattern.compile("(\\d{1,4})\\b.*");

  /// The feature version of the JDK, such as 25; 0 where it cannot be told.
  public int feature() {
    var version = FEATURE.matcher(String.valueOf(jdkVersion));
    return version.matches() ? Integer.parseInt(version.group(1)) : 0;
  }
}
