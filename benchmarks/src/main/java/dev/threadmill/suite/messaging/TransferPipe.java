package dev.threadmill.suite.messaging;

import java.util.concurrent.LinkedTransferQueue;

/// A transfer queue as a pipe, whose senders wait until their message is taken.
final class TransferPipe implements Pipe {
  private final LinkedTransferQueue<Message> queue = new LinkedTransferQueue<>();

  @Override
  public Inlet inlet() {
    return queue::transfer;
  }

  @Override
  public Outlet outlet() {
    return queue::take;
  }
}
