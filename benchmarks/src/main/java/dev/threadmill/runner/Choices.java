package dev.threadmill.runner;

import java.util.List;

/// What the presets measure. A name that is missing here is measured by `--include`.
final class Choices {
  private static final String PLATFORM = "PLATFORM";
  private static final String VIRTUAL = "VIRTUAL";

  /// One comparison a family, the one that its question is quoted by.
  static final List<Choice> HEADLINES =
      List.of(
          // What does a thread cost?
          Choice.of("spawning.SpawnJoinBenchmark.spawnAndJoin")
              .with("contender", "BARE_THREAD")
              .with("batch", "100"),
          // What does a switch cost?
          Choice.of("switching.PingPongBenchmark.roundTrip")
              .with("contender", "PARK")
              .with("carriers", "all"),
          // What does a message cost?
          throughput("CHANNEL", "ARRAY_BLOCKING_QUEUE", "LINKED_BLOCKING_QUEUE")
              .with("capacity", "64")
              .with("producers", "4"),
          // How long does a message take when nobody hurries?
          latency().with("loadPercent", "20").with("threadKind", VIRTUAL),
          // Mutex or Arc, when everybody wants it?
          counter("MUTEX", "ARC", "SYNCHRONIZED").with("threads", "4"),
          // And when nobody else does?
          Choice.of("sharing.SharedCounterUncontendedBenchmark.step")
              .with("contender", "MUTEX", "ARC", "REENTRANT_LOCK", "RC"),
          // Does a monitor pin a virtual thread?
          pinning().with("reach", "PRIVATE"),
          // How much memory does a waiting thread take?
          footprint().with("threads", "1000"),
          // What serves more requests?
          serving("THREAD_PER_REQUEST"),
          // Does a busy virtual thread keep others waiting?
          Choice.of("fairness.SchedulerFairnessBenchmark.unitOfWork")
              .with("contender", "NONE", "YIELD")
              .with("threadKind", VIRTUAL)
              .with("busyPerCore", "2"),
          // What does it cost to hand data along with a thread?
          Choice.of("context.ContextReadBenchmark.read")
              .with("threadKind", VIRTUAL)
              .with("values", "6"),
          // How fine is the clock that all of this was measured with?
          Choice.of("machine.ClockBenchmark.read"));

  /// The questions of each family at the parameters where the answer changes.
  static final List<Choice> QUESTIONS =
      List.of(
          Choice.of("spawning.SpawnJoinBenchmark.spawnAndJoin")
              .with("contender", "BARE_THREAD", "CACHED_POOL", "FORK_JOIN_POOL"),
          Choice.of("spawning.TaskSizeBenchmark.spawnAndJoin")
              .with("contender", "BARE_THREAD", "FIXED_POOL")
              .with("workTokens", "0", "5000", "500000"),
          Choice.of("spawning.SkynetBenchmark.growAndSum")
              .with("contender", "JOINED_THREADS", "FORK_JOIN")
              .with("leaves", "1000"),
          Choice.of("spawning.FirstThreadBenchmark.startAndJoin").with("contender", "BARE_THREAD"),
          Choice.of("switching.PingPongBenchmark.roundTrip").with("carriers", "all"),
          throughput("CHANNEL", "ARRAY_BLOCKING_QUEUE", "LINKED_BLOCKING_QUEUE", "JOX")
              .with("capacity", "64")
              .with("producers", "1", "4", "64"),
          throughput("CHANNEL", "SYNCHRONOUS_QUEUE", "LINKED_TRANSFER_QUEUE", "JOX")
              .with("capacity", "0")
              .with("producers", "4"),
          throughput("CHANNEL", "LINKED_BLOCKING_QUEUE", "LINKED_TRANSFER_QUEUE", "JOX")
              .with("capacity", "unbounded")
              .with("producers", "4"),
          latency().with("loadPercent", "20", "80"),
          counter("MUTEX", "ARC", "REENTRANT_LOCK", "SYNCHRONIZED", "GET_AND_ADD", "LONG_ADDER")
              .with("threadKind", PLATFORM)
              .with("threads", "1", "2", "4", "64"),
          counter("MUTEX", "ARC", "REENTRANT_LOCK", "SYNCHRONIZED", "GET_AND_ADD", "LONG_ADDER")
              .with("threadKind", VIRTUAL)
              .with("threads", "4", "64"),
          Choice.of("sharing.SharedCounterUncontendedBenchmark.step"),
          Choice.of("sharing.ReadMostlyBenchmark.access")
              .with("contender", "MUTEX", "READ_WRITE_LOCK", "STAMPED_LOCK_OPTIMISTIC")
              .with("threadKind", PLATFORM)
              .with("threads", "4")
              .with("writesPerThousand", "10"),
          pinning(),
          footprint().with("threads", "1000", "10000"),
          serving("THREAD_PER_REQUEST", "POOL"),
          Choice.of("fairness.SchedulerFairnessBenchmark.unitOfWork")
              .with("threadKind", VIRTUAL)
              .with("busyPerCore", "2"),
          Choice.of("context.ContextReadBenchmark.read").with("values", "6"),
          Choice.of("machine.ClockBenchmark.read"));

  private Choices() {}

  private static Choice throughput(String... contenders) {
    return Choice.of("messaging.MessagingThroughputBenchmark.transfer")
        .with("contender", contenders)
        .with("consumers", "1");
  }

  private static Choice latency() {
    return Choice.of("messaging.MessagingLatencyBenchmark.round")
        .with("contender", "CHANNEL", "ARRAY_BLOCKING_QUEUE")
        .with("capacity", "64")
        .with("producers", "1");
  }

  private static Choice counter(String... contenders) {
    return Choice.of("sharing.SharedCounterBenchmark.step")
        .with("contender", contenders)
        .with("placement", "SHARED");
  }

  private static Choice pinning() {
    return Choice.of("pinning.PinningBenchmark.block")
        .with("contender", "REENTRANT_LOCK", "SYNCHRONIZED")
        .with("threadKind", VIRTUAL)
        .with("blocker", "PARK")
        .with("threads", "64");
  }

  private static Choice footprint() {
    return Choice.of("footprint.ParkedThreadBenchmark.startAndPark")
        .with("depth", "0")
        .with("threadLocals", "0");
  }

  private static Choice serving(String... contenders) {
    return Choice.of("serving.ServingCapacityBenchmark.serve")
        .with("contender", contenders)
        .with("connections", "100")
        .with("backendMillis", "1")
        .with("payloadBytes", "64");
  }
}
