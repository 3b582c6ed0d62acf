package dev.threadmill.recording;

import dev.threadmill.machine.Doctor.TimerGrain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.openjdk.jmh.results.Result;

/// Records every latency of an iteration, in one HdrHistogram a name.
///
/// JMH's own sampling mode leaves out most samples, and its merging makes rare ones look several
/// times as frequent; see JMH's `SampleBuffer`. A histogram keeps all, to three digits.
public final class Latencies extends IterationProfiler {
  /// The smallest step of the clock in nanoseconds, reported beside the latencies.
  public static final String CLOCK_STEP = "clock.step";

  /// The name of latencies that a benchmark records of doing nothing, to know the machine's part.
  public static final String CONTROL = "control";

  private static final String UNSERVED = ".unserved";
  private static final int LOOKS = 10_000;
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final Map<String, Queue<SingleWriterRecorder>> RECORDERS =
      new ConcurrentHashMap<>();

  private long startMillis;

  /// A new recorder of nanoseconds for one writing thread; those of one name are added up.
  public static SingleWriterRecorder recorder(String name) {
    var recorder = new SingleWriterRecorder(LONGEST_NANOS, 3);
    RECORDERS.computeIfAbsent(name, ignored -> new ConcurrentLinkedQueue<>()).add(recorder);
    return recorder;
  }

  /// The metric that says how many latencies of a name are no latencies but how long was waited in
  /// vain: each is recorded as that long, and no other is longer.
  public static String unserved(String name) {
    return name + UNSERVED;
  }

  @Override
  void begin() {
    startMillis = Instant.now().toEpochMilli();
    RECORDERS.values().forEach(queue -> queue.forEach(SingleWriterRecorder::reset));
  }

  @Override
  List<Result<?>> end() {
    List<Result<?>> results = new ArrayList<>();
    RECORDERS.forEach(
        (name, recorders) -> {
          var all = new Histogram(3);
          recorders.forEach(recorder -> all.add(recorder.getIntervalHistogram()));
          if (all.getTotalCount() > 0) {
            all.setStartTimeStamp(startMillis);
            all.setEndTimeStamp(Instant.now().toEpochMilli());
            results.add(new LatencyResult(name, all));
          }
        });
    if (!results.isEmpty()) {
      long step = TimerGrain.of(System::nanoTime, LOOKS).granularityNanos();
      if (step != Long.MAX_VALUE) {
        results.add(scalar(CLOCK_STEP, step, "ns"));
      }
    }
    return results;
  }
}
