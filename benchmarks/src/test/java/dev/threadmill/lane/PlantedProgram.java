package dev.threadmill.lane;

import dev.threadmill.results.Hello;
import dev.threadmill.results.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of a lane for tests: sound, or with one fault.
final class PlantedProgram {
  enum Trait {
    SOUND,
    NOT_APPLICABLE,
    SAYS_WHY,
    DROPS_A_MESSAGE,
    CHECKS_NOTHING,
    OTHER_WORKERS,
    OTHER_CPUS,
    OTHER_LANE,
    OTHER_VERSION,
    PRINTS_GARBAGE,
    LONG_LINE,
    ENDLESS_LINE,
    ENDS_EARLY,
    HANGS,
    STARTS_OTHERS,
    STRETCHES_TIME,
    DOES_NOTHING,
    ODD_METRIC,
    ODD_SAMPLES,
    ANSWERS_AHEAD,
    GOES_ON
  }

  private PlantedProgram() {}

  public static void main(String[] args) throws Exception {
    var trait = Trait.valueOf(args[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var order = Json.line(in.readLine(), Messages.Order.class);
    switch (trait) {
      case NOT_APPLICABLE -> {
        say(
            new Messages.Prelude(
                Messages.NOT_APPLICABLE, null, "There is\u001b[31m no such thing here"));
        return;
      }
      case SAYS_WHY -> {
        say(new Messages.Prelude(Messages.FAILED, null, "two units never met"));
        System.exit(1);
      }
      case PRINTS_GARBAGE -> System.out.println("Hello, world!");
      case ENDS_EARLY -> {
        System.err.println("the allocator gave up");
        System.exit(7);
      }
      case HANGS -> {
        System.err.println(ProcessHandle.current().pid());
        sleepForEver();
      }
      default -> {}
    }
    var greeting =
        Messages.greeting(
            new Hello(
                trait == Trait.OTHER_LANE ? "rust" : "reference",
                "a compiler",
                "all of them",
                "threads",
                order.workers() + (trait == Trait.OTHER_WORKERS ? 1 : 0),
                "malloc",
                trait == Trait.OTHER_CPUS ? List.of(4711) : List.of(),
                20));
    if (trait == Trait.OTHER_VERSION) {
      greeting.put("v", 2);
    }
    say(greeting);
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var request = Json.line(line, Messages.Pull.class);
      if (request.type().equals(Messages.END)) {
        say(new Messages.Prelude(Messages.END, null, null));
        if (trait == Trait.GOES_ON) {
          sleepForEver();
        }
        return;
      }
      iterate(trait, request);
    }
  }

  private static void iterate(Trait trait, Messages.Pull request) throws IOException {
    switch (trait) {
      case LONG_LINE -> System.out.println("x".repeat(10 << 20));
      case ENDLESS_LINE -> {
        for (var part = "x".repeat(1 << 16); !System.out.checkError(); ) {
          System.out.print(part);
        }
      }
      case STARTS_OTHERS -> new ProcessBuilder("sleep", "60").start();
      default -> {}
    }
    Object value = trait == Trait.ODD_METRIC ? "many" : 2.5;
    say(
        new Messages.Iterated(
            Messages.ITERATION,
            String.valueOf(request.phase()),
            (request.index() == null ? 0 : request.index())
                + (trait == Trait.ANSWERS_AHEAD ? 1 : 0),
            trait == Trait.DOES_NOTHING ? 0 : 1000,
            trait == Trait.STRETCHES_TIME ? TimeUnit.HOURS.toNanos(1) : 2000,
            3000,
            trait == Trait.CHECKS_NOTHING ? "" : "1000",
            trait == Trait.CHECKS_NOTHING ? "" : trait == Trait.DROPS_A_MESSAGE ? "999" : "1000",
            Map.of("wait.longest", List.of(value, "ns")),
            Map.of("wake.late", new long[] {5, trait == Trait.ODD_SAMPLES ? -1 : 7})));
  }

  private static void say(Object message) {
    System.out.println(Json.line(message));
    System.out.flush();
  }

  @SuppressWarnings("InfiniteLoopStatement") // whatever its input says
  private static void sleepForEver() throws InterruptedException {
    while (true) {
      TimeUnit.HOURS.sleep(1);
    }
  }
}
