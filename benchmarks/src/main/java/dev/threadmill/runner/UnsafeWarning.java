package dev.threadmill.runner;

/// The warning about Unsafe that a JVM prints once when JMH loads, from Java 24 on. A user can do
/// nothing about it: it is JMH that calls Unsafe.
final class UnsafeWarning {
  private UnsafeWarning() {}

  /// Has the warning count as given.
  ///
  /// The JVM's own option against it would need a second JVM, and swallowing `System.err` does not
  /// help, because the JVM prints to the stream that it began with. `sun.misc` is open to all.
  /// Forks get the option.
  static void silence() {
    try {
      var given = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      given.setAccessible(true);
      given.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Older JVMs do not warn. A newer one without that field prints four lines, no more.
    }
  }
}
