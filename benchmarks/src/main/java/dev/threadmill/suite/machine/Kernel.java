package dev.threadmill.suite.machine;

/// The loops of the STREAM benchmark, from two arrays into a third.
public enum Kernel {
  /// `c = a`
  COPY(16) {
    @Override
    void run(double[] a, double[] b, double[] c, int from, int to) {
      for (int i = from; i < to; i++) {
        c[i] = a[i];
      }
    }

    @Override
    double of(double a, double b) {
      return a;
    }
  },
  /// `c = 3 a`
  SCALE(16) {
    @Override
    void run(double[] a, double[] b, double[] c, int from, int to) {
      for (int i = from; i < to; i++) {
        c[i] = FACTOR * a[i];
      }
    }

    @Override
    double of(double a, double b) {
      return FACTOR * a;
    }
  },
  /// `c = a + b`
  ADD(24) {
    @Override
    void run(double[] a, double[] b, double[] c, int from, int to) {
      for (int i = from; i < to; i++) {
        c[i] = a[i] + b[i];
      }
    }

    @Override
    double of(double a, double b) {
      return a + b;
    }
  },
  /// `c = a + 3 b`
  TRIAD(24) {
    @Override
    void run(double[] a, double[] b, double[] c, int from, int to) {
      for (int i = from; i < to; i++) {
        c[i] = a[i] + FACTOR * b[i];
      }
    }

    @Override
    double of(double a, double b) {
      return a + FACTOR * b;
    }
  };

  private static final double FACTOR = 3;

  private final int bytes;

  Kernel(int bytes) {
    this.bytes = bytes;
  }

  /// Returns the bytes read and written per element, without the write-allocate reads of a
  /// cache.
  int bytes() {
    return bytes;
  }

  abstract void run(double[] a, double[] b, double[] c, int from, int to);

  /// Computes the kernel's result for two elements.
  abstract double of(double a, double b);
}
