package dev.threadmill.machine;

import dev.threadmill.machine.MachineChecks.Fitness;
import dev.threadmill.machine.MachineChecks.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Examines whether this machine is fit to measure on, with one [Observation] a check.
///
/// It reads the machine, times its clock, does nothing for a while to see what others do, and then
/// measures the same thing again and again to see how much equal measurements differ. After that it
/// judges by [MachineChecks], from facts that a test can make up.
///
/// @param quiet how long it does nothing
/// @param ruler how long each part of a measurement is
/// @param pairs how many equal measurements it compares
public record Doctor(Host host, Duration quiet, Duration ruler, int pairs) {
  private static final int STEPS_BEFORE_PAIRS = 3;

  /// One that takes long enough to see a noise of a percent, and less than half a minute.
  public static Doctor here() {
    return new Doctor(Host.here(), Duration.ofSeconds(3), Ruler.PART, 16);
  }

  /// Is told each step of an examination.
  @FunctionalInterface
  public interface Steps {
    void begins(String step, int done, int total);
  }

  /// All that was gathered before anything is judged.
  ///
  /// @param quiet what happened while we did nothing
  /// @param whole what happened from the first to the last moment
  /// @param others what else runs here; null when unknown
  record Exam(
      Fingerprint fingerprint,
      MemoryState memory,
      TimerGrain timer,
      HostActivity quiet,
      HostActivity whole,
      NoiseFloor noise,
      @Nullable OtherPrograms others) {}

  /// The use of the memory at the moment; what is null is unknown.
  record MemoryState(@Nullable Long availableBytes, @Nullable Long swappedBytes) {
    static MemoryState of(Host host) {
      var total = OperatingSystem.memory(host, "SwapTotal");
      var free = OperatingSystem.memory(host, "SwapFree");
      return new MemoryState(
          OperatingSystem.memory(host, "MemAvailable"),
          total == null || free == null ? null : total - free);
    }
  }

  /// The verdict on a machine, with what was seen.
  public record Diagnosis(
      Fingerprint fingerprint,
      NoiseFloor noise,
      HostActivity activity,
      List<Observation> findings) {
    /// The worst of all that is known; what is unknown counts for nothing, not even as fine.
    public Fitness worst() {
      for (var level : List.of(Fitness.BAD, Fitness.WARN, Fitness.FINE)) {
        if (findings.stream().anyMatch(finding -> finding.level() == level)) {
          return level;
        }
      }
      return Fitness.UNKNOWN;
    }
  }

  /// The grain of the JVM's clock: what reading it costs, and its smallest step.
  ///
  /// @param latencyNanos the mean time of one call
  /// @param granularityNanos the smallest step ever seen; the largest number if it never moved,
  ///     since such a clock is at least as coarse as the whole
  public record TimerGrain(double latencyNanos, long granularityNanos) {
    /// Times a clock that counts nanoseconds, by that many calls.
    public static TimerGrain of(LongSupplier clock, int calls) {
      long smallest = Long.MAX_VALUE;
      long start = clock.getAsLong();
      long last = start;
      for (int call = 0; call < calls; call++) {
        long now = clock.getAsLong();
        if (now > last && now - last < smallest) {
          smallest = now - last;
        }
        last = now;
      }
      return new TimerGrain((double) (last - start) / calls, smallest);
    }

    /// The grain of the clock that measures time here.
    static TimerGrain ofThisJvm() {
      int calls = 100_000;
      // The first pass is for the compiler.
      of(System::nanoTime, calls);
      return of(System::nanoTime, calls);
    }
  }

  /// The difference between two equal measurements on a machine, below which no single comparison
  /// of two short ones can tell anything.
  ///
  /// Two arms that are the same [Ruler] are measured in turn. Their true difference is zero, so
  /// the differences found are noise alone, and their root mean square about zero is its size.
  /// The floor is what 95 in 100 single comparisons stay under if the noise is normal. More and
  /// longer forks go below it, by the square root of their number at best.
  public record NoiseFloor(double spinPercent, double copyPercent, int pairs) {
    private static final double NORMAL_95 = 1.96;

    static NoiseFloor of(List<Ruler.Scores> first, List<Ruler.Scores> second) {
      if (first.isEmpty() || first.size() != second.size()) {
        throw new IllegalArgumentException("two arms make pairs");
      }
      return new NoiseFloor(
          percent(first, second, Ruler.Scores::spinStepsPerSecond),
          percent(first, second, Ruler.Scores::copyBytesPerSecond),
          first.size());
    }

    private static double percent(
        List<Ruler.Scores> first, List<Ruler.Scores> second, ToDoubleFunction<Ruler.Scores> score) {
      double squares = 0;
      for (int i = 0; i < first.size(); i++) {
        double ratio = score.applyAsDouble(first.get(i)) / score.applyAsDouble(second.get(i));
        squares += Math.log(ratio) * Math.log(ratio);
      }
      return Math.expm1(NORMAL_95 * Math.sqrt(squares / first.size())) * 100;
    }
  }

  public Diagnosis examine(Steps steps) throws InterruptedException {
    int total = STEPS_BEFORE_PAIRS + pairs;
    steps.begins("reading the machine", 0, total);
    var fingerprint = Fingerprint.of(host);
    var others = OtherPrograms.of(host);
    steps.begins("timing the clock", 1, total);
    var timer = TimerGrain.ofThisJvm();
    steps.begins("watching what others do", 2, total);
    var start = HostCounters.read(host);
    Thread.sleep(quiet);
    var whileQuiet = HostCounters.read(host).since(start);
    var measure = new Ruler(ruler, host.processors());
    // The first scores are the compiler's.
    measure.measure();
    var arms = List.of(new ArrayList<Ruler.Scores>(), new ArrayList<Ruler.Scores>());
    for (int pair = 0; pair < pairs; pair++) {
      steps.begins("measuring equal things", STEPS_BEFORE_PAIRS + pair, total);
      // The order alternates from pair to pair, so that a drift favours neither arm.
      arms.get(pair % 2).add(measure.measure());
      arms.get(1 - pair % 2).add(measure.measure());
    }
    var whole = HostCounters.read(host).since(start);
    var noise = NoiseFloor.of(arms.get(0), arms.get(1));
    var measured = fingerprint.with(arms.get(1).getLast());
    var memory = MemoryState.of(host);
    var exam = new Exam(measured, memory, timer, whileQuiet, whole, noise, others);
    return new Diagnosis(measured, noise, whole, MachineChecks.of(exam));
  }
}
