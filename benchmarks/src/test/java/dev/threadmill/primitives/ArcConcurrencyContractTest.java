package dev.threadmill.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests what `Arc` promises to many threads at once; in both modes and on both kinds of
/// thread.
class ArcConcurrencyContractTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;

  enum Kind {
    PLATFORM,
    VIRTUAL;

    ExecutorService executor() {
      return this == PLATFORM
          ? Executors.newFixedThreadPool(THREADS)
          : Executors.newVirtualThreadPerTaskExecutor();
    }
  }

  /// What each of as many threads as there are handles makes of its handle, all starting together.
  private static <H, R> List<R> together(ExecutorService pool, List<H> handles, Function<H, R> body)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(handles.size());
    List<Future<R>> futures = new ArrayList<>();
    for (H handle : handles) {
      Callable<R> task =
          () -> {
            start.await();
            return body.apply(handle);
          };
      futures.add(pool.submit(task));
    }
    List<R> results = new ArrayList<>();
    for (Future<R> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  private static <T> List<Arc<T>> copies(Arc<T> first) {
    List<Arc<T>> handles = new ArrayList<>(List.of(first));
    while (handles.size() < THREADS) {
      handles.add(first.copy());
    }
    return handles;
  }

  @ParameterizedTest
  @EnumSource
  void theDropperRunsOnceAndSeesWhatEveryOwnerWrote(Kind kind) throws Exception {
    try (var pool = kind.executor()) {
      for (int round = 0; round < ROUNDS; round++) {
        AtomicInteger drops = new AtomicInteger();
        int[] seen = new int[1];
        var handles =
            copies(
                Arc.of(
                    new int[THREADS],
                    slots -> {
                      drops.incrementAndGet();
                      for (int slot : slots) {
                        seen[0] += slot;
                      }
                    }));
        AtomicInteger next = new AtomicInteger();
        together(
            pool,
            handles,
            arc -> {
              arc.get()[next.getAndIncrement()] = 1;
              arc.close();
              return true;
            });
        assertThat(drops).hasValue(1);
        assertThat(seen[0]).isEqualTo(THREADS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void exactlyOneIntoInnerGetsTheValue(Kind kind) throws Exception {
    try (var pool = kind.executor()) {
      for (int round = 0; round < ROUNDS; round++) {
        AtomicInteger drops = new AtomicInteger();
        var handles = copies(Arc.of("value", value -> drops.incrementAndGet()));
        var results = together(pool, handles, arc -> String.valueOf(arc.intoInner()));
        assertThat(results).containsOnlyOnce("value");
        assertThat(drops).hasValue(0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tryUnwrapThenCloseGivesTheValueAtMostOnceAndElseDropsIt(Kind kind) throws Exception {
    try (var pool = kind.executor()) {
      for (int round = 0; round < ROUNDS; round++) {
        AtomicInteger drops = new AtomicInteger();
        var handles = copies(Arc.of("value", value -> drops.incrementAndGet()));
        var results =
            together(
                pool,
                handles,
                arc -> {
                  String value = arc.tryUnwrap();
                  if (value == null) {
                    arc.close();
                  }
                  return String.valueOf(value);
                });
        long winners = results.stream().filter("value"::equals).count();
        assertThat(winners + drops.get()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesMadeAndClosedByManyThreadsLeaveTheCountsAsTheyWere(Kind kind) throws Exception {
    try (var pool = kind.executor()) {
      AtomicInteger drops = new AtomicInteger();
      Arc<String> first = Arc.of("value", value -> drops.incrementAndGet());
      var handles = copies(first.copy());
      together(
          pool,
          handles,
          arc -> {
            for (int i = 0; i < 1_000; i++) {
              try (var copy = arc.copy();
                  var weak = copy.downgrade();
                  var upgraded = Objects.requireNonNull(weak.upgrade())) {
                assertThat(upgraded.get()).isEqualTo("value");
              }
            }
            arc.close();
            return true;
          });
      assertThat(first.strongCount()).isEqualTo(1);
      assertThat(first.weakCount()).isZero();
      assertThat(first.getMut()).isEqualTo("value");
      assertThat(drops).hasValue(0);
      first.close();
      assertThat(drops).hasValue(1);
    }
  }
}
