package dev.threadmill.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A machine as one text file tells it: `--- path` before the contents of each of its files.
///
/// A path may hold a set of numbers such as `{0..3,8}`, for files that are the same for many CPUs.
final class RecordedHost {
  private static final Pattern SET = Pattern.compile("\\{([^}]*)}");

  private final Path root;
  private final Set<Path> folders = new HashSet<>();

  private RecordedHost(Path root) {
    this.root = root;
  }

  /// A machine without any files so far.
  static RecordedHost bare(Path empty) {
    return new RecordedHost(empty);
  }

  /// Unpacks the recording into an empty folder.
  static RecordedHost unpack(String recording, Path root) {
    var host = new RecordedHost(root);
    var path = "";
    var contents = new StringBuilder();
    for (var line : read(recording).lines().toList()) {
      if (line.startsWith("--- ")) {
        host.writeAll(path, contents.toString());
        path = line.substring(4);
        contents.setLength(0);
      } else {
        contents.append(line).append('\n');
      }
    }
    host.writeAll(path, contents.toString());
    return host;
  }

  private static String read(String recording) {
    try (InputStream in = RecordedHost.class.getResourceAsStream(recording + ".txt")) {
      return new String(
          Objects.requireNonNull(in, recording).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeAll(String path, String contents) {
    if (path.isEmpty()) {
      return;
    }
    var set = SET.matcher(path);
    if (set.find()) {
      for (var number : numbers(set.group(1))) {
        writeAll(set.replaceFirst(number.toString()), contents);
      }
    } else {
      write(path, contents);
    }
  }

  private static List<Integer> numbers(String set) {
    var numbers = new ArrayList<Integer>();
    for (var part : set.split(",")) {
      var ends = part.split("\\.\\.");
      IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
          .forEach(numbers::add);
    }
    return numbers;
  }

  /// Changes one file.
  RecordedHost write(String path, String contents) {
    var file = root.resolve(path);
    try {
      if (folders.add(file.getParent())) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Changes a part of the text of one file.
  RecordedHost replace(String path, String what, String with) {
    try {
      var text = Files.readString(root.resolve(path));
      if (!text.contains(what)) {
        throw new IllegalArgumentException(path + " has no " + what);
      }
      return write(path, text.replace(what, with));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RecordedHost delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Host host() {
    return host(Map.of());
  }

  Host host(Map<String, String> environment) {
    return new Host(
        root, "Linux", "amd64", 4, environment, new Host.Person("mallory", "/home/mallory"));
  }

  /// A system other than Linux, which was asked.
  static Host told(String recording, Path root, String system, String architecture) {
    unpack(recording, root);
    return unreadable(root, system, architecture);
  }

  /// A system that has none of the files of Linux.
  static Host unreadable(Path empty, String system, String architecture) {
    return new Host(
        empty, system, architecture, 8, Map.of(), new Host.Person("mallory", "/Users/mallory"));
  }
}
