package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;

/// Whether there is enough of everything, and nothing that takes it away again.
final class LimitChecks {
  private static final double GIB = 1L << 30;

  static final List<Check<Exam>> ALL =
      List.of(
          new Check<>("cpus", "all of the machine's, four or more", LimitChecks::cpus),
          new Check<>("quota", "none below the usable CPUs", LimitChecks::quota),
          new Check<>("memory", "2 GiB or more to be had", LimitChecks::memory),
          new Check<>("container limits", "no memory limit", LimitChecks::container),
          new Check<>("swap", "nothing swapped out", LimitChecks::swap));

  private LimitChecks() {}

  private static Verdict cpus(Exam exam) {
    var processor = exam.fingerprint().processor();
    var topology = processor.topology();
    var threads = processor.threads();
    if (!topology.known()) {
      return Verdict.unknown("Which CPUs may be used is not visible, so none can be chosen.");
    }
    int usable = topology.size();
    if (usable < 4) {
      return Verdict.of(
          usable < 2 ? Level.BAD : Level.WARN,
          "Use a machine with more cores: here threads wait for a CPU and not for each other.",
          "%d CPUs may be used.",
          usable);
    }
    return Verdict.of(
        threads != null && usable < threads ? Level.WARN : Level.FINE,
        "Whoever has the other CPUs shares caches, memory and heat with us: see that they are idle.",
        "%d of %s CPUs may be used.",
        usable,
        threads == null ? "an unknown number of" : threads);
  }

  private static Verdict quota(Exam exam) {
    var limits = exam.fingerprint().limits();
    if (limits.cpuLimited() == null) {
      return Verdict.unknown("Whether a quota limits the CPU time is not visible.");
    }
    var quota = limits.cpuQuota();
    if (quota == null) {
      return Verdict.fine("No quota limits the CPU time.");
    }
    return Verdict.of(
        quota < exam.fingerprint().processor().topology().size() ? Level.BAD : Level.FINE,
        "Give the container whole CPUs (a cpuset) and no quota: it stops all threads when used up.",
        "A quota allows the time of %.1f CPUs.",
        quota);
  }

  private static Verdict memory(Exam exam) {
    var free = exam.memory().availableBytes();
    var limit = exam.fingerprint().limits().memoryLimitBytes();
    if (free == null && limit == null) {
      return Verdict.unknown("How much memory can be had is not visible.");
    }
    double bytes =
        Math.min(free == null ? Long.MAX_VALUE : free, limit == null ? Long.MAX_VALUE : limit);
    return Verdict.of(
        bytes < GIB ? Level.BAD : bytes < 2 * GIB ? Level.WARN : Level.FINE,
        "Free some, or the JVMs under test will not get their heaps.",
        "%.1f GiB of memory can be had.",
        bytes / GIB);
  }

  private static Verdict container(Exam exam) {
    var limits = exam.fingerprint().limits();
    if (limits.memoryLimited() == null) {
      return Verdict.unknown("Whether the memory is limited is not visible.");
    }
    var bytes = limits.memoryLimitBytes();
    if (bytes == null) {
      return Verdict.fine("No limit is set on the memory.");
    }
    return Verdict.of(
        Level.WARN,
        "Set the heap of every arm, since the JVM sizes it by this limit and not by the machine.",
        "A limit of %.1f GiB is set on the memory.",
        bytes / GIB);
  }

  private static Verdict swap(Exam exam) {
    var swapped = exam.memory().swappedBytes();
    if (swapped == null) {
      return Verdict.unknown("Whether memory is swapped out is not visible.");
    }
    return Verdict.of(
        swapped > 0 ? Level.WARN : Level.FINE,
        "Free memory, then empty the swap space with `swapoff -a`.",
        "%.1f GiB of memory are swapped out.",
        swapped / GIB);
  }
}
