package dev.threadmill.suite.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A client's connection, with at most one request on its way.
final class ClientConnection {
  private static final long NONE = -1;

  private final SocketChannel channel;
  private final ByteBuffer request;

  /// One byte larger than a response, so that what comes too much is seen.
  private final ByteBuffer response;

  private final int frameBytes;
  private long asked = NONE;

  ClientConnection(int port, int frameBytes, Selector selector, long seed) throws IOException {
    this.frameBytes = frameBytes;
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
    request = Frame.allocate(frameBytes);
    response = ByteBuffer.allocateDirect(frameBytes + 1);
    Frame.fill(request, seed);
  }

  void ask(long number) throws IOException {
    asked = number;
    Frame.number(request, number);
    request.clear();
    while (request.hasRemaining()) {
      if (channel.write(request) == 0) {
        Thread.yield(); // a frame is smaller than what a socket takes, so this is rare
      }
    }
  }

  /// Reads what has come.
  ///
  /// @return the number of the request that is now answered, or -1 if there is more to come
  /// @throws IllegalStateException if this is not the one response to the one request
  long read() throws IOException {
    if (channel.read(response) < 0) {
      throw new IllegalStateException("The server closed a connection");
    }
    int bytes = response.position();
    if (bytes > 0 && asked == NONE || bytes > frameBytes) {
      throw new IllegalStateException("The server answered what was not asked");
    }
    if (bytes < frameBytes) {
      return NONE;
    }
    if (!Frame.answers(response.slice(0, frameBytes), asked)) {
      throw new IllegalStateException(
          "The response to request " + asked + " is wrong; it says " + Frame.number(response));
    }
    long answered = asked;
    asked = NONE;
    response.clear();
    return answered;
  }

  void close() throws IOException {
    channel.close();
  }
}
