package dev.threadmill.suite.messaging;

import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What does a message cost, from many threads to one, when nobody does anything else?
///
/// **Varies:** the pipe, its capacity, the number of producers, the kind of thread.
/// **Measures:** time per message, of a fixed number of them, from the first send to the last
/// receive; the waking of the crew is in it, a few per cent where messages are fastest.
/// **Beware:** with more threads than cores this measures the scheduler as much as the pipe; a
/// pipe without bound may run full in memory only, so that its receiver never sleeps.
/// **Expect:** what blocks least per message wins; capacity decides, not the lock.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MessagingThroughput -p capacity=64`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessagingThroughputBenchmark {
  private static final int MESSAGES = 1 << 16;

  @Param PipeKind pipe;

  @Param({"0", "1", "64", "1024", "unbounded"})
  String capacity;

  @Param({"1", "4", "64"})
  int producers;

  @Param({"platform", "virtual"})
  String threads;

  private Crew crew;
  private long received;

  @Setup
  public void open() {
    Pipe opened =
        pipe.open(capacity.equals("unbounded") ? PipeKind.UNBOUNDED : Integer.parseInt(capacity));
    List<Crew.Duty> duties = new ArrayList<>();
    duties.add(() -> received = receiveAll(opened));
    for (int i = 0; i < producers; i++) {
      duties.add(sendShare(opened.inlet(), i));
    }
    ThreadFactory factory =
        threads.equals("virtual")
            ? Thread.ofVirtual().factory()
            : Thread.ofPlatform().daemon().factory();
    crew = new Crew(factory, duties);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long transfer() throws InterruptedException {
    crew.work();
    long sent = (long) MESSAGES * (MESSAGES - 1) / 2;
    if (received != sent) {
      throw new IllegalStateException("Sent numbers that add up to " + sent + ", got " + received);
    }
    return received;
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    crew.close();
  }

  private Crew.Duty sendShare(Pipe.Inlet inlet, int producer) {
    int share = MESSAGES / producers;
    Pipe.Message[] messages = new Pipe.Message[share];
    for (int i = 0; i < share; i++) {
      messages[i] = new Pipe.Message((long) producer * share + i);
    }
    return () -> {
      for (Pipe.Message message : messages) {
        inlet.send(message);
      }
    };
  }

  private static long receiveAll(Pipe pipe) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < MESSAGES; i++) {
      sum += pipe.receive().number();
    }
    return sum;
  }
}
