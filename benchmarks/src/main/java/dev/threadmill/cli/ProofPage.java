package dev.threadmill.cli;

import dev.threadmill.proof.Proof;
import dev.threadmill.proof.Proof.Promise;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.stats.Figures;
import dev.threadmill.stats.HitRate;
import dev.threadmill.stats.Interval;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The page that `aa` prints about a ledger, as text or as Markdown.
final class ProofPage {
  private final PrintWriter out;
  private final boolean markdown;

  ProofPage(PrintWriter out, boolean markdown) {
    this.out = out;
    this.markdown = markdown;
  }

  /// An outcome as it comes: how fast its arm is beside the base.
  static String line(LedgerEntry entry) {
    boolean ahead = entry.ratio() >= 1;
    var interval = new Interval(entry.low(), entry.high());
    return String.format(
        Locale.ROOT,
        "%s, arm %s: %s %s (planted: %s), p %s, %s",
        Table.harmless(entry.benchmark()),
        Table.harmless(entry.arm()),
        Figures.factor(
            ahead ? entry.ratio() : 1 / entry.ratio(), ahead ? interval : interval.inverse()),
        ahead ? "faster" : "slower",
        entry.isSame() ? "equal" : percent(1 / entry.planted() - 1) + " slower",
        Figures.probability(entry.p()),
        entry.verdict());
  }

  void print(Proof proof) {
    out.println();
    out.println((markdown ? "## " : "") + "What the ledger proves");
    if (proof.equal().trials() > 0) {
      sentence(
          "Equal arms were called different in %s. The true rate is at most %s (95 %% confidence)."
              + " Promised are at most 5 %%: %s.",
          counted(proof.equal()),
          percent(proof.equal().upper(0.05)),
          judged(proof.falsePositives()));
      sentence(
          "Without unreliable verdicts: %s. Verdicts on equal arms: %s.",
          counted(proof.trusted()),
          proof.verdicts().entrySet().stream()
              .map(verdict -> verdict.getValue() + " " + verdict.getKey().label())
              .collect(Collectors.joining(", ")));
    }
    if (!proof.planted().isEmpty()) {
      sentence(
          "Intervals held the planted difference in %s. Promised are at least 93 %%: %s.",
          counted(proof.covered()), judged(proof.coverage()));
      planted(proof);
      sentence(
          "Arm 102 does 102 operations and claims 100. The expected power is that of a paired t-test"
              + " on forks that differ as much as these.");
    }
    subjects(proof);
    sentence(
        "%d outcomes, each counted by itself: no p-value is adjusted for their number.",
        proof.outcomes());
  }

  private void planted(Proof proof) {
    var table = new Table();
    table.add(
        "rounds", "arm", "is slower by", "found", "power", "expected", "faster", "held", "promise");
    for (var planted : proof.planted()) {
      table.add(
          String.valueOf(planted.rounds()),
          planted.arm(),
          percent(1 / planted.truth() - 1),
          counts(planted.found()),
          percent(planted.found().share()),
          percent(planted.expected()),
          String.valueOf(planted.wrong()),
          counts(planted.covered()),
          judged(planted.promise()));
    }
    print(table);
  }

  private void subjects(Proof proof) {
    var arms = proof.planted().stream().map(Proof.Planted::arm).distinct().sorted().toList();
    var table = new Table();
    List<String> head = new ArrayList<>(List.of("benchmark", "rounds", "fork SD", "equal differ"));
    arms.forEach(arm -> head.add("found " + arm));
    table.add(head.toArray(String[]::new));
    for (var subject : proof.subjects()) {
      List<String> row = new ArrayList<>();
      row.add(subject.benchmark());
      row.add(String.valueOf(subject.rounds()));
      row.add(percent(subject.spread()));
      row.add(counts(subject.equal()));
      arms.forEach(arm -> row.add(counts(subject.found().get(arm))));
      table.add(row.toArray(String[]::new));
    }
    print(table);
  }

  /// `3 of 60 pairs (5.0 %)`
  private static String counted(HitRate rate) {
    return rate.hits()
        + " of "
        + rate.trials()
        + " pairs"
        + (rate.trials() == 0 ? "" : " (" + percent(rate.share()) + ")");
  }

  private static String counts(@Nullable HitRate rate) {
    return rate == null || rate.trials() == 0 ? "-" : rate.hits() + "/" + rate.trials();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String judged(Promise promise) {
    return switch (promise) {
      case KEPT -> "kept";
      case BROKEN -> "NOT KEPT";
      case OPEN -> "too few outcomes to tell";
    };
  }

  private void sentence(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    out.println();
    out.println(markdown ? Table.unmarked(text) : text);
  }

  private void print(Table table) {
    out.println();
    (markdown ? table.markdown() : table.aligned()).forEach(out::println);
  }
}
