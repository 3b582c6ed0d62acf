package dev.threadmill.cli;

import dev.threadmill.stats.Figures;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table with commas, as RFC 4180 has it.
final class Csv {
  private final PrintWriter out;

  Csv(PrintWriter out) {
    this.out = out;
  }

  void write(List<String> line) {
    out.println(line.stream().map(Csv::quoted).collect(Collectors.joining(",")));
  }

  /// A number, or nothing where there is none.
  static String number(@Nullable Double value) {
    Double exact = value == null ? null : Figures.exact(value);
    return exact == null ? "" : exact.toString();
  }

  /// Quoted where it must be; a name that a spreadsheet would take for a formula is kept a text.
  private static String quoted(String text) {
    boolean formula = text.matches("(?s)[=+@-].*") && !text.matches("-?[\\d.E-]+");
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
