package dev.threadmill.runner;

import dev.threadmill.recording.FlightRecording;
import dev.threadmill.results.Profile.Profiler;
import dev.threadmill.results.ProfileKind;

/// What a profile cannot show, in sentences that stand beside its flame graph.
final class BlindSpots {
  /// From this version on a virtual thread that waits for a monitor or parks leaves no event.
  private static final int SILENT_VIRTUAL_THREADS = 24;

  /// From this version on methods can be traced by a recording.
  private static final int TRACED_METHODS = 25;

  private BlindSpots() {}

  /// Whether a JDK of that version can tell of that kind at all.
  static boolean isRecorded(ProfileKind kind, int feature) {
    return kind != ProfileKind.PARKS || feature >= TRACED_METHODS;
  }

  static String of(ProfileKind kind, Profiler profiler, int feature) {
    return switch (kind) {
      case CPU -> cpu(profiler);
      case ALLOCATION ->
          "Allocation is sampled, and each sample scaled up to what it stands for, so that a rare "
              + "site can be missing.";
      case LOCKS -> locks(feature);
      case PARKS ->
          "Parks of threads of both kinds are traced where they last "
              + shortest()
              + " or longer; waits for monitors are not among them, and the tracing itself costs "
              + "time. Idle workers of thread pools are left out.";
      case PINNED ->
          "A virtual thread that blocked and kept its carrier for "
              + shortest()
              + " or longer."
              + (feature >= SILENT_VIRTUAL_THREADS
                  ? " From JDK 24 on synchronized does not pin, so what is left are native frames "
                      + "and class initialisers."
                  : " Before JDK 24 blocking in synchronized pins, but waiting to enter it leaves "
                      + "no such event.");
    };
  }

  private static String cpu(Profiler profiler) {
    String waits = "A thread that waits is not in it, virtual or not. ";
    return waits
        + (profiler == Profiler.ASYNC_PROFILER
            ? "Stacks of virtual threads often begin in the midst of them, and which threads are "
                + "virtual it cannot tell; the JVM's own work is in it, that of the flight recorder "
                + "which ran beside it, too."
            : "The garbage collector, the compiler and other work of the JVM itself are not in it, "
                + "and below JDK 25 neither is native code.");
  }

  private static String locks(int feature) {
    String all =
        "Waits of "
            + shortest()
            + " or longer, for monitors and parked. Idle workers of thread pools are left out.";
    return feature >= SILENT_VIRTUAL_THREADS
        ? all
            + " From JDK 24 on virtual threads leave no such events: only the waits of platform "
            + "threads are in it, and few of them do not mean that nobody waited."
        : all;
  }

  private static String shortest() {
    return FlightRecording.SHORTEST_WAIT.toNanos() / 1000 + " microseconds";
  }
}
