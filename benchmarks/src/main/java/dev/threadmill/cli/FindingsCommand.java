package dev.threadmill.cli;

import dev.threadmill.report.findings.FindingsDocument;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "findings",
    description = {
      "Writes a document from a template, which has placeholders for figures, tables and charts.",
      "The head of the template names the runs, the document, and the files that hold parts of it."
    })
final class FindingsCommand extends Subcommand {
  @Parameters(paramLabel = "TEMPLATE", description = "The template.")
  Path template = Path.of("");

  @Mixin ReportCommand.ChartScripts scripts = new ReportCommand.ChartScripts();

  @Override
  public Integer call() {
    var out = out();
    try {
      var document = FindingsDocument.of(template, scripts.read());
      document.runs().forEach(this::warn);
      document.write();
      document.files().keySet().forEach(path -> out.println("Written: " + path));
    } catch (IOException e) {
      throw new Unusable("Cannot write the findings: " + ReportCommand.reason(e), e);
    }
    return 0;
  }
}
