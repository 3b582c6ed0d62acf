package dev.threadmill.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// A folder that files are written into, and nothing outside of it.
///
/// The folder is one that the user named, and may still be a stranger's, with links in it. A
/// link in place of a file is replaced, one in place of a folder is refused, and none is
/// followed. A file is written under a name that nobody can foresee, forced to disk and then
/// renamed, so that at any moment the old or the new one is there in full.
///
/// @param root the folder that the user named; it may be a link, which is the user's own choice
/// @param path where names begin: the root, or a folder below it
public record OutputFolder(Path root, Path path) {
  private static final Pattern DRAFT =
      Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}\\.draft");

  /// A folder, which is made with its first file.
  public static OutputFolder at(Path root) {
    return new OutputFolder(root, root);
  }

  /// A folder in this one, for which the same holds.
  public OutputFolder below(String name) {
    return new OutputFolder(root, path.resolve(name));
  }

  public void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes a file, and replaces what is there by that name.
  ///
  /// @param name relative, with forward slashes
  /// @throws Unusable if there is a link on the way, or the name leads out of the folder
  public void write(String name, byte[] bytes) throws IOException {
    Path file = file(name);
    make(file.resolveSibling(""));
    Path draft = file.resolveSibling("." + UUID.randomUUID() + ".draft");
    try {
      // The option refuses whatever has the name already, a link as well.
      try (var channel =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        keepPermissions(file, draft);
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(draft);
      throw e;
    }
    force(file.resolveSibling(""));
  }

  /// Removes a file, if it is there; of a link only the link.
  public void remove(String name) throws IOException {
    Path file = file(name);
    refuseLinks(file.resolveSibling(""));
    Files.deleteIfExists(file);
  }

  /// Makes the folder, if need be.
  public void make() throws IOException {
    make(path);
  }

  private Path file(String name) {
    Path file = path.resolve(name).normalize();
    if (!file.startsWith(path.normalize()) || file.equals(path.normalize())) {
      throw new Unusable(name + " leads out of " + path);
    }
    return path.resolve(name);
  }

  private void make(Path folder) throws IOException {
    Files.createDirectories(root);
    for (Path step : refuseLinks(folder)) {
      if (!Files.isDirectory(step, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(step);
      }
    }
  }

  /// The folders on the way from the root to one below it, none of which is a link.
  private List<Path> refuseLinks(Path folder) {
    List<Path> steps = new ArrayList<>();
    Path step = root;
    for (Path name : root.relativize(folder)) {
      if (!name.toString().isEmpty()) {
        step = step.resolve(name);
        refuseLink(step);
        steps.add(step);
      }
    }
    return steps;
  }

  private static void refuseLink(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new Unusable(path + " is a link, and nothing is written through links");
    }
  }

  /// Opens a file that is not written at once, such as one that grows. A link is refused.
  static FileChannel open(Path file, OpenOption... options) throws IOException {
    refuseLink(file);
    List<OpenOption> all = new ArrayList<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all.toArray(OpenOption[]::new));
  }

  /// A file that its owner alone may read stays so.
  private static void keepPermissions(Path file, Path draft) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
      } catch (UnsupportedOperationException e) {
        // This system has other permissions, which a file takes from its folder.
      }
    }
  }

  /// Removes drafts that a killed process left, in this folder and in those below it.
  ///
  /// Only for who holds the lock of the folder: a draft of somebody who lives looks the same.
  void removeDrafts() throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.filter(OutputFolder::isDraft).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  static boolean isDraft(Path file) {
    return DRAFT.matcher(String.valueOf(file.getFileName())).matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /// Forces the names in a folder to disk, where the system supports that.
  static void force(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder. The names reach the disk a little later there.
    }
  }

  /// Half a draft is of no use, and takes what may be the disk's last room.
  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // It is in nobody's way: no other draft has its name.
    }
  }
}
