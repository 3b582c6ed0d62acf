package dev.threadmill.suite.context;

import dev.threadmill.recording.NotApplicable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Access to `java.util.concurrent.StructuredTaskScope` as it is in JDK 25, a preview.
///
/// A preview may change with every JDK; on a JDK where it differs, this is not available.
record StructuredScopes(
    MethodHandle openScope,
    MethodHandle newJoiner,
    MethodHandle withThreadFactory,
    MethodHandle forkTask,
    MethodHandle joinScope,
    MethodHandle closeScope) {

  private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

  /// Returns the access on this JDK.
  ///
  /// @throws NotApplicable if this JDK's preview differs from JDK 25's
  static StructuredScopes ofThisJdk() {
    try {
      var lookup = MethodHandles.publicLookup();
      Class<?> scope = Class.forName(SCOPE);
      Class<?> joiner = Class.forName(SCOPE + "$Joiner");
      Class<?> settings = Class.forName(SCOPE + "$Configuration");
      Class<?> subtask = Class.forName(SCOPE + "$Subtask");
      var open = MethodType.methodType(scope, joiner, Function.class);
      var factory = MethodType.methodType(settings, ThreadFactory.class);
      var fork = MethodType.methodType(subtask, Runnable.class);
      return new StructuredScopes(
          lookup.findStatic(scope, "open", open),
          lookup.findStatic(joiner, "awaitAll", MethodType.methodType(joiner)),
          lookup.findVirtual(settings, "withThreadFactory", factory),
          lookup.findVirtual(scope, "fork", fork),
          lookup.findVirtual(scope, "join", MethodType.methodType(Object.class)),
          lookup.findVirtual(scope, "close", MethodType.methodType(void.class)));
    } catch (ReflectiveOperationException other) {
      throw new NotApplicable(
          "The structured scopes of JDK "
              + Runtime.version().feature()
              + " are not those of JDK 25, a preview that this was written for");
    }
  }

  /// Opens a scope owned by the calling thread, whose forks run in threads of the factory.
  Object open(ThreadFactory factory) {
    Function<Object, @Nullable Object> settings = plain -> call(withThreadFactory, plain, factory);
    return value(call(openScope, value(call(newJoiner)), settings));
  }

  void fork(Object scope, Runnable task) {
    call(forkTask, scope, task);
  }

  /// Waits for all forks.
  void join(Object scope) {
    call(joinScope, scope);
  }

  void close(Object scope) {
    call(closeScope, scope);
  }

  private static Object value(@Nullable Object given) {
    if (given == null) {
      throw new IllegalStateException("A method of " + SCOPE + " gave nothing");
    }
    return given;
  }

  // Arguments go in an array, whose cost is small compared with starting a thread.
  private static @Nullable Object call(MethodHandle method, Object... arguments) {
    try {
      return method.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
