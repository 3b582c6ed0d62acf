package dev.threadmill.suite.messaging;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.Team;
import dev.threadmill.suite.TimedBenchmark;
import dev.threadmill.suite.UnitKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// What does a message between threads cost when nothing else runs?
///
/// **Varies:** the pipe, its capacity, the number of senders and receivers, their kind, and the
/// payload. One producer and one consumer are "spsc", several of each "mpmc".
/// **Measures:** time per message for a fixed number of messages, from the first send to the
/// last receive; it includes waking the crew, a few per cent where messages are fastest. Also
/// `share.min`, `share.max` and `share.jain`: what the producers had sent, from the moment all
/// had begun until the first finished, unless that one finished before the last began; and
/// `wait.longest`: the longest that 32 sends in a row took any producer. The last round of an
/// iteration counts.
/// **Beware:** with more threads than cores this measures the scheduler as much as the pipe. An
/// unbounded pipe may fill up in memory, so that its receiver never sleeps. Contenders that
/// spin burn up to a core per waiting thread, which this figure does not show: they are bounds.
/// If a round is shorter than a time slice, one producer sends its share in one go: do not
/// compare shares of a fast pipe with those of a slow one; compare waits. Fresh payloads also
/// measure the allocator and the collector.
/// **Expect:** the contender that blocks least per message wins; capacity decides, not the
/// lock.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar MessagingThroughput -p capacity=64`,
/// with `-p payload=FRESH_24_BYTES,FRESH_1_KILOBYTE` for messages that are made when they are
/// sent
@Named("message")
@Asks(
    id = "channel-or-queue",
    question = "Channel or queue: what does a message cost?",
    typical = {"capacity=64", "producers=4", "consumers=1"},
    leads = true,
    order = 40)
@Asks(
    id = "message-virtual-or-platform",
    question = "Does a message cost less between virtual threads?",
    factor = "threadKind",
    fixed = "contender=CHANNEL",
    typical = {"capacity=64", "producers=4", "consumers=1"},
    order = 50)
@Cells(
    in = "quick",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE,LINKED_BLOCKING_QUEUE",
      "threadKind=PLATFORM,VIRTUAL",
      "capacity=64",
      "producers=4",
      "consumers=1"
    })
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,ARRAY_BLOCKING_QUEUE,LINKED_BLOCKING_QUEUE,JOX",
      "threadKind=PLATFORM,VIRTUAL",
      "capacity=64",
      "producers=1,4,64",
      "consumers=1"
    })
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,SYNCHRONOUS_QUEUE,LINKED_TRANSFER_QUEUE,JOX",
      "threadKind=PLATFORM,VIRTUAL",
      "capacity=0",
      "producers=4",
      "consumers=1"
    })
@Cells(
    in = "standard",
    at = {
      "contender=CHANNEL,LINKED_BLOCKING_QUEUE,LINKED_TRANSFER_QUEUE,JOX",
      "threadKind=PLATFORM,VIRTUAL",
      "capacity=unbounded",
      "producers=4",
      "consumers=1"
    })
@Cells(
    in = "runtimes",
    at = {"contender=CHANNEL", "capacity=0,1,64,1024,unbounded", "producers=1,4,64", "consumers=1"})
public class MessagingThroughputBenchmark extends TimedBenchmark {
  private static final int MESSAGES = 1 << 16;

  @Param PipeKind contender;

  @Param({"64", "0", "1", "16", "1024", "unbounded"})
  String capacity;

  @Param({"1", "4", "64"})
  int producers;

  @Param({"1", "4"})
  int consumers;

  @Param("PREALLOCATED")
  Payload payload;

  @Param UnitKind threadKind;

  private Traffic traffic;
  private Team team;

  @Setup
  public void open() {
    traffic = new Traffic(producers, consumers, payload, MESSAGES);
    team = contender.team(threadKind, PipeShape.of(capacity, producers, consumers), traffic);
  }

  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public long transfer() throws InterruptedException {
    team.work();
    traffic.report();
    return traffic.verify();
  }

  @TearDown
  public void dismiss() throws InterruptedException {
    team.close();
  }
}
