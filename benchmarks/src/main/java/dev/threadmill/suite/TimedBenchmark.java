package dev.threadmill.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/// The default settings of a benchmark: time per operation in a warm JVM.
///
/// - One JMH worker, because the body owns the threads under test; see [Crew].
/// - Five forks, because JVMs differ more than iterations within one JVM do.
/// - A heap of fixed size and the serial collector, because otherwise the JVM picks its
///   collector by the number of cores, and a comparison across cores compares collectors.
/// - A minute per iteration, because a benchmark of blocking code must end if it hangs.
///
/// A benchmark extends this class, lists the contenders that it compares as an enum in a
/// parameter named `contender`, and takes the kind of thread in one named `threadKind`. From
/// these names the tools know what is compared with what; every other parameter is a condition
/// of the comparison.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(1)
@Fork(
    value = 5,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Timeout(time = 1, timeUnit = TimeUnit.MINUTES)
public abstract class TimedBenchmark {}
