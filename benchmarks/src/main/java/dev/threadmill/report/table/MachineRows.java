package dev.threadmill.report.table;

import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.stats.Finding;
import java.util.Objects;
import java.util.stream.Stream;

/// The table `machines`: a row a machine and JDK.
final class MachineRows {
  private MachineRows() {}

  static Stream<ChartRow> of(Source source) {
    var manifest = source.run().manifest();
    var fingerprint = manifest == null ? null : manifest.fingerprint();
    if (manifest == null || fingerprint == null) {
      return Stream.empty();
    }
    var processor = fingerprint.processor();
    var system = fingerprint.system();
    int warnings = manifest.warnings().size() + (int) disturbances(source);
    return source.jdks().stream()
        .map(
            jdk ->
                new ChartRow.Machine(
                    source.machine(),
                    jdk,
                    Objects.requireNonNullElse(processor.model(), processor.architecture()),
                    Objects.requireNonNullElse(processor.cores(), 0),
                    Objects.requireNonNullElse(processor.threads(), 0),
                    Objects.requireNonNullElse(system.memoryBytes(), 0L),
                    (system.name() + " " + Objects.requireNonNullElse(system.kernel(), "")).strip(),
                    null,
                    warnings));
  }

  private static long disturbances(Source source) {
    return source.analysis().cells().stream()
        .flatMap(cell -> cell.warnings().stream())
        .map(Finding::code)
        .distinct()
        .count();
  }
}
