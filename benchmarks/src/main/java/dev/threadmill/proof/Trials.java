package dev.threadmill.proof;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.RunManifest.State;
import dev.threadmill.results.RunManifest.Suite;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Measurement;
import dev.threadmill.runner.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Trials that run one after the other, each as an ordinary run, and append their outcomes to a
/// ledger.
///
/// The folder of the current trial is beside the ledger, and is removed when its outcomes are in
/// the ledger. A trial that was interrupted in any way continues where it was.
///
/// @param measurement makes what measures the trial in a folder
public record Trials(
    Ledger ledger,
    List<Trial> trials,
    Regimen regimen,
    Function<RunFolder, Measurement> measurement) {
  private static final String PLAN = "run.json";

  /// The conditions that all trials of one command share.
  ///
  /// @param seed the number that the seed of each trial is computed from
  public record Regimen(Shape shape, Limits limits, long seed, Suite suite, Fingerprint machine) {}

  private Path work() {
    return ledger.file().resolveSibling(ledger.file().getFileName() + ".trial");
  }

  /// Runs the next trial, or the rest of an interrupted one, and returns what was added to the
  /// ledger: nothing if the process was told to end.
  ///
  /// @throws Unusable if a trial fails, so that it has no outcome
  public List<LedgerEntry> next() {
    var folder = Files.exists(work().resolve(PLAN)) ? again() : begin();
    List<LedgerEntry> outcomes;
    List<LedgerEntry> added;
    try (var writer = folder.lock()) {
      var end = measurement.apply(folder).run();
      if (end == Session.End.STOPPED) {
        return List.of();
      }
      if (end == Session.End.FAILING) {
        throw new Unusable(
            "The first forks of a trial failed alike: %s; what they printed is in %s"
                .formatted(folder.forks().getLast().reason(), folder.file("failures")));
      }
      outcomes = Trial.outcomes(folder);
      added = unknown(outcomes);
      ledger.append(added);
      remove();
    }
    // If all were there, that trial had ended before, and this call still has to run one.
    return added.isEmpty() && !outcomes.isEmpty() ? next() : added;
  }

  /// Some are in the ledger if the process ended between two lines, or before it removed the
  /// folder.
  private List<LedgerEntry> unknown(List<LedgerEntry> outcomes) {
    var known = ledger.entries();
    return outcomes.stream()
        .filter(entry -> known.stream().noneMatch(old -> isSame(old, entry)))
        .toList();
  }

  private static boolean isSame(LedgerEntry one, LedgerEntry other) {
    return one.seed() == other.seed()
        && one.benchmark().equals(other.benchmark())
        && one.arm().equals(other.arm());
  }

  private RunFolder again() {
    var folder = RunFolder.open(work());
    if (!folder.manifest().suite().equals(regimen.suite())) {
      throw new Unusable(
          work() + " was begun by another build of this jar: use that one, or remove the folder");
    }
    return folder;
  }

  private RunFolder begin() {
    remove(); // a folder without a plan holds nothing
    var entries = ledger.entries();
    var trial = next(entries);
    return RunFolder.create(
        Objects.requireNonNull(work().toAbsolutePath().getParent()),
        String.valueOf(work().getFileName()),
        new RunManifest(
            RunManifest.SCHEMA,
            regimen.suite(),
            State.RUNNING,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            null,
            regimen.machine().slug(),
            "aa",
            List.of("aa"),
            new SplittableRandom(regimen.seed() + entries.size()).nextLong(),
            regimen.shape(),
            regimen.limits(),
            List.of(trial.group()),
            Map.of(),
            Trial.JVMS,
            Map.of(),
            Map.of(),
            regimen.machine(),
            null));
  }

  /// The trial with the fewest outcomes.
  private Trial next(List<LedgerEntry> entries) {
    var names = entries.stream().filter(LedgerEntry::isSame).map(LedgerEntry::benchmark).toList();
    return trials.stream()
        .min(Comparator.comparing(trial -> Collections.frequency(names, Trial.name(trial.base()))))
        .orElseThrow();
  }

  private void remove() {
    try {
      // The plan first: a folder without one is never continued.
      Files.deleteIfExists(work().resolve(PLAN));
      RunFolder.delete(work());
    } catch (IOException e) {
      throw new Unusable("Cannot remove " + work() + ": " + e.getMessage(), e);
    }
  }
}
