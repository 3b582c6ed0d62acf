package dev.threadmill.launch;

import java.lang.reflect.InvocationTargetException;

/// The jar's entry point: runs the program here on Java 21 or newer, else on a JDK that it finds.
public final class Main {
  // By name: a Java too old for the program must be able to load this class.
  private static final String PROGRAM = "dev.threadmill.cli.Threadmill";

  private Main() {}

  public static void main(String[] args) throws Throwable {
    if (JavaVersion.running().isNewEnough()) {
      LauncherWatch.begin(System.getenv());
      runHere(args);
    } else {
      System.exit(new Relaunch(SearchedHost.current(), System.err).run(Invocation.current(args)));
    }
  }

  private static void runHere(String[] args) throws Throwable {
    try {
      Class.forName(PROGRAM).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
