package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A file of values, a line of JSON each, that is only ever appended to, and made with its first
/// line.
///
/// A value is on disk before its writer goes on. A last line that a power cut left incomplete is
/// skipped when reading, and cut off before more is appended.
///
/// @param kept what a user whose disk is full still has, for the sentence that tells of it
public record JsonLines<T>(Path file, String kept) {
  /// Ten times what the longest run left.
  private static final int LARGEST_FILE = 128 << 20;

  private static final int LONGEST_LINE = 16 << 20;

  /// Of so many lines one may be damaged, and of fewer one, too.
  private static final int TOLERATED = 10;

  /// Refuses a file to which nothing can be appended without a loss, before anything is measured
  /// for it.
  JsonLines<T> requireWhole() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try (var channel = OutputFolder.open(file, StandardOpenOption.READ)) {
        endOfWholeLines(channel);
      } catch (IOException e) {
        throw new Unusable("Cannot read " + file + ": " + reason(e), e);
      }
    }
    return this;
  }

  /// Writes the value and forces it to disk; all or nothing of it stays.
  public void append(T value) {
    try (var channel =
        OutputFolder.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long before = endOfWholeLines(channel);
      channel.truncate(before).position(before);
      try {
        var text = Json.MAPPER.writeValueAsString(value) + "\n";
        var line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(before); // half a line of a full disk would read as damage
        throw e;
      }
    } catch (IOException e) {
      throw new Unusable("Cannot write " + file + ": " + reason(e) + "; " + kept, e);
    }
  }

  /// Where what a power cut left begins: half a line of ours, which is cut off. Behind a carriage
  /// return, which none of our lines has, it would be lines that somebody's editor ended otherwise.
  private long endOfWholeLines(FileChannel channel) throws IOException {
    var block = ByteBuffer.allocate(8192);
    for (long from, end = channel.size(); end > 0; end = from) {
      from = Math.max(0, end - block.capacity());
      channel.read(block.clear().limit((int) (end - from)), from);
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
        if (block.get(i) == '\r') {
          throw new Unusable(
              file
                  + " has a line that ends in a carriage return alone, so nothing is appended to"
                  + " it: give its lines the ends that they had, line feeds");
        }
      }
    }
    return 0;
  }

  /// Makes a value of a line, which is a part of the bytes of a file.
  interface LineReader<T> {
    /// @throws IllegalArgumentException if the value cannot be, in a sentence
    T read(byte[] bytes, int from, int length) throws IOException;

    static <T> LineReader<T> of(Class<T> type) {
      return (bytes, from, length) -> Json.MAPPER.readValue(bytes, from, length, type);
    }
  }

  /// What could be read of a file.
  ///
  /// @param damage a sentence on the lines that could not be; null if all could
  record Content<T>(List<T> values, @Nullable String damage) {}

  /// The values of a file, of which a few may be damaged; none if there is no such file yet.
  ///
  /// A damaged line in ten leaves a run as good as a few forks that failed do, so that many are
  /// passed over, and told. More of them say that it is not the file that was written.
  ///
  /// @param what a line is, for the sentence that tells of one that is not
  /// @param used what a sound line is, such as `fork`
  static <T> Content<T> read(Path file, LineReader<T> reader, String what, String used) {
    List<T> values = new ArrayList<>();
    List<Integer> damaged = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    each(
        file,
        reader,
        (number, value, fault) -> {
          if (value != null) {
            values.add(value);
          } else {
            damaged.add(number);
            reasons.add(fault);
          }
        });
    if (damaged.isEmpty()) {
      return new Content<>(values, null);
    }
    int lines = values.size() + damaged.size();
    var name = file.getFileName();
    if (values.isEmpty() || damaged.size() > Math.max(1, lines / TOLERATED)) {
      throw new Unusable(
          "%s, line %s, is not %s: %s%s"
              .formatted(
                  file,
                  damaged.getFirst(),
                  what,
                  reasons.getFirst(),
                  damaged.size() == 1
                      ? ""
                      : "; %s of %s lines are damaged, which is more than one in %s"
                          .formatted(damaged.size(), lines, TOLERATED)));
    }
    return new Content<>(
        values,
        "%s of %s %s (%s%s): %s %s%s used"
            .formatted(
                lines(damaged),
                name,
                damaged.size() == 1 ? "is damaged" : "are damaged",
                damaged.size() == 1 ? "" : "the first: ",
                reasons.getFirst(),
                values.size(),
                used,
                values.size() == 1 ? "" : "s"));
  }

  /// `line 7`, `lines 7, 9 and 12`, `lines 7, 9, 12 and 5 more`.
  private static String lines(List<Integer> numbers) {
    if (numbers.size() == 1) {
      return "line " + numbers.getFirst();
    }
    int shown = Math.min(3, numbers.size());
    boolean all = shown == numbers.size();
    var first = numbers.subList(0, all ? shown - 1 : shown);
    return "lines "
        + first.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + " and "
        + (all ? numbers.getLast() : numbers.size() - shown + " more");
  }

  /// All values of a file of which none may be damaged.
  static <T> List<T> readAll(Path file, LineReader<T> reader, String what) {
    List<T> values = new ArrayList<>();
    each(
        file,
        reader,
        (number, value, fault) -> {
          if (value == null) {
            throw new Unusable(file + ", line " + number + ", is not " + what + ": " + fault);
          }
          values.add(value);
        });
    return values;
  }

  /// Takes a value, or what is wrong with its line.
  private interface Taker<T> {
    void take(int number, @Nullable T value, String fault);
  }

  private static <T> void each(Path file, LineReader<T> reader, Taker<T> taker) {
    if (!Files.exists(file)) {
      return;
    }
    var bytes = bytes(file);
    int number = 0;
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      // Of a file that went through an editor of another system a line may end with both.
      boolean isEnd =
          bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
      if (isEnd) {
        number++;
        line(number, bytes, from, i - from, reader, taker);
        from = i + 1;
      }
    }
  }

  private static <T> void line(
      int number, byte[] bytes, int from, int length, LineReader<T> reader, Taker<T> taker) {
    @Nullable T value = null;
    var fault = "there is nothing but a null in it";
    try {
      if (length > LONGEST_LINE) {
        fault = "it is longer than " + (LONGEST_LINE >> 20) + " MiB";
      } else {
        value = reader.read(bytes, from, length);
      }
    } catch (JsonProcessingException e) {
      fault = Json.reason(e);
    } catch (IOException | IllegalArgumentException e) {
      fault = String.valueOf(e.getMessage());
    }
    taker.take(number, value, fault);
  }

  private static byte[] bytes(Path file) {
    RunReader.requireFile(file);
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        throw new Unusable(
            file + " is larger than " + (LARGEST_FILE >> 20) + " MiB, which no run needs");
      }
      return bytes;
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + reason(e), e);
    }
  }

  /// Why a file cannot be used, without its name, which the sentence has already.
  public static String reason(IOException e) {
    return switch (e) {
      case JsonProcessingException broken -> Json.reason(broken);
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.file.NoSuchFileException missing -> "no such file";
      // Its message begins with the name of the file.
      case FileSystemException other ->
          Objects.requireNonNullElse(other.getReason(), String.valueOf(e.getMessage()));
      default -> String.valueOf(e.getMessage());
    };
  }
}
