package dev.threadmill.cli;

import dev.threadmill.report.findings.FindingsDocument;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "findings",
    description = {
      "Writes a document from a template, which has placeholders for figures, tables and charts.",
      "The head of the template names the runs, the document, and the files that hold parts of it."
    })
final class FindingsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TEMPLATE", description = "The template.")
  Path template = Path.of("");

  @Mixin ReportCommand.ChartScripts scripts = new ReportCommand.ChartScripts();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      var document = FindingsDocument.of(template, scripts.read());
      document.write();
      document.files().keySet().forEach(path -> out.println("Written: " + path));
    } catch (IOException e) {
      throw new Unusable("Cannot write the findings: " + ReportCommand.reason(e), e);
    }
    out.flush();
    return 0;
  }
}
