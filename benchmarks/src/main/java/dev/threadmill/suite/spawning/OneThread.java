package dev.threadmill.suite.spawning;

/// A whole program: it starts one thread, joins it, and prints when that was.
///
/// It is started by itself, with no other class of ours beside it.
public final class OneThread {
  private static int ran;

  private OneThread() {}

  public static void main(String[] args) throws InterruptedException {
    Runnable task = () -> ran++;
    var builder = args[0].equals("VIRTUAL") ? Thread.ofVirtual() : Thread.ofPlatform();
    builder.start(task).join();
    long joined = System.nanoTime();
    System.out.println(ran + " " + joined);
  }
}
