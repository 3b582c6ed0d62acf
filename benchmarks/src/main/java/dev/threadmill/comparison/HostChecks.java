package dev.threadmill.comparison;

import dev.threadmill.machine.HostActivity;
import dev.threadmill.machine.MachineChecks;
import dev.threadmill.machine.Observation;
import dev.threadmill.stats.Check;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the machine did beside a fork, as findings about its score. [MachineChecks] alone knows
/// from where on something disturbs, so that `doctor` and a report never disagree.
final class HostChecks {
  /// The checks that a score is put to. Pages are swapped for anyone on the machine,
  /// and count for nothing here.
  private static final Map<String, Check> CHECKS =
      Map.of(
          MachineChecks.STEAL, Check.STEAL,
          MachineChecks.THROTTLING, Check.QUOTA,
          MachineChecks.HEAT, Check.FREQUENCY,
          MachineChecks.NEIGHBOURS, Check.NEIGHBOURS);

  private HostChecks() {}

  static List<Finding> of(HostActivity host) {
    return MachineChecks.of(host).stream()
        .map(HostChecks::finding)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> finding(Observation found) {
    return Optional.ofNullable(CHECKS.get(found.check()))
        .flatMap(check -> level(found).map(level -> new Finding(check, level, found.found())));
  }

  private static Optional<Level> level(Observation found) {
    return switch (found.level()) {
      case WARN -> Optional.of(Level.WARN);
      case BAD -> Optional.of(Level.BAD);
      case FINE, UNKNOWN -> Optional.empty();
    };
  }
}
