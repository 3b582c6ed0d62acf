package dev.threadmill.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A lock that one run holds: that of the machine, since two would measure each other, or
/// that of its folder, since two would write into one file.
///
/// The system frees it when this process ends, however that happens, so a file that is left
/// behind stops nobody. Nothing else may ever open the file: on most systems a process loses
/// its lock with the first channel to the file that it closes. So what is locked is neither
/// the forks nor the manifest.
public final class RunLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /// The files that this process has locked, which the system's locks do not keep from itself.
  private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Object identity;
  private final FileChannel channel;

  private RunLock(Path file, Object identity, FileChannel channel) {
    this.file = file;
    this.identity = identity;
    this.channel = channel;
  }

  /// Takes the lock of the machine.
  public static RunLock take() {
    var file = Path.of(System.getProperty("java.io.tmpdir"), "threadmill.lock");
    var lock = of(file, false);
    if (lock == null) {
      throw new Unusable(
          "Another run is measuring on this machine (it holds "
              + file
              + "); two at once would measure each other");
    }
    return lock;
  }

  /// Takes the lock of a folder, whose only writer its holder is. It goes where the folder
  /// goes, and holds between all users, containers and machines that share the folder.
  static RunLock on(Path folder) {
    var lock = of(folder.resolve(NAME), false);
    if (lock == null) {
      throw new Unusable("Another process is writing into " + folder + "; let it end first");
    }
    return lock;
  }

  /// The same, after those have ended that have it for a moment.
  static RunLock awaitOn(Path folder) {
    var lock = of(folder.resolve(NAME), true);
    return Objects.requireNonNull(lock, "a thread of this process has it");
  }

  private static @Nullable RunLock of(Path file, boolean patient) {
    try {
      while (true) {
        var identity = identity(file);
        if (identity == null) {
          make(file);
        } else if (!HELD.add(identity)) {
          return null;
        } else {
          RunLock lock = null;
          try {
            // For reading, too: a pipe in the place of the file would else wait for a reader.
            var channel =
                OutputFolder.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if ((patient ? channel.lock() : channel.tryLock()) == null) {
              channel.close();
              return null;
            }
            // Who had it may have removed the file in between, and a third has made another.
            if (identity.equals(identity(file))) {
              lock = new RunLock(file, identity, channel);
              return lock;
            }
            channel.close();
          } catch (NoSuchFileException e) {
            // Removed by who had it: once more.
          } finally {
            if (lock == null) {
              HELD.remove(identity);
            }
          }
        }
      }
    } catch (AccessDeniedException e) {
      throw new Unusable("Cannot lock " + file + ": it is another user's; let them remove it", e);
    } catch (IOException e) {
      throw new Unusable("Cannot lock " + file + ": " + JsonLines.reason(e), e);
    }
  }

  /// Made in a step of its own: in a folder for all users, the system refuses to open another
  /// user's file with "create".
  private static void make(Path file) throws IOException {
    try {
      FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (FileAlreadyExistsException e) {
      // Another process was faster.
    } catch (UnsupportedOperationException notShared) {
      // Then it keeps apart the runs of this user only.
    }
  }

  /// Tells a file from another by the same name; null if there is none.
  private static @Nullable Object identity(Path file) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Frees the lock. That of a folder leaves no file there.
  @Override
  public void close() {
    try (channel) {
      boolean isOurs = channel.isOpen() && identity.equals(identity(file));
      if (isOurs && file.endsWith(NAME)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What is left stops nobody.
    }
    HELD.remove(identity);
  }
}
