package dev.threadmill.suite.context;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.recording.Named;

/// The contenders: ways for a child thread to get its parent's values.
public enum HandDownKind {
  /// The child's task holds them: the lower bound.
  PARAMETER {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new ParameterHandDown(kind, values);
    }
  },
  /// The child sets its own thread-locals from the values in its task.
  @Named("ThreadLocal")
  THREAD_LOCAL {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new ThreadLocalHandDown(kind, values);
    }
  },
  /// The JVM copies the parent's inheritable thread-locals when the child is created.
  @Named("InheritableThreadLocal")
  INHERITABLE_THREAD_LOCAL {
    @Override
    public HandDown open(ThreadKind kind, Value[] values) {
      return new InheritableHandDown(kind, values);
    }
  },
  /// The child rebinds the scoped values, all at once, from the values in its task.
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

  /// Opens a way to pass these values to threads of this kind.
  ///
  /// @throws NotApplicable if this JDK lacks this way
  public abstract HandDown open(ThreadKind kind, Value[] values);
}
