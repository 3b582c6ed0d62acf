package dev.threadmill.suite.context;

import dev.threadmill.recording.NotApplicable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Access to `java.lang.ScopedValue`, which this bytecode cannot name because the class is
/// final only from JDK 25 on.
///
/// The method handles are constants, so that the JIT inlines the methods themselves.
final class ScopedValues {
  private static final int FIRST_JDK = 25;

  private static final MethodHandle NEW;
  private static final MethodHandle GET;
  private static final MethodHandle WHERE;
  private static final MethodHandle AND_WHERE;
  private static final MethodHandle RUN;

  static {
    try {
      var lookup = MethodHandles.publicLookup();
      Class<?> key = Class.forName("java.lang.ScopedValue");
      Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
      NEW = erased(lookup.findStatic(key, "newInstance", MethodType.methodType(key)));
      GET = erased(lookup.findVirtual(key, "get", MethodType.methodType(Object.class)));
      var where = MethodType.methodType(carrier, key, Object.class);
      WHERE = erased(lookup.findStatic(key, "where", where));
      AND_WHERE = erased(lookup.findVirtual(carrier, "where", where));
      var run = MethodType.methodType(void.class, Runnable.class);
      RUN =
          lookup
              .findVirtual(carrier, "run", run)
              .asType(MethodType.methodType(void.class, Object.class, Runnable.class));
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  private ScopedValues() {}

  /// @throws NotApplicable before the JDK in which scoped values are final
  static void requirePresent() {
    if (!arePresent()) {
      throw new NotApplicable(
          "Scoped values are final from JDK "
              + FIRST_JDK
              + " on; this is "
              + Runtime.version().feature());
    }
  }

  static boolean arePresent() {
    return Runtime.version().feature() >= FIRST_JDK;
  }

  private static MethodHandle erased(MethodHandle typed) {
    return typed.asType(typed.type().erase().generic());
  }

  /// Creates an unbound scoped value.
  static Object create() {
    try {
      return (Object) NEW.invokeExact();
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Returns what a scoped value is bound to.
  static Object get(Object key) {
    try {
      return (Object) GET.invokeExact(key);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Returns a `ScopedValue.Carrier` that binds each of the keys.
  static Object where(Object[] keys, Value[] values) {
    try {
      Object carrier = (Object) WHERE.invokeExact(keys[0], (Object) values[0]);
      for (int i = 1; i < values.length; i++) {
        carrier = (Object) AND_WHERE.invokeExact(carrier, keys[i], (Object) values[i]);
      }
      return carrier;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Runs a task with the carrier's bindings.
  static void run(Object carrier, Runnable task) {
    try {
      RUN.invokeExact(carrier, task);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(thrown);
    };
  }
}
