package dev.threadmill.analysis.compare;

import dev.threadmill.results.Cell;
import dev.threadmill.stats.ScoreEstimate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The base and one side that is compared with it.
///
/// @param ofMachines whether the two were measured on two machines
/// @param objections to the sides as a whole
/// @param ratios of scores within each side; none where scores can be compared as they are
/// @param onlyInBase cells of the base that the other side has not
/// @param onlyInOther cells of the other side that the base has not
/// @param mean the geometric mean of the ratios of speed that have a verdict to be trusted; null if
///     none has. It describes these rows and no others
public record Against(
    Side base,
    Side other,
    boolean ofMachines,
    List<Rule.Objection> objections,
    List<Row.OfScores> scores,
    List<Row.OfRatios> ratios,
    List<Cell> onlyInBase,
    List<Cell> onlyInOther,
    @Nullable ScoreEstimate mean) {
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

  public record Difference(String trait, @Nullable String base, @Nullable String other) {}

  public long refused() {
    return scores.stream().filter(Row.OfScores::isRefused).count();
  }

  public long unreliable() {
    return scores.stream().filter(Row.OfScores::isInDoubt).count() - refused();
  }
}
