package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Busy threads that share a workload, with a probe of the same kind beside them.
final class BusyCrew implements AutoCloseable {
  private final Workload workload;
  private final Probe probe;
  private final Crew crew;
  private long start;

  BusyCrew(
      ThreadKind kind, Courtesy courtesy, int busy, Workload workload, LongConsumer probeDelays) {
    this.workload = workload;
    probe = new Probe(workload, probeDelays);
    List<Crew.Duty> duties = new ArrayList<>();
    duties.add(() -> probe.run(start));
    for (int i = 0; i < busy; i++) {
      int worker = i;
      duties.add(() -> workload.work(worker, courtesy));
    }
    crew = new Crew(kind, duties);
  }

  /// Runs all units once, and returns how they were shared.
  Shares work() throws InterruptedException {
    workload.refill();
    start = System.nanoTime();
    crew.work();
    if (probe.takeTurns() == 0) {
      throw new IllegalStateException("The probe had no turn");
    }
    return workload.shares();
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
