package dev.threadmill.runner;

import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/// Starts forks on the CPUs of a list such as `0,2`; a profiler only because JMH lets no other type
/// change how a fork is started.
///
/// Linux only, by `taskset`, and without a flag for the JVM. HotSpot asks the system which CPUs it
/// may use, so that its count of processors, the threads of its collectors, the common pool and the
/// carriers of virtual threads follow by themselves. Flags such as `-XX:ActiveProcessorCount` keep
/// no thread off any CPU, and override a quota that grants less.
public record CpuAffinity(String cpus) implements ExternalProfiler {
  /// The list of CPUs of this machine for a number of cores.
  static String of(int cores) {
    var first = CpuTopology.of(Host.here()).first(cores);
    return first.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
    return List.of("taskset", "-c", cpus);
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams params) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams params) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, java.io.File out, java.io.File err) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return "Runs forks on the CPUs of a list";
  }
}
