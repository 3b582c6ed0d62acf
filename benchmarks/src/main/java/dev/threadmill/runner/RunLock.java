package dev.threadmill.runner;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Held by the one run that a machine may have at a time: two would measure each other.
public final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock; the system frees it when this process ends, however that happens.
  public static RunLock take() {
    return take(Path.of(System.getProperty("java.io.tmpdir"), "threadmill.lock"));
  }

  static RunLock take(Path file) {
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new Unusable(
            "Another run is measuring on this machine (it holds "
                + file
                + "); two at once would measure each other");
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw new Unusable("Cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
