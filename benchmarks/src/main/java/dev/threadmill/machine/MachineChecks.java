package dev.threadmill.machine;

import dev.threadmill.machine.Doctor.Exam;
import dev.threadmill.machine.Observation.Fitness;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All checks of a machine, each with its thresholds and with advice.
///
/// The checks of a [HostActivity] hold for one fork as they do for an examination, so that `doctor`
/// and a report never disagree on what disturbs a measurement.
public final class MachineChecks {
  /// The names of the checks that a fork's score is put to as well.
  public static final String STEAL = "steal";

  public static final String NEIGHBOURS = "neighbours";
  public static final String THROTTLING = "throttling";
  public static final String HEAT = "heat";

  private static final double GIB = 1L << 30;

  private static final Set<String> FAST_CLOCKS =
      Set.of("tsc", "arch_sys_counter", "kvm-clock", "hyperv_clocksource_tsc_page", "timebase");

  private static final String SLOW_CLOCK =
      "Look up which clock sources the kernel offers, and switch it to tsc or to the one that its"
          + " hypervisor provides instead.";

  private static final String NOISY =
      "Fix the other findings first; if the noise stays, run more forks and do not trust a smaller"
          + " difference between two of them.";

  /// One thing to ask of a machine.
  ///
  /// @param value what is looked at; null when the machine does not tell
  /// @param unknown the sentence for a machine that does not tell
  /// @param found what was found, as a sentence
  /// @param advice what to do unless all is fine
  private record MachineCheck<F, V>(
      String name,
      String threshold,
      Function<F, @Nullable V> value,
      String unknown,
      Function<V, Fitness> level,
      Function<V, String> found,
      Function<V, String> advice) {
    MachineCheck(
        String name,
        String threshold,
        Function<F, @Nullable V> value,
        String unknown,
        Function<V, Fitness> level,
        Function<V, String> found,
        String advice) {
      this(name, threshold, value, unknown, level, found, any -> advice);
    }

    Observation of(F facts) {
      var seen = value.apply(facts);
      if (seen == null) {
        return new Observation(name, threshold, Fitness.UNKNOWN, unknown, null);
      }
      var fitness = level.apply(seen);
      return new Observation(
          name,
          threshold,
          fitness,
          found.apply(seen),
          fitness == Fitness.FINE ? null : advice.apply(seen));
    }
  }

  private static final List<MachineCheck<Exam, ?>> ALL =
      List.of(
          new MachineCheck<Exam, Double>(
              "timer latency",
              "at most 100 ns a call",
              exam -> exam.timer().latencyNanos(),
              "",
              nanos -> over(nanos, 100, 1000),
              nanos -> words("Reading the clock takes %.0f ns.", nanos),
              SLOW_CLOCK),
          new MachineCheck<Exam, Long>(
              "timer granularity",
              "steps of at most 100 ns",
              exam -> exam.timer().granularityNanos(),
              "",
              nanos -> over(nanos, 100, 1000),
              nanos ->
                  nanos == Long.MAX_VALUE
                      ? "The clock did not advance while it was read."
                      : words("The clock advances in steps of %d ns.", nanos),
              nanos ->
                  nanos == Long.MAX_VALUE
                      ? SLOW_CLOCK
                      : "Measure in batches: latencies below ten steps of the clock cannot be told"
                          + " apart."),
          new MachineCheck<Exam, String>(
              "clock source",
              "one that is read without entering the kernel",
              exam -> exam.fingerprint().system().clockSource(),
              "The system does not name its clock source.",
              source -> FAST_CLOCKS.contains(source) ? Fitness.FINE : Fitness.BAD,
              source -> words("The clock source is %s.", source),
              SLOW_CLOCK),
          new MachineCheck<Exam, String>(
              "governor",
              "performance on every usable CPU",
              exam -> exam.fingerprint().processor().governor(),
              "The clock speed is not visible here, as in most virtual machines.",
              governor -> warnUnless(governor.equals("performance")),
              governor -> words("The governor is %s.", governor),
              "Set it with `cpupower frequency-set -g performance`."),
          new MachineCheck<Exam, Boolean>(
              "turbo",
              "off",
              exam -> exam.fingerprint().processor().turbo(),
              "Whether the processor may exceed its nominal clock speed is not visible.",
              turbo -> warnUnless(!turbo),
              turbo -> words("Turbo is %s.", turbo ? "on" : "off"),
              "Switch it off (intel_pstate/no_turbo or cpufreq/boost), or a few busy cores will run"
                  + " faster than many."),
          new MachineCheck<Exam, CpuTopology>(
              "smt",
              "one usable hardware thread a core",
              exam -> knownIf(exam.topology().sharesCores() != null, exam.topology()),
              "Which CPUs share a core is not visible.",
              topology -> warnUnless(topology.cores() == topology.size()),
              topology ->
                  words("%d usable CPUs lie on %d cores.", topology.size(), topology.cores()),
              topology ->
                  words(
                      "Compare core counts up to %d only: beyond, two threads share a core.",
                      topology.cores())),
          new MachineCheck<Exam, String>(
              "huge pages",
              "madvise or never",
              exam -> exam.fingerprint().system().hugePages(),
              "Whether memory is put into huge pages is not visible.",
              when -> warnUnless(!when.equals("always")),
              when -> words("Transparent huge pages are set to %s.", when),
              "Set transparent_hugepage/enabled to madvise, or the kernel merges pages while a fork"
                  + " runs."),
          new MachineCheck<Exam, Processor>(
              "cpus",
              "all of the machine's, four or more",
              exam -> knownIf(exam.topology().known(), exam.fingerprint().processor()),
              "Which CPUs may be used is not visible, so none can be chosen.",
              processor ->
                  processor.usable() < 2
                      ? Fitness.BAD
                      : warnUnless(
                          processor.usable() >= 4
                              && (processor.threads() == null
                                  || processor.usable() >= processor.threads())),
              processor ->
                  words(
                      "%d of %s CPUs may be used.",
                      processor.usable(),
                      processor.threads() == null ? "an unknown number of" : processor.threads()),
              processor ->
                  processor.usable() < 4
                      ? "Use a machine with more cores: here threads wait for a CPU and not for"
                          + " each other."
                      : "Whatever runs on the other CPUs shares caches, memory and heat with us:"
                          + " see that they are idle."),
          new MachineCheck<Exam, Fingerprint>(
              "quota",
              "none below the usable CPUs",
              exam -> knownIf(exam.limits().cpuLimited() != null, exam.fingerprint()),
              "Whether a quota limits the CPU time is not visible.",
              machine ->
                  machine.limits().cpuQuota() == null
                          || machine.limits().cpuQuota() >= machine.processor().usable()
                      ? Fitness.FINE
                      : Fitness.BAD,
              machine ->
                  machine.limits().cpuQuota() == null
                      ? "No quota limits the CPU time."
                      : words("A quota allows the time of %.1f CPUs.", machine.limits().cpuQuota()),
              "Give the container whole CPUs (a cpuset) and no quota: once it is used up, all"
                  + " threads stop."),
          new MachineCheck<Exam, Double>(
              "memory",
              "2 GiB or more available",
              exam ->
                  Stream.of(exam.memory().availableBytes(), exam.limits().memoryLimitBytes())
                      .filter(bytes -> bytes != null)
                      .min(Long::compare)
                      .map(bytes -> bytes / GIB)
                      .orElse(null),
              "How much memory is available is not visible.",
              gib -> gib < 1 ? Fitness.BAD : warnUnless(gib >= 2),
              gib -> words("%.1f GiB of memory are available.", gib),
              "Free some, or the JVMs under test will not get their heaps."),
          new MachineCheck<Exam, Fingerprint.Allowance>(
              "container limits",
              "no memory limit",
              exam -> knownIf(exam.limits().memoryLimited() != null, exam.limits()),
              "Whether the memory is limited is not visible.",
              limits -> warnUnless(limits.memoryLimitBytes() == null),
              limits ->
                  limits.memoryLimitBytes() == null
                      ? "No limit is set on the memory."
                      : words(
                          "A limit of %.1f GiB is set on the memory.",
                          limits.memoryLimitBytes() / GIB),
              "Set the heap of every arm, since the JVM sizes it by this limit and not by the"
                  + " machine."),
          new MachineCheck<Exam, Long>(
              "swap",
              "nothing swapped out",
              exam -> exam.memory().swappedBytes(),
              "Whether memory is swapped out is not visible.",
              bytes -> warnUnless(bytes <= 0),
              bytes -> words("%.1f GiB of memory are swapped out.", bytes / GIB),
              "Free memory, then empty the swap space with `swapoff -a`."),
          new MachineCheck<Exam, Double>(
              "waiting for CPUs",
              "at most 1 % of idle time",
              // Of the time when we did nothing: later our own threads wait for each other.
              exam -> exam.quiet().perWall(exam.quiet().cpuPressureSeconds()),
              "Whether tasks wait for a CPU is not visible.",
              share -> over(share, 0.01, 0.05),
              share ->
                  words(
                      "While this process was idle, tasks waited for a CPU %.1f %% of the time.",
                      share * 100),
              "More runs here than there are CPUs: see what with `top`."),
          new MachineCheck<Exam, OtherPrograms>(
              "other programs",
              "no other JVM or benchmark",
              Exam::others,
              "Other processes are not visible.",
              others -> others.benchmarks() > 0 ? Fitness.BAD : warnUnless(others.jvms() == 0),
              others ->
                  words(
                      "%d other JVMs and %d other benchmarks run.",
                      others.jvms(), others.benchmarks()),
              "End them: even an idle JVM wakes up, collects garbage and compiles."),
          floor("one thread", "a single thread", exam -> exam.noise().spinPercent()),
          floor("all CPUs", "all CPUs", exam -> exam.noise().copyPercent()));

  private static final List<MachineCheck<HostActivity, ?>> DISTURBANCES =
      List.of(
          new MachineCheck<HostActivity, Double>(
              STEAL,
              "at most 0.5 % of all time",
              HostActivity::stealShare,
              "Whether a hypervisor takes CPU time away is not visible.",
              share -> over(share, 0.005, 0.02),
              share -> words("The hypervisor took %.2f %% of the CPU time away.", share * 100),
              "Use a machine, or a type of instance, that is not shared."),
          new MachineCheck<HostActivity, Double>(
              NEIGHBOURS,
              "at most 0.05 CPUs busy for others",
              HostActivity::othersCpus,
              "What other processes use is not visible.",
              cpus -> over(cpus, 0.05, 0.1),
              cpus -> words("Other processes kept %.2f CPUs busy.", cpus),
              "See what runs with `top`, and end it or wait for it."),
          new MachineCheck<HostActivity, Throttling>(
              THROTTLING,
              "never stopped by a quota",
              MachineChecks::throttling,
              "Whether a quota stops this process is not visible.",
              throttling ->
                  throttling.times() == 0
                      ? Fitness.FINE
                      : throttling.brief() ? Fitness.WARN : Fitness.BAD,
              throttling ->
                  words("The limit on CPU time stopped this process %d times.", throttling.times()),
              "Take the limit on CPU time away; give the container whole CPUs instead."),
          new MachineCheck<HostActivity, Long>(
              HEAT,
              "no core slowed down by heat",
              HostActivity::thermalThrottles,
              "Whether heat slows the processor is not visible.",
              times -> times == 0 ? Fitness.FINE : Fitness.BAD,
              times -> words("Cores slowed down because of heat %d times.", times),
              "Cool the machine, or lower its clock speed to one that it can hold."),
          new MachineCheck<HostActivity, Swapping>(
              "swapping",
              "no page in or out",
              MachineChecks::swapping,
              "Whether memory is being swapped is not visible.",
              pages -> pages.in() + pages.out() == 0 ? Fitness.FINE : Fitness.BAD,
              pages ->
                  words(
                      "%d pages were read from swap space and %d written to it.",
                      pages.in(), pages.out()),
              "Free memory, or switch swapping off."));

  private record Throttling(long times, boolean brief) {}

  private record Swapping(long in, long out) {}

  private MachineChecks() {}

  static List<Observation> of(Exam exam) {
    var own = ALL.stream().map(check -> check.of(exam));
    return Stream.concat(own, of(exam.whole()).stream()).toList();
  }

  public static List<Observation> of(HostActivity activity) {
    return DISTURBANCES.stream().map(check -> check.of(activity)).toList();
  }

  private static MachineCheck<Exam, Double> floor(
      String name, String who, Function<Exam, @Nullable Double> percent) {
    return new MachineCheck<>(
        "noise floor, " + name,
        "at most 2 %",
        percent,
        "",
        floor -> over(floor, 2, 5),
        floor ->
            words("Of 100 equal measurements of %s, 95 differ by less than %.2f %%.", who, floor),
        NOISY);
  }

  private static @Nullable Throttling throttling(HostActivity activity) {
    var times = activity.throttledPeriods();
    var share = activity.perWall(activity.throttledSeconds());
    return times == null ? null : new Throttling(times, share == null || share <= 0.001);
  }

  private static @Nullable Swapping swapping(HostActivity activity) {
    var in = activity.pagesSwappedIn();
    var out = activity.pagesSwappedOut();
    return in == null || out == null ? null : new Swapping(in, out);
  }

  private static Fitness over(double value, double warn, double bad) {
    return value > bad ? Fitness.BAD : warnUnless(value <= warn);
  }

  private static Fitness warnUnless(boolean fine) {
    return fine ? Fitness.FINE : Fitness.WARN;
  }

  private static <V> @Nullable V knownIf(boolean known, V value) {
    return known ? value : null;
  }

  private static String words(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
