package dev.threadmill.suite.sharing;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does sharing cost uncontended: a lock that is free, a handle that nobody else copies?
///
/// **Varies:** the rung of the ladder.
/// **Measures:** one step on one thread, the JMH worker itself.
/// **Beware:** the JIT may merge neighbouring `synchronized` blocks of one loop; here each
/// invocation is one call, which it cannot merge with the next. `-prof gc` shows that none
/// allocates. The count is checked once, at the end of the fork, because reading a count costs
/// more than a step of some rungs; a lost step is still missing then.
/// **Expect:** two atomic operations on a cached word for a lock and for `Arc`, one for the
/// atomic counts, next to nothing for `PLAIN` and for the twins without atomics, `RC` of `Arc` and
/// `REF_CELL` of `Mutex`; compare with `HarnessBaselineBenchmark` for the cost of the call itself.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar SharedCounterUncontended -prof gc`
@Named("counter, one thread")
@Asks(
    id = "uncontended",
    question = "Mutex or Arc: which is faster uncontended?",
    rival = "ARC",
    order = 80)
@Cells(in = "quick", at = "contender=MUTEX,ARC,REENTRANT_LOCK,RC")
@Cells(in = "standard")
@Cells(
    in = "runtimes",
    at = {"contender=MUTEX,ARC,RC,REF_CELL,GET_AND_ADD,PLAIN"})
public class SharedCounterUncontendedBenchmark extends TimedBenchmark {
  @Param SharingKind contender;

  private Rung[] rung;
  private long steps;

  @Setup
  public void open() {
    rung = new Rung[] {contender.open()};
    steps = 0;
  }

  @Benchmark
  public void step() {
    rung[0].step(0);
    steps++;
  }

  @TearDown
  public void nothingWasLost() {
    Rung.check(rung, steps);
    rung[0].close();
  }
}
