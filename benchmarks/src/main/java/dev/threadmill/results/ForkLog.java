package dev.threadmill.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The forks of a run, a line each, in the order they ended.
///
/// A fork is on disk before the next one starts. A last line that a power cut left incomplete is
/// passed over when reading, and cut off before more is appended; its fork runs again.
public final class ForkLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private ForkLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Opens the log to append, new or as an earlier process left it.
  static ForkLog append(Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      long whole = wholeLines(content(channel));
      channel.truncate(whole);
      channel.position(whole);
      return new ForkLog(file, channel);
    } catch (IOException e) {
      throw new Unusable("Cannot write " + file + ": " + reason(e), e);
    }
  }

  /// Writes the fork and forces it to disk; all or nothing of it stays.
  public void append(ForkRecord fork) {
    try {
      long before = channel.position();
      try {
        var line = ByteBuffer.wrap(lineOf(fork));
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(before); // half a line of a full disk would read as damage
        throw e;
      }
    } catch (IOException e) {
      throw new Unusable(
          "Cannot write " + file + ": " + reason(e) + "; the forks before this one are kept", e);
    }
  }

  private static byte[] lineOf(ForkRecord fork) throws JsonProcessingException {
    return (Json.MAPPER.writeValueAsString(fork) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Unusable("Cannot close " + file + ": " + reason(e), e);
    }
  }

  /// All forks of a log; none if there is no such file yet.
  static List<ForkRecord> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      var text = new String(bytes, 0, wholeLines(bytes), StandardCharsets.UTF_8);
      List<ForkRecord> forks = new ArrayList<>();
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        try {
          forks.add(Json.MAPPER.readValue(line, ForkRecord.class));
        } catch (JsonProcessingException e) {
          throw new Unusable(
              file + ", line " + number + ", is not a fork: " + e.getOriginalMessage(), e);
        }
      }
      return forks;
    } catch (IOException e) {
      throw new Unusable("Cannot read " + file + ": " + reason(e), e);
    }
  }

  private static byte[] content(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // A read may give less than there is.
    }
    return buffer.array();
  }

  /// How many bytes belong to lines that were written to their end.
  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.file.NoSuchFileException missing -> "no such file";
      default -> String.valueOf(e.getMessage());
    };
  }
}
