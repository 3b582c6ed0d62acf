package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;
import java.util.Set;

/// Whether time can be measured here.
final class ClockChecks {
  static final List<Check<Exam>> ALL =
      List.of(
          new Check<>("timer latency", "at most 100 ns a call", ClockChecks::latency),
          new Check<>("timer granularity", "steps of at most 100 ns", ClockChecks::granularity),
          new Check<>(
              "clock source", "one that is read without entering the kernel", ClockChecks::source));

  private static final Set<String> FAST =
      Set.of("tsc", "arch_sys_counter", "kvm-clock", "hyperv_clocksource_tsc_page", "timebase");

  private static final String SLOW_CLOCK =
      "See which clock sources the kernel offers, and have it use tsc, or the one that its"
          + " hypervisor offers in place of it.";

  private ClockChecks() {}

  private static Verdict latency(Exam exam) {
    double nanos = exam.timer().latencyNanos();
    return Verdict.of(
        Verdict.over(nanos, 100, 1000), SLOW_CLOCK, "A look at the clock takes %.0f ns.", nanos);
  }

  private static Verdict granularity(Exam exam) {
    long nanos = exam.timer().granularityNanos();
    if (nanos == Long.MAX_VALUE) {
      return Verdict.of(Level.BAD, SLOW_CLOCK, "The clock did not move while it was looked at.");
    }
    return Verdict.of(
        Verdict.over(nanos, 100, 1000),
        "Measure in batches: latencies under ten steps of the clock cannot be told apart.",
        "The clock moves in steps of %d ns.",
        nanos);
  }

  private static Verdict source(Exam exam) {
    var source = exam.fingerprint().system().clockSource();
    if (source == null) {
      return Verdict.unknown("The system does not name its clock source.");
    }
    return Verdict.of(
        FAST.contains(source) ? Level.FINE : Level.BAD,
        SLOW_CLOCK,
        "The clock source is %s.",
        source);
  }
}
