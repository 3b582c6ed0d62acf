package dev.threadmill.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// Continues on a newer JDK when the Java that was started is too old.
final class Relaunch {
  /// The exit code of bad usage, here: of a machine without a JDK for the suite.
  static final int NO_JDK = 2;

  private final JdkFinder finder;
  private final PrintStream err;

  Relaunch(Host host, PrintStream err) {
    this.finder = new JdkFinder(host);
    this.err = err;
  }

  /// Returns the exit code to end with: the program's own, once it has run.
  int run(Invocation invocation) throws InterruptedException {
    Optional<Jdk> found = finder.find();
    if (!found.isPresent()) {
      sayWhereItLooked();
      return NO_JDK;
    }
    Jdk jdk = found.get();
    sayWhichIsTaken(jdk);
    try {
      return ChildJvm.run(invocation.on(jdk));
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
}
