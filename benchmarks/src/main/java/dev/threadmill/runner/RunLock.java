package dev.threadmill.runner;

import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A lock that is held by the one run that a machine may have at a time: two would measure each
/// other.
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
      var channel = open(file);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new Unusable(
            "Another run is measuring on this machine (it holds "
                + file
                + "); two at once would measure each other");
      }
      return new RunLock(channel);
    } catch (AccessDeniedException e) {
      throw new Unusable("Cannot lock " + file + ": it is another user's; let them remove it", e);
    } catch (IOException e) {
      throw new Unusable("Cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  /// Opened without "create" where it exists: in a folder for all users, the system refuses
  /// that for another user's file.
  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      var made = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      } catch (IOException | UnsupportedOperationException notShared) {
        // Then it keeps apart the runs of this user only.
      }
      return made;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
