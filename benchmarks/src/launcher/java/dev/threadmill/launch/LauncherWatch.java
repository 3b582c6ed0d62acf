package dev.threadmill.launch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Ends this JVM when the launcher that started it is killed: no signal tells it of that.
///
/// The launcher says who it is in an environment variable, and not in a system property: JMH copies
/// properties to its forks and into its results. Forks do inherit the variable, but it means
/// nothing to them: their main class is JMH's `ForkedMain`, so this class is never loaded there. A
/// further process that does come through {@link Main} sees that its parent is not the launcher.
final class LauncherWatch {
  static final String VARIABLE = "THREADMILL_LAUNCHER_PID";

  private static final int KILLED = 137;
  private static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  private LauncherWatch() {}

  static void begin(Map<String, String> environment) {
    String pid = environment.get(VARIABLE);
    if (pid == null) {
      return;
    }
    try {
      // ProcessHandle came with Java 9. The parent is asked for first: if the launcher dies between
      // the two questions, the second finds it gone.
      Class<?> handles = Class.forName("java.lang.ProcessHandle");
      Object current = handles.getMethod("current").invoke(null);
      Optional<?> parent = (Optional<?>) handles.getMethod("parent").invoke(current);
      Optional<?> launcher =
          (Optional<?>) handles.getMethod("of", long.class).invoke(null, Long.parseLong(pid));
      if (!launcher.isPresent()) {
        end();
      } else if (launcher.equals(parent)) {
        CompletableFuture<?> exit =
            (CompletableFuture<?>) handles.getMethod("onExit").invoke(launcher.get());
        exit.thenRun(LauncherWatch::end);
      }
    } catch (ReflectiveOperationException | NumberFormatException e) {
      // The work can be done without the watch.
    }
  }

  private static void end() {
    Thread exit = new Thread(() -> System.exit(KILLED), "launcher-is-gone");
    exit.setDaemon(true);
    exit.start();
    try {
      exit.join(GRACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A shutdown hook hangs, and nobody who could kill this JVM knows of it any more.
    Runtime.getRuntime().halt(KILLED);
  }
}
