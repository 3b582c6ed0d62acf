package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;

/// The contenders: how a child thread comes by its parent's values.
public enum HandDownKind {
  /// The child's task holds them: the bound.
  PARAMETER {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new ParameterHandDown(kind, values);
    }
  },
  /// The child sets thread-locals of its own from what its task holds.
  @Named("ThreadLocal")
  THREAD_LOCAL {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new ThreadLocalHandDown(kind, values);
    }
  },
  /// The JVM copies the parent's inheritable thread-locals when the child is made.
  @Named("InheritableThreadLocal")
  INHERITABLE_THREAD_LOCAL {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new InheritableHandDown(kind, values);
    }
  },
  /// The child binds scoped values anew, all at once, from what its task holds.
  @Named("ScopedValue")
  SCOPED_VALUE {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      ScopedValues.requirePresent();
      return new ScopedHandDown(kind, values);
    }
  },
  /// The child is forked in a structured scope and sees its parent's scoped values, uncopied.
  STRUCTURED_SCOPE {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      ScopedValues.requirePresent();
      return new StructuredHandDown(kind, values, StructuredScopes.ofThisJdk());
    }
  };

  /// A way to hand these values down to threads of this kind.
  ///
  /// @throws NotApplicable if this JDK has none of this kind
  public abstract HandDown open(ThreadKind kind, Value[] values);
}
