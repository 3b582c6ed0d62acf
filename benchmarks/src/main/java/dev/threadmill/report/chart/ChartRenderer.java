package dev.threadmill.report.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.report.chart.ChartFile.ChartFault;
import dev.threadmill.report.chart.ChartProcess.NoPictureException;
import dev.threadmill.report.chart.Rendering.ChartResult;
import dev.threadmill.report.chart.Rendering.Drawn;
import dev.threadmill.report.chart.Rendering.Faulty;
import dev.threadmill.report.chart.Rendering.Skipped;
import dev.threadmill.report.chart.Rendering.Undrawn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/// Draws a folder of charts from tables.
///
/// The same folder and the same tables give the same SVG, byte for byte, on every machine: text is
/// measured by a table of widths rather than by the fonts at hand. The PNG depends on them.
public final class ChartRenderer {
  private final ChartTables tables;
  private final Theme theme;
  private final ObjectNode config;
  private final Studio studio;

  /// Why no chart can be drawn here, if none can.
  private final Optional<String> whyNone;

  private ChartRenderer(ChartTables tables, Theme theme, Studio studio) throws ChartFault {
    this.tables = tables;
    this.theme = theme;
    this.config = theme.config();
    this.studio = studio;
    this.whyNone = studio.whyNoCharts();
  }

  /// Draws every chart of the folder, with PNG if the studio paints. Nothing that is wrong with a
  /// chart or missing on this system throws; the result says it.
  public static Rendering render(Studio studio, ChartFolder folder, ChartTables tables) {
    try {
      var theme = Theme.of(folder.theme());
      var renderer = new ChartRenderer(tables, theme, studio);
      studio.words().check(folder.theme(), renderer.config);
      var missing = renderer.missing();
      boolean paints = studio.paints() && missing.isEmpty();
      List<Future<ChartResult>> charts = new ArrayList<>();
      var files = folder.charts().stream().sorted(Comparator.comparingInt(theme::place)).toList();
      for (var file : files) {
        var chart = renderer.render(file);
        charts.add(studio.beside(() -> paints ? withPicture(file, chart, studio) : chart));
      }
      return new Rendering(
          charts.stream().map(Studio::loaded).toList(), theme, missing.stream().toList());
    } catch (ChartFault e) {
      return Rendering.nothing(e.sentence());
    }
  }

  /// What this system lacks, in a sentence.
  private Optional<String> missing() {
    return whyNone
        .map(
            ("The page draws its charts in the browser, and saves each as SVG or PNG there, since"
                    + " %s.")
                ::formatted)
        .or(() -> studio.whyNoPictures().map("PNG pictures are missing: %s."::formatted));
  }

  /// The same with a studio of its own, and without PNG.
  public static Rendering renderAsSvg(ChartFolder folder, ChartTables tables) {
    try (var studio = Studio.openForSvg()) {
      return render(studio, folder, tables);
    }
  }

  private static ChartResult withPicture(ChartFile file, ChartResult chart, Studio studio) {
    if (!(chart instanceof Drawn drawn)) {
      return chart;
    }
    try {
      return drawn.with(studio.paint(drawn.svg()));
    } catch (NoPictureException e) {
      return drawn.without(file.sentence(e.reason()));
    }
  }

  private ChartResult render(ChartFile file) {
    try {
      var chart = Theme.parse(file);
      studio.words().check(file, chart);
      var named = ChartCheck.tables(file, chart, tables);
      var title = requireText(file, chart, "title");
      var description = requireText(file, chart, "description");
      for (var table : named) {
        if (tables.rows(table).isEmpty()) {
          return skipped(file, "the table \"" + table.tableName() + "\" is empty");
        }
      }
      if (whyNone.isPresent()) {
        return new Undrawn(
            file.chartName(), title, description, named, chart.toString(), whyNone.get());
      }
      var drawing = studio.draw(filled(file, chart, named), config, names(named));
      if (drawing.items() == 0 && !drawing.svg().isEmpty()) {
        return skipped(
            file, "no row of " + String.join(", ", names(named)) + " is of the kind that it shows");
      }
      if (!drawing.problems().isEmpty()) {
        throw file.fault("Vega says: " + String.join("; ", drawing.problems()));
      }
      return new Drawn(
          file.chartName(), title, description, named, chart.toString(), drawing.svg(), null, "");
    } catch (NoPictureException e) {
      return new Faulty(file.chartName(), file.sentence(e.reason()));
    } catch (ChartFault e) {
      return new Faulty(file.chartName(), e.sentence());
    }
  }

  private ObjectNode filled(ChartFile file, ObjectNode chart, Set<ChartTable> named)
      throws ChartFault {
    var filled = theme.coloured(chart, file);
    var datasets = filled.putObject("datasets");
    var text = chart.toString();
    // Vega copies all columns from transform to transform: it gets those that the chart names.
    named.forEach(table -> datasets.set(table.tableName(), tables.json(table, text::contains)));
    return filled;
  }

  private static Skipped skipped(ChartFile file, String why) {
    return new Skipped(file.chartName(), file.sentence("skipped, since " + why + "."));
  }

  private static List<String> names(Set<ChartTable> tables) {
    return tables.stream().map(ChartTable::tableName).toList();
  }

  /// The title as text, or as the `text` of an object; without one nobody knows what they see.
  private static String requireText(ChartFile file, ObjectNode chart, String key)
      throws ChartFault {
    var node = chart.path(key);
    var text = node.isObject() ? node.path("text") : node;
    if (!text.isTextual() || text.asText().isBlank()) {
      throw file.fault("has no \"" + key + "\"");
    }
    return text.asText();
  }
}
