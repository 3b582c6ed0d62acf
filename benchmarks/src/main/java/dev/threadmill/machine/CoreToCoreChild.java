package dev.threadmill.machine;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// The program that measures pairs of CPUs for [CoreToCore], in a JVM of its own: bound threads
/// and spinning would disturb any other.
///
/// It takes the name of `taskset` and its time in milliseconds, reads a pair `one other` a
/// line, and answers each with `pair one other median low high` or `failed one other reason`.
final class CoreToCoreChild {
  private static final Duration PAIR_LIMIT = Duration.ofSeconds(3);
  private static final int BATCHES = 31;
  private static final int WARM_UP = 15;
  private static final int ROUNDS = 1000;

  private CoreToCoreChild() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long budget = Long.parseLong(args[1]) * 1_000_000;
    // Not System.out, which belongs to the commands: this pipe is nobody's but our parent's.
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var warmedUp = false;
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (System.nanoTime() - start > budget) {
        return;
      }
      var pair = line.split(" ");
      int one = Integer.parseInt(pair[0]);
      int other = Integer.parseInt(pair[1]);
      if (!warmedUp) {
        // The first game of a JVM is played by the interpreter.
        play(args[0], one, other, 10 * WARM_UP);
        warmedUp = true;
      }
      out.println(play(args[0], one, other, WARM_UP));
    }
  }

  private static String play(String taskset, int one, int other, int warmUp)
      throws InterruptedException {
    var game = new PingPong(BATCHES, warmUp, ROUNDS);
    var result = new AtomicReference<PingPong.Result>();
    var left = PinnedThread.start(taskset, one, () -> result.set(game.serve()));
    var right = PinnedThread.start(taskset, other, game::answer);
    boolean bound = left.trouble() == null && right.trouble() == null;
    right.go(bound);
    left.go(bound);
    if (!left.join(PAIR_LIMIT)) {
      game.end();
      left.join(PAIR_LIMIT);
    }
    game.end();
    right.join(PAIR_LIMIT);
    var trouble = left.trouble() == null ? right.trouble() : left.trouble();
    var found = result.get();
    var pair = " " + one + " " + other + " ";
    return found == null || trouble != null
        ? "failed" + pair + (trouble == null ? "the threads did not end" : trouble)
        : "pair" + pair + found.median() + " " + found.lowQuartile() + " " + found.highQuartile();
  }
}
