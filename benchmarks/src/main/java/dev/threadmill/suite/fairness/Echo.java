package dev.threadmill.suite.fairness;

import dev.threadmill.primitives.ThreadKind;
import dev.threadmill.suite.Departure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/// A byte that goes through a pipe to a platform thread and comes back through another.
///
/// The read blocks, because a thread must be woken before there is an answer.
final class Echo implements Gesture {
  private final Pipe there = Pipe.open();
  private final Pipe back = Pipe.open();
  private final ByteBuffer sent = ByteBuffer.allocateDirect(1);
  private final ByteBuffer received = ByteBuffer.allocateDirect(1);
  private final Thread answering = ThreadKind.PLATFORM.newThread(this::answer);
  private byte next;

  Echo() throws IOException {
    answering.start();
  }

  @Override
  public void make() throws IOException {
    sent.clear().put(0, ++next);
    write(there.sink(), sent);
    if (!read(back.source(), received) || received.get(0) != next) {
      throw new IllegalStateException("Another byte came back than was sent");
    }
  }

  private void answer() {
    var bytes = ByteBuffer.allocateDirect(1);
    try {
      while (read(there.source(), bytes)) {
        write(back.sink(), bytes.flip());
      }
      back.sink().close(); // so that nobody waits for an answer any more
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean read(ReadableByteChannel from, ByteBuffer bytes) throws IOException {
    return from.read(bytes.clear()) == 1;
  }

  private static void write(WritableByteChannel to, ByteBuffer bytes) throws IOException {
    if (to.write(bytes) != 1) {
      throw new IllegalStateException("The pipe is full");
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    there.sink().close();
    Departure.await(List.of(answering));
    there.source().close();
    back.source().close();
  }
}
