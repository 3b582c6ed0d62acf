package dev.threadmill.suite.serving;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A server with a thread for each connection, which blocks in every read, call and write.
final class ConnectionServer implements Server {
  private final int frameBytes;
  private final Backend backend;
  private final ThreadKind kind;
  private final ServerSocketChannel listener;
  private final Thread acceptor;
  private final Map<Thread, SocketChannel> connections = new ConcurrentHashMap<>();

  ConnectionServer(int frameBytes, Backend backend, ThreadKind kind) throws IOException {
    this.frameBytes = frameBytes;
    this.backend = backend;
    this.kind = kind;
    listener = SelectingServer.listen();
    acceptor = Thread.ofPlatform().daemon().name("server").start(this::accept);
  }

  @Override
  public int port() {
    return listener.socket().getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread thread = kind.newThread(() -> serve(channel));
        connections.put(thread, channel);
        thread.start();
      }
    } catch (IOException closed) {
      // the server is closed
    }
  }

  private void serve(SocketChannel channel) {
    ByteBuffer frame = Frame.allocate(frameBytes);
    try (channel) {
      while (readWhole(channel, frame)) {
        backend.call();
        Frame.answer(frame);
        frame.flip();
        while (frame.hasRemaining()) {
          channel.write(frame);
        }
        frame.clear();
      }
    } catch (IOException gone) {
      // closed by the client or by our own close
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a connection", e);
    }
  }

  private static boolean readWhole(SocketChannel channel, ByteBuffer frame) throws IOException {
    while (frame.hasRemaining()) {
      if (channel.read(frame) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    Departure.await(List.of(acceptor));
    for (SocketChannel channel : connections.values()) {
      channel.close();
    }
    Departure.await(connections.keySet());
  }
}
