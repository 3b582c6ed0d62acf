package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.TimedBenchmark;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does waiting on several channels for the first message on any of them cost?
///
/// **Varies:** the way to wait, the number of pipes, the capacity of each, which of them get
/// messages, the kind of thread.
/// **Measures:** time per message between one thread that sends into all pipes and one that
/// waits on all. There are two threads whatever the number of pipes, so only the waiting
/// scales; forwarding takes one more for each pipe.
/// **Beware:** polling does not block: the thread burns a core while it waits, which this
/// figure does not show. A shared pipe has the room of all together. With a single producer, this
/// cannot show how fairly a contender treats competing producers.
/// **Expect:** a true select registers with every pipe, so its cost grows with their number;
/// one shared pipe costs the same for any number; forwarding costs a second hop.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SelectBenchmark -p pipes=2,8,64`
@Asks(
    id = "select",
    question = "Waiting on several channels: select, forward, or share one instead?",
    typical = {"pipes=8", "capacity=64", "pattern=UNIFORM"},
    rival = "JOX_SELECT")
@Cells(
    in = "standard",
    at = {
      "contender=SHARED_CHANNEL,FORWARDED_QUEUES,JOX_SELECT",
      "threadKind=VIRTUAL",
      "pipes=8",
      "capacity=64",
      "pattern=UNIFORM"
    })
@Cells(
    in = "standard",
    at = {
      "contender=SHARED_CHANNEL,JOX_SELECT",
      "threadKind=PLATFORM",
      "pipes=8",
      "capacity=64",
      "pattern=UNIFORM"
    })
public class SelectBenchmark extends TimedBenchmark {
  private static final int MESSAGES = 1 << 15;

  @Param FanKind contender;

  @Param({"2", "8", "64"})
  int pipes;

  @Param({"64", "0"})
  int capacity;

  @Param FanPattern pattern;

  @Param ThreadKind threadKind;

  private Traffic traffic;
  private Crew crew;

  @Setup
  public void open() {
    var fan = contender.open(pipes, capacity);
    traffic = new Traffic(1, 1, Payload.PREALLOCATED, MESSAGES);
    List<Crew.Duty> duties = new ArrayList<>(traffic.duties(fan.dealing(pattern)));
    duties.addAll(fan.forwarders());
    crew = new Crew(threadKind, duties);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long select() throws InterruptedException {
    crew.work();
    return traffic.verify();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    crew.close();
  }
}
