package dev.threadmill.machine;

import dev.threadmill.machine.CpuTopology.Tier;
import dev.threadmill.machine.Doctor.Exam;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /// Of Linux, and the power plans of Windows that do the same.
  private static final Set<String> FAST_GOVERNORS =
      Set.of("performance", "high performance", "ultimate performance");

  private static final String SLOW_CLOCK =
      "Look up which clock sources the kernel offers, and switch it to tsc or to the one that its"
          + " hypervisor provides instead.";

  /// The fitness of a machine to be measured on.
  public enum Fitness {
    /// As it should be.
    FINE,
    /// It may cost precision; look at it before quoting a number.
    WARN,
    /// Numbers measured under this condition should not be trusted.
    BAD,
    /// The machine does not tell.
    UNKNOWN
  }

  /// The answer of one check of the machine.
  ///
  /// @param found what was found, as a sentence
  /// @param advice what to do, as a sentence; null when there is nothing to do
  public record Observation(
      String check, String threshold, Fitness level, String found, @Nullable String advice) {
    private Observation advise(String sentence) {
      boolean needed = level == Fitness.WARN || level == Fitness.BAD;
      return new Observation(check, threshold, level, found, needed ? sentence : null);
    }
  }

  /// One thing to ask of a machine.
  private record MachineCheck(String name, String threshold) {
    /// @param value what is looked at; null when the machine does not tell
    /// @param unknown the sentence for a machine that does not tell
    <V> Seen<V> of(@Nullable V value, String unknown) {
      return new Seen<>(this, value, unknown);
    }
  }

  private record Seen<V>(MachineCheck check, @Nullable V value, String unknown) {
    Observation judge(Function<V, Fitness> level, Function<V, String> found) {
      return new Observation(
          check.name(),
          check.threshold(),
          value == null ? Fitness.UNKNOWN : level.apply(value),
          value == null ? unknown : found.apply(value),
          null);
    }

    /// @param found the sentence, with a place for the value if that is in it
    Observation judge(Function<V, Fitness> level, String found) {
      return judge(level, seen -> words(found, seen));
    }
  }

  private MachineChecks() {}

  static List<Observation> of(Exam exam) {
    var timer = exam.timer();
    boolean moves = timer.granularityNanos() < Long.MAX_VALUE;
    var processor = exam.fingerprint().processor();
    var threads = processor.threads();
    var topology = processor.topology();
    var system = exam.fingerprint().system();
    var limits = exam.fingerprint().limits();
    var quota = limits.cpuQuota();
    boolean planned = system.name().startsWith("Windows");
    var memoryLimit = limits.memoryLimitBytes();
    var own =
        Stream.of(
            new MachineCheck("emulation", "a processor, not software that acts as one")
                .of(
                    exam.fingerprint().surroundings().emulated(),
                    "Whether the processor is emulated is not visible.")
                .judge(
                    emulated -> badUnless(!emulated),
                    emulated ->
                        emulated
                            ? "QEMU emulates the processor in software."
                            : "The processor is not emulated.")
                .advise(
                    "Give QEMU the processor's help (-accel kvm), or measure elsewhere: times and"
                        + " ratios of an emulated processor say nothing about any real one."),
            new MachineCheck("timer latency", "at most 100 ns a call")
                .of(timer.latencyNanos(), "")
                .judge(nanos -> over(nanos, 100, 1000), "Reading the clock takes %.0f ns.")
                .advise(SLOW_CLOCK),
            new MachineCheck("timer granularity", "steps of at most 100 ns")
                .of(timer.granularityNanos(), "")
                .judge(
                    nanos -> over(nanos, 100, 1000),
                    moves
                        ? "The clock advances in steps of %d ns."
                        : "The clock did not advance while it was read.")
                .advise(
                    moves
                        ? "Measure in batches: latencies below ten steps of the clock cannot be"
                            + " told apart."
                        : SLOW_CLOCK),
            new MachineCheck("clock source", "one that is read without entering the kernel")
                .of(system.clockSource(), "The system does not name its clock source.")
                .judge(source -> badUnless(FAST_CLOCKS.contains(source)), "The clock source is %s.")
                .advise(SLOW_CLOCK),
            new MachineCheck("governor", "performance on every usable CPU")
                .of(
                    processor.governor(),
                    "The clock speed is not visible here, as in most virtual machines.")
                .judge(
                    governor -> warnUnless(FAST_GOVERNORS.contains(governor)),
                    planned ? "The power plan is %s." : "The governor is %s.")
                .advise(
                    planned
                        ? "Set it with `powercfg /setactive SCHEME_MIN`, which means the least saving."
                        : "Set it with `cpupower frequency-set -g performance`."),
            new MachineCheck("turbo", "off")
                .of(
                    processor.turbo(),
                    "Whether the processor may exceed its nominal clock speed is not visible.")
                .judge(turbo -> warnUnless(!turbo), turbo -> "Turbo is " + (turbo ? "on." : "off."))
                .advise(
                    "Switch it off (intel_pstate/no_turbo or cpufreq/boost), or a few busy cores"
                        + " will run faster than many."),
            new MachineCheck("smt", "one usable hardware thread a core")
                .of(topology.sharesCores(), "Which CPUs share a core is not visible.")
                .judge(
                    shares -> warnUnless(!shares),
                    words("%d usable CPUs lie on %d cores.", topology.size(), topology.cores()))
                .advise(
                    words(
                        "Compare core counts up to %d only: beyond, two threads share a core.",
                        topology.alike())),
            new MachineCheck("slow cores", "none")
                .of(
                    topology.tellsSlow() ? topology.slow() : null,
                    "Whether some cores are slow ones is not visible.")
                .judge(
                    slow -> warnUnless(slow.isEmpty() || slow.size() == topology.size()),
                    slow ->
                        slow.isEmpty()
                            ? "The kernel names no slow cores."
                            : words(
                                "The kernel names %d slow cores, CPUs %s.",
                                slow.size(), Numbers.text(slow)))
                .advise(
                    words(
                        "Compare core counts up to %d only: beyond, not all cores are alike.",
                        topology.alike())),
            new MachineCheck("order of cpus", "known")
                .of(
                    topology.known() ? topology.tiers() : null,
                    "Which CPUs may be used is not visible, so they have no order.")
                .judge(tiers -> Fitness.FINE, MachineChecks::order),
            new MachineCheck("huge pages", "madvise or never")
                .of(system.hugePages(), "Whether memory is put into huge pages is not visible.")
                .judge(
                    when -> warnUnless(!when.equals("always")),
                    "Transparent huge pages are set to %s.")
                .advise(
                    "Set transparent_hugepage/enabled to madvise, or the kernel merges pages while"
                        + " a fork runs."),
            new MachineCheck("cpus", "all of the machine's, four or more")
                .of(
                    topology.known() ? topology.size() : null,
                    "Which CPUs may be used is not visible, so none can be chosen.")
                .judge(
                    usable ->
                        usable < 2
                            ? Fitness.BAD
                            : warnUnless(usable >= 4 && (threads == null || usable >= threads)),
                    usable ->
                        words(
                            "%d of %s CPUs may be used.",
                            usable, threads == null ? "an unknown number of" : threads))
                .advise(
                    topology.size() < 4
                        ? "Use a machine with more cores: here threads wait for a CPU and not for"
                            + " each other."
                        : "Whatever runs on the other CPUs shares caches, memory and heat with us:"
                            + " see that they are idle."),
            new MachineCheck("quota", "none below the usable CPUs")
                .of(limits.cpuLimited(), "Whether a quota limits the CPU time is not visible.")
                .judge(
                    limited -> badUnless(quota == null || quota >= topology.size()),
                    quota == null
                        ? "No quota limits the CPU time."
                        : words("A quota allows the time of %.1f CPUs.", quota))
                .advise(
                    "Give the container whole CPUs (a cpuset) and no quota: once it is used up, all"
                        + " threads stop."),
            new MachineCheck("memory", "2 GiB or more available")
                .of(
                    Stream.of(exam.memory().availableBytes(), memoryLimit)
                        .filter(bytes -> bytes != null)
                        .min(Long::compare)
                        .map(bytes -> bytes / GIB)
                        .orElse(null),
                    "How much memory is available is not visible.")
                .judge(
                    gib -> gib < 1 ? Fitness.BAD : warnUnless(gib >= 2),
                    "%.1f GiB of memory are available.")
                .advise("Free some, or the JVMs under test will not get their heaps."),
            new MachineCheck("container limits", "no memory limit")
                .of(limits.memoryLimited(), "Whether the memory is limited is not visible.")
                .judge(
                    limited -> warnUnless(memoryLimit == null),
                    memoryLimit == null
                        ? "No limit is set on the memory."
                        : words("A limit of %.1f GiB is set on the memory.", memoryLimit / GIB))
                .advise(
                    "Set the heap of every arm, since the JVM sizes it by this limit and not by the"
                        + " machine."),
            new MachineCheck("swap", "nothing swapped out")
                .of(exam.memory().swappedBytes(), "Whether memory is swapped out is not visible.")
                .judge(
                    bytes -> warnUnless(bytes <= 0),
                    bytes -> words("%.1f GiB of memory are swapped out.", bytes / GIB))
                .advise("Free memory, then empty the swap space with `swapoff -a`."),
            new MachineCheck("waiting for CPUs", "at most 1 % of idle time")
                // Of the time when we did nothing: later our own threads wait for each other.
                .of(
                    exam.quiet().perWall(exam.quiet().cpuPressureSeconds()),
                    "Whether tasks wait for a CPU is not visible.")
                .judge(
                    share -> over(share, 0.01, 0.05),
                    share ->
                        words(
                            "While this process was idle, tasks waited for a CPU %.1f %% of the"
                                + " time.",
                            share * 100))
                .advise("More runs here than there are CPUs: see what with `top`."),
            new MachineCheck("other programs", "no other JVM or benchmark")
                .of(exam.others(), "Other processes are not visible.")
                .judge(
                    others ->
                        others.benchmarks() > 0 ? Fitness.BAD : warnUnless(others.jvms() == 0),
                    others ->
                        words(
                            "%d other JVMs and %d other benchmarks run.",
                            others.jvms(), others.benchmarks()))
                .advise("End them: even an idle JVM wakes up, collects garbage and compiles."),
            noiseFloor("one thread", "a single thread", exam.noise().spinPercent()),
            noiseFloor("all CPUs", "all CPUs", exam.noise().copyPercent()));
    return Stream.concat(own, of(exam.whole()).stream()).toList();
  }

  private static String order(List<Tier> tiers) {
    return tiers.stream()
        .map(tier -> words("%s (%s)", tier.numbers(), tier.what()))
        .collect(Collectors.joining(", then ", "--cores takes CPUs ", "."));
  }

  private static Observation noiseFloor(String name, String who, double percent) {
    var words = "Of 100 equal measurements of %s, 95 differ by less than %.2f %%.";
    return new MachineCheck("noise floor, " + name, "at most 2 %")
        .of(percent, "")
        .judge(floor -> over(floor, 2, 5), floor -> words(words, who, floor))
        .advise(
            "Fix the other findings first; if the noise stays, run more forks and do not trust a"
                + " smaller difference between two of them.");
  }

  public static List<Observation> of(HostActivity activity) {
    var throttled = activity.perWall(activity.throttledSeconds());
    var in = activity.pagesSwappedIn();
    var out = activity.pagesSwappedOut();
    return List.of(
        new MachineCheck(STEAL, "at most 0.5 % of all time")
            .of(activity.stealShare(), "Whether a hypervisor takes CPU time away is not visible.")
            .judge(
                share -> over(share, 0.005, 0.02),
                share -> words("The hypervisor took %.2f %% of the CPU time away.", share * 100))
            .advise("Use a machine, or a type of instance, that is not shared."),
        new MachineCheck(NEIGHBOURS, "at most 0.05 CPUs busy for others")
            .of(activity.othersCpus(), "What other processes use is not visible.")
            .judge(cpus -> over(cpus, 0.05, 0.1), "Other processes kept %.2f CPUs busy.")
            .advise("See what runs with `top`, and end it or wait for it."),
        new MachineCheck(THROTTLING, "never stopped by a quota")
            .of(activity.throttledPeriods(), "Whether a quota stops this process is not visible.")
            .judge(
                times ->
                    times == 0
                        ? Fitness.FINE
                        : throttled == null || throttled <= 0.001 ? Fitness.WARN : Fitness.BAD,
                "The limit on CPU time stopped this process %d times.")
            .advise("Take the limit on CPU time away; give the container whole CPUs instead."),
        new MachineCheck(HEAT, "no core slowed down by heat")
            .of(activity.thermalThrottles(), "Whether heat slows the processor is not visible.")
            .judge(times -> badUnless(times == 0), "Cores slowed down because of heat %d times.")
            .advise("Cool the machine, or lower its clock speed to one that it can hold."),
        new MachineCheck("swapping", "no page in or out")
            .of(
                in == null || out == null ? null : in + out,
                "Whether memory is being swapped is not visible.")
            .judge(
                pages -> badUnless(pages == 0),
                pages -> words("%d pages were read from swap space and %d written to it.", in, out))
            .advise("Free memory, or switch swapping off."));
  }

  private static Fitness over(double value, double warn, double bad) {
    return value > bad ? Fitness.BAD : warnUnless(value <= warn);
  }

  private static Fitness warnUnless(boolean fine) {
    return fine ? Fitness.FINE : Fitness.WARN;
  }

  private static Fitness badUnless(boolean fine) {
    return fine ? Fitness.FINE : Fitness.BAD;
  }

  private static String words(String text, @Nullable Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
