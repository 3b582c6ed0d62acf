package dev.threadmill.suite.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A server that is wrong in one way, to see that the clients notice.
final class MiswiredServer implements Server {
  enum Fault {
    /// Sends the request back as it came.
    ECHOES,
    /// Answers without having looked at the end of the payload.
    SKIPS_THE_END,
    /// Gives the answer of another request.
    MIXES_UP_REQUESTS,
    ANSWERS_ONE_TWICE,
    FORGETS_ONE,
    HANGS_UP
  }

  private static final int WRONG = 50;

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int frameBytes;
  private final Fault fault;

  MiswiredServer(int frameBytes, Fault fault) throws IOException {
    this.frameBytes = frameBytes;
    this.fault = fault;
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      while (true) {
        var frame = ByteBuffer.wrap(socket.getInputStream().readNBytes(frameBytes));
        if (frame.capacity() < frameBytes) {
          return;
        }
        long number = Frame.number(frame);
        boolean now = number == WRONG;
        if (fault == Fault.MIXES_UP_REQUESTS && now) {
          Frame.number(frame, number + 1);
        }
        long end = frame.getLong(frameBytes - Long.BYTES);
        if (fault == Fault.SKIPS_THE_END) {
          frame.putLong(frameBytes - Long.BYTES, 0);
        }
        if (fault != Fault.ECHOES) {
          Frame.answer(frame);
        }
        frame.putLong(frameBytes - Long.BYTES, end);
        if (fault == Fault.HANGS_UP && now) {
          return;
        }
        if (fault != Fault.FORGETS_ONE || !now) {
          socket.getOutputStream().write(frame.array());
        }
        if (fault == Fault.ANSWERS_ONE_TWICE && now) {
          socket.getOutputStream().write(frame.array());
        }
      }
    } catch (IOException gone) {
      // the client has seen enough
    }
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
