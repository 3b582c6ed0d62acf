package dev.threadmill.suite.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/// A request on a connection and its response. A connection carries one at a time.
final class Exchange {
  private final SocketChannel channel;
  private final ByteBuffer frame;
  private final Consumer<Exchange> toLoop;

  /// Hands the frame from the selector's thread to the answering thread and back: the write
  /// before a response is sent happens-before the read when the next request arrives.
  private volatile boolean answering;

  Exchange(SocketChannel channel, int frameBytes, Consumer<Exchange> toLoop) {
    this.channel = channel;
    frame = Frame.allocate(frameBytes);
    this.toLoop = toLoop;
  }

  /// Reads what has arrived; for the selector's thread.
  ///
  /// @return whether that completes a request
  /// @throws IOException also at the end of the stream
  boolean read() throws IOException {
    if (answering) {
      throw new IOException("A request came before the last one was answered");
    }
    if (channel.read(frame) < 0) {
      throw new IOException("The client has gone");
    }
    answering = !frame.hasRemaining();
    return answering;
  }

  /// Sends the response; for any thread, once.
  void respond() {
    Frame.answer(frame);
    frame.flip();
    var response = frame.duplicate();
    frame.clear();
    answering = false;
    try {
      while (response.hasRemaining()) {
        if (channel.write(response) == 0) {
          Thread.yield(); // a frame is smaller than what a socket takes, so this is rare
        }
      }
    } catch (IOException clientGone) {
      close();
    }
  }

  /// Makes the selector's thread send the response.
  void respondInLoop() {
    toLoop.accept(this);
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
