package dev.threadmill.suite.messaging;

import dev.threadmill.recording.Latencies;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.SingleWriterRecorder;

/// Messages that producers send at scheduled times to one consumer, which records how late each
/// arrived.
final class PacedTraffic {
  private final Pipe pipe;
  private final int producers;
  private final AtomicInteger sending;
  private final List<SingleWriterRecorder> recorders = new ArrayList<>();
  private Message[] messages = {};

  // Per round: written before the crew is woken, which publishes it.
  private int planned;
  private Schedule schedule = new Schedule(0, 0, 1);

  // Used by the consumer.
  private long count;
  private long sum;
  private long lastNanos;

  PacedTraffic(Pipe pipe, int producers) {
    this.pipe = pipe;
    this.producers = producers;
    sending = new AtomicInteger(producers);
  }

  /// Returns the work of each thread: first the consumer, then the producers.
  List<Crew.Duty> duties() {
    List<Crew.Duty> duties = new ArrayList<>();
    duties.add(receiving(pipe.outlet(), recorder("latency")));
    for (int i = 0; i < producers; i++) {
      duties.add(sending(pipe.inlet(), i, recorder("lateness")));
    }
    return duties;
  }

  /// Plans the next round.
  void plan(int messageCount, Schedule times) {
    if (messages.length < messageCount) {
      messages = new Message[messageCount];
      for (int i = 0; i < messageCount; i++) {
        messages[i] = new Message(i);
      }
    }
    planned = messageCount;
    schedule = times;
  }

  /// Checks the round that has just ended.
  ///
  /// @return when its last message arrived, on the clock of `System.nanoTime`
  /// @throws IllegalStateException if not every message arrived exactly once
  long verify() {
    long sent = (long) planned * (planned - 1) / 2;
    if (count != planned || sum != sent) {
      throw new IllegalStateException(
          "%d messages were sent whose numbers add up to %d, but %d arrived that add up to %d"
              .formatted(planned, sent, count, sum));
    }
    return lastNanos;
  }

  /// Discards the latencies recorded so far.
  void forget() {
    recorders.forEach(SingleWriterRecorder::reset);
  }

  private SingleWriterRecorder recorder(String name) {
    var recorder = Latencies.recorder(name);
    recorders.add(recorder);
    return recorder;
  }

  private Crew.Duty sending(Pipe.Inlet inlet, int first, SingleWriterRecorder lateness) {
    return () -> {
      for (int i = first; i < planned; i += producers) {
        schedule.await(i);
        lateness.recordValue(Math.max(0, System.nanoTime() - schedule.due(i)));
        inlet.send(messages[i]);
      }
      if (sending.decrementAndGet() == 0) {
        sending.set(producers); // for the next round
        inlet.send(Message.END);
      }
    };
  }

  private Crew.Duty receiving(Pipe.Outlet outlet, SingleWriterRecorder latency) {
    return () -> {
      long received = 0;
      long total = 0;
      long now = 0;
      for (var message = outlet.receive(); message != Message.END; message = outlet.receive()) {
        now = System.nanoTime();
        latency.recordValue(Math.max(0, now - schedule.due(message.number())));
        total += message.number();
        received++;
      }
      count = received;
      sum = total;
      lastNanos = now;
    };
  }
}
