package dev.threadmill.suite.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The form in which a [Frame] travels over a connection.
enum Protocol {
  /// The frame alone; both ends know its size.
  BARE {
    @Override
    byte[] requestHead(int frameBytes) {
      return new byte[0];
    }

    @Override
    int responseHead(ByteBuffer received, int frameBytes) {
      return 0;
    }
  },
  /// The frame as the body of an HTTP/1.1 message, on a connection that is kept alive.
  HTTP {
    @Override
    byte[] requestHead(int frameBytes) {
      return bytes(
          "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + frameBytes + "\r\n\r\n");
    }

    @Override
    int responseHead(ByteBuffer received, int frameBytes) {
      int length = -1;
      int line = 0;
      for (int end = endOfLine(received, line); end >= 0; end = endOfLine(received, line)) {
        if (line == 0 && !startsWith(received, line, end, OK)) {
          throw new IllegalStateException("The server refused a request");
        }
        if (startsWith(received, line, end, LENGTH)) {
          length = number(received, line + LENGTH.length, end);
        }
        if (end == line) {
          if (length != frameBytes) {
            throw new IllegalStateException("The server announced a body of " + length + " bytes");
          }
          return end + 2;
        }
        line = end + 2;
      }
      return received.position() + 1;
    }
  };

  /// The size that no head of a response exceeds.
  static final int MOST_HEAD_BYTES = 512;

  private static final byte[] OK = bytes("http/1.1 200 ");
  private static final byte[] LENGTH = bytes("content-length: ");

  /// Returns what goes before a request's frame.
  abstract byte[] requestHead(int frameBytes);

  /// Returns the number of bytes before the frame of a response; more than have been received if
  /// some of them are still to come.
  ///
  /// @throws IllegalStateException if they announce something other than such a frame
  abstract int responseHead(ByteBuffer received, int frameBytes);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Returns where the line ends that begins at `from`, or -1 if its end is still to come.
  private static int endOfLine(ByteBuffer received, int from) {
    for (int i = from + 1; i < received.position(); i++) {
      if (received.get(i) == '\n' && received.get(i - 1) == '\r') {
        return i - 1;
      }
    }
    return -1;
  }

  /// Whether the text from there on is this, in letters of either case.
  private static boolean startsWith(ByteBuffer received, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      int letter = received.get(from + i);
      if (letter != lowerCase[i] && (letter < 'A' || letter > 'Z' || letter + 32 != lowerCase[i])) {
        return false;
      }
    }
    return true;
  }

  private static int number(ByteBuffer received, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + received.get(i) - '0';
    }
    return number;
  }
}
