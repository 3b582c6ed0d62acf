package dev.threadmill.suite.serving;

import dev.threadmill.suite.Crew;
import dev.threadmill.suite.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.SingleWriterRecorder;

/// The clients of a server, on any number of connections but in a single thread: an open loop
/// that sends each request when it is due, on an idle connection.
///
/// A request that finds every connection busy waits, and its latency counts from when it was
/// due. With a schedule whose interval is 0, this is a closed loop that keeps all connections
/// busy and records no latencies.
final class Clients implements Crew.Duty, AutoCloseable {
  private static final long WAKING_NANOS = 100_000;
  private static final long LONGEST_WAIT_MILLIS = 50;

  private final Selector selector = Selector.open();
  private final ArrayDeque<ClientConnection> idle;
  private final SingleWriterRecorder latency;
  private final long patienceNanos;
  private final Consumer<SelectionKey> reading = this::read;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  // Per round: written before the crew is woken, which publishes it.
  private int planned;
  private long firstNumber;
  private Schedule schedule = new Schedule(0, 0, 1);

  private int sent;
  private int answered;
  private long sum;
  private long lastNanos;
  private long changeNanos;
  private long cpuNanos;

  Clients(
      Server server,
      int connections,
      int frameBytes,
      SingleWriterRecorder latency,
      long patienceNanos)
      throws IOException {
    this.latency = latency;
    this.patienceNanos = patienceNanos;
    idle = new ArrayDeque<>(connections);
    for (int i = 0; i < connections; i++) {
      idle.add(new ClientConnection(server, frameBytes, selector, i));
    }
  }

  /// Plans the next round.
  void plan(int requests, Schedule times) {
    firstNumber += planned;
    planned = requests;
    schedule = times;
  }

  /// Sends the planned requests, and returns when all of them are answered.
  ///
  /// @throws IllegalStateException if an answer is wrong, or answers stop coming
  @Override
  public void run() throws IOException {
    long cpuBefore = threads.getCurrentThreadCpuTime();
    sent = 0;
    answered = 0;
    sum = 0;
    changeNanos = System.nanoTime();
    while (answered < planned) {
      select(sendWhatIsDue());
      if (answered < sent && System.nanoTime() - changeNanos > patienceNanos) {
        throw new IllegalStateException(
            (sent - answered) + " of " + sent + " requests are not answered");
      }
    }
    cpuNanos = threads.getCurrentThreadCpuTime() - cpuBefore;
  }

  /// @return the time until there is something to send
  private long sendWhatIsDue() throws IOException {
    while (sent < planned && !idle.isEmpty()) {
      long left = schedule.due(sent) - System.nanoTime();
      if (left > 0) {
        return left;
      }
      idle.remove().ask(firstNumber + sent);
      sent++;
      changeNanos = System.nanoTime();
    }
    return Long.MAX_VALUE;
  }

  // A selector's timeout has millisecond resolution: the rest of the time until the next
  // request is spent parked, or polling while answers may arrive.
  private void select(long waitNanos) throws IOException {
    long millis = (waitNanos - WAKING_NANOS) / 1_000_000;
    if (millis > 0) {
      selector.select(reading, Math.min(millis, LONGEST_WAIT_MILLIS));
    } else if (answered == sent && waitNanos > 2 * WAKING_NANOS) {
      LockSupport.parkNanos(waitNanos - WAKING_NANOS);
    } else if (selector.selectNow(reading) == 0) {
      Thread.yield();
    }
  }

  private void read(SelectionKey key) {
    var connection = (ClientConnection) key.attachment();
    long number;
    try {
      number = connection.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (number >= 0) {
      lastNanos = System.nanoTime();
      if (schedule.intervalNanos() > 0) { // otherwise latency means nothing
        latency.recordValue(Math.max(0, lastNanos - schedule.due(number - firstNumber)));
      }
      sum += number;
      answered++;
      changeNanos = lastNanos;
      idle.add(connection);
    }
  }

  /// Checks the round that has just ended.
  ///
  /// @return when its last answer arrived, on the clock of `System.nanoTime`
  /// @throws IllegalStateException if not every request was answered exactly once
  long verify() {
    long expected = planned * firstNumber + (long) planned * (planned - 1) / 2;
    if (answered != planned || sum != expected) {
      throw new IllegalStateException(
          "%d requests whose numbers add up to %d, but %d answers that add up to %d"
              .formatted(planned, expected, answered, sum));
    }
    return lastNanos;
  }

  /// Returns the CPU time of the clients in the last round.
  long cpuNanos() {
    return cpuNanos;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      ((ClientConnection) key.attachment()).close();
    }
    selector.close();
  }
}
