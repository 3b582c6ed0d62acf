package dev.threadmill.report.findings;

import dev.threadmill.analysis.claims.Claim;
import dev.threadmill.analysis.claims.Claims;
import dev.threadmill.analysis.claims.Judgement;
import dev.threadmill.analysis.claims.Judgement.ClaimStanding;
import dev.threadmill.comparison.CellResult.Status;
import dev.threadmill.questions.Names;
import dev.threadmill.report.Html;
import dev.threadmill.report.MarkdownText;
import dev.threadmill.report.ReportModel;
import dev.threadmill.report.findings.Quotes.QuotedRun;
import dev.threadmill.report.table.Source;
import dev.threadmill.results.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables in place of placeholders: scores of a benchmark, published claims, and machines.
final class QuotedTables {
  private QuotedTables() {}

  private static String table(List<String> header, List<List<String>> rows) {
    return MarkdownText.table(header, rows).stripTrailing();
  }

  /// The scores of a benchmark: what `rows=` names downwards, what `columns=` names across. What
  /// makes sense nowhere in the table has no place there.
  static String scores(Placeholder quote, QuotedRun run) {
    quote.takes(1, true, "rows", "columns");
    var rows = quote.need("rows");
    var columns = quote.options().get("columns");
    var cells = new CellSearch(quote, run).all();
    var sensible =
        cells.stream()
            .filter(cell -> run.source().result(cell).status() != Status.NOT_APPLICABLE)
            .toList();
    Function<Cell, String> down = cell -> heading(quote, run, cell, rows);
    Function<Cell, String> across = cell -> heading(quote, run, cell, columns);
    List<String> header = new ArrayList<>(List.of(""));
    sensible.stream().map(across).distinct().forEach(header::add);
    List<List<String>> lines = new ArrayList<>();
    for (var row : sensible.stream().map(down).distinct().toList()) {
      List<String> line = new ArrayList<>(List.of(row));
      for (var column : header.subList(1, header.size())) {
        var here =
            cells.stream()
                .filter(cell -> down.apply(cell).equals(row) && across.apply(cell).equals(column))
                .toList();
        if (here.size() > 1) {
          throw quote.fault(
              "has several cells for one place of the table, such as %s and %s",
              here.get(0).id(), here.get(1).id());
        }
        line.add(here.isEmpty() ? "not measured" : Quotes.score(quote, run, here.getFirst()));
      }
      lines.add(line);
    }
    return table(header, lines);
  }

  private static String heading(
      Placeholder quote, QuotedRun run, Cell cell, @Nullable String name) {
    if (name == null) {
      return "time";
    }
    boolean always = name.equals(Cell.JDK) || name.equals(Cell.LANE);
    if (!always && !cell.coordinates().containsKey(name)) {
      throw quote.fault(
          "has no %s to make a table by, but %s",
          name, String.join(", ", cell.coordinates().keySet()));
    }
    return MarkdownText.of(
        switch (name) {
          case Cell.LANE -> Names.runtime(cell);
          case Cell.CONTENDER, Cell.THREAD_KIND -> Names.value(cell, name);
          case Cell.JDK -> "JDK " + run.source().jdk(cell);
          default -> Names.parameter(cell, name);
        });
  }

  /// The answer of a run on a machine to a claim.
  private record Answered(String machine, Judgement judgement) {
    /// What else it ran under tells two answers of one machine apart; a JDK is told by its release.
    String where() {
      var rest = judgement.where().replaceFirst("(^|, )jdk [^,]*", "").replaceFirst("^, ", "");
      return judgement.jdk() + (rest.isEmpty() ? "" : " (" + rest + ")");
    }

    String words() {
      var release = where().isEmpty() ? "" : where() + ": ";
      return MarkdownText.of(release + judgement.measured() + ", " + judgement.words());
    }
  }

  /// Published claims with the answers of runs to those that they tested, a column a machine, and
  /// how many they did not. Where several runs answer under the same conditions, the first does.
  static String claims(Placeholder quote, List<QuotedRun> runs) {
    quote.takes(0, false, Placeholder.RUN);
    var claims = Claim.ofThisJar();
    var questions =
        runs.stream()
            .flatMap(
                run ->
                    Claims.judge(run.source().analysis(), claims).stream()
                        .map(
                            judgement ->
                                new Answered(Source.machineOf(run.source().run()), judgement)))
            .collect(
                Collectors.groupingBy(
                    answer ->
                        Arrays.asList(answer.judgement().claim(), answer.judgement().scenario()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    var machines =
        runs.stream().map(run -> Source.machineOf(run.source().run())).distinct().toList();
    List<List<String>> rows = new ArrayList<>();
    Map<ClaimStanding, Integer> untested = new EnumMap<>(ClaimStanding.class);
    Claim before = null;
    for (var answers : questions.values()) {
      var tested =
          answers.stream().filter(answer -> !answer.judgement().figures().isEmpty()).toList();
      if (tested.isEmpty()) {
        untested.merge(answers.getFirst().judgement().standing(), 1, Integer::sum);
      } else {
        rows.add(row(tested, machines, before));
        before = tested.getFirst().judgement().claim();
      }
    }
    var header = new ArrayList<>(List.of("published", "where", "claimed"));
    machines.stream().map(MarkdownText::of).forEach(header::add);
    var table = rows.isEmpty() ? "No published claim was put to a test." : table(header, rows);
    return untested.isEmpty()
        ? table
        : untested.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(
                Collectors.joining(
                    ", ", table + "\n\nNot in the table: ", "; the command `claims` lists them."));
  }

  /// @param before the claim of the row above, which need not be told again
  private static List<String> row(
      List<Answered> answers, List<String> machines, @Nullable Claim before) {
    var judgement = answers.getFirst().judgement();
    var claim = judgement.claim();
    var scenario = judgement.scenario();
    List<String> row = new ArrayList<>();
    row.add(
        claim.equals(before)
            ? ""
            : "%s [%s](%s)"
                .formatted(
                    MarkdownText.of(claim.sentence()),
                    MarkdownText.of(claim.published()),
                    claim.source()));
    row.add(MarkdownText.of(scenario == null ? "" : scenario.name()));
    // What is accepted may depend on the JDK, whose distance to the source's it has in it.
    var claimed = answers.stream().map(answer -> answer.judgement().claimed()).distinct().toList();
    row.add(
        MarkdownText.of(
            claimed.size() == 1 || scenario == null ? claimed.getFirst() : scenario.claimed()));
    for (var machine : machines) {
      row.add(
          answers.stream()
              .filter(answer -> answer.machine().equals(machine))
              .collect(
                  Collectors.toMap(
                      Answered::where, Answered::words, (first, later) -> first, TreeMap::new))
              .values()
              .stream()
              .collect(Collectors.joining("<br>")));
    }
    return row;
  }

  /// The machines of the runs: what all of them share, and a row a run of what they do not.
  ///
  /// @param document what the tables are for, where links start from
  static String machines(Placeholder quote, Map<String, QuotedRun> runs, Path document) {
    quote.takes(0, false);
    Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    runs.forEach((alias, run) -> facts.put(alias, facts(run, document)));
    var names = facts.values().stream().flatMap(all -> all.keySet().stream()).distinct().toList();
    List<List<String>> shared = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("run"));
    List<List<String>> rows = new ArrayList<>();
    facts.keySet().forEach(alias -> rows.add(new ArrayList<>(List.of(alias))));
    for (var name : names) {
      var values = facts.values().stream().map(all -> all.getOrDefault(name, "unknown")).toList();
      if (values.stream().distinct().count() == 1) {
        shared.add(List.of(MarkdownText.of(name), values.getFirst()));
      } else {
        header.add(MarkdownText.of(name));
        for (int i = 0; i < rows.size(); i++) {
          rows.get(i).add(values.get(i));
        }
      }
    }
    var whose = runs.size() == 1 ? runs.keySet().iterator().next() : "all runs";
    return Stream.of(
            shared.isEmpty() ? "" : table(List.of("", whose), shared),
            header.size() == 1 ? "" : table(header, rows))
        .filter(table -> !table.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  /// What is known of a machine, by name; of what there is several, as JDKs, all.
  private static Map<String, String> facts(QuotedRun run, Path document) {
    Map<String, String> facts = new LinkedHashMap<>();
    // A link, where the run's folder is below the document's.
    var name = MarkdownText.of(run.source().run().name());
    var url = Html.url(document, run.folder());
    facts.put("folder", url.map(to -> "[" + name + "](" + to + ")").orElse(name));
    var manifest = run.source().run().manifest();
    if (manifest != null) {
      var suite = manifest.suite();
      facts.put("name", MarkdownText.of(manifest.machine()));
      facts.put("measured", MarkdownText.of(manifest.started()));
      facts.put("jar", MarkdownText.of(suite.version() + ", commit " + suite.commit()));
    }
    ReportModel.Machine.of(run.source())
        .facts()
        .forEach(
            fact ->
                facts.merge(
                    fact.name(), MarkdownText.of(fact.value()), (one, two) -> one + "; " + two));
    return facts;
  }
}
