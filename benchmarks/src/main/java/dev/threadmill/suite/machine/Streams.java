package dev.threadmill.suite.machine;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.ArrayList;
import java.util.List;

/// Arrays that threads sweep over, each in its own part, with a check of what they wrote.
final class Streams implements AutoCloseable {
  /// A kernel, or a substitute for it.
  interface Loop {
    void run(double[] a, double[] b, double[] c, int from, int to);
  }

  private static final int SAMPLES = 16;

  private final Kernel kernel;
  private final double[] a;
  private final double[] b;
  private final double[] c;
  private final Crew crew;

  Streams(ThreadKind kind, Kernel kernel, int threads, int elements) {
    this(kind, kernel, kernel::run, threads, elements);
  }

  Streams(ThreadKind kind, Kernel kernel, Loop loop, int threads, int elements) {
    this.kernel = kernel;
    a = new double[elements];
    b = new double[elements];
    c = new double[elements];
    for (int i = 0; i < elements; i++) {
      a[i] = i % 1000 + 1;
      b[i] = i % 77 + 1;
    }
    List<Crew.Duty> duties = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int from = (int) ((long) elements * i / threads);
      int to = (int) ((long) elements * (i + 1) / threads);
      duties.add(() -> loop.run(a, b, c, from, to));
    }
    crew = new Crew(kind, duties);
  }

  /// Sweeps once with all threads.
  ///
  /// @return the nanoseconds it took
  /// @throws IllegalStateException if a sample has the wrong value
  long sweep() throws InterruptedException {
    for (int i = 0; i < SAMPLES; i++) {
      c[sample(i)] = Double.NaN;
    }
    long start = System.nanoTime();
    crew.work();
    long took = System.nanoTime() - start;
    for (int i = 0; i < SAMPLES; i++) {
      check(sample(i));
    }
    return took;
  }

  /// Checks every element.
  ///
  /// @throws IllegalStateException if one has the wrong value
  void checkAll() {
    for (int i = 0; i < c.length; i++) {
      check(i);
    }
  }

  private int sample(int number) {
    return (int) ((c.length - 1L) * number / (SAMPLES - 1));
  }

  private void check(int i) {
    double expected = kernel.of(a[i], b[i]);
    if (c[i] != expected) {
      throw new IllegalStateException(kernel + " wrote " + c[i] + " at " + i + ", not " + expected);
    }
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
