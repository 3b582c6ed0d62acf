package dev.threadmill.suite.newcomer;

import dev.threadmill.recording.Asks;
import dev.threadmill.recording.Cells;
import dev.threadmill.recording.Named;
import dev.threadmill.suite.TimedBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// What does combining numbers cost?
///
/// A benchmark that is added to the suite, so that a test sees that nothing else needs a change.
///
/// **Varies:** the operation and how many numbers there are.
/// **Measures:** time of all together.
/// **Beware:** it answers nothing that anybody asked.
/// **Expect:** nothing.
/// **Run:** never.
@Named("combine numbers")
@Asks(
    id = "sum-or-product",
    question = "Sum or product: which is faster?",
    typical = "size=8",
    rival = "PRODUCT")
@Cells(in = "quick", at = "size=8")
public class CombiningBenchmark extends TimedBenchmark {
  /// The contenders.
  public enum Operation {
    SUM {
      @Override
      long with(long total, long next) {
        return total + next;
      }
    },
    @Named("Product of all")
    PRODUCT {
      @Override
      long with(long total, long next) {
        return total * next;
      }
    };

    abstract long with(long total, long next);
  }

  @Param Operation contender;

  @Param({"8", "64"})
  int size;

  @Benchmark
  public long combine() {
    long total = 1;
    for (int i = 1; i <= size; i++) {
      total = contender.with(total, i);
    }
    return total;
  }
}
