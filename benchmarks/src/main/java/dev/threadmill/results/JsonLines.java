package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A file of values, a line of JSON each, that is only ever appended to, and made with its first
/// line.
///
/// A value is on disk before its writer goes on. A last line that a power cut left incomplete is
/// skipped when reading, and cut off before more is appended.
///
/// @param kept what a user whose disk is full still has, for the sentence that tells of it
public record JsonLines<T>(Path file, String kept) {
  /// Writes the value and forces it to disk; all or nothing of it stays.
  public void append(T value) {
    try (var channel =
        FileChannel.open(
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

  private static long endOfWholeLines(FileChannel channel) throws IOException {
    long end = channel.size();
    var last = ByteBuffer.allocate(1);
    while (end > 0 && channel.read(last.clear(), end - 1) == 1 && last.get(0) != '\n') {
      end--;
    }
    return end;
  }

  /// Makes a value of a line.
  interface LineReader<T> {
    T read(String line) throws JsonProcessingException;
  }

  /// All values of a file; none if there is no such file yet.
  ///
  /// @param what a line is, for the sentence that tells of one that is not
  static <T> List<T> read(Path file, Class<T> type, String what) {
    return read(file, line -> Json.MAPPER.readValue(line, type), what);
  }

  static <T> List<T> read(Path file, LineReader<T> reader, String what) {
    if (!Files.exists(file)) {
      return List.of();
    }
    RunReader.requireFile(file);
    try {
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      var whole = text.substring(0, text.lastIndexOf('\n') + 1);
      List<T> values = new ArrayList<>();
      int number = 0;
      for (String line : whole.lines().toList()) {
        number++;
        try {
          values.add(reader.read(line));
        } catch (JsonProcessingException e) {
          throw new Unusable(
              file + ", line " + number + ", is not " + what + ": " + Json.fault(e), e);
        }
      }
      return values;
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + reason(e), e);
    }
  }

  /// Why a file cannot be used, without its name, which the sentence has already.
  public static String reason(IOException e) {
    return switch (e) {
      case JsonProcessingException broken -> Json.fault(broken);
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.file.NoSuchFileException missing -> "no such file";
      // Its message begins with the name of the file.
      case FileSystemException other ->
          Objects.requireNonNullElse(other.getReason(), String.valueOf(e.getMessage()));
      default -> String.valueOf(e.getMessage());
    };
  }
}
