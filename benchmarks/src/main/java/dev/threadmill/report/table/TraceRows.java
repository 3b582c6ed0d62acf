package dev.threadmill.report.table;

import dev.threadmill.questions.Names;
import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The table `traces`: how the cells went whose forks lie furthest apart.
final class TraceRows {
  /// More than any chart shows; all of a long run would fill the page with what nobody looks at.
  private static final int MOST_CELLS = 24;

  private record Place(Source source, Cell cell, double spread) {}

  private TraceRows() {}

  static Stream<ChartRow> of(List<Source> sources, Conditions conditions) {
    List<Place> places =
        sources.stream()
            .flatMap(
                source ->
                    source.run().cells().stream()
                        .filter(cell -> !source.isPaced(cell) && !source.ended(cell).isEmpty())
                        .map(cell -> new Place(source, cell, spread(source, cell))))
            .sorted(Comparator.comparingDouble(Place::spread).reversed())
            .limit(MOST_CELLS)
            .toList();
    List<ChartRow> rows = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      add(rows, places.get(i), i + 1, conditions);
    }
    return rows.stream();
  }

  /// How far the forks lie apart; single forks, which lie apart from none, come last.
  private static double spread(Source source, Cell cell) {
    var score = source.result(cell).score();
    return score == null || Double.isNaN(score.forkSpread()) ? -1 : score.forkSpread();
  }

  private static void add(List<ChartRow> rows, Place place, int rank, Conditions conditions) {
    var source = place.source();
    var cell = place.cell();
    var start = conditions.row(source, cell, Names.contender(cell), Set.of());
    var forks = source.ended(cell);
    double median = median(forks);
    for (int f = 0; f < forks.size(); f++) {
      var iterations = forks.get(f).iterations();
      for (int i = 0; i < iterations.size(); i++) {
        var iteration = iterations.get(i);
        rows.add(
            new ChartRow.Trace(
                start,
                rank,
                f + 1,
                i + 1,
                iteration.warmup() ? "warm-up" : "measurement",
                iteration.score() / median));
      }
    }
  }

  private static double median(List<ForkRecord> forks) {
    double[] scores =
        forks.stream().map(ForkRecord::scores).flatMapToDouble(Arrays::stream).sorted().toArray();
    int middle = scores.length / 2;
    return scores.length % 2 == 1 ? scores[middle] : (scores[middle - 1] + scores[middle]) / 2;
  }
}
