package dev.threadmill.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.report.chart.ChartRow;
import dev.threadmill.report.table.Published.Series;
import dev.threadmill.report.table.TriedPrediction.Guess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The published curves: that each can be true and says where it is from, and what a model that
/// was tried makes of them. `-Dgolden.update` rewrites the tables of the page that tells it.
class PublishedTest {
  private static final Path PAGE = Path.of("../results/published.md");
  private static final String HEAD = "<!-- errors -->\n";
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private static final Published PUBLISHED = Published.ofThisJar();

  private static ChartRow row(String contender, String kind, String sweep, int workers) {
    return ChartRow.of(
            "machine", "box",
            "jdk", "25",
            "contender", contender,
            "threadKind", kind,
            "sweep", sweep,
            "workers", workers,
            "threads", workers)
        .and(ChartRow.figure(5e7, 4e7, 6e7, "op/s", 8));
  }

  @Test
  void everyCurveNamesWhatItIsOfAndWhereItIsFrom() {
    assertThat(PUBLISHED.series()).extracting(Series::id).doesNotHaveDuplicates();
    for (var one : PUBLISHED.series()) {
      var machine = Published.of(PUBLISHED.machines(), one.machine());
      assertThat(PUBLISHED.subjects()).as(one.id()).containsKey(one.subject());
      assertThat(PUBLISHED.sources()).as(one.id()).containsKey(one.source());
      assertThat(one.nanos().lastKey())
          .as("a core for each thread of %s", one.id())
          .isLessThanOrEqualTo(machine.cluster() * machine.clusters());
      assertThat(one.nanos()).as(one.id()).hasSizeGreaterThan(1).containsKey(1);
      assertThat(one.nanos().values()).as(one.id()).allMatch(nanos -> nanos > 0.01 && nanos < 1e4);
    }
    assertThat(PUBLISHED.sources().values())
        .allMatch(origin -> origin.repository().matches("[\\w.-]+/[\\w.-]+"))
        .allMatch(origin -> origin.commit() == null || origin.commit().matches("[0-9a-f]{40}"));
    assertThat(PUBLISHED.machines().values())
        .allMatch(machine -> (machine.inside() == null) == (machine.relative() == null))
        .allMatch(machine -> machine.clusters() > 1 || machine.inside() == null);
  }

  @Test
  void nothingThatIsKnownIsWithoutACurve() {
    assertThat(PUBLISHED.series().stream().map(Series::machine).distinct())
        .containsExactlyInAnyOrderElementsOf(PUBLISHED.machines().keySet());
    assertThat(PUBLISHED.series().stream().map(Series::source).distinct())
        .containsExactlyInAnyOrderElementsOf(PUBLISHED.sources().keySet());
    assertThat(PUBLISHED.series().stream().map(Series::subject).distinct())
        .containsExactlyInAnyOrderElementsOf(PUBLISHED.subjects().keySet());
  }

  @Test
  void theyStandBesideOurPointsOverCores() {
    var scaling =
        List.of(
            row("Arc", "platform", "cores", 1),
            row("Arc", "platform", "cores", 2),
            row("Arc", "virtual", "cores", 2),
            row("Arc", "platform", "threads", 4),
            row("RefCell", "platform", "cores", 2));
    var rows = PUBLISHED.beside(scaling).toList();
    var ours = rows.stream().filter(row -> row.is("ours")).toList();
    assertThat(ours)
        .hasSize(2)
        .allMatch(row -> row.text("subject").equals("reference count"))
        .allMatch(row -> row.number("score") == 5e7 && row.text("threads").isEmpty());
    assertThat(ours).extracting(row -> row.number("workers")).containsExactly(1.0, 2.0);
    assertThat(rows).hasSize(2 + PUBLISHED.series().stream().mapToInt(s -> s.nanos().size()).sum());
    var theirs =
        rows.stream().filter(row -> row.text("contender").equals("xsync-c6g-add")).toList();
    assertThat(theirs).hasSize(7);
    assertThat(theirs.getLast().number("score")).isCloseTo(1e9 / 12.9, within(1.0));
    assertThat(theirs.getLast().text("source")).startsWith("puzpuzpuz/xsync@").endsWith(".md");
  }

  @Test
  void aReportWithoutSuchPointsShowsNone() {
    assertThat(PUBLISHED.beside(List.of(row("Arc", "platform", "threads", 4)))).isEmpty();
  }

  /// A curve that is made by the model's own rules is foretold to the digit.
  @Test
  void theModelForetellsWhatFollowsItsRules() {
    var model = new TriedPrediction(0.2, 0.5, 2);
    var machine = new Published.Clusters("made", 4, 2, false, 20.0, 100.0, "itself");
    // Four of eight cores in turn: two in each cluster, of whose three others two are across.
    double four = 1 + (100 / 20 - 1) * 2 / 3.0;
    double two = 100 / 20.0;
    var locks =
        new Series(
            "lock",
            "mutex",
            "made",
            "me",
            Published.Placing.ALTERNATING,
            null,
            new TreeMap<>(Map.of(1, 10.0, 2, 10 + 8 * two, 4, 10 + 8 * four * (1 + 2 * 0.5))));
    var made =
        new Published("", PUBLISHED.subjects(), Map.of(), Map.of("made", machine), List.of(locks));
    assertThat(model.guesses(made))
        .singleElement()
        .satisfies(guess -> assertThat(guess.ratio()).isCloseTo(1, within(1e-9)));
    assertThat(new TriedPrediction(0.2, 0.5, 0).guesses(made).getFirst().ratio()).isLessThan(0.6);
    var hidden = new Published.Clusters("made", 4, 2, true, 20.0, 100.0, "itself");
    assertThat(
            model.guesses(
                new Published(
                    "", PUBLISHED.subjects(), Map.of(), Map.of("made", hidden), List.of(locks))))
        .isEmpty();
  }

  /// What the page says in words, and why nothing is predicted.
  @Test
  void oneLineIsForetoldAndLocksAreNot() {
    var model = TriedPrediction.fitted(PUBLISHED);
    assertThat(model.guesses(PUBLISHED).stream().filter(guess -> isLine(guess) && !guess.across()))
        .hasSize(33)
        .allMatch(guess -> Math.abs(guess.error()) <= 0.15);
    assertThat(share(model, guess -> isLine(guess) && guess.across(), 1.5)).isEqualTo("22 of 22");
    assertThat(share(model, guess -> isOf(guess, "striped", "private"), 1.25))
        .isEqualTo("82 of 84");
    assertThat(share(model, PublishedTest::isLock, 2)).isEqualTo("39 of 60");
    assertThat(share(model, guess -> isLock(guess) && isHeld(guess.series()), 2))
        .isEqualTo("15 of 31");
    assertThat(share(model, guess -> isLock(guess) && guess.across(), 2)).isEqualTo("22 of 28");
    assertThat(share(model, guess -> isLock(guess) && !guess.across(), 2)).isEqualTo("17 of 32");
    var nobodyWaits = new TriedPrediction(0, 0, 0);
    assertThat(share(nobodyWaits, guess -> isLock(guess) && guess.across(), 2))
        .isEqualTo("13 of 28");
    assertThat(share(nobodyWaits, guess -> isLock(guess) && !guess.across(), 2))
        .isEqualTo("30 of 32");
  }

  /// What FINDINGS says of these curves: by how much more cores than two make an operation slower.
  @Test
  void moreCoresMakeLinesAndLocksSlower() {
    var guesses = new TriedPrediction(0, 0, 0).guesses(PUBLISHED);
    assertThat(slowdown(guesses, guess -> isLine(guess) && !guess.across()))
        .isCloseTo(1.31, within(0.01));
    assertThat(slowdown(guesses, guess -> isLine(guess) && guess.across()))
        .isCloseTo(3.4, within(0.05));
    assertThat(slowdown(guesses, PublishedTest::isLock)).isCloseTo(11.0, within(0.1));
  }

  private static double slowdown(List<Guess> guesses, Predicate<Guess> which) {
    return guesses.stream()
        .filter(which)
        .mapToDouble(
            guess -> {
              var nanos = guess.series().nanos();
              return nanos.get(guess.cores()) / nanos.get(nanos.tailMap(2).firstKey());
            })
        .max()
        .orElseThrow();
  }

  private static boolean isLine(Guess guess) {
    return isOf(guess, "add", "arc");
  }

  private static boolean isLock(Guess guess) {
    return isOf(guess, "mutex");
  }

  private static boolean isOf(Guess guess, String... subjects) {
    return List.of(subjects).contains(guess.series().subject());
  }

  /// How many of some points a model is within a factor of.
  private static String share(TriedPrediction model, Predicate<Guess> which, double factor) {
    var some = model.guesses(PUBLISHED).stream().filter(which).toList();
    return count(some, guess -> guess.isWithin(factor)) + " of " + some.size();
  }

  @Test
  void thePageTellsTheErrorsAsTheyAre() throws IOException {
    var page = Files.readString(PAGE);
    var kept = page.substring(0, page.indexOf(HEAD) + HEAD.length());
    var tables = tables();
    System.out.println(tables);
    if (UPDATE) {
      Files.writeString(PAGE, kept + tables);
    }
    assertThat(Files.readString(PAGE))
        .as("if the change is meant, -Dgolden.update")
        .isEqualTo(kept + tables);
  }

  private static String tables() {
    var model = TriedPrediction.fitted(PUBLISHED);
    var guesses = model.guesses(PUBLISHED);
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe constants that fit two thirds of the curves best: *back* %.2f, *retry* %.2f,"
                + " *waiters* %.2f.%n",
            model.back(),
            model.retry(),
            model.waiters()));
    text.append("\n| what | line moves | curves | points | within 15 % | within 1.5x | within 2x |")
        .append(" furthest off |\n| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    PUBLISHED
        .subjects()
        .forEach(
            (id, subject) -> {
              for (boolean across : new boolean[] {false, true}) {
                for (boolean held : new boolean[] {false, true}) {
                  var some =
                      guesses.stream()
                          .filter(guess -> guess.series().subject().equals(id))
                          .filter(guess -> guess.across() == across)
                          .filter(guess -> isHeld(guess.series()) == held)
                          .toList();
                  if (!some.isEmpty()) {
                    text.append("| ").append(subject.name()).append(" | ");
                    text.append(across ? "across clusters" : "in one cluster").append(" | ");
                    text.append(held ? "held out" : "fitted").append(" | ").append(counts(some));
                  }
                }
              }
            });
    text.append("\n| curve | of | machine | error by cores |\n| --- | --- | --- | --- |\n");
    PUBLISHED.series().stream()
        .sorted(Comparator.comparing(Series::id))
        .forEach(
            one ->
                text.append("| ")
                    .append(one.id())
                    .append(isHeld(one) ? " (held out)" : "")
                    .append(" | ")
                    .append(Published.of(PUBLISHED.subjects(), one.subject()).name())
                    .append(" | ")
                    .append(Published.of(PUBLISHED.machines(), one.machine()).name())
                    .append(" | ")
                    .append(errors(guesses, one))
                    .append(" |\n"));
    text.append("\n| curves | from | how |\n| --- | --- | --- |\n");
    PUBLISHED
        .sources()
        .forEach(
            (id, origin) ->
                text.append("| ")
                    .append(id)
                    .append("-… | [")
                    .append(origin.repository())
                    .append("](https://github.com/")
                    .append(origin.repository())
                    .append("), ")
                    .append(origin.place().replace("*", "\\*").replace("_", "\\_"))
                    .append(origin.commit() == null ? "" : " at " + origin.commit().substring(0, 7))
                    .append(" | ")
                    .append(origin.how())
                    .append(" |\n"));
    return text.toString();
  }

  private static boolean isHeld(Series one) {
    return TriedPrediction.isHeldOut(PUBLISHED, one);
  }

  private static String counts(List<Guess> some) {
    var furthest =
        some.stream()
            .mapToDouble(guess -> Math.max(guess.ratio(), 1 / guess.ratio()))
            .max()
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%d | %d | %d | %d | %.2fx |%n",
        some.size(),
        count(some, guess -> Math.abs(guess.error()) <= 0.15),
        count(some, guess -> guess.isWithin(1.5)),
        count(some, guess -> guess.isWithin(2)),
        furthest);
  }

  private static long count(List<Guess> some, Predicate<Guess> which) {
    return some.stream().filter(which).count();
  }

  private static String errors(List<Guess> guesses, Series one) {
    var errors =
        guesses.stream()
            .filter(guess -> guess.series().equals(one))
            .map(
                guess ->
                    String.format(Locale.ROOT, "%d: %s", guess.cores(), percent(guess.error())))
            .collect(Collectors.joining(", "));
    return errors.isEmpty() ? "refused" : errors;
  }

  private static String percent(double error) {
    long percent = Math.round(100 * error);
    return percent == 0 ? "0" : String.format(Locale.ROOT, "%+d %%", percent);
  }
}
