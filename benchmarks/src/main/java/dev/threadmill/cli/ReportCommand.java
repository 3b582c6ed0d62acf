package dev.threadmill.cli;

import dev.threadmill.report.RunReport;
import dev.threadmill.report.chart.ChartFolder;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "report",
    description = "Writes charts, one offline page and Markdown about one or several runs.")
final class ReportCommand extends Subcommand {
  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Run folders or JMH JSON files.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write (the run folder, if RUN is a single one).")
  @Nullable Path out;

  @Mixin ChartScripts scripts = new ChartScripts();

  @Override
  public Integer call() {
    var folder = folder();
    paths.forEach(RunReader::requireThere);
    // The chart engine loads while the runs are read, which takes as long.
    try (var studio = Studio.open()) {
      var runs = paths.stream().map(this::read).toList();
      var written = write(runs, folder, scripts, studio, out(), err());
      if (!written.empty().isEmpty()) {
        var names = String.join(", ", written.empty());
        PageWriter.toTerminal(out())
            .wrapped("  ", "There are no rows for the charts " + names + ".");
      }
      return written.faults().isEmpty() ? 0 : Threadmill.UNUSABLE;
    }
  }

  private Path folder() {
    if (out != null) {
      return out;
    }
    if (paths.size() > 1) {
      throw new Unusable("A report about several runs needs --out DIR");
    }
    if (Files.isRegularFile(paths.getFirst())) {
      throw new Unusable(
          "A report about a JMH file needs --out DIR: " + paths.getFirst() + " is no run folder");
    }
    return paths.getFirst();
  }

  /// Writes the report and says where, without naming the charts that would be empty: a run of
  /// a few benchmarks has few charts.
  static RunReport.Written write(
      List<Run> runs,
      Path folder,
      ChartScripts scripts,
      Studio studio,
      PlainWriter out,
      PlainWriter err) {
    RunReport.Written written;
    try {
      written = RunReport.write(runs, folder, scripts.read(), studio);
    } catch (IOException e) {
      throw new Unusable("Cannot write the report: " + reason(e), e);
    }
    long charts = written.files().stream().filter(file -> file.endsWith(".svg")).count();
    var page = PageWriter.toTerminal(out);
    page.wrapped(
        "Report: ",
        "%s, with report.md%s beside it"
            .formatted(
                folder.resolve("report.html"),
                charts == 0 ? "" : charts == 1 ? " and 1 chart" : " and " + charts + " charts"));
    written.missing().forEach(sentence -> page.wrapped("  ", sentence));
    written.faults().forEach(err::complain);
    return written;
  }

  /// The reason of a failure, with the file. The message of some exceptions is the file alone.
  static String reason(IOException e) {
    if (e instanceof FileSystemException failed && failed.getReason() == null) {
      var kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
      return Objects.equals(failed.getMessage(), failed.getFile())
          ? failed.getFile() + " (" + kind + ")"
          : String.valueOf(failed.getMessage());
    }
    return String.valueOf(e.getMessage());
  }

  static final class ChartScripts {
    @Option(
        names = "--scripts",
        paramLabel = "DIR",
        description = "Draw the charts of this folder in place of those in the jar.")
    @Nullable Path folder;

    ChartFolder read() throws IOException {
      return folder == null ? ChartFolder.bundled() : ChartFolder.read(folder);
    }
  }
}
