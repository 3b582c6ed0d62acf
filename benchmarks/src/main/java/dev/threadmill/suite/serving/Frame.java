package dev.threadmill.suite.serving;

import java.nio.ByteBuffer;

/// A frame on a connection, with the same layout in both directions: a number, an answer, and
/// the payload.
///
/// The answer depends on every byte of the request, so that a server that did not read all of
/// it is detected.
final class Frame {
  /// The size of the number and the answer.
  static final int LEAST_BYTES = 2 * Long.BYTES;

  private static final int ANSWER = Long.BYTES;

  private Frame() {}

  /// Allocates an empty frame outside the heap, where socket reads and writes need it.
  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  /// Fills a frame with a payload derived from `seed`.
  static void fill(ByteBuffer frame, long seed) {
    long value = seed;
    for (int i = LEAST_BYTES; i + Long.BYTES <= frame.capacity(); i += Long.BYTES) {
      value = value * 6364136223846793005L + 1442695040888963407L;
      frame.putLong(i, value);
    }
  }

  static void number(ByteBuffer frame, long number) {
    frame.putLong(0, number);
  }

  static long number(ByteBuffer frame) {
    return frame.getLong(0);
  }

  /// Turns a request into its response.
  static void answer(ByteBuffer frame) {
    frame.putLong(ANSWER, digest(frame));
  }

  /// Whether this is the response to the request with that number.
  static boolean answers(ByteBuffer frame, long number) {
    return number(frame) == number && frame.getLong(ANSWER) == digest(frame);
  }

  private static long digest(ByteBuffer frame) {
    long digest = number(frame) + 1;
    for (int i = LEAST_BYTES; i + Long.BYTES <= frame.capacity(); i += Long.BYTES) {
      digest = digest * 31 + frame.getLong(i);
    }
    return digest;
  }
}
