package dev.threadmill.report;

import dev.threadmill.report.chart.PlainText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes text, paths and scripts into a page so that each stays what it is.
public final class Html {
  private Html() {}

  static String text(String text) {
    return PlainText.of(text, PlainText.SENTENCE)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// A path from the page's folder as a URL, or nothing if it may lead where it does not say: it
  /// goes up first, if at all, and then down by names.
  public static Optional<String> url(String path) {
    var below = path.replaceFirst("^(\\.\\./)+", "");
    var steps = below.split("/", -1);
    boolean leadsElsewhere =
        Arrays.stream(steps)
            .anyMatch(
                step ->
                    step.isBlank() || step.equals(".") || step.equals("..") || step.contains("\\"));
    if (leadsElsewhere) {
      return Optional.empty();
    }
    // "./" keeps a first step such as "javascript:x" from being read as a scheme.
    var up =
        below.length() == path.length() ? "./" : path.substring(0, path.length() - below.length());
    return Optional.of(
        Arrays.stream(steps)
            .map(step -> URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/", up, "")));
  }

  /// A file as a URL in a document, or nothing if no relative path leads there.
  public static Optional<String> url(Path document, Path file) {
    return Optional.ofNullable(path(document.resolveSibling(""), file)).flatMap(Html::url);
  }

  /// The path from a folder to a file, with forward slashes on every system; null where none leads
  /// there, as between two drives.
  static @Nullable String path(Path folder, Path file) {
    var start = folder.toAbsolutePath().normalize();
    var to = file.toAbsolutePath().normalize();
    return start.getRoot() == null || !start.getRoot().equals(to.getRoot())
        ? null
        : start.relativize(to).toString().replace('\\', '/');
  }

  /// JSON for a `script` element that is not run: no text in it can end the element.
  static String json(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  /// A library's code for a `script` element.
  static String script(String code) {
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }
}
