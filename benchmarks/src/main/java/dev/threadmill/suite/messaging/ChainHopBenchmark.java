package dev.threadmill.suite.messaging;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.NotApplicable;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.TimedBenchmark;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a hop cost when messages pass through a chain of threads, as in a pipeline of
/// stages?
///
/// **Varies:** the pipe between the stages, its capacity, the number of hops from one end to
/// the other, the kind of thread. A chain of n hops has n + 1 threads.
/// **Measures:** time per hop over all cores: the number of hops is fixed whatever the chain's
/// length, so a long chain carries fewer messages; the time includes filling and draining the
/// chain.
/// **Beware:** this is throughput, not the end-to-end time of one message. In a long chain most
/// threads wait, so a contender that spins instead of blocking spends its time polling.
/// **Expect:** capacity lets a stage process many messages per switch; on a rendezvous pipe
/// each hop is a switch, so the kind of thread decides.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ChainHop -p hops=1000 -p capacity=0,16`
@Asks(
    id = "pipeline",
    question = "What does a hop from stage to stage of a pipeline cost?",
    factor = "threadKind",
    fixed = "contender=CHANNEL",
    typical = {"capacity=16", "hops=10"})
@Cells(
    in = "standard",
    at = {"contender=CHANNEL", "capacity=16", "hops=10"})
public class ChainHopBenchmark extends TimedBenchmark {
  private static final int HOPS = 64_000;
  private static final int MOST_HOPS_OF_SPINNERS = 100;

  @Param PipeKind contender;

  @Param({"16", "0", "1024"})
  String capacity;

  @Param({"2", "10", "100", "1000"})
  int hops;

  @Param ThreadKind threadKind;

  private Traffic traffic;
  private Crew crew;

  @Setup
  public void open() {
    if (HOPS % hops != 0) {
      throw new NotApplicable("The number of hops must divide " + HOPS + ", as 1000 does.");
    }
    if (contender.spins() && hops > MOST_HOPS_OF_SPINNERS) {
      throw new NotApplicable("So many threads that look in turn hardly leave a core to work on.");
    }
    List<Pipe> links = new ArrayList<>();
    for (int i = 0; i < hops; i++) {
      links.add(contender.open(PipeShape.of(capacity, 1, 1)));
    }
    var chain = new Chain(links);
    traffic = new Traffic(1, 1, Payload.PREALLOCATED, HOPS / hops);
    List<Crew.Duty> duties = new ArrayList<>(traffic.duties(chain));
    duties.addAll(chain.relays());
    crew = new Crew(threadKind, duties);
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public long pass() throws InterruptedException {
    crew.work();
    return traffic.verify();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    crew.close();
  }
}
