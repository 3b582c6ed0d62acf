package dev.threadmill.analysis;

import dev.threadmill.machine.HostActivity;
import dev.threadmill.stats.Finding;
import java.util.Optional;

/// The checks of what the machine did beside a fork, put to what was counted.
final class HostChecks {
  private HostChecks() {}

  static Optional<Finding> stolen(double share) {
    return dev.threadmill.stats.diagnosis.HostActivity.stolen(share);
  }

  static Optional<Finding> others(double cpus) {
    return dev.threadmill.stats.diagnosis.HostActivity.others(cpus);
  }

  static Optional<Finding> overheated(long times) {
    return dev.threadmill.stats.diagnosis.HostActivity.overheated(times);
  }

  static Optional<Finding> throttled(HostActivity host) {
    Long periods = host.throttledPeriods();
    Double share = host.perWall(host.throttledSeconds());
    return periods == null || share == null
        ? Optional.empty()
        : dev.threadmill.stats.diagnosis.HostActivity.throttled(periods, share);
  }
}
