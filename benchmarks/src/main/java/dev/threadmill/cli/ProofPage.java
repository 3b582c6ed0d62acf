package dev.threadmill.cli;

import dev.threadmill.proof.Pace;
import dev.threadmill.proof.Promise;
import dev.threadmill.proof.Proof;
import dev.threadmill.proof.Race;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.HitRate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `aa` prints of a ledger, as text or as Markdown.
final class ProofPage {
  private final PrintWriter out;
  private final boolean markdown;

  ProofPage(PrintWriter out, boolean markdown) {
    this.out = out;
    this.markdown = markdown;
  }

  /// An outcome as it comes.
  static String line(LedgerEntry entry) {
    return String.format(
        Locale.ROOT,
        "%s %s: %.4f [%.4f, %.4f], planted %.4f, p %s, %s",
        Table.harmless(entry.benchmark()),
        Table.harmless(entry.arm()),
        entry.ratio(),
        entry.low(),
        entry.high(),
        entry.planted(),
        Figures.probability(entry.p()),
        Table.harmless(entry.verdict()));
  }

  void print(Proof proof, Pace pace) {
    heading("What the ledger proves");
    sentence(proof.outcomes() + " outcomes, each counted by itself, with no adjustment for many.");
    var equal = proof.equal();
    sentence(
        String.format(
            Locale.ROOT,
            "Equal arms: %s called different; with 95 %% confidence the true rate is at most %s: %s",
            counted(equal),
            percent(equal.upper(0.05)),
            judged(proof.falsePositives(), "it should be 5 % or less")));
    if (equal.trials() > 0) {
      sentence(
          "Of those that a report would have trusted: "
              + share(proof.trusted())
              + " called different.");
      sentence("A report would have said of them: " + words(proof) + ".");
    }
    if (proof.covered().trials() > 0) {
      sentence(
          "Intervals: "
              + counted(proof.covered())
              + " hold what was planted: "
              + judged(proof.coverage(), "it should be 93 % or more"));
    }
    planted(proof);
    subjects(proof, pace);
    pace(pace);
  }

  private static String words(Proof proof) {
    List<String> words = new ArrayList<>();
    proof.verdicts().forEach((word, times) -> words.add(Table.harmless(word) + " " + times));
    return String.join(", ", words);
  }

  private void planted(Proof proof) {
    var table = new Table();
    table.add(
        "rounds",
        "operations",
        "true ratio",
        "found slower",
        "power",
        "promised",
        "faster",
        "held",
        "");
    proof
        .planted()
        .forEach(
            (rounds, arms) ->
                arms.forEach(
                    (arm, planted) ->
                        table.add(
                            String.valueOf(rounds),
                            arm + " for 100",
                            String.format(Locale.ROOT, "%.4f", planted.truth()),
                            counts(planted.found()),
                            percent(planted.found().share()),
                            percent(planted.promised()),
                            String.valueOf(planted.wrong()),
                            counts(planted.covered()),
                            judged(planted.promise(), "less than promised"))));
    print(table);
    if (!table.isEmpty()) {
      sentence(
          "Promised is the power that a paired t-test has with forks that differ as much as these.");
    }
  }

  private void subjects(Proof proof, Pace pace) {
    List<String> arms =
        proof.planted().values().stream()
            .flatMap(planted -> planted.keySet().stream())
            .distinct()
            .sorted()
            .toList();
    var table = new Table();
    List<String> head =
        new ArrayList<>(List.of("benchmark", "fork SD", "equal arms differ", "rounds to ±5 %"));
    proof
        .planted()
        .keySet()
        .forEach(rounds -> arms.forEach(arm -> head.add("found " + arm + " in " + rounds)));
    table.add(head.toArray(String[]::new));
    proof
        .subjects()
        .forEach(
            (name, subject) -> {
              List<String> row = new ArrayList<>();
              row.add(name);
              row.add(percent(subject.forkSpread()));
              row.add(counts(subject.equal()));
              row.add(String.format(Locale.ROOT, "%.0f", pace.of(name).rounds(0.5)));
              proof
                  .planted()
                  .keySet()
                  .forEach(
                      rounds ->
                          arms.forEach(
                              arm ->
                                  row.add(
                                      counts(
                                          subject
                                              .found()
                                              .getOrDefault(rounds, new TreeMap<>())
                                              .get(arm)))));
              table.add(row.toArray(String[]::new));
            });
    print(table);
  }

  private void pace(Pace pace) {
    sentence(
        String.format(
            Locale.ROOT,
            "To an honest ±5 %% our stopping rule takes %.0f rounds of a pair (median; nine of ten"
                + " pairs %.0f or less), which is %.0f s; stock JMH takes %.0f s for a pair,"
                + " whatever comes of it.",
            pace.rounds(0.5),
            pace.rounds(0.9),
            pace.seconds(0.5),
            Pace.STOCK_SECONDS));
    sentence(
        String.format(
            Locale.ROOT,
            "%s of %d pairs take a quarter of that or less; for %d the ledger has fewer rounds than"
                + " needed, and the number is projected.",
            percent(pace.shareWithin(0.25)),
            pace.pairs().size(),
            pace.projected()));
  }

  void print(Race race) {
    heading("What other methods make of the same forks");
    List<String> arms = List.copyOf(race.lanes().getFirst().found().keySet());
    var table = new Table();
    List<String> head = new ArrayList<>(List.of("method", "equal arms differ"));
    Race.ROUNDS.forEach(n -> head.add("relabelled, n=" + n));
    arms.forEach(arm -> head.add("found " + arm));
    table.add(head.toArray(String[]::new));
    for (var lane : race.lanes()) {
      List<String> row = new ArrayList<>();
      row.add(lane.contestant().words());
      row.add(share(lane.equal()));
      Race.ROUNDS.forEach(n -> row.add(share(lane.relabelled().get(n), r -> percent(r.share()))));
      arms.forEach(arm -> row.add(share(lane.found().get(arm))));
      table.add(row.toArray(String[]::new));
    }
    print(table);
    sentence(
        "Relabelled: arms that are equal, whose labels were thrown anew within each round; a row of"
            + " n rounds may span several trials. All should be 5 % or less.");
  }

  private static String share(@Nullable HitRate rate) {
    return share(rate, ProofPage::counted);
  }

  private static String share(@Nullable HitRate rate, Function<HitRate, String> words) {
    return rate == null || rate.trials() == 0 ? "-" : words.apply(rate);
  }

  /// `3 of 60 (5.0 %)`
  private static String counted(HitRate rate) {
    return rate.hits() + " of " + rate.trials() + " (" + percent(rate.share()) + ")";
  }

  private static String counts(@Nullable HitRate rate) {
    return rate == null ? "-" : rate.hits() + "/" + rate.trials();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String judged(Promise promise, String otherwise) {
    return switch (promise) {
      case KEPT -> "kept";
      case BROKEN -> "NOT KEPT, " + otherwise;
      case OPEN -> "too few outcomes to tell";
    };
  }

  private void heading(String text) {
    out.println();
    out.println(markdown ? "## " + text : text);
  }

  private void sentence(String text) {
    out.println();
    out.println(markdown ? Table.unmarked(text) : text);
  }

  private void print(Table table) {
    if (table.isEmpty()) {
      return;
    }
    out.println();
    (markdown ? table.markdown() : table.aligned()).forEach(out::println);
  }
}
