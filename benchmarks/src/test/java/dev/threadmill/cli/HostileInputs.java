package dev.threadmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.cli.Sandbox.Node;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.results.RunReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Changed copies of sound files, and what every command must keep to with any of them: it
/// ends with 0, or with 2 and one sentence; no trace, no control character; inputs as they were,
/// nothing written elsewhere, no program started; within twenty seconds.
///
/// A change is drawn by jqwik, so that it is named and can be drawn again by its seed. Of the
/// changes that bring out a fault as few as do are left, and what failed is in `target/hostile`.
abstract class HostileInputs {
  private static final Path KEPT = Path.of("target", "hostile");
  private static final long MOST_MILLIS = 20_000;

  private static final Map<Class<?>, Sandbox> SANDBOXES = new HashMap<>();
  private static final Map<Class<?>, Studio> STUDIOS = new HashMap<>();

  /// What a stranger did to the files of a kind, and how the commands are called then.
  record Input(List<Change> changes, long dice) {}

  @Provide
  Arbitrary<Input> inputs() {
    var kind =
        Arbitraries.frequency(
            Tuple.of(9, Change.Kind.VALUE),
            Tuple.of(3, Change.Kind.TEXT),
            Tuple.of(2, Change.Kind.BYTES),
            Tuple.of(1, Change.Kind.FILE));
    var change = Combinators.combine(kind, Arbitraries.longs().withoutEdgeCases()).as(Change::new);
    var howMany =
        Arbitraries.frequency(Tuple.of(4, 1), Tuple.of(3, 2), Tuple.of(2, 4), Tuple.of(1, 7));
    return Combinators.combine(
            howMany.flatMap(size -> change.list().ofSize(size)),
            Arbitraries.longs().withoutEdgeCases())
        .as(Input::new);
  }

  /// The files before anybody changes them, by their names below `in`.
  abstract Map<String, byte[]> sound();

  /// Which of them a change is made to.
  ///
  /// @param dice the same for all changes of an input
  abstract String pick(List<String> names, long dice, Random random);

  /// Calls commands about them.
  abstract void call(Calls calls, Random random);

  /// Calls of commands about one input: what they did that they must not, and how they ended.
  static final class Calls {
    private final Sandbox sandbox;
    final Set<String> changed = new TreeSet<>();
    final List<String> faults = new ArrayList<>();
    final Map<String, Integer> ends = new TreeMap<>();

    private Calls(Sandbox sandbox) {
      this.sandbox = sandbox;
    }

    Path in(String name) {
      return sandbox.in(name);
    }

    Path out() {
      return sandbox.out();
    }

    <T> T onOwnJdk(Callable<T> command) throws Exception {
      return sandbox.onOwnJdk(command);
    }

    /// A call that may write nothing.
    void reading(String command, Callable<Said> call) {
      to(command, call, Sandbox::isPlain, Sandbox.Writes.NOTHING);
    }

    void to(String command, Callable<Said> call, Predicate<Said> endsWell, Sandbox.Writes writes) {
      sandbox
          .call(call, endsWell, writes, said -> ends.put(command, said.code()))
          .forEach(fault -> faults.add(command + ": " + fault));
    }
  }

  /// A comparison whose rows are refused ends with 2, too, and has said so.
  static boolean isComparison(Said said) {
    return Sandbox.isPlain(said)
        || (said.code() == 1 || said.code() == 2)
            && Sandbox.refusals(said).isEmpty()
            && !said.out().isEmpty();
  }

  /// All faults of a template are told at once, a line each.
  static boolean isOnTemplate(Said said) {
    return Sandbox.isPlain(said)
        || said.code() == 2
            && said.err().startsWith("threadmill: ")
            && Sandbox.refusals(said).stream().allMatch(line -> line.contains(".md, line "));
  }

  /// Holds the input against all that must be so.
  final void hold(Input input) {
    var calls = calls(input);
    calls.ends.forEach((command, code) -> Statistics.label(command).collect(code));
    if (!calls.faults.isEmpty()) {
      var fewest = fewest(input);
      var faults = calls(fewest).faults;
      var kept = sandbox().keep(KEPT.resolve(getClass().getSimpleName()));
      assertThat(faults).as("%s of %s, kept in %s", fewest, input, kept).isEmpty();
      assertThat(calls.faults).as("once, of %s", input).isEmpty();
    }
  }

  /// The input with as few of its changes as still bring a fault out.
  private Input fewest(Input input) {
    for (int i = 0; i < input.changes.size() && input.changes.size() > 1; i++) {
      var fewer = new ArrayList<>(input.changes);
      fewer.remove(i);
      var smaller = new Input(fewer, input.dice);
      if (!calls(smaller).faults.isEmpty()) {
        return fewest(smaller);
      }
    }
    return input;
  }

  /// Holds that changes reach what lies behind the first look, and are not all harmless either.
  static void holdShare(String command) {
    Statistics.label(command)
        .coverage(ends -> ends.check(0).percentage(share -> share > 20 && share < 60));
  }

  Calls calls(Input input) {
    var calls = new Calls(sandbox());
    sandbox().put(tree(input, calls.changed));
    call(calls, new Random(input.dice));
    return calls;
  }

  Map<String, Node> tree(Input input, Set<String> changed) {
    Map<String, Node> tree = new TreeMap<>();
    sound().forEach((name, bytes) -> tree.put(name, new Node.Bytes(bytes)));
    for (var change : input.changes) {
      var random = new Random(change.dice());
      var name = pick(List.copyOf(tree.keySet()), input.dice, random);
      changed.add(name);
      if (change.kind() == Change.Kind.FILE) {
        Sandbox.replace(tree, name, random);
      } else if (tree.get(name) instanceof Node.Bytes bytes) {
        tree.put(name, new Node.Bytes(change.in(name, bytes.content())));
      }
    }
    return tree;
  }

  Sandbox sandbox() {
    return SANDBOXES.computeIfAbsent(
        getClass(),
        type -> {
          try {
            return new Sandbox(MOST_MILLIS);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @AfterContainer
  static void clear() {
    SANDBOXES.values().forEach(Sandbox::close);
    SANDBOXES.clear();
    STUDIOS.values().forEach(Studio::close);
    STUDIOS.clear();
  }

  /// What `report` does, with one chart engine for all: it takes a second to load.
  Said report(Path run, Path out, Path scripts) {
    var studio = STUDIOS.computeIfAbsent(getClass(), type -> Studio.open());
    var line = Threadmill.commandLine();
    line.addSubcommand(new ReportWith(studio));
    return Said.by(line, "report-with", run, "--out", out, "--scripts", scripts);
  }

  /// The command `report`, whose chart engine is another's.
  @Command(name = "report-with")
  static final class ReportWith extends Subcommand {
    private final Studio studio;

    @Parameters Path run = Path.of("");

    @Option(names = "--out")
    Path out = Path.of("");

    @Mixin ReportCommand.ChartScripts scripts = new ReportCommand.ChartScripts();

    ReportWith(Studio studio) {
      this.studio = studio;
    }

    @Override
    public Integer call() {
      RunReader.requireThere(run);
      var runs = List.of(read(run));
      var written = ReportCommand.write(runs, out, scripts, studio, out(), err());
      return written.faults().isEmpty() ? 0 : Threadmill.UNUSABLE;
    }
  }
}
