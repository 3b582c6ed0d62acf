package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.TimedBenchmark;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a message cost, from many threads to one, when nobody does anything else?
///
/// **Varies:** the pipe, its capacity, the number of producers, the kind of thread.
/// **Measures:** time per message, of a fixed number of them, from the first send to the last
/// receive; the waking of the crew is in it, a few per cent where messages are fastest.
/// **Beware:** with more threads than cores this measures the scheduler as much as the pipe; a
/// pipe without bound may run full in memory only, so that its receiver never sleeps.
/// **Expect:** what blocks least per message wins; capacity decides, not the lock.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MessagingThroughput -p capacity=64`
public class MessagingThroughputBenchmark extends TimedBenchmark {
  private static final int MESSAGES = 1 << 16;

  @Param PipeKind contender;

  @Param({"0", "1", "64", "1024", "unbounded"})
  String capacity;

  @Param({"1", "4", "64"})
  int producers;

  @Param ThreadKind threadKind;

  private Crew crew;
  private long received;

  @Setup
  public void open() {
    Pipe opened =
        contender.open(
            capacity.equals("unbounded") ? PipeKind.UNBOUNDED : Integer.parseInt(capacity));
    List<Crew.Duty> duties = new ArrayList<>();
    duties.add(() -> received = receiveAll(opened));
    for (int i = 0; i < producers; i++) {
      duties.add(sendShare(opened.inlet(), i));
    }
    crew = new Crew(threadKind, duties);
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
