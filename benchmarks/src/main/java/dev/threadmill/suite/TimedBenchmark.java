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

/// How a benchmark is measured unless it says otherwise: time per operation in a warm JVM.
///
/// - One JMH worker, because the body owns the threads under test; see [Crew].
/// - Five forks, because JVMs differ from each other by more than iterations of one JVM do.
/// - A heap of fixed size and the serial collector, because otherwise the JVM takes another
///   collector when it is given another number of cores, and the comparison across cores compares
///   collectors.
/// - A minute for an iteration, because a benchmark of things that block must end when they do.
///
/// A benchmark extends this class, gives the contenders that it compares as an enum in a parameter
/// named `contender`, and the kind of thread in one named `threadKind`. By these names the tools
/// know what is compared with what; every other parameter is a condition of the comparison.
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
