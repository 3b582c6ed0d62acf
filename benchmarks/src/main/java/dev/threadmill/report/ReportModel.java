package dev.threadmill.report;

import dev.threadmill.analysis.compare.JdkDefault;
import dev.threadmill.machine.CoreToCore;
import dev.threadmill.machine.CpuTopology;
import dev.threadmill.report.chart.ChartTables;
import dev.threadmill.report.chart.Rendering;
import dev.threadmill.report.table.Source;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that a report says, in the order in which it says it, free of any markup.
///
/// @param title of the page
/// @param summary a sentence on what ran, where and when
/// @param findings the questions that the report answers first
/// @param charts the charts, drawn on light paper
/// @param chartTables the rows that the charts were drawn from
/// @param tables figures for those who want to read them
/// @param machines what it was measured on
/// @param warnings what may have disturbed the run, a sentence each
/// @param method how it was measured, a sentence each
/// @param limits the limits of the figures, a sentence each
/// @param profiles flame graphs, with what they cannot show
/// @param links raw files and histograms
public record ReportModel(
    String title,
    String summary,
    List<Reply> findings,
    Rendering charts,
    ChartTables chartTables,
    List<Table> tables,
    List<Machine> machines,
    List<String> warnings,
    List<String> method,
    List<String> limits,
    List<Graphs> profiles,
    List<Link> links) {
  /// A question and what the runs say to it.
  ///
  /// @param question such as `What does a thread cost?`
  /// @param details what lies behind it, in sentences; empty where the answer says all
  /// @param again the command that asks it again, without the program; empty where none is known
  public record Reply(String question, List<Ranked> rankings, List<String> details, String again) {
    public boolean hasDetails() {
      return !details.isEmpty();
    }

    public String typed() {
      return MarkdownText.code(again);
    }
  }

  /// Contenders that ran under the same conditions, and what that says.
  ///
  /// @param answer a sentence: who is faster, by which factor, its interval and where
  /// @param contenders the best first; none if there is no answer
  public record Ranked(String answer, List<Contender> contenders) {
    public boolean hasContenders() {
      return !contenders.isEmpty();
    }

    public String best() {
      return hasContenders() ? contenders.getFirst().name() : "";
    }
  }

  /// A contender of an answer.
  ///
  /// @param figure or `n/a`
  /// @param relation to the best, empty for that itself; or why there is no figure
  /// @param percent of the largest figure, the length of its bar; empty for no bar
  public record Contender(String name, String figure, String relation, String percent) {}

  /// A table of figures as text.
  ///
  /// @param rows as many cells each as the header; the first names the row
  public record Table(String caption, List<String> header, List<List<String>> rows) {
    public Table {
      for (var row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(
              "the table \"%s\" has a row of %d cells and %d columns"
                  .formatted(caption, row.size(), header.size()));
        }
      }
    }

    public String size() {
      return Readable.rows(rows.size());
    }

    /// The rows, each with its name apart.
    public List<NamedRow> lines() {
      return rows.stream()
          .map(row -> new NamedRow(row.getFirst(), row.subList(1, row.size())))
          .toList();
    }
  }

  public record NamedRow(String name, List<String> cells) {}

  /// A machine that the report covers.
  ///
  /// @param facts what is known of it, in the order in which it is shown
  public record Machine(String name, List<Fact> facts) {
    public static Machine of(Source source) {
      List<Fact> facts = new ArrayList<>();
      var fingerprint = source.run().fingerprint();
      if (fingerprint == null) {
        facts.add(new Fact("machine", "unknown: the run does not tell"));
        facts.add(new Fact("JDK", String.join(", ", source.jdks())));
        return new Machine(source.machine(), facts);
      }
      fingerprint.facts().forEach((fact, value) -> facts.add(new Fact(fact, value)));
      double apart = source.run().cpusApart();
      if (apart > 0) {
        var words = Figures.number(apart) + " ns a round trip, on average over the run";
        facts.add(new Fact("core-to-core latency", words));
      }
      var manifest = source.run().manifest();
      if (manifest != null && !manifest.lanes().isEmpty()) {
        var toolchains =
            manifest.lanes().values().stream().map(lane -> lane.toolchain()).distinct();
        facts.add(new Fact("other runtimes", toolchains.collect(Collectors.joining(", "))));
      }
      if (manifest != null && manifest.coreToCore() != null) {
        add(facts, manifest.coreToCore(), fingerprint.processor().topology());
      }
      for (var jdk : fingerprint.jdks().values()) {
        facts.add(
            new Fact(
                "JDK",
                Stream.of(jdk.build(), jdk.vendor(), jdk.vmName())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "))));
      }
      JdkDefault.within(source.run()).ifPresent(changed -> facts.add(new Fact("JDKs", changed)));
      return new Machine(source.machine(), facts);
    }

    /// How far apart CPUs were before the run, by what they share. Where all share the same, the
    /// average over the run tells more.
    private static void add(List<Fact> facts, CoreToCore map, CpuTopology topology) {
      var nanos = map.nanosBy(topology);
      if (nanos.size() > 1) {
        var words =
            nanos.entrySet().stream()
                .map(one -> median(one.getValue()) + " ns if they share " + one.getKey().shared())
                .collect(Collectors.joining(", "));
        facts.add(new Fact("round trip between two CPUs before the run", words));
      }
      if (map.missing() != null) {
        facts.add(new Fact("pairs of CPUs", map.missing()));
      }
    }

    private static String median(List<Double> nanos) {
      return Figures.number(
          Quantiles.median(nanos.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }

  public record Fact(String name, String value) {}

  /// Flame graphs of one kind.
  public record Graphs(String caption, String caveat, List<Graph> graphs) {}

  /// A flame graph of one cell.
  ///
  /// @param path as in a [Link]; null where there is nothing to see
  /// @param note how much it rests on, or why there is none
  public record Graph(String label, @Nullable String path, String note) {
    public @Nullable String url() {
      return new Link(label, path).url();
    }
  }

  /// A file that the report was made from.
  ///
  /// @param path from the folder of the page, with forward slashes; what `Html#url` refuses is
  ///     shown as text and not linked. Null where there is no such path
  public record Link(String label, @Nullable String path) {
    public @Nullable String url() {
      return path == null ? null : Html.url(path).orElse(null);
    }
  }
}
