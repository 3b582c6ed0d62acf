package dev.threadmill.report.table;

import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.Quantity;
import java.util.List;
import java.util.Map;

/// The questions that a report answers first.
public enum Headline {
  SPAWNING(
      "What does it cost to start a thread and to wait for its end?",
      "SpawnJoin",
      Cell.THREAD_KIND,
      Map.of(Cell.CONTENDER, "BARE_THREAD"),
      Map.of("batch", "100"),
      Quantity.TIME),
  SWITCHING(
      "What does it cost to switch from one thread to another?",
      "PingPong",
      Cell.THREAD_KIND,
      Map.of(Cell.CONTENDER, "PARK"),
      Map.of("carriers", "all"),
      Quantity.TIME),
  FOOTPRINT(
      "How much memory does a waiting thread take?",
      "ParkedThread",
      Cell.THREAD_KIND,
      Map.of(),
      Map.of("threads", "1000", "depth", "0", "threadLocals", "0"),
      Quantity.MEMORY),
  MESSAGING(
      "Channel or queue: what does a message cost?",
      "MessagingThroughput",
      Cell.CONTENDER,
      Map.of(),
      Map.of("capacity", "64", "producers", "4", "consumers", "1"),
      Quantity.TIME),
  MESSAGING_KIND(
      "Does a message cost less between virtual threads?",
      "MessagingThroughput",
      Cell.THREAD_KIND,
      Map.of(Cell.CONTENDER, "CHANNEL"),
      Map.of("capacity", "64", "producers", "4", "consumers", "1"),
      Quantity.TIME),
  LATENCY(
      "Channel or queue: how late do messages arrive at a rate that both can carry?",
      "MessagingLatency",
      Cell.CONTENDER,
      Map.of(),
      Map.of("capacity", "64", "producers", "1", "loadPercent", "20"),
      Quantity.LATENCY),
  CONTENTION(
      "Mutex or Arc, when many threads want it at once?",
      "SharedCounter",
      Cell.CONTENDER,
      Map.of(),
      Map.of("threads", "4", "placement", "SHARED", "holdNanos", "0", "thinkNanos", "0"),
      Quantity.TIME),
  NO_CONTENTION(
      "Mutex or Arc, when nobody else wants it?",
      "SharedCounterUncontended",
      Cell.CONTENDER,
      Map.of(),
      Map.of(),
      Quantity.TIME),
  PINNING(
      "Does a monitor keep a blocked virtual thread on its carrier?",
      "Pinning",
      Cell.CONTENDER,
      Map.of(Cell.THREAD_KIND, "VIRTUAL", "reach", "PRIVATE"),
      Map.of("blocker", "PARK", "threads", "64"),
      Quantity.TIME),
  SERVING(
      "Do virtual threads serve more requests?",
      "ServingCapacity",
      Cell.THREAD_KIND,
      Map.of(Cell.CONTENDER, "THREAD_PER_REQUEST"),
      Map.of("connections", "100", "backendMillis", "1", "payloadBytes", "64"),
      Quantity.TIME),
  FAIRNESS(
      "How late are others let run beside busy virtual threads?",
      "SchedulerFairness",
      Cell.CONTENDER,
      Map.of(Cell.THREAD_KIND, "VIRTUAL"),
      Map.of("busyPerCore", "2"),
      Quantity.DELAY),
  CONTEXT(
      "What does it cost to read what a thread was handed along?",
      "ContextRead",
      Cell.CONTENDER,
      Map.of(),
      Map.of("values", "6"),
      Quantity.TIME);

  private final String question;
  private final String benchmark;
  private final String factor;
  private final Map<String, String> fixed;
  private final Map<String, String> typical;
  private final Quantity quantity;

  Headline(
      String question,
      String benchmark,
      String factor,
      Map<String, String> fixed,
      Map<String, String> typical,
      Quantity quantity) {
    this.question = question;
    this.benchmark = benchmark;
    this.factor = factor;
    this.fixed = fixed;
    this.typical = typical;
    this.quantity = quantity;
  }

  public String question() {
    return question;
  }

  /// What is compared.
  public Quantity quantity() {
    return quantity;
  }

  /// Whether a comparison answers the question.
  public boolean isAnsweredBy(Comparison comparison) {
    var cell = comparison.other();
    // One thread alone contends with nobody.
    boolean alone = this == CONTENTION && "1".equals(cell.params().get("threads"));
    return !alone
        && comparison.factor().equals(factor)
        && Names.benchmark(cell).equals(benchmark)
        && fixed.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(cell.params().get(entry.getKey())));
  }

  /// Whether the question asks for this contender by its name.
  boolean names(Comparison comparison) {
    return (this == CONTENTION || this == NO_CONTENTION)
        && "ARC".equals(comparison.other().params().get(Cell.CONTENDER));
  }

  /// Of comparisons that answer the question those under the conditions nearest to the ones under
  /// which it is asked.
  List<Comparison> typical(List<Comparison> answers) {
    long nearest = answers.stream().mapToLong(this::nearness).max().orElse(0);
    var near = answers.stream().filter(answer -> nearness(answer) == nearest).toList();
    return near.stream()
        .filter(answer -> answer.other().group().equals(near.getFirst().other().group()))
        .toList();
  }

  /// How near the conditions of a comparison are to those under which the question is asked.
  private long nearness(Comparison comparison) {
    var cell = comparison.other();
    return typical.entrySet().stream()
        .filter(entry -> entry.getValue().equals(cell.params().get(entry.getKey())))
        .count();
  }
}
