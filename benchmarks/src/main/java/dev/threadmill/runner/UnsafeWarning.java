package dev.threadmill.runner;

import java.util.List;

/// The warning about Unsafe that a JVM prints once when JMH loads, from Java 24 on. A user can do
/// nothing about it: it is JMH that calls Unsafe.
public final class UnsafeWarning {
  /// From this version on JMH's use of Unsafe prints four lines of warning in each JVM, and there
  /// is an option against it.
  private static final int WARNS = 23;

  private UnsafeWarning() {}

  /// The options that keep forks of a version quiet.
  public static List<String> options(int feature) {
    return feature < WARNS ? List.of() : List.of("--sun-misc-unsafe-memory-access=allow");
  }

  /// Has the warning count as given.
  ///
  /// The JVM's own option against it would need a second JVM, and swallowing `System.err` does not
  /// help, because the JVM prints to the stream that it began with. `sun.misc` is open to all.
  /// Forks get the option.
  public static void silence() {
    try {
      var given = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      given.setAccessible(true);
      given.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Older JVMs do not warn. A newer one without that field prints four lines, no more.
    }
  }
}
