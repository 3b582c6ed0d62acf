package dev.threadmill.suite.context;

import dev.threadmill.recording.NotApplicable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `java.util.concurrent.StructuredTaskScope` in the form that it has in JDK 25, as a preview.
///
/// A preview may change with every JDK: where it is another, there is none here.
record StructuredScopes(
    MethodHandle openScope,
    MethodHandle newJoiner,
    MethodHandle withThreadFactory,
    MethodHandle forkTask,
    MethodHandle joinScope,
    MethodHandle closeScope) {

  private static final String SCOPE = "java.util.concurrent.StructuredTaskScope";

  /// What this JDK has.
  ///
  /// @throws NotApplicable if that is not what JDK 25 has
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

  /// A scope of the calling thread, whose forks run in threads of the factory.
  Object open(ThreadFactory factory) {
    Function<Object, @Nullable Object> settings = plain -> call(withThreadFactory, plain, factory);
    return value(call(openScope, value(call(newJoiner)), settings));
  }

  void fork(Object scope, Runnable task) {
    call(forkTask, scope, task);
  }

  /// Waits for all that was forked.
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

  // By arguments in an array, which is little beside the start of a thread.
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
