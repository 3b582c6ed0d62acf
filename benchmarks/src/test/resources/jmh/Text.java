package example.text;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Small benchmarks of nothing in particular, from which stock JMH made the files beside this one. */
public class Text {

  @State(Scope.Benchmark)
  public static class Lines {
    @Param({"10", "1000"})
    int length;

    @Param({"COMMA", "TAB"})
    String separator;

    String line;

    @Setup
    public void make() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(i).append(separator.equals("COMMA") ? ',' : '\t');
      }
      line = text.toString();
    }
  }

  @Benchmark
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public String[] split(Lines lines) {
    return lines.line.split(lines.separator.equals("COMMA") ? "," : "\t");
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public int indexOf(Lines lines) {
    return lines.line.indexOf("999");
  }

  @Benchmark
  @BenchmarkMode({Mode.Throughput, Mode.AverageTime, Mode.SampleTime, Mode.SingleShotTime})
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public StringBuilder reverse() {
    return new StringBuilder("a text that is turned round").reverse();
  }

  /** Counts beside the time, as secondary metrics. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counts {
    public long hits;
    public long misses;
    int next;

    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    public void clear() {
      hits = 0;
      misses = 0;
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public int lookUp(Counts counts) {
    int key = counts.next++ & 7;
    if (key < 3) {
      counts.hits++;
    } else {
      counts.misses++;
    }
    return key;
  }

  @State(Scope.Group)
  public static class Shared {
    final AtomicLong atomic = new AtomicLong();
    final LongAdder adder = new LongAdder();
    final ArrayDeque<String> queue = new ArrayDeque<>();
  }

  @Benchmark
  @Group("counter")
  @GroupThreads(1)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public long read(Shared shared) {
    return shared.atomic.get();
  }

  @Benchmark
  @Group("counter")
  @GroupThreads(2)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public long add(Shared shared) {
    return shared.atomic.incrementAndGet();
  }

  @State(Scope.Benchmark)
  public static class Broken {
    @Param({"0", "1"})
    int divisor;
  }

  /** Fails for one of its parameters, which leaves that one out of the file. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public int divide(Broken broken) {
    return 1 / broken.divisor;
  }
}
