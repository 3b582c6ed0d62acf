package dev.threadmill.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The machine as its files describe it: the one place through which this package reads a host.
///
/// Paths are given without the leading slash. What cannot be read, for whatever reason, is null
/// or empty, never an exception: a file of `/proc` may vanish, be forbidden, or belong to a
/// system that has none.
///
/// @param root the folder that stands for `/`
/// @param environment the environment variables of this process
/// @param person who must not appear in anything that is recorded
public record Host(
    Path root,
    String system,
    String architecture,
    int processors,
    Map<String, String> environment,
    Person person) {
  private static final Path HERE = Path.of("/");

  /// The user who runs this, known only in order to be left out.
  public record Person(String name, String home) {
    @Override
    public String toString() {
      return "Person[withheld]";
    }
  }

  /// What reads like a file and is what the [Informant] says, where a system has no such files.
  static final String TOLD = "told";

  public static Host here() {
    return new Host(
        HERE,
        System.getProperty("os.name", "unknown"),
        System.getProperty("os.arch", "unknown"),
        Runtime.getRuntime().availableProcessors(),
        System.getenv(),
        new Person(System.getProperty("user.name", ""), System.getProperty("user.home", "")));
  }

  /// The text of a file without the white space around it; null if it cannot be read.
  @Nullable String text(String path) {
    if (path.equals(TOLD) && root.equals(HERE)) {
      return Informant.text();
    }
    try {
      // Not readString: one byte that is no UTF-8 must not hide the whole file.
      return new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.UTF_8).strip();
    } catch (IOException | InvalidPathException | SecurityException unreadable) {
      return null;
    }
  }

  List<String> lines(String path) {
    var text = text(path);
    return text == null ? List.of() : text.lines().toList();
  }

  /// The fields of a `stat` file of a process or thread, from its state on; none if it cannot be
  /// read. The name in front of them, in parentheses, may hold spaces and parentheses itself.
  List<String> stat(String path) {
    var text = text(path);
    return text == null
        ? List.of()
        : List.of(text.substring(text.lastIndexOf(')') + 1).strip().split("\\s+"));
  }

  /// What a system without such files says of itself, if it is asked; null if that is nothing.
  @Nullable String told(String key) {
    var value = value(TOLD, key);
    return value == null || value.isEmpty() ? null : value;
  }

  /// A number of what is told.
  @Nullable Integer toldNumber(String key) {
    var number = Numbers.parse(told(key));
    return number == null ? null : Math.toIntExact(number);
  }

  @Nullable Long number(String path) {
    return Numbers.parse(text(path));
  }

  /// What follows a key at the start of a line, as in `MemTotal:  1 kB`, `nr_throttled 3` or
  /// `ID=debian`.
  @Nullable String value(String path, String key) {
    var pattern = Pattern.compile(Pattern.quote(key) + "(?:\\s*[:=]|\\s)(.*)");
    return lines(path).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1).strip())
        .findFirst()
        .orElse(null);
  }

  /// The number that follows a key, whatever unit stands behind it.
  @Nullable Long count(String path, String key) {
    var value = value(path, key);
    return value == null ? null : Numbers.parse(value.split("\\s+", 2)[0]);
  }

  /// The names in a folder, in order; none if it cannot be read.
  List<String> names(String folder) {
    var names = new File(root.toFile(), folder).list();
    return names == null ? List.of() : Stream.of(names).sorted().toList();
  }

  boolean has(String path) {
    return new File(root.toFile(), path).exists();
  }

  /// Only where it is read from: the environment may hold secrets.
  @Override
  public String toString() {
    return "Host[" + root + "]";
  }
}
