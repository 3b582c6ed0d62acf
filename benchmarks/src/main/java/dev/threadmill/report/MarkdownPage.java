package dev.threadmill.report;

import java.util.Map;

/// The report as Markdown, for a write-up or an issue: the answers and what one must know to trust
/// them. It is as short as an issue must be; all figures are on the page.
public final class MarkdownPage {
  private MarkdownPage() {}

  /// The whole text.
  ///
  /// @param pictures the folder of the charts, below that of the text
  public static String of(ReportModel model, String pictures) {
    Map<String, Object> parts =
        Map.of(
            "answers", model.findings().stream().map(MarkdownPage::answer).toList(),
            "pictures",
                model.charts().drawn().stream()
                    .map(chart -> link(chart.title(), pictures + "/" + chart.name() + ".svg"))
                    .toList(),
            "reasons", model.charts().reasons(),
            "hasProfiles", !model.profiles().isEmpty());
    var page = new PageTemplate("page.md", MarkdownText::of).fill(model, parts);
    // One empty line at most, and none at the end.
    return page.replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private static String answer(ReportModel.Reply finding) {
    var again = finding.again().isEmpty() ? "" : " Again: " + MarkdownText.code(finding.again());
    return "**%s** %s%s"
        .formatted(MarkdownText.of(finding.question()), MarkdownText.of(finding.answer()), again);
  }

  private static String link(String label, String path) {
    return Html.url(path)
        .map(url -> "[" + MarkdownText.of(label) + "](" + url + ")")
        .orElse(MarkdownText.of(label) + " (" + MarkdownText.of(path) + ")");
  }
}
