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

/// A file of values, a line of JSON each, that is only ever appended to, and made with its first
/// line.
///
/// A value is on disk before its writer goes on. A last line that a power cut left incomplete is
/// skipped when reading, and cut off before more is appended.
///
/// @param kept what a user whose disk is full still has, for the sentence that tells of it
public record JsonLines<T>(Path file, String kept) {
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
              file + ", line " + number + ", is not " + what + ": " + e.getOriginalMessage(), e);
        }
      }
      return values;
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + reason(e), e);
    }
  }

  /// Why a file cannot be used, without its name, which the sentence has already.
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.file.NoSuchFileException missing -> "no such file";
      // Its message begins with the name of the file.
      case FileSystemException other ->
          Objects.requireNonNullElse(other.getReason(), String.valueOf(e.getMessage()));
      default -> String.valueOf(e.getMessage());
    };
  }
}
