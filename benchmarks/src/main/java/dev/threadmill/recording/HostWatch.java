package dev.threadmill.recording;

/// Ends a fork whose host is gone, whatever its threads do.
///
/// A fork of JMH notices only when it next writes to its host, which a benchmark that hangs never
/// does.
public final class HostWatch extends IterationProfiler {
  private static boolean watching;

  @Override
  void begin() {
    if (!watching) {
      watching = true;
      ProcessHandle.current()
          .parent()
          .ifPresent(host -> host.onExit().thenRun(() -> Runtime.getRuntime().halt(137)));
    }
  }
}
