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

  private final Protocol protocol;
  private final int frameBytes;
  private final SocketChannel channel;
  private final ByteBuffer request;

  /// The part of the request behind its head.
  private final ByteBuffer asking;

  /// Larger than any response, so that what comes too much is seen.
  private final ByteBuffer response;

  private long asked = NONE;

  ClientConnection(Server server, int frameBytes, Selector selector, long seed) throws IOException {
    protocol = server.protocol();
    this.frameBytes = frameBytes;
    channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
    byte[] head = protocol.requestHead(frameBytes);
    request = ByteBuffer.allocateDirect(head.length + frameBytes).put(head);
    asking = request.slice();
    Frame.fill(asking, seed);
    response = ByteBuffer.allocateDirect(Protocol.MOST_HEAD_BYTES + frameBytes + 1);
  }

  void ask(long number) throws IOException {
    asked = number;
    Frame.number(asking, number);
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
    int head = protocol.responseHead(response, frameBytes);
    if (bytes > 0 && asked == NONE || bytes > head + frameBytes) {
      throw new IllegalStateException("The server answered what was not asked");
    }
    if (bytes < head + frameBytes) {
      return NONE;
    }
    var answer = response.slice(head, frameBytes);
    if (!Frame.answers(answer, asked)) {
      throw new IllegalStateException(
          "The response to request " + asked + " is wrong; it says " + Frame.number(answer));
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
