package dev.threadmill.recording;

import java.io.IOException;

/// Ends a fork whose host is gone, whatever its threads do.
///
/// A fork of JMH notices only when it next writes to its host, which a benchmark that hangs never
/// does.
public final class HostWatch extends IterationProfiler {
  private static final int HOST_IS_GONE = 137;

  private static boolean watching;

  @Override
  void begin() {
    if (!watching) {
      watching = true;
      Thread.ofPlatform().daemon().name("host-watch").start(HostWatch::watch);
    }
  }

  // The host holds the other end of this pipe and never writes to it. The JDK's own way to wait for
  // a process that is no child wakes up several times a second.
  private static void watch() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // The host is as good as gone.
    }
    Runtime.getRuntime().halt(HOST_IS_GONE);
  }
}
