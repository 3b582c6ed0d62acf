package dev.threadmill.launch;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/// Continues on a newer JDK when the Java that was started is too old.
final class Relaunch {
  /// The exit code of a machine without a JDK for the suite, which is that of bad usage.
  static final int NO_JDK = 2;

  private final JdkFinder finder;
  private final PrintStream err;

  Relaunch(SearchedHost host, PrintStream err) {
    this.finder = new JdkFinder(host);
    this.err = err;
  }

  /// Returns the exit code to end with: that of the program, if it ran.
  int run(Invocation invocation) throws InterruptedException {
    Optional<Jdk> found = finder.find();
    if (!found.isPresent()) {
      sayWhereItLooked();
      return NO_JDK;
    }
    Jdk jdk = found.get();
    sayWhichIsTaken(jdk);
    try {
      return runChild(invocation.on(jdk));
    } catch (IOException e) {
      err.println("threadmill: cannot start " + jdk.java() + ": " + e.getMessage());
      return NO_JDK;
    }
  }

  private void sayWhichIsTaken(Jdk jdk) {
    err.println(
        String.format(
            "threadmill: Java %s is too old, continuing on Java %s in %s%s",
            JavaVersion.running(),
            jdk.version(),
            jdk.home(),
            finder.refusedChoice().map(refusal -> " (refused " + refusal + ")").orElse("")));
  }

  private void sayWhereItLooked() {
    err.println(
        String.format(
            "threadmill: needs Java %d or newer, this is Java %s in %s, and found no other in",
            JavaVersion.OLDEST, JavaVersion.running(), System.getProperty("java.home")));
    for (String refusal : finder.refusals()) {
      err.println("  " + refusal);
    }
    err.println(
        String.format(
            "Install a JDK %d or newer, or name the home of one in %s.",
            JavaVersion.OLDEST, JdkFinder.CHOICE));
  }

  /// Runs the newer JVM while this one waits, and returns its exit code: 128 and the signal's
  /// number if a signal ended it.
  ///
  /// From outside the two look like one process: the child reads and writes the same standard
  /// streams, a signal to this JVM reaches it, and its exit code becomes that of this JVM.
  private static int runChild(List<String> command) throws IOException, InterruptedException {
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
