package dev.threadmill.suite.spawning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.threadmill.primitives.ThreadKind;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests that every tree adds up, with as many threads as it claims.
class SkynetConformanceTest {

  @ParameterizedTest
  @EnumSource
  void theRootHasTheSumOfAllLeaves(TreeKind contender) throws Exception {
    for (ThreadKind kind : ThreadKind.values()) {
      if (contender == TreeKind.FORK_JOIN && kind == ThreadKind.VIRTUAL) {
        continue;
      }
      try (var tree = contender.plant(kind, 1_000)) {
        assertThat(tree.checkedSum(1)).isZero();
        assertThat(tree.checkedSum(10)).isEqualTo(45);
        assertThat(tree.checkedSum(1_000)).isEqualTo(499_500);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JOINED_THREADS,PLATFORM",
    "JOINED_THREADS,VIRTUAL",
    "CHANNELS,PLATFORM",
    "CHANNELS,VIRTUAL",
    "FORK_JOIN,PLATFORM"
  })
  void aNodeIsAThreadOfTheKindSaveInAPool(TreeKind contender, ThreadKind kind) throws Exception {
    try (var tree = contender.plant(kind, 1_000)) {
      var threads = ManagementFactory.getThreadMXBean();
      long before = threads.getTotalStartedThreadCount();
      tree.checkedSum(1_000);
      long platformThreads = threads.getTotalStartedThreadCount() - before;
      if (kind == ThreadKind.PLATFORM && contender != TreeKind.FORK_JOIN) {
        assertThat(platformThreads).isGreaterThanOrEqualTo(1_111);
      } else {
        assertThat(platformThreads).isLessThan(500);
      }
    }
  }

  @Test
  void aTreeThatLosesALeafIsCaught() {
    try (var lossy = new LossyTree()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> lossy.checkedSum(1_000))
          .withMessageContaining("499500");
    }
  }

  /// A tree whose last leaf never reports.
  private static final class LossyTree implements Tree {
    @Override
    public long sum(int leaves) {
      return leaves * (leaves - 1L) / 2 - (leaves - 1);
    }

    @Override
    public void close() {}
  }
}
