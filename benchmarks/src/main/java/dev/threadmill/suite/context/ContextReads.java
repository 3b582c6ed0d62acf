package dev.threadmill.suite.context;

import org.openjdk.jmh.annotations.CompilerControl;

/// Code that reads the slots of a context one after the other and sums the values.
final class ContextReads implements Context.Reader {
  private final Context context;
  private final int slots;
  private final int reads;
  private long sum;

  /// Creates a reader of `reads` values that wraps around to the first slot after the last.
  ContextReads(Context context, int slots, int reads) {
    this.context = context;
    this.slots = slots;
    this.reads = reads;
  }

  @Override
  public void run(Value[] parameter) {
    long total = 0;
    int slot = 0;
    for (int i = 0; i < reads; i++) {
      total += read(parameter, slot);
      if (++slot == slots) {
        slot = 0;
      }
    }
    sum += total;
  }

  // One call per read, as in real use of context; otherwise the JIT hoists the reads.
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private long read(Value[] parameter, int slot) {
    return context.read(parameter, slot).number();
  }

  /// Checks that each slot has had its value in this number of runs since the last check.
  long check(int runs) {
    long cycles = reads / slots;
    long right = runs * (cycles * Value.sumOf(slots) + Value.sumOf(reads % slots));
    long found = sum;
    sum = 0;
    if (found != right) {
      throw new IllegalStateException("The values read add up to " + found + ", not " + right);
    }
    return found;
  }
}
