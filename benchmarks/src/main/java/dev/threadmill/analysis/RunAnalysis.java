package dev.threadmill.analysis;

import dev.threadmill.comparison.Arm;
import dev.threadmill.comparison.CellResult;
import dev.threadmill.comparison.Compared;
import dev.threadmill.comparison.Matches;
import dev.threadmill.comparison.Terms;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Quantity;
import dev.threadmill.results.Run;
import dev.threadmill.stats.Finding;
import java.util.List;
import java.util.Optional;

/// Everything that a run says about itself: its scores, its comparisons, and how its machine
/// changed.
public final class RunAnalysis {
  private final Run run;
  private final Matches matches;
  private final List<Finding> drift;

  private RunAnalysis(Run run) {
    this.run = run;
    matches = new Matches(run);
    drift = MachineDrift.of(run.ruler());
  }

  public static RunAnalysis of(Run run) {
    return new RunAnalysis(run);
  }

  public Run run() {
    return run;
  }

  /// The cells in the order of the plan.
  public List<CellResult> cells() {
    return matches.results();
  }

  public CellResult result(Cell cell) {
    return matches.result(cell);
  }

  /// The forks of a cell in the order they ran; failed ones among them.
  public List<ForkRecord> forks(Cell cell) {
    return matches.forks(cell);
  }

  /// The forks of a cell as they are compared by a quantity.
  public Arm arm(Quantity quantity, Cell cell) {
    return matches.arm(quantity, cell);
  }

  /// The comparisons of scores that the plan asks for; each differs in one factor.
  public List<Compared> comparisons() {
    return comparisons(Quantity.TIME);
  }

  /// The comparisons that the plan asks for and the forks can answer by a quantity.
  public List<Compared> comparisons(Quantity quantity) {
    return matches.planned(quantity);
  }

  /// What any two cells come to that differ in one factor, whichever is the baseline; empty
  /// where no round has both.
  public Optional<Compared> compare(Quantity quantity, Comparison comparison) {
    return matches.compare(quantity, comparison);
  }

  /// On what terms comparisons are judged.
  public Terms terms() {
    return matches.terms();
  }

  /// How the machine changed during the run. It weighs on absolute scores, and not on comparisons,
  /// whose sides ran back to back.
  public List<Finding> drift() {
    return drift;
  }
}
