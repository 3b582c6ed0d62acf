package dev.threadmill.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

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
      listen(line -> {}); // JMH's host says nothing
    }
  }

  /// Hands on each line that the host says, and ends this process when there can be no more.
  public static void listen(Consumer<String> lines) {
    Thread.ofPlatform().daemon().name("host-watch").start(() -> follow(lines));
  }

  // The host holds the other end of this pipe. The JDK's own way to wait for a process that is no
  // child wakes up several times a second.
  private static void follow(Consumer<String> lines) {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      // The host is as good as gone.
    }
    Runtime.getRuntime().halt(HOST_IS_GONE);
  }
}
