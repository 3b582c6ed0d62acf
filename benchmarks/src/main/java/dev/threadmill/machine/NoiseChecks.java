package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;

/// Whether the machine is quiet.
final class NoiseChecks {
  static final List<Check<Exam>> ALL =
      List.of(
          new Check<>("waiting for CPUs", "at most 1 % of idle time", NoiseChecks::pressure),
          new Check<>("other programs", "no other JVM or benchmark", NoiseChecks::programs),
          new Check<>("noise floor, one thread", "at most 2 %", NoiseChecks::spin),
          new Check<>("noise floor, all CPUs", "at most 2 %", NoiseChecks::copy));

  private static final String NOISY =
      "Mend what else is found here first; else take more forks, and trust no smaller difference"
          + " of two of them.";

  private NoiseChecks() {}

  /// Asked of the time when we did nothing: later our own threads wait for each other.
  private static Verdict pressure(Exam exam) {
    var share = exam.quiet().perWall(exam.quiet().cpuPressureSeconds());
    if (share == null) {
      return Verdict.unknown("Whether tasks wait for a CPU is not visible.");
    }
    return Verdict.of(
        Verdict.over(share, 0.01, 0.05),
        "More runs here than there are CPUs: see what with `top`.",
        "While this process was idle, tasks waited for a CPU %.1f %% of the time.",
        share * 100);
  }

  private static Verdict programs(Exam exam) {
    var others = exam.others();
    if (others == null) {
      return Verdict.unknown("Other processes are not visible.");
    }
    return Verdict.of(
        others.benchmarks() > 0 ? Level.BAD : others.jvms() > 0 ? Level.WARN : Level.FINE,
        "End them: even an idle JVM wakes up, collects garbage and compiles.",
        "%d other JVMs and %d other benchmarks run.",
        others.jvms(),
        others.benchmarks());
  }

  private static Verdict spin(Exam exam) {
    return floor("a single thread", exam.noise().spinPercent());
  }

  private static Verdict copy(Exam exam) {
    return floor("all CPUs", exam.noise().copyPercent());
  }

  private static Verdict floor(String who, double percent) {
    return Verdict.of(
        Verdict.over(percent, 2, 5),
        NOISY,
        "Of 100 equal measurements of %s, 95 differ by less than %.2f %%.",
        who,
        percent);
  }
}
