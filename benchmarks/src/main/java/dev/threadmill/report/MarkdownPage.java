package dev.threadmill.report;

import dev.threadmill.report.ReportModel.Table;
import java.util.List;
import java.util.stream.Stream;

/// The report as Markdown, for a write-up or an issue: the answers and what one must know to trust
/// them. It is as short as an issue must be; all figures are on the page.
public final class MarkdownPage {
  private final ReportModel model;
  private final StringBuilder page = new StringBuilder();

  private MarkdownPage(ReportModel model) {
    this.model = model;
  }

  /// The whole text.
  ///
  /// @param pictures the folder of the charts, below that of the text
  public static String of(ReportModel model, String pictures) {
    return new MarkdownPage(model).write(pictures);
  }

  private String write(String pictures) {
    page.append("# ").append(text(model.title())).append("\n\n");
    page.append(text(model.summary())).append('\n');
    head("Findings");
    items(
        model.findings().stream()
            .map(
                finding ->
                    bold(finding.question())
                        + " "
                        + text(finding.answer())
                        + (finding.again().isEmpty()
                            ? ""
                            : " Again: " + MarkdownText.code(finding.again()))));
    page.append('\n');
    model.headlines().forEach(this::table);
    head("Charts");
    items(
        model.charts().drawn().stream()
            .map(chart -> link(chart.title(), pictures + "/" + chart.name() + ".svg")));
    list(model.charts().reasons());
    head("Machines");
    for (var machine : model.machines()) {
      page.append(bold(machine.name())).append("\n\n");
      items(machine.facts().stream().map(fact -> text(fact.name()) + ": " + text(fact.value())));
      page.append('\n');
    }
    head("Warnings");
    list(model.warnings().isEmpty() ? List.of("The run gave no warnings.") : model.warnings());
    head("How it was measured");
    list(model.method());
    head("Limits of these figures");
    list(model.limits());
    page.append("\nMore is in ")
        .append(link("report.html", "report.html"))
        .append(": interactive charts, all figures, what lies behind each answer,")
        .append(model.profiles().isEmpty() ? "" : " flame graphs,")
        .append(" and the files that it was made from.\n");
    // One empty line at most, and none at the end.
    return page.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private static String link(String label, String path) {
    return Html.url(path)
        .map(url -> "[" + text(label) + "](" + url + ")")
        .orElse(text(label) + " (" + text(path) + ")");
  }

  private void head(String title) {
    page.append("\n## ").append(title).append("\n\n");
  }

  private void list(List<String> sentences) {
    items(sentences.stream().map(MarkdownPage::text));
  }

  private void items(Stream<String> items) {
    items.forEach(item -> page.append("- ").append(item).append('\n'));
  }

  private void table(Table table) {
    var rows =
        table.rows().stream()
            .map(cells -> cells.stream().map(MarkdownPage::text).toList())
            .toList();
    page.append(bold(table.caption()))
        .append("\n\n")
        .append(MarkdownText.table(table.header(), rows))
        .append('\n');
  }

  private static String bold(String text) {
    return "**" + text(text) + "**";
  }

  private static String text(String text) {
    return MarkdownText.of(text);
  }
}
