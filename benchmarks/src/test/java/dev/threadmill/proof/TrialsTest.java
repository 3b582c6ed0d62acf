package dev.threadmill.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.ForkRecord.Outcome;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.RunManifest.Suite;
import dev.threadmill.results.Samples;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ForkLauncher.Slot;
import dev.threadmill.runner.Measurement;
import dev.threadmill.runner.Progress;
import dev.threadmill.stats.StoppingRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which forks a trial runs, and what of it is in the ledger, told by scripted forks.
class TrialsTest {
  private static final Fingerprint MACHINE = Fingerprint.of(Host.here());
  private static final Suite SUITE = new Suite("1", "abc", "def");
  private static final Limits FIVE_ROUNDS = new Limits(5, 5, 1, 3600);
  private static final int FORKS = 6 * 5;

  @TempDir Path folder;
  private Ledger ledger;
  private final List<Slot> launched = new ArrayList<>();
  private final List<RunManifest> manifests = new ArrayList<>();
  private Predicate<Slot> fails = slot -> false;
  private int mostForks = Integer.MAX_VALUE;

  @BeforeEach
  void emptyLedger() {
    ledger = new Ledger(folder.resolve("ledger.jsonl"));
  }

  private static Trial trial(String family) {
    var cells =
        Stream.of("100", "102", "103", "105", "110")
            .map(operations -> Samples.cell(family, "contender", operations))
            .toList();
    return Trial.ofPlanted(List.of(new Group("a", cells)), false).getFirst();
  }

  private Trials trials(Limits limits, Suite suite, Trial... all) {
    var regimen = new Trials.Regimen(new Shape(1, 100, 2, 100), limits, 42, suite, MACHINE);
    return new Trials(
        ledger,
        List.of(all),
        regimen,
        folder ->
            new Measurement(
                folder,
                manifest -> {
                  manifests.add(manifest);
                  return this::launch;
                },
                new Silence()));
  }

  private Trials trials(Trial... all) {
    return trials(FIVE_ROUNDS, SUITE, all);
  }

  /// As slow as it has operations to do, give or take half a percent.
  private ForkRecord launch(Slot slot) {
    if (launched.size() >= mostForks) {
      throw new Unusable("the power is cut");
    }
    launched.add(slot);
    var cell = slot.cell();
    if (fails.test(slot)) {
      return Samples.fork(
          cell, slot.round(), slot.position(), slot.attempt(), Outcome.FAILED, "it broke");
    }
    var random = new Random(31L * cell.id().hashCode() + slot.round());
    double score =
        Double.parseDouble(String.valueOf(cell.params().get(Cell.CONTENDER)))
            * (1 + 0.005 * random.nextGaussian());
    return Samples.fork(cell, slot.round(), slot.position(), score, score * 1.001);
  }

  @Test
  void everyArmOfATrialIsALine() {
    var added = trials(trial("a")).next();
    assertThat(ledger.entries()).isEqualTo(added);
    assertThat(added)
        .extracting(LedgerEntry::arm)
        .containsExactlyInAnyOrder("again", "102", "103", "105", "110");
    assertThat(added)
        .allSatisfy(
            entry -> {
              double truth = entry.isSame() ? 1 : 100 / Double.parseDouble(entry.arm());
              assertThat(entry.planted()).isEqualTo(truth);
              assertThat(entry.ratio()).isCloseTo(truth, within(0.01));
              assertThat(entry.hit()).isEqualTo(entry.p() <= 0.05);
              assertThat(entry.hit()).isEqualTo(entry.low() > 1 || entry.high() < 1);
              assertThat(entry.rounds()).isEqualTo(5);
              assertThat(entry.base()).isEqualTo(added.getFirst().base()).hasSize(5);
              assertThat(entry.other()).hasSize(5).isNotEqualTo(entry.base());
              assertThat(entry.benchmark()).isEqualTo("a.ABenchmark.run[contender=100]");
              assertThat(entry.commit()).isEqualTo("abc");
              assertThat(entry.machine()).isEqualTo(MACHINE.slug());
            });
    assertThat(added).filteredOn(entry -> entry.arm().equals("110")).allMatch(LedgerEntry::hit);
    assertThat(folder).isDirectoryContaining("glob:**ledger.jsonl");
    assertThat(folder.resolve("ledger.jsonl.trial")).doesNotExist();
  }

  @Test
  void equalArmsDifferInAnEmptyNameOnly() {
    trials(trial("a")).next();
    assertThat(manifests.getFirst().jvms().values()).containsOnly(List.of());
    var cells = manifests.getFirst().groups().getFirst().cells();
    assertThat(cells.get(0).params()).isEqualTo(cells.get(1).params());
    assertThat(cells.get(0).jvm()).isNotEqualTo(cells.get(1).jvm());
  }

  @Test
  void theArmsOfARoundRunBackToBackInAnOrderThatChanges() {
    var trials = trials(trial("a"));
    trials.next();
    trials.next();
    Set<List<String>> orders = new HashSet<>();
    for (int from = 0; from < 2 * FORKS; from += 6) {
      var round = launched.subList(from, from + 6);
      assertThat(round).extracting(slot -> slot.cell().id()).doesNotHaveDuplicates();
      assertThat(round).extracting(Slot::round).containsOnly(from % FORKS / 6 + 1);
      orders.add(round.stream().map(slot -> slot.cell().id()).toList());
    }
    assertThat(orders).as("of ten rounds").hasSizeGreaterThan(7);
  }

  @Test
  void whoHasTheFewestOutcomesIsNext() {
    var trials = trials(trial("a"), trial("b"), trial("c"));
    IntStream.range(0, 6).forEach(i -> trials.next());
    assertThat(ledger.entries())
        .filteredOn(LedgerEntry::isSame)
        .extracting(entry -> entry.benchmark().substring(0, 1))
        .containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void aTrialThatWasCutShortAnywhereGoesOnAsIfNothingHadBeen() throws IOException {
    trials(trial("a")).next();
    var undisturbed = launched.stream().map(slot -> slot.cell().id() + slot.round()).toList();
    var scores = ledger.entries().stream().map(LedgerEntry::other).toList();
    for (int forks : new int[] {0, 1, 6, 17, FORKS - 1}) {
      Files.delete(ledger.file());
      launched.clear();
      mostForks = forks;
      assertThatThrownBy(() -> trials(trial("a")).next()).hasMessageContaining("power");
      assertThat(ledger.entries()).isEmpty();
      mostForks = Integer.MAX_VALUE;
      trials(trial("b"), trial("a")).next();
      assertThat(launched.stream().map(slot -> slot.cell().id() + slot.round()).toList())
          .as("cut short after %d forks", forks)
          .isEqualTo(undisturbed);
      assertThat(ledger.entries().stream().map(LedgerEntry::other).toList()).isEqualTo(scores);
    }
  }

  @Test
  void linesThatAreThereAlreadyAreNotWrittenAgain() throws IOException {
    mostForks = FORKS - 1;
    assertThatThrownBy(() -> trials(trial("a")).next()).isInstanceOf(Unusable.class);
    Path work = folder.resolve("ledger.jsonl.trial");
    byte[] plan = Files.readAllBytes(work.resolve("run.json"));
    byte[] forks = Files.readAllBytes(work.resolve("forks.jsonl"));
    mostForks = Integer.MAX_VALUE;
    var all = trials(trial("a")).next();
    // As if the process had ended after two lines, before the folder was removed.
    Files.delete(ledger.file());
    ledger.append(all.subList(0, 2));
    Files.createDirectory(work);
    Files.write(work.resolve("run.json"), plan);
    Files.write(work.resolve("forks.jsonl"), forks);
    assertThat(trials(trial("a")).next()).hasSize(3);
    assertThat(ledger.entries())
        .extracting(LedgerEntry::arm)
        .isEqualTo(all.stream().map(LedgerEntry::arm).toList());
  }

  @Test
  void aTrialWhoseLinesAreAllThereIsFollowedByTheNext() throws IOException {
    mostForks = FORKS - 1;
    assertThatThrownBy(() -> trials(trial("a")).next()).isInstanceOf(Unusable.class);
    Path work = folder.resolve("ledger.jsonl.trial");
    byte[] plan = Files.readAllBytes(work.resolve("run.json"));
    byte[] forks = Files.readAllBytes(work.resolve("forks.jsonl"));
    mostForks = Integer.MAX_VALUE;
    int outcomes = trials(trial("a")).next().size();
    // As if the process had ended after the last line, before the folder was removed.
    Files.createDirectory(work);
    Files.write(work.resolve("run.json"), plan);
    Files.write(work.resolve("forks.jsonl"), forks);
    assertThat(trials(trial("a")).next()).hasSize(outcomes);
    assertThat(ledger.entries()).hasSize(2 * outcomes);
  }

  @Test
  void aTrialOfAnotherBuildIsNotGoneOnWith() {
    mostForks = 3;
    assertThatThrownBy(() -> trials(trial("a")).next()).isInstanceOf(Unusable.class);
    var other = trials(FIVE_ROUNDS, new Suite("1", "abd", "fed"), trial("a"));
    assertThatThrownBy(other::next)
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("another build");
  }

  @Test
  void anArmThatFailsHasNoOutcomeAndIsNamed() {
    fails = slot -> "103".equals(slot.cell().params().get(Cell.CONTENDER));
    assertThatThrownBy(() -> trials(trial("a")).next())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("contender=103")
        .hasMessageContaining("it broke");
    assertThat(ledger.entries()).isEmpty();
    assertThat(RunFolder.open(folder.resolve("ledger.jsonl.trial")).forks()).isNotEmpty();
  }

  @Test
  void aForkThatFailsOnceHasItsSecondChanceAndThePairStaysTogether() {
    fails = slot -> slot.attempt() == 1 && slot.round() == 2 && slot.cell().jvm().equals("again");
    var added = trials(new Trial(trial("a").base(), List.of(), null)).next();
    assertThat(added).hasSize(1);
    assertThat(added.getFirst().rounds()).isEqualTo(5);
    assertThat(launched).hasSize(11);
  }

  @Test
  void afterAStopAtAPrecisionTheIntervalsAreThoseOfThatRule() {
    var added = trials(new Limits(5, 20, 0.05, 3600), SUITE, trial("a")).next();
    assertThat(added).extracting(LedgerEntry::alpha).containsOnly(StoppingRule.ALPHA);
    assertThat(added)
        .allSatisfy(
            entry -> assertThat(entry.hit()).isEqualTo(entry.low() > 1 || entry.high() < 1));
  }

  private static final class Silence implements Progress {
    @Override
    public void starting(Slot slot, long secondsLeft) {}

    @Override
    public void iterated(boolean warmup, int number, int count, double score, String unit) {}

    @Override
    public void ended(ForkRecord fork) {}
  }
}
