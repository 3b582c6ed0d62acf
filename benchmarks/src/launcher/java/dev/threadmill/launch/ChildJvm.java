package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/// The newer JVM that does the work while this one waits.
///
/// To whoever started this JVM the two look like one process: the child reads and writes the same
/// standard streams, a signal to this JVM reaches it, and its exit code becomes this JVM's.
final class ChildJvm {
  private ChildJvm() {}

  /// Returns the child's exit code; of a child that a signal ended, 128 and the signal's number.
  static int run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(LauncherWatch.VARIABLE, ownPid());
    Process child = builder.start();
    Thread stop = new Thread(() -> stop(child), "stop-child");
    try {
      Runtime.getRuntime().addShutdownHook(stop);
    } catch (IllegalStateException alreadyShuttingDown) {
      child.destroy();
    }
    // A signal meanwhile is not lost here: once the hooks run, the exit that follows waits for them
    // and this JVM ends with the code of its signal.
    return child.waitFor();
  }

  /// Runs when this JVM ends, be it by a signal or because the child has ended.
  private static void stop(Process child) {
    // On Unix this is SIGTERM. On Windows it would kill, and a Ctrl-C has reached the child anyway.
    if (File.separatorChar == '/') {
      child.destroy();
    }
    try {
      // As long as it takes: the child may have measured for hours and be writing what it has.
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String ownPid() {
    // HotSpot and OpenJ9 name themselves pid@host; Java 8 has no other way to learn it.
    String name = ManagementFactory.getRuntimeMXBean().getName();
    return name.substring(0, Math.max(0, name.indexOf('@')));
  }
}
