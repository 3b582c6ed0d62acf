package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Crew;
import java.util.List;

/// A thread that binds values repeatedly and reads them in each binding.
final class ContextCrew implements AutoCloseable {
  private final int bindings;
  private final ContextReads reads;
  private final Crew crew;

  ContextCrew(Context context, ThreadKind kind, int slots, int bindings, int readsEach) {
    this.bindings = bindings;
    reads = new ContextReads(context, slots, readsEach);
    Context.Binding binding = context.around(reads);
    Value[] values = Value.some(slots);
    Crew.Duty duty =
        () -> {
          for (int i = 0; i < bindings; i++) {
            binding.run(values);
          }
        };
    crew = new Crew(kind, List.of(duty));
  }

  /// Makes all bindings and reads of a round, and returns the sum of the values read.
  long work() throws InterruptedException {
    crew.work();
    return reads.check(bindings);
  }

  @Override
  public void close() throws InterruptedException {
    crew.close();
  }
}
