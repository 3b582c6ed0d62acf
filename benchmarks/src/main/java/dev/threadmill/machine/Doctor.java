package dev.threadmill.machine;

import dev.threadmill.machine.Diagnosis.NoiseFloor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Examines whether this machine is fit to measure on, with one [Observation] a check.
///
/// It reads the machine, times its clock, does nothing for a while to see what others do, and then
/// measures the same thing again and again to see how much equal measurements differ. After that it
/// judges by [MachineChecks], from facts that a test can make up.
public final class Doctor {
  /// The length of each part of an examination.
  public record Plan(Duration quiet, Duration ruler, int pairs) {
    /// Long enough to see a noise of a percent, and less than half a minute.
    public static Plan standard() {
      return new Plan(Duration.ofSeconds(3), Duration.ofMillis(250), 16);
    }
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
      @Nullable OtherPrograms others) {
    CpuTopology topology() {
      return fingerprint.processor().topology();
    }

    Fingerprint.Allowance limits() {
      return fingerprint.limits();
    }
  }

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

  private static final int STEPS_BEFORE_PAIRS = 3;

  private final Host host;
  private final Plan plan;

  public Doctor(Host host, Plan plan) {
    this.host = host;
    this.plan = plan;
  }

  public Diagnosis examine(Steps steps) throws InterruptedException {
    int total = STEPS_BEFORE_PAIRS + plan.pairs();
    steps.begins("reading the machine", 0, total);
    var fingerprint = Fingerprint.of(host);
    var others = OtherPrograms.of(host);
    steps.begins("timing the clock", 1, total);
    var timer = TimerGrain.ofThisJvm();
    steps.begins("watching what others do", 2, total);
    var start = HostCounters.read(host);
    Thread.sleep(plan.quiet());
    var quiet = HostCounters.read(host).since(start);
    var ruler = new Ruler(plan.ruler(), host.processors());
    // The first scores are the compiler's.
    ruler.measure();
    var arms = List.of(new ArrayList<Ruler.Scores>(), new ArrayList<Ruler.Scores>());
    for (int pair = 0; pair < plan.pairs(); pair++) {
      steps.begins("measuring equal things", STEPS_BEFORE_PAIRS + pair, total);
      // The order alternates from pair to pair, so that a drift favours neither arm.
      arms.get(pair % 2).add(ruler.measure());
      arms.get(1 - pair % 2).add(ruler.measure());
    }
    var whole = HostCounters.read(host).since(start);
    var noise = NoiseFloor.of(arms.get(0), arms.get(1));
    var exam =
        new Exam(
            fingerprint.with(arms.get(1).getLast()),
            MemoryState.of(host),
            timer,
            quiet,
            whole,
            noise,
            others);
    return new Diagnosis(exam.fingerprint(), noise, whole, MachineChecks.of(exam));
  }
}
