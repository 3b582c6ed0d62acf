package dev.threadmill.results;

import java.util.List;

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
    int measurementBatchSize) {}
