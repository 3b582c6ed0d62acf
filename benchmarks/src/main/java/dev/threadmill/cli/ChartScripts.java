package dev.threadmill.cli;

import dev.threadmill.report.chart.ChartFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which charts a command draws.
final class ChartScripts {
  @Option(
      names = "--scripts",
      paramLabel = "DIR",
      description = "A folder of charts to draw, in place of those in this jar.")
  @Nullable Path folder;

  ChartFolder read() throws IOException {
    return folder == null ? ChartFolder.bundled() : ChartFolder.read(folder);
  }
}
