package dev.threadmill.results;

import java.util.List;

/// What JMH resolved for a fork and writes into its own files; times as it prints them (`500 ms`).
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
