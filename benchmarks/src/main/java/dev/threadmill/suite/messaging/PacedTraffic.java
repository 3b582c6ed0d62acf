package dev.threadmill.suite.messaging;

import dev.threadmill.recording.Latencies;
import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;

/// Messages that producers send at scheduled times to one consumer, which records how late each
/// arrived.
///
/// In a *control* round the same producers wait for the same times and send nothing. How late
/// they are then is due to the machine: to its timer, its scheduler and its hiccups.
final class PacedTraffic {
  private final Pipe pipe;
  private final int producers;
  private final AtomicInteger sending;
  private final AtomicLong pauses = new AtomicLong();
  private final List<SingleWriterRecorder> recorders = new ArrayList<>();
  private Message[] messages = {};

  // Per round: written before the crew is woken, which publishes it.
  private int planned;
  private boolean isControl;
  private Pace pace;

  // Used by the consumer.
  private final long[] latest;
  private long count;
  private long sum;
  private long overtaken;
  private long lastNanos;

  PacedTraffic(Pipe pipe, int producers) {
    this.pipe = pipe;
    this.producers = producers;
    sending = new AtomicInteger(producers);
    latest = new long[producers];
    pace = pace(new Schedule(0, 0, 1));
  }

  /// Returns the work of each thread: first the consumer, then the producers.
  List<Crew.Duty> duties() {
    List<Crew.Duty> duties = new ArrayList<>();
    duties.add(receiving(pipe.outlet(), recorder("latency")));
    for (int i = 0; i < producers; i++) {
      duties.add(sending(pipe.inlet(), i, recorder("lateness"), recorder(Latencies.CONTROL)));
    }
    return duties;
  }

  /// Plans a round of messages.
  void plan(int messageCount, Schedule times) {
    plan(messageCount, pace(times), false);
  }

  /// Plans a round of waiting for the same times and sending nothing.
  void planControl(int messageCount, Schedule times) {
    plan(messageCount, pace(times), true);
  }

  void plan(int messageCount, Pace newPace, boolean control) {
    if (messages.length < messageCount) {
      messages = new Message[messageCount];
      for (int i = 0; i < messageCount; i++) {
        messages[i] = new Message(i);
      }
    }
    planned = messageCount;
    isControl = control;
    pace = newPace;
    pauses.set(0);
  }

  private Pace pace(Schedule times) {
    return Pace.of(times, producers + 1);
  }

  /// Checks the round of messages that has just ended.
  ///
  /// @return when its last message arrived, on the clock of `System.nanoTime`
  /// @throws IllegalStateException if not every message arrived exactly once, or one overtook
  ///     another of its producer
  long verify() {
    long sent = (long) planned * (planned - 1) / 2;
    if (count != planned || sum != sent) {
      throw new IllegalStateException(
          "%d messages were sent whose numbers add up to %d, but %d arrived that add up to %d"
              .formatted(planned, sent, count, sum));
    }
    if (overtaken > 0) {
      throw new IllegalStateException(overtaken + " messages were overtaken by later ones");
    }
    return lastNanos;
  }

  /// Returns how often the producers paused in the last round, to wait for their next message.
  long pauses() {
    return pauses.get();
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

  private Crew.Duty sending(
      Pipe.Inlet inlet, int first, SingleWriterRecorder lateness, SingleWriterRecorder control) {
    return () -> {
      long paused = 0;
      for (int i = first; i < planned; i += producers) {
        paused += pace.await(i);
        if (isControl) {
          control.recordValue(late(i));
        } else {
          lateness.recordValue(late(i));
          inlet.send(messages[i]);
        }
      }
      pauses.addAndGet(paused);
      if (!isControl && sending.decrementAndGet() == 0) {
        sending.set(producers); // for the next round
        inlet.send(Message.END);
      }
    };
  }

  private long late(int number) {
    long late = System.nanoTime() - pace.due(number);
    if (late < 0) {
      throw new IllegalStateException(
          "Message %d was not due for another %d ns".formatted(number, -late));
    }
    return late;
  }

  private Crew.Duty receiving(Pipe.Outlet outlet, SingleWriterRecorder latency) {
    return () -> {
      if (isControl) {
        return;
      }
      Arrays.fill(latest, -1);
      long received = 0;
      long total = 0;
      long disorder = 0;
      long now = 0;
      for (var message = outlet.receive(); message != Message.END; message = outlet.receive()) {
        now = System.nanoTime();
        long number = message.number();
        latency.recordValue(Math.max(0, now - pace.due(number)));
        int producer = (int) (number % producers);
        if (number < latest[producer]) {
          disorder++;
        }
        latest[producer] = number;
        total += number;
        received++;
      }
      count = received;
      sum = total;
      overtaken = disorder;
      lastNanos = now;
    };
  }
}
