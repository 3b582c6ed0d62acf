package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;

/// What in the activity of a machine disturbed a measurement, by the same thresholds before a run
/// and during it.
public final class Disturbances {
  /// The checks by which findings about a fork are known.
  public static final String STEAL = "steal";

  public static final String NEIGHBOURS = "neighbours";
  public static final String THROTTLING = "throttling";
  public static final String HEAT = "heat";

  static final List<Check<HostActivity>> ALL =
      List.of(
          new Check<>(STEAL, "at most 0.5 % of all time", Disturbances::steal),
          new Check<>(NEIGHBOURS, "at most 0.05 CPUs busy for others", Disturbances::neighbours),
          new Check<>(THROTTLING, "never stopped by a quota", Disturbances::throttling),
          new Check<>(HEAT, "no core slowed down by heat", Disturbances::heat),
          new Check<>("swapping", "no page in or out", Disturbances::swapping));

  private Disturbances() {}

  /// Asks all of the activity during one fork, or one examination.
  public static List<Finding> in(HostActivity activity) {
    return ALL.stream().map(check -> check.examine(activity)).toList();
  }

  private static Verdict steal(HostActivity activity) {
    var share = activity.stealShare();
    if (share == null) {
      return Verdict.unknown("What a hypervisor takes away is not visible.");
    }
    return Verdict.of(
        Verdict.over(share, 0.005, 0.02),
        "Use a machine, or a type of instance, that is not shared.",
        "The hypervisor took %.2f %% of the CPU time away.",
        share * 100);
  }

  private static Verdict neighbours(HostActivity activity) {
    var cpus = activity.othersCpus();
    if (cpus == null) {
      return Verdict.unknown("What other processes use is not visible.");
    }
    return Verdict.of(
        Verdict.over(cpus, 0.05, 0.25),
        "See what runs with `top`, and end it or wait for it.",
        "Other processes kept %.2f CPUs busy.",
        cpus);
  }

  private static Verdict throttling(HostActivity activity) {
    var times = activity.throttledPeriods();
    var seconds = activity.throttledSeconds();
    if (times == null) {
      return Verdict.unknown("Whether a quota stops this process is not visible.");
    }
    var share = activity.perWall(seconds);
    return Verdict.of(
        times == 0 ? Level.FINE : share == null || share <= 0.001 ? Level.WARN : Level.BAD,
        "Take the limit on CPU time away; give the container whole CPUs instead.",
        "The limit on CPU time stopped this process %d times.",
        times);
  }

  private static Verdict heat(HostActivity activity) {
    var times = activity.thermalThrottles();
    if (times == null) {
      return Verdict.unknown("Whether heat slows the processor is not visible.");
    }
    return Verdict.of(
        times == 0 ? Level.FINE : Level.BAD,
        "Cool the machine, or lower its clock speed to one that it can hold.",
        "Cores slowed down because of heat %d times.",
        times);
  }

  private static Verdict swapping(HostActivity activity) {
    var in = activity.pagesSwappedIn();
    var out = activity.pagesSwappedOut();
    if (in == null || out == null) {
      return Verdict.unknown("Whether memory is being swapped is not visible.");
    }
    return Verdict.of(
        in + out == 0 ? Level.FINE : Level.BAD,
        "Free memory, or switch swapping off.",
        "%d pages were read from swap space and %d written to it.",
        in,
        out);
  }
}
