package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.RulerReading;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Samples;
import dev.threadmill.runner.ForkLauncher.Slot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which fork runs next, and when to stop, told by scripted forks.
class SessionTest {
  private static final Limits LIMITS = new Limits(3, 10, 0.02, 3600);
  private static final Group A = Samples.pair("a");
  private static final Group B = Samples.pair("b");
  private static final Group C = Samples.pair("c");
  private static final Cell A_ONE = A.cells().get(0);
  private static final Cell A_TWO = A.cells().get(1);

  /// Differences that no number of rounds here makes precise.
  private static final double[] NOISE = {100, 140, 80, 120, 90, 150, 85, 110, 95, 130};

  @TempDir Path parent;
  private RunFolder folder;
  private ScriptedLauncher launcher;
  private final Stop stop = new Stop();
  private final List<RulerReading> readings = new ArrayList<>();

  @BeforeEach
  void emptyFolder() {
    folder = RunFolder.create(parent, "run", Samples.manifest(LIMITS, A));
    launcher = new ScriptedLauncher();
  }

  private Session.End run(Limits limits, Group... groups) {
    return run(Samples.manifest(limits, groups));
  }

  private Session.End run(RunManifest manifest) {
    folder.write(manifest);
    var log = folder.appendForks();
    return session(manifest, new Silence()).run(folder.forks(), log::append, stop);
  }

  private Session session(RunManifest manifest, Progress progress) {
    var watch = new RulerWatch(launcher::reading, readings::add, () -> launcher.nanoTime);
    return new Session(manifest, launcher, progress, watch, 1000, () -> launcher.nanoTime);
  }

  @Test
  void theArmsOfAGroupRunBackToBackInEveryRound() {
    run(LIMITS, A, B, C);
    var families = launcher.launched.stream().map(slot -> slot.cell().family()).toList();
    for (int i = 0; i < families.size(); i += 2) {
      assertThat(families.get(i)).as("fork %d", i).isEqualTo(families.get(i + 1));
      assertThat(launcher.launched.get(i).round()).isEqualTo(launcher.launched.get(i + 1).round());
    }
  }

  @Test
  void everyGroupHasARoundBeforeAnyHasTheNext() {
    run(LIMITS, A, B, C);
    var rounds = launcher.launched.stream().map(Slot::round).toList();
    assertThat(rounds).isSorted();
    assertThat(rounds).hasSize(5 * 2 * 3);
  }

  @Test
  void bothOrdersOfArmsAndOfGroupsOccur() {
    launcher.scores(A_ONE.id(), NOISE);
    run(new Limits(10, 10, 0.0001, 3600), A, B);
    var firstArms =
        launcher.launched.stream()
            .filter(slot -> slot.position() % 2 == 1)
            .map(slot -> slot.cell().params().get("contender"))
            .collect(Collectors.toSet());
    assertThat(firstArms).containsExactlyInAnyOrder("ONE", "TWO");
    var firstGroups =
        launcher.launched.stream()
            .filter(slot -> slot.position() % 4 == 1)
            .map(slot -> slot.cell().family())
            .collect(Collectors.toSet());
    assertThat(firstGroups).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    run(LIMITS, A, B, C);
    var first = launcher.ids();
    emptyFolder();
    run(LIMITS, A, B, C);
    assertThat(launcher.ids()).isEqualTo(first);
  }

  @Test
  void aGroupThatIsPreciseStopsAfterFiveRoundsAndANoisyOneGoesOn() {
    launcher.scores(A_ONE.id(), NOISE);
    assertThat(run(LIMITS, A, B)).isEqualTo(Session.End.FINISHED);
    assertThat(count("a")).isEqualTo(2 * 10);
    assertThat(count("b")).isEqualTo(2 * 5);
  }

  @Test
  void aCertainDifferenceIsNoReasonToStop() {
    launcher.scores(A_ONE.id(), NOISE);
    launcher.scores(A_TWO.id(), 1000); // ten times slower: p is tiny, the ratio is not precise
    run(LIMITS, A);
    assertThat(count("a")).isEqualTo(2 * 10);
  }

  @Test
  void whatWorksAtASetRateIsAsPreciseAsItsLatencies() {
    launcher.latencies(A_ONE.id(), NOISE);
    launcher.latencies(A_TWO.id(), 100);
    run(LIMITS, A);
    assertThat(count("a")).isEqualTo(2 * 10);
  }

  /// Time for so many rounds of a pair beyond the least.
  private static Limits limits(int rounds, int pairs) {
    return new Limits(3, 40, 0.02, 2L * (3L * pairs + rounds));
  }

  @Test
  void whatIsSettledGoesOnWhereTheIntervalIsWidest() {
    launcher.scores(A_ONE.id(), 100, 108, 94, 100);
    launcher.scores(B.cells().getFirst().id(), NOISE);
    launcher.scores(A_TWO.id(), 1000);
    launcher.scores(B.cells().getLast().id(), 1000);
    run(limits(4, 2), A, B);
    assertThat(count("b")).isEqualTo(2 * 7);
    assertThat(count("a")).isEqualTo(2 * 3);
  }

  @Test
  void whatIsOpenComesBeforeWhatIsSettledHoweverWideThatIs() {
    launcher.scores(A_ONE.id(), 100, 108, 94, 100);
    launcher.scores(A_TWO.id(), 100);
    launcher.scores(B.cells().getFirst().id(), NOISE);
    launcher.scores(B.cells().getLast().id(), 1000);
    run(limits(4, 2), A, B);
    assertThat(count("a")).isEqualTo(2 * 7);
    assertThat(count("b")).isEqualTo(2 * 3);
  }

  @Test
  void whatIsOpenSharesTheTime() {
    for (var group : List.of(A, B, C)) {
      launcher.scores(group.cells().getFirst().id(), NOISE);
      launcher.scores(group.cells().getLast().id(), 100);
    }
    run(limits(12, 3), A, B, C);
    assertThat(List.of(count("a"), count("b"), count("c"))).containsOnly(2 * 7L);
  }

  @Test
  void aQuestionThatTheSuiteIsMadeForGetsThreeTimesTheTimeWhileItIsOpen() {
    var lead =
        new Group(
            "mutex or arc",
            Stream.of("MUTEX", "ARC")
                .map(
                    name ->
                        new Cell(
                            "dev.threadmill.suite.sharing.SharedCounterBenchmark.step",
                            "avgt",
                            Map.of("contender", name, "threads", "4"),
                            null,
                            null,
                            null))
                .toList());
    for (var group : List.of(lead, B, C)) {
      launcher.scores(group.cells().getFirst().id(), NOISE);
      launcher.scores(group.cells().getLast().id(), 100);
    }
    run(limits(16, 3), lead, B, C);
    assertThat(List.of(count("sharing"), count("b"), count("c")))
        .containsExactly(2 * 15L, 2 * 5L, 2 * 5L);
  }

  @Test
  void theBudgetEndsTheRunBeforeARoundThatWouldPassIt() {
    launcher.scores(A_ONE.id(), NOISE);
    assertThat(run(new Limits(3, 10, 0.02, 9), A)).isEqualTo(Session.End.OUT_OF_BUDGET);
    assertThat(launcher.launched).hasSize(8);
  }

  @Test
  void aFailedForkIsTriedAgainAtTheEndOfItsRound() {
    launcher.failing.add(A_ONE.id() + "#2.1");
    assertThat(run(LIMITS, A, B)).isEqualTo(Session.End.FINISHED);
    var ofRoundTwo =
        launcher.launched.stream()
            .filter(slot -> slot.round() == 2 && slot.cell().family().equals("a"))
            .toList();
    assertThat(ofRoundTwo).hasSize(3);
    assertThat(ofRoundTwo.getLast().cell()).isEqualTo(A_ONE);
    assertThat(ofRoundTwo.getLast().attempt()).isEqualTo(2);
    assertThat(folder.forks()).filteredOn(ForkRecord::isOk).hasSize(2 * 2 * 5);
  }

  @Test
  void aCellThatFailsTwiceIsGivenUpAndTheOthersGoOn() {
    launcher.failing.add(A_ONE.id());
    assertThat(run(LIMITS, A, B)).isEqualTo(Session.End.FINISHED);
    assertThat(forksOf(A_ONE)).hasSize(2);
    assertThat(forksOf(A_TWO)).hasSize(3);
    assertThat(count("b")).isEqualTo(2 * 5);
  }

  @Test
  void threeForksThatFailAlikeAtTheStartEndTheRunWhichGoesOnAsIfNothingHadBeen() {
    run(LIMITS, A, B, C);
    var undisturbed = launcher.ids();
    emptyFolder();
    for (int time = 0; time < 2; time++) {
      launcher.launched.clear();
      launcher.whyFailing = slot -> "process " + slot.position() + " found no loopback";
      Stream.of(A, B, C).flatMap(group -> group.cells().stream()).forEach(this::fail);
      assertThat(run(LIMITS, A, B, C)).isEqualTo(Session.End.FAILING);
      assertThat(launcher.launched).hasSize(3);
    }
    launcher.launched.clear();
    launcher.failing.clear();
    assertThat(run(LIMITS, A, B, C)).isEqualTo(Session.End.FINISHED);
    assertThat(launcher.ids()).isEqualTo(undisturbed);
    assertThat(folder.forks()).extracting(ForkRecord::position).doesNotHaveDuplicates();
  }

  private void fail(Cell cell) {
    launcher.failing.add(cell.id());
  }

  @Test
  void forksThatFailEachForItsOwnReasonOrAfterOneThatRanDoNotEndIt() {
    Stream.of(A, B).flatMap(group -> group.cells().stream()).forEach(this::fail);
    launcher.whyFailing = slot -> "it broke in " + slot.cell().id();
    assertThat(run(LIMITS, A, B)).isEqualTo(Session.End.FINISHED);
    assertThat(launcher.launched).hasSize(8);
    emptyFolder();
    launcher.launched.clear();
    launcher.failing.clear();
    launcher.whyFailing = slot -> "it broke";
    launcher.beforeEach =
        () -> {
          if (!launcher.launched.isEmpty()) {
            Stream.of(A, B).flatMap(group -> group.cells().stream()).forEach(this::fail);
          }
        };
    assertThat(run(LIMITS, A, B)).isEqualTo(Session.End.FINISHED);
    assertThat(folder.forks())
        .filteredOn(fork -> fork.outcome() == ForkRecord.Outcome.FAILED)
        .hasSize(2 * 4);
  }

  @Test
  void aCellThatMakesNoSenseRunsOnce() {
    launcher.notApplicable.add(A_TWO.id());
    run(LIMITS, A);
    assertThat(forksOf(A_TWO)).hasSize(1);
    assertThat(forksOf(A_ONE)).hasSize(3);
  }

  @Test
  void everyForkIsKeptBeforeTheNextStarts() {
    List<Integer> keptAtStart = new ArrayList<>();
    launcher.beforeEach = () -> keptAtStart.add(folder.forks().size());
    run(LIMITS, A);
    assertThat(keptAtStart).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aRunStoppedAnywhereGoesOnAsIfNothingHadBeen() {
    launcher.scores(A_ONE.id(), NOISE);
    run(LIMITS, A, B, C);
    var undisturbed = launcher.ids();
    for (int forks = 0; forks < undisturbed.size(); forks++) {
      emptyFolder();
      launcher.scores(A_ONE.id(), NOISE);
      int last = forks;
      var interrupted = new Stop();
      launcher.beforeEach =
          () -> {
            if (launcher.launched.size() + 1 >= last) {
              interrupted.request();
            }
          };
      var log = folder.appendForks();
      session(Samples.manifest(LIMITS, A, B, C), new Silence())
          .run(List.of(), log::append, interrupted);
      launcher.beforeEach = () -> {};
      assertThat(run(LIMITS, A, B, C)).isEqualTo(Session.End.FINISHED);
      assertThat(launcher.ids()).as("stopped after %d forks", forks).isEqualTo(undisturbed);
      assertThat(folder.forks()).extracting(ForkRecord::position).doesNotHaveDuplicates();
    }
  }

  @Test
  void theRulerIsReadBeforeRoundsAndTakesAFiftiethOfTheRunAtMost() {
    launcher.scores(A_ONE.id(), NOISE);
    launcher.scores(B.cells().get(0).id(), NOISE);
    run(new Limits(120, 120, 0.0001, 36_000), A, B);
    var before = launcher.readBefore;
    assertThat(readings).hasSizeGreaterThan(10).hasSize(before.size() - 1); // one to warm up
    assertThat(before).allMatch(forks -> forks % 2 == 0);
    double spent = before.size() * ScriptedLauncher.READING_NANOS;
    assertThat(spent / launcher.nanoTime).isBetween(0.015, 0.02);
  }

  @Test
  void aShortRunHasNoTimeForTheRuler() {
    run(LIMITS, A, B, C);
    assertThat(launcher.readBefore).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.03, 7",
    "0.02, 19",
    "0.06, 31"
  }) // what is not usual must be seen before it is told
  void theTimeLeftIsNearTheTruth(double spread, int fork) {
    var random = new Random(5);
    List<Double> toldForTrue = new ArrayList<>();
    for (int run = 0; run < 40; run++) {
      emptyFolder();
      for (Group group : List.of(A, B, C)) {
        for (Cell cell : group.cells()) {
          launcher.scores(
              cell.id(),
              DoubleStream.generate(() -> 100 * Math.exp(spread * random.nextGaussian()))
                  .limit(40)
                  .toArray());
        }
      }
      var ends = new EndsTold();
      var log = folder.appendForks();
      session(Samples.manifest(new Limits(5, 40, 0.05, 36_000), A, B, C), ends)
          .run(List.of(), log::append, stop);
      toldForTrue.add(ends.seconds.get(fork - 1) * 1e9 / launcher.nanoTime);
    }
    assertThat(toldForTrue.stream().sorted().toList().get(20)).isBetween(0.75, 1.25);
    assertThat(toldForTrue)
        .filteredOn(ratio -> ratio > 0.75 && ratio < 1.25)
        .hasSizeGreaterThanOrEqualTo(20);
  }

  private long count(String family) {
    return launcher.launched.stream().filter(slot -> slot.cell().family().equals(family)).count();
  }

  private List<ForkRecord> forksOf(Cell cell) {
    return folder.forks().stream().filter(fork -> fork.cell().equals(cell.id())).toList();
  }

  private static class Silence implements Progress {
    @Override
    public void starting(Slot slot, long secondsLeft) {
      assertThat(secondsLeft).isNotNegative();
    }

    @Override
    public void iterated(boolean warmup, int number, int count, double score, String unit) {}

    @Override
    public void ended(ForkRecord fork) {}
  }

  @Test
  void aRoundOfAllEndsWhenEveryComparisonThatGoesOnHadATurn() {
    launcher.notApplicable.add(A_TWO.id());
    List<Boolean> rounds = new ArrayList<>();
    var log = folder.appendForks();
    var told =
        new Silence() {
          @Override
          public void compared(boolean isRound) {
            rounds.add(isRound);
          }
        };
    session(Samples.manifest(LIMITS, A, B, C), told).run(List.of(), log::append, stop);
    // A has nothing to compare, and ends after three rounds.
    assertThat(rounds)
        .containsExactly(
            false, false, true, false, false, true, false, false, true, false, true, false, true);
  }

  /// Notes when the run is said to end.
  private final class EndsTold extends Silence {
    final List<Double> seconds = new ArrayList<>();

    @Override
    public void starting(Slot slot, long secondsLeft) {
      seconds.add(launcher.nanoTime / 1e9 + secondsLeft);
    }
  }
}
