package dev.threadmill.suite.switching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.primitives.ThreadKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The check that every wire must pass, and a mis-wired one must fail.
record WireConformance(Wire there, Wire back, ThreadKind kind) {
  private static final int BATONS = 2_000;
  private static final String SOUND = "every baton came once, in order, and when it was sent";

  /// Sends one baton after the other, each when the one before has been answered.
  void check() throws Exception {
    var batons = new Baton[BATONS];
    for (int i = 0; i < BATONS; i++) {
      batons[i] = new Baton();
    }
    var sent = new AtomicInteger();
    var verdict = new CompletableFuture<String>();
    var echo = kind.newThread(() -> echo(batons, sent, verdict));
    echo.start();
    kind.newThread(() -> send(batons, sent, verdict)).start();
    assertThat(verdict.get()).isEqualTo(SOUND);
    echo.join();
  }

  private void send(Baton[] batons, AtomicInteger sent, CompletableFuture<String> verdict) {
    try {
      for (int i = 0; i < BATONS; i++) {
        sent.incrementAndGet();
        there.send(batons[i]);
        if (back.receive() != batons[i]) {
          verdict.complete("answer " + i + " was another baton");
        }
      }
      back.rest();
      verdict.complete(SOUND);
    } catch (InterruptedException e) {
      verdict.completeExceptionally(e);
    }
  }

  private void echo(Baton[] batons, AtomicInteger sent, CompletableFuture<String> verdict) {
    try {
      for (int i = 0; i < BATONS; i++) {
        Baton received = there.receive();
        if (received != batons[i] || sent.get() <= i) {
          verdict.complete("what came as baton " + i + " was another, or was not sent yet");
        }
        back.send(received);
      }
      there.rest();
    } catch (InterruptedException e) {
      verdict.completeExceptionally(e);
    }
  }
}
