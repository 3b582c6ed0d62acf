package dev.threadmill.comparison;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.Finding.Level;
import dev.threadmill.stats.ScoreEstimate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result of one cell of a run: its score, or why there is none.
///
/// @param reason why there is no score; null if there is one
/// @param unit of the score; empty if there is none
/// @param score null unless the status is OK
/// @param findings what was noticed about its forks
public record CellResult(
    Cell cell,
    Status status,
    @Nullable String reason,
    String unit,
    @Nullable ScoreEstimate score,
    List<Finding> findings) {
  /// The status of a cell: it has a score, or the reason why not.
  public enum Status {
    OK,
    NOT_APPLICABLE,
    FAILED,
    NOT_RUN
  }

  /// @param quota how many CPUs the control group may use; NaN where it may use all, or nobody
  ///     knows
  /// @param effect the least difference that matters, as a share
  static CellResult of(Cell cell, List<ForkRecord> forks, double quota, double effect) {
    var ended = forks.stream().filter(ForkRecord::isOk).toList();
    if (!ended.isEmpty()) {
      return new CellResult(
          cell,
          Status.OK,
          null,
          String.valueOf(ended.getFirst().unit()),
          Estimates.ofScores(cell, ended),
          CellDiagnosis.of(cell, forks, quota, Math.log1p(effect)));
    }
    if (forks.isEmpty()) {
      return without(cell, Status.NOT_RUN, "its turn did not come");
    }
    var last = forks.getLast();
    var status = last.outcome() == Outcome.NOT_APPLICABLE ? Status.NOT_APPLICABLE : Status.FAILED;
    return without(cell, status, last.reason());
  }

  private static CellResult without(Cell cell, Status status, @Nullable String reason) {
    return new CellResult(cell, status, reason, "", null, List.of());
  }

  /// Why there is no score, such as `n/a: needs two CPUs`; nothing where there is one.
  public String why() {
    var words =
        switch (status) {
          case OK -> "";
          case NOT_APPLICABLE -> "n/a: ";
          case FAILED -> "failed: ";
          case NOT_RUN -> "not run: ";
        };
    return words + Objects.requireNonNullElse(reason, "").strip();
  }

  /// What must be shown beside the score.
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> finding.level() != Level.NOTE).toList();
  }
}
