package dev.threadmill.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What runs a [CoreToCoreChild] and reads its answers, and says why when there are none.
///
/// @param topology the CPUs to pair
/// @param taskset the program that binds threads
/// @param child the words that start the child, without its arguments
record CoreToCoreProbe(CpuTopology topology, String taskset, List<String> child) {
  /// What the child may take beyond its time: its start, its last pair, its end.
  private static final Duration GRACE = Duration.ofSeconds(15);

  /// Pairs come in random order, so that time that is too short gives a fair sample of them.
  private static final long SEED = 1;

  static CoreToCoreProbe ofThisMachine() {
    return new CoreToCoreProbe(CpuTopology.of(Host.here()), "taskset", childJvm());
  }

  private static List<String> childJvm() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-XX:+UseSerialGC",
        "-Xmx64m",
        "-XX:-UsePerfData",
        "-cp",
        ownCode(),
        CoreToCoreChild.class.getName());
  }

  /// The jar or folder that this class came from: the class path may hold far more.
  private static String ownCode() {
    try {
      return Path.of(
              CoreToCoreProbe.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes have no place", e);
    }
  }

  CoreToCore measure(Duration budget, Consumer<CoreToCore.Pair> progress)
      throws InterruptedException {
    var pairs = pairs();
    var obstacle = obstacle();
    if (obstacle != null) {
      return new CoreToCore(topology.ids(), List.of(), pairs.size(), obstacle);
    }
    var answers = new Answers(topology, progress);
    var failure = run(pairs, budget, answers);
    var found = answers.pairs();
    if (found.size() < pairs.size() && failure == null) {
      failure =
          answers.failure() != null
              ? answers.failure()
              : "the time was up after " + found.size() + " of " + pairs.size() + " pairs";
    }
    return new CoreToCore(topology.ids(), found, pairs.size(), failure);
  }

  private @Nullable String obstacle() throws InterruptedException {
    if (!topology.known()) {
      return "this system does not say which CPUs a process may use";
    }
    if (topology.size() < 2) {
      return "only one CPU may be used";
    }
    return Command.output(GRACE, List.of(taskset, "--version")) == null
        ? taskset + " is not installed (it is part of util-linux)"
        : null;
  }

  private List<String> pairs() {
    var cpus = topology.ids().stream().sorted().toList();
    var pairs = new ArrayList<String>();
    for (int i = 0; i < cpus.size(); i++) {
      for (int j = i + 1; j < cpus.size(); j++) {
        pairs.add(cpus.get(i) + " " + cpus.get(j));
      }
    }
    Collections.shuffle(pairs, new Random(SEED));
    return pairs;
  }

  /// Runs the child to its end; gives why that did not go well, or null.
  private @Nullable String run(List<String> pairs, Duration budget, Answers answers)
      throws InterruptedException {
    var words = new ArrayList<>(child);
    words.add(taskset);
    words.add(Long.toString(budget.toMillis()));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    // Options meant for the JVMs under test are not meant for this one.
    builder.environment().keySet().removeIf(name -> name.matches("_?(JAVA|JDK)_.*OPTIONS"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return "the program that measures did not start";
    }
    try {
      var talk =
          CompletableFuture.runAsync(() -> talk(process, pairs, answers), Command::inBackground);
      talk.get(budget.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      boolean well =
          process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
      return well || answers.failure() != null
          ? null
          : "the program that measures failed: " + Redaction.here().text(answers.lastWords());
    } catch (TimeoutException | ExecutionException e) {
      return "the program that measures did not end in time";
    } finally {
      process.destroyForcibly();
    }
  }

  private static void talk(Process process, List<String> pairs, Answers answers) {
    // Written beside the reading, or two full pipes could wait for each other.
    Command.inBackground(
        () -> {
          try (var out = process.outputWriter(StandardCharsets.UTF_8)) {
            for (var pair : pairs) {
              out.write(pair + "\n");
            }
          } catch (IOException gone) {
            // The child ended before it read all: its time was up.
          }
        });
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        answers.hear(line);
      }
    } catch (IOException killed) {
      // What was heard until here counts.
    }
  }

  /// What the child has said so far.
  private static final class Answers {
    private final CpuTopology topology;
    private final Consumer<CoreToCore.Pair> progress;
    private final List<CoreToCore.Pair> pairs = new ArrayList<>();
    private @Nullable String failure;
    private String lastWords = "it said nothing";

    Answers(CpuTopology topology, Consumer<CoreToCore.Pair> progress) {
      this.topology = topology;
      this.progress = progress;
    }

    synchronized void hear(String line) {
      var words = line.split(" ", 4);
      if (line.startsWith("pair ") && words.length == 4) {
        var nanos = words[3].split(" ");
        int one = Integer.parseInt(words[1]);
        int other = Integer.parseInt(words[2]);
        var pair =
            new CoreToCore.Pair(
                one,
                other,
                Double.parseDouble(nanos[0]),
                Double.parseDouble(nanos[1]),
                Double.parseDouble(nanos[2]),
                topology.relation(one, other));
        pairs.add(pair);
        progress.accept(pair);
      } else if (line.startsWith("failed ") && words.length == 4) {
        failure = failure == null ? words[3] : failure;
      } else {
        lastWords = line;
      }
    }

    synchronized List<CoreToCore.Pair> pairs() {
      return List.copyOf(pairs);
    }

    synchronized @Nullable String failure() {
      return failure;
    }

    synchronized String lastWords() {
      return lastWords;
    }
  }
}
