package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.ThreadFactory;

/// Children that run in the parent's structured scope and see its scoped values.
final class StructuredHandDown implements HandDown {
  private final StructuredScopes scopes;
  private final ThreadFactory factory;
  private final Value[] values;
  private final ScopedValueContext context;

  StructuredHandDown(ThreadKind kind, Value[] values, StructuredScopes scopes) {
    this.scopes = scopes;
    factory = kind.builder().factory();
    this.values = values;
    context = ScopedValueContext.withSlots(values.length);
  }

  @Override
  public void startAndJoin(Child[] children) {
    ScopedValues.run(
        ScopedValues.where(context.slots(), values),
        () -> {
          Object scope = scopes.open(factory);
          try {
            for (Child child : children) {
              scopes.fork(scope, () -> run(child));
            }
            scopes.join(scope);
          } finally {
            scopes.close(scope);
          }
        });
  }

  private void run(Child child) {
    for (int i = 0; i < values.length; i++) {
      child.got(context.read(values, i));
    }
  }
}
