package dev.threadmill.cli;

import dev.threadmill.proof.Proof;
import dev.threadmill.proof.Proof.ArmRates;
import dev.threadmill.proof.Proof.HitRate;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The page that `aa` prints about a ledger, as text or as Markdown.
final class ProofPage {
  private static final List<String> COLUMNS =
      List.of("rounds arm planted slower power expected faster held promise".split(" "));

  private final PageWriter page;

  ProofPage(PageWriter page) {
    this.page = page;
  }

  /// An outcome as it comes: how fast its arm is beside the base.
  static String line(LedgerEntry entry) {
    boolean ahead = entry.ratio() >= 1;
    var interval = new Interval(entry.low(), entry.high());
    return "%s, arm %s: %s %s (planted: %s), p %s, %s"
        .formatted(
            entry.benchmark(),
            entry.arm(),
            Figures.factor(
                ahead ? entry.ratio() : 1 / entry.ratio(), ahead ? interval : interval.inverse()),
            ahead ? "faster" : "slower",
            entry.isSame() ? "equal" : Figures.percent(1 / entry.planted() - 1) + " slower",
            Figures.probability(entry.p()),
            entry.verdict());
  }

  void print(Proof proof) {
    page.print("\n" + (page.isMarkdown() ? "## " : "") + "What the ledger proves\n");
    if (proof.equal().trials() > 0) {
      sentence(
          "Equal arms were called different in %s. The true rate is at most %s (95 %% confidence)."
              + " Promised are at most 5 %%: %s.",
          counted(proof.equal()),
          Figures.percent(proof.equal().upper(0.05)),
          proof.falsePositives().words());
      sentence(
          "Without unreliable verdicts: %s. Verdicts on equal arms: %s.",
          counted(proof.trusted()),
          proof.verdicts().entrySet().stream()
              .map(verdict -> verdict.getValue() + " " + verdict.getKey().label())
              .collect(Collectors.joining(", ")));
    }
    if (proof.covered().trials() > 0) {
      sentence(
          "Intervals held the planted difference in %s. Promised are at least 93 %%: %s.",
          counted(proof.covered()), proof.coverage().words());
    }
    proof.rates().stream()
        .collect(
            Collectors.groupingBy(ArmRates::benchmark, LinkedHashMap::new, Collectors.toList()))
        .forEach(this::table);
    sentence(
        "Arm 102 does 102 operations and claims 100. The expected power is that of a paired t-test"
            + " on forks that differ as much. Every one of the %s outcomes counts by itself: no"
            + " p-value is adjusted for their number.",
        proof.outcomes());
  }

  private void table(String benchmark, List<ArmRates> rates) {
    boolean all = benchmark.equals(Proof.ALL);
    String spread = all ? "" : ", forks vary by " + Figures.percent(rates.getFirst().spread());
    sentence("%s%s", benchmark, spread);
    List<List<String>> rows = new ArrayList<>();
    for (var arm : rates) {
      boolean equal = arm.truth() == 1;
      rows.add(
          List.of(
              String.valueOf(arm.rounds()),
              arm.arm(),
              equal ? "equal" : Figures.percent(1 / arm.truth() - 1),
              counts(arm.slower()),
              Figures.percent(arm.slower().share()),
              Figures.percent(arm.expected()),
              counts(arm.faster()),
              counts(arm.covered()),
              equal || !all ? "-" : arm.promise().words()));
    }
    page.end(page.isMarkdown());
    page.table(COLUMNS, rows);
  }

  /// `3 of 60 pairs (5.0 %)`
  private static String counted(HitRate rate) {
    var share = rate.trials() == 0 ? "" : " (" + Figures.percent(rate.share()) + ")";
    return rate.hits() + " of " + rate.trials() + " pairs" + share;
  }

  private static String counts(HitRate rate) {
    return rate.hits() + "/" + rate.trials();
  }

  private void sentence(String format, Object... values) {
    page.end(true);
    page.line(format.formatted(values));
  }
}
