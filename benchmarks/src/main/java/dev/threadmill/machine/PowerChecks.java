package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;

/// Whether the speed of the processor is the same from one moment, and one core, to the next.
final class PowerChecks {
  static final List<Check<Exam>> ALL =
      List.of(
          new Check<>("governor", "performance on every usable CPU", PowerChecks::governor),
          new Check<>("turbo", "off", PowerChecks::turbo),
          new Check<>("smt", "one usable hardware thread a core", PowerChecks::smt),
          new Check<>("huge pages", "madvise or never", PowerChecks::hugePages));

  private PowerChecks() {}

  private static Verdict governor(Exam exam) {
    var governor = exam.fingerprint().processor().governor();
    if (governor == null) {
      return Verdict.unknown("The clock speed is not visible here, as in most virtual machines.");
    }
    return Verdict.of(
        governor.equals("performance") ? Level.FINE : Level.WARN,
        "Set it with `cpupower frequency-set -g performance`.",
        "The governor is %s.",
        governor);
  }

  private static Verdict turbo(Exam exam) {
    var turbo = exam.fingerprint().processor().turbo();
    if (turbo == null) {
      return Verdict.unknown("Whether the processor may exceed its clock speed is not visible.");
    }
    return Verdict.of(
        turbo ? Level.WARN : Level.FINE,
        "Switch it off (intel_pstate/no_turbo or cpufreq/boost), or few busy cores will run faster"
            + " than many.",
        "Turbo is %s.",
        turbo ? "on" : "off");
  }

  private static Verdict smt(Exam exam) {
    var topology = exam.fingerprint().processor().topology();
    var shares = topology.sharesCores();
    if (shares == null) {
      return Verdict.unknown("Which CPUs share a core is not visible.");
    }
    return Verdict.of(
        shares ? Level.WARN : Level.FINE,
        "Compare core counts up to "
            + topology.cores()
            + " only: beyond, two threads share a core.",
        "%d usable CPUs lie on %d cores.",
        topology.size(),
        topology.cores());
  }

  private static Verdict hugePages(Exam exam) {
    var when = exam.fingerprint().system().hugePages();
    if (when == null) {
      return Verdict.unknown("Whether memory is put into huge pages is not visible.");
    }
    return Verdict.of(
        when.equals("always") ? Level.WARN : Level.FINE,
        "Set transparent_hugepage/enabled to madvise, or pages are merged while a fork runs.",
        "Transparent huge pages are set to %s.",
        when);
  }
}
