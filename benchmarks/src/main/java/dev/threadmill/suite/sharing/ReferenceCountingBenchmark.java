package dev.threadmill.suite.sharing;

import dev.threadmill.primitives.Arc;
import dev.threadmill.primitives.Rc;
import dev.threadmill.suite.TimedBenchmark;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/// What does it cost to share a value by count, where nobody else is counting?
///
/// **Varies:** the handle: `Arc`, `Rc`, and for a bound two bare atomic additions on one field.
/// **Measures:** time for a copy and its close.
/// **Beware:** without the black hole between them the JIT may delete both halves of the plain
/// pair, as it may in Rust; the atomic pair stays.
/// **Expect:** the atomic pair costs its two locked instructions, `Rc` next to nothing.
/// **Run:** `java -jar benchmarks/target/benchmarks.jar ReferenceCounting`
public class ReferenceCountingBenchmark extends TimedBenchmark {
  private static final VarHandle COUNT;

  static {
    try {
      COUNT =
          MethodHandles.lookup()
              .findVarHandle(ReferenceCountingBenchmark.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Arc<Object> arc = Arc.of(new Object());
  private final Rc<Object> rc = Rc.of(new Object());

  @SuppressWarnings("UnusedVariable") // by COUNT
  private volatile long count = 1;

  @Benchmark
  public void arc(Blackhole hole) {
    try (Arc<Object> copy = arc.copy()) {
      hole.consume(copy);
    }
  }

  @Benchmark
  public void rc(Blackhole hole) {
    try (Rc<Object> copy = rc.copy()) {
      hole.consume(copy);
    }
  }

  @Benchmark
  public void twoAdditions(Blackhole hole) {
    COUNT.getAndAdd(this, 1L);
    hole.consume(this);
    COUNT.getAndAdd(this, -1L);
  }
}
