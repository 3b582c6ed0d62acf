package dev.threadmill.machine;

import dev.threadmill.machine.Finding.Level;
import java.util.List;

/// What the [Doctor] says of a machine, with what it saw.
///
/// @param fingerprint which machine it is, with the last scores of the ruler
/// @param noise by how much equal measurements differed
/// @param activity what else happened during the examination
/// @param findings one for each check
public record Diagnosis(
    Fingerprint fingerprint, NoiseFloor noise, HostActivity activity, List<Finding> findings) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /// The worst of all that is known; what is unknown counts for nothing, not even as fine.
  public Level worst() {
    for (var level : List.of(Level.BAD, Level.WARN, Level.FINE)) {
      if (findings.stream().anyMatch(finding -> finding.level() == level)) {
        return level;
      }
    }
    return Level.UNKNOWN;
  }
}
