package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import dev.threadmill.stats.diagnosis.HostActivity;
import dev.threadmill.stats.diagnosis.JvmActivity;
import dev.threadmill.stats.diagnosis.ThreadShares;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How the threads under test shared the machine, as findings about a score.
final class ThreadDiagnosis {
  private ThreadDiagnosis() {}

  /// @param forks that ended well
  /// @param quota how many CPUs the control group may use; NaN where it may use all, or nobody
  ///     knows
  static List<Finding> of(Cell cell, List<ForkRecord> forks, double quota) {
    List<Finding> findings = new ArrayList<>();
    var threads = threads(cell);
    var cpus = cpus(cell, forks);
    if (threads.isPresent() && cpus.isPresent()) {
      ThreadShares.oversubscribed(threads.getAsInt(), cpus.getAsDouble()).ifPresent(findings::add);
      // More than there are CPUs cannot run at once, and a quota of all of them takes nothing away.
      int running = (int) Math.min(threads.getAsInt(), cpus.getAsDouble());
      if (!cell.isOneShot()) { // of which most is waiting
        HostActivity.quota(quota, running).ifPresent(findings::add);
      }
    }
    // How threads share is what some benchmarks measure: it is told, and is no fault.
    Reported.mean(forks, "share.jain")
        .ifPresent(
            jain ->
                ThreadShares.unfair(jain)
                    .map(finding -> finding.atMost(Level.NOTE))
                    .ifPresent(findings::add));
    Reported.mean(forks, "pinned.events")
        .ifPresent(events -> JvmActivity.pinned(Math.round(events)).ifPresent(findings::add));
    var carriers = Reported.mean(forks, "carriers");
    if (carriers.isPresent() && cpus.isPresent()) {
      JvmActivity.carriers((int) Math.round(carriers.getAsDouble()), cpus.getAsDouble())
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static OptionalInt threads(Cell cell) {
    var threads = cell.params().get("threads");
    return threads != null && threads.matches("\\d{1,8}")
        ? OptionalInt.of(Integer.parseInt(threads))
        : OptionalInt.empty();
  }

  private static OptionalDouble cpus(Cell cell, List<ForkRecord> forks) {
    if (cell.cores() != null) {
      return OptionalDouble.of(cell.cores());
    }
    for (var fork : forks) {
      var host = fork.host();
      if (host != null && host.usableCpus() != null) {
        return OptionalDouble.of(host.usableCpus());
      }
    }
    return OptionalDouble.empty();
  }
}
