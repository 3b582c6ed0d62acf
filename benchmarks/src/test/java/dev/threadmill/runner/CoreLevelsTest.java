package dev.threadmill.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.threadmill.machine.SketchedHost;
import dev.threadmill.questions.Preset;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The numbers of CPUs that are measured on, on machines of many shapes.
class CoreLevelsTest {
  @TempDir Path root;

  private CoreLevels of(String asked, SketchedHost machine) {
    return CoreLevels.of(asked, machine.unpack(root));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DESKTOP     | 1, 2, 4, 8 (all cores), 16 (all CPUs)",
        "TWO_SOCKETS | 1, 2, 4, 8, 20 (one socket), 40 (all cores), 80 (all CPUs)",
        "FOUR_CACHES | 1, 2, 4 (one last-level cache), 8, 16 (all cores), 32 (all CPUs)",
        "HYBRID      | 1, 2, 4, 8 (all fast cores), 16 (all fast CPUs), 24 (all CPUs)",
        "ARM         | 1, 2, 4, 8, 16, 32, 64 (all CPUs)",
        "HOLES       | 1, 2, 4, 8 (one last-level cache), 16, 32 (one socket), 63 (all cores),"
            + " 114 (all CPUs)",
        "QUOTA       | 1, 2, 3 (the quota)",
        "LARGE       | 1, 2, 4, 8 (one last-level cache), 16, 32, 64, 96 (all cores), 192 (all CPUs)"
      })
  void allDoublesAndEndsWhatMatters(SketchedHost machine, String levels) {
    assertThat(of("all", machine).levels()).isEqualTo(levels);
  }

  @Test
  void allEndsAtTheQuotaAndSaysSo() {
    assertThat(of("all", SketchedHost.QUOTA).notes())
        .containsExactly("--cores all ends at 3 of 192 CPUs: a quota allows the time of 3.5 CPUs.");
    assertThat(of("all", SketchedHost.LARGE).notes()).isEmpty();
  }

  @Test
  void aLevelBeyondTheQuotaIsTakenWithAWarning() {
    var levels = of("2,3,4,192", SketchedHost.QUOTA);
    assertThat(levels.counts()).containsExactly(2, 3, 4, 192);
    assertThat(levels.notes())
        .containsExactly(
            "--cores 4 and 192 is more than the quota of 3.5 CPUs: when that is used up, all"
                + " threads stop for a while.");
    assertThat(of("1,3", SketchedHost.QUOTA).notes()).isEmpty();
  }

  @Test
  void noMoreThanThereIsCanBeHad() {
    assertThatThrownBy(() -> of("115", SketchedHost.HOLES))
        .hasMessage("--cores 115: 115 is not a number from 1 to 114");
    assertThatThrownBy(() -> of("1,,2", SketchedHost.ARM)).hasMessageContaining("is not a number");
  }

  /// A plan of one cell on each level, of which a round takes some two seconds.
  private static List<Group> plan(List<Integer> levels) {
    return List.of(
        new Group(
            "group",
            levels.stream()
                .map(level -> new Cell("family.Benchmark.run", "avgt", Map.of(), level, null, null))
                .toList()));
  }

  private static Limits limits(long seconds) {
    return new Limits(3, 20, 0.05, seconds);
  }

  private CoreLevels within(long seconds, SketchedHost machine, String asked) {
    var shape = Preset.QUICK.shape();
    return of(asked, machine).fitting(CoreLevelsTest::plan, shape, limits(seconds), "0:" + seconds);
  }

  @Test
  void asManyLevelsStayAsThreeRoundsFitFor() {
    var all = of("all", SketchedHost.LARGE).counts();
    for (long seconds = 10; seconds < 80; seconds += 7) {
      var left = within(seconds, SketchedHost.LARGE, "all").counts();
      assertThat(left).startsWith(1).endsWith(192).isSorted().doesNotHaveDuplicates();
      assertThat(all).containsAll(left);
      assertThat(left.size() == 2 || fits(left, seconds)).isTrue();
      assertThat(left.equals(all) || !fits(all.subList(0, left.size() + 1), seconds)).isTrue();
    }
    assertThat(within(80, SketchedHost.LARGE, "all").notes()).isEmpty();
  }

  private static boolean fits(List<Integer> levels, long seconds) {
    return Estimate.fits(plan(levels), Preset.QUICK.shape(), limits(seconds), 3);
  }

  @Test
  void doublesGoBeforeEdgesAndTheSentenceNamesThem() {
    var levels = within(40, SketchedHost.LARGE, "all");
    assertThat(levels.counts()).containsExactly(1, 8, 32, 96, 192);
    assertThat(levels.notes())
        .containsExactly(
            "--cores all leaves out 2, 4, 16 and 64 CPUs, so that 3 rounds fit into 0:40;"
                + " --budget sets the time.");
  }

  @Test
  void whereEvenTwoDoNotFitItIsSaid() {
    var levels = within(1, SketchedHost.LARGE, "all");
    assertThat(levels.counts()).containsExactly(1, 192);
    assertThat(levels.notes().getLast())
        .endsWith("and yet 3 rounds do not fit into 0:1; --budget sets the time.");
  }

  @Test
  void whatWasListedIsNeverThinned() {
    var levels = within(1, SketchedHost.LARGE, "1,2,4,8,16");
    assertThat(levels.counts()).containsExactly(1, 2, 4, 8, 16);
    assertThat(levels.notes()).isEmpty();
  }
}
