package dev.threadmill.analysis.compare;

import dev.threadmill.comparison.Estimates;
import dev.threadmill.results.Cell;
import dev.threadmill.stats.ScoreEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The base and one side that is compared with it.
///
/// @param ofMachines whether the two were measured on two machines
/// @param objections to the sides as a whole
/// @param ratios of scores within each side; none where scores can be compared as they are
/// @param onlyInBase cells of the base that the other side has not
/// @param onlyInOther cells of the other side that the base has not
public record Against(
    Side base,
    Side other,
    boolean ofMachines,
    List<Rule.Objection> objections,
    List<Row.OfScores> scores,
    List<Row.OfRatios> ratios,
    List<Cell> onlyInBase,
    List<Cell> onlyInOther) {
  /// The geometric mean of the ratios of speed that have a verdict to be trusted; null if none has.
  /// It describes these rows and no others.
  public @Nullable ScoreEstimate mean() {
    double[] ratios =
        scores.stream()
            .filter(row -> row.quantity().isTime() && !row.isInDoubt())
            .mapToDouble(row -> Objects.requireNonNull(row.ratio()).ratio())
            .toArray();
    return ratios.length == 0 ? null : Estimates.mean(ratios);
  }

  public List<Difference> differences() {
    return both(true);
  }

  public List<Difference> agreements() {
    return both(false);
  }

  private List<Difference> both(boolean differing) {
    return base.traits().stream()
        .map(trait -> new Difference(trait.name(), trait.value(), other.value(trait.name())))
        .filter(both -> both.base() != null && both.other() != null)
        .filter(both -> Objects.equals(both.base(), both.other()) != differing)
        .toList();
  }

  boolean isEmpty() {
    return scores.isEmpty() && ratios.isEmpty() && onlyInBase.isEmpty() && onlyInOther.isEmpty();
  }

  /// Whether ratios are compared of benchmarks whose code is not the same.
  public boolean assumesTheSameQuestion() {
    return ratios.stream()
        .filter(row -> !row.isRefused())
        .flatMap(row -> row.objections().stream())
        .anyMatch(objection -> objection.rule() == Rule.CLASS);
  }

  /// A trait that the sides may differ in.
  public record Difference(String trait, @Nullable String base, @Nullable String other) {
    private static final Pattern OPTION = Pattern.compile("(?:^|[ =])-\\w");

    /// What differs, in words: of a list the parts that only one side has.
    public String words() {
      boolean areOptions = OPTION.matcher(base + " " + other).find();
      var separator = areOptions ? "[ |;]+" : ", | \\| ";
      var ofBase = parts(base, separator);
      var ofOther = parts(other, separator);
      var both = Set.copyOf(ofBase);
      ofBase.removeAll(ofOther);
      ofOther.removeAll(both);
      var between = areOptions ? " " : ", ";
      return ofBase.isEmpty() && ofOther.isEmpty()
          ? base + " -> " + other
          : ofBase.isEmpty()
              ? "only in the new " + String.join(between, ofOther)
              : ofOther.isEmpty()
                  ? "only in the base " + String.join(between, ofBase)
                  : String.join(between, ofBase) + " -> " + String.join(between, ofOther);
    }

    private static List<String> parts(@Nullable String list, String separator) {
      return new ArrayList<>(List.of(Objects.requireNonNullElse(list, "").split(separator)));
    }
  }
}
