package dev.threadmill.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Whether this machine is fit to measure on: one [Finding] for each thing that spoils numbers.
///
/// It reads the machine, tries its clock, does nothing for a while to see what others do, and then
/// measures the same thing again and again to see how much equal measurements differ. After that it
/// judges, and every judgement is made from facts that a test can make up.
public final class Doctor {
  /// How long to look.
  ///
  /// @param quiet how long to do nothing
  /// @param ruler how long each of the two parts of the ruler takes
  /// @param pairs how many pairs of equal measurements to make
  public record Plan(Duration quiet, Duration ruler, int pairs) {
    /// Long enough to see a noise of a percent, and less than half a minute.
    public static Plan standard() {
      return new Plan(Duration.ofSeconds(3), Duration.ofMillis(250), 16);
    }
  }

  /// What is told while it goes on.
  @FunctionalInterface
  public interface Progress {
    /// @param step what begins now
    /// @param done how many steps are done
    /// @param total how many there are
    void begins(String step, int done, int total);
  }

  private static final int STEPS_BEFORE_PAIRS = 3;

  private final Host host;
  private final Plan plan;

  public Doctor(Host host, Plan plan) {
    this.host = host;
    this.plan = plan;
  }

  /// Examines the machine.
  public Diagnosis examine(Progress progress) throws InterruptedException {
    int total = STEPS_BEFORE_PAIRS + plan.pairs();
    progress.begins("reading the machine", 0, total);
    var fingerprint = Fingerprint.of(host);
    var others = OtherPrograms.of(host);
    progress.begins("trying the clock", 1, total);
    var timer = TimerGrain.of(System::nanoTime);
    progress.begins("watching what others do", 2, total);
    var start = HostCounters.read(host);
    Thread.sleep(plan.quiet());
    var quiet = HostCounters.read(host).since(start);
    var ruler = new Ruler(plan.ruler(), host.processors());
    // The first scores are the compiler's.
    ruler.measure();
    var arms = List.of(new ArrayList<Ruler.Scores>(), new ArrayList<Ruler.Scores>());
    for (int pair = 0; pair < plan.pairs(); pair++) {
      progress.begins("measuring equal things", STEPS_BEFORE_PAIRS + pair, total);
      // The order turns around from pair to pair, so that a drift favours neither arm.
      arms.get(pair % 2).add(ruler.measure());
      arms.get(1 - pair % 2).add(ruler.measure());
    }
    var whole = HostCounters.read(host).since(start);
    var noise = NoiseFloor.of(arms.get(0), arms.get(1));
    var exam =
        new Exam(
            fingerprint.with(arms.get(1).getLast()),
            Exam.MemoryState.of(host),
            timer,
            quiet,
            whole,
            noise,
            others);
    return new Diagnosis(exam.fingerprint(), noise, whole, judge(exam));
  }

  /// All checks, put to what was gathered.
  static List<Finding> judge(Exam exam) {
    var own = Stream.of(ClockChecks.ALL, PowerChecks.ALL, LimitChecks.ALL, NoiseChecks.ALL);
    return Stream.concat(
            own.flatMap(List::stream).map(check -> check.examine(exam)),
            Disturbances.in(exam.whole()).stream())
        .toList();
  }
}
