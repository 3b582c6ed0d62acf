package dev.threadmill.cli;

import dev.threadmill.questions.Catalog;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ThisJar;
import dev.threadmill.stats.Check;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// `java -jar benchmarks.jar`: runs one of our commands, or else JMH with the arguments unchanged.
@Command(
    name = "threadmill",
    description = "Compares threading models on the JVM. Without a command: run --preset quick.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:compare found something slower",
      "2:bad usage or input",
      "3:a benchmark failed"
    },
    footer = {
      "",
      "Anything else is a JMH command line: -l lists its benchmarks, -h its options.",
    },
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      DoctorCommand.class,
      CompareCommand.class,
      ClaimsCommand.class,
      ReportCommand.class,
      AaCommand.class,
      FindingsCommand.class,
      InstallCommand.class,
      Threadmill.Help.class
    })
public final class Threadmill {
  static final int UNUSABLE = 2;
  static final int FAILED = 3;

  // By their long names only: the short ones are JMH's.
  @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  public static void main(String[] args) throws Exception {
    var ours = commandLine();
    if (args.length > 0 && !isOurs(ours, args[0])) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    var out = ours.getOut(); // of all commands, since it is asked for here
    int code = ours.execute(args.length == 0 ? new String[] {"run"} : args);
    out.flush();
    System.exit(code);
  }

  private static boolean isOurs(CommandLine ours, String first) {
    var commands = ours.getSubcommands().keySet();
    return commands.contains(first)
        || Set.of("--help", "--version", "--debug").contains(first)
        || !Nearest.to(first, commands).isEmpty() && !isOfABenchmark(first);
  }

  private static boolean isOfABenchmark(String word) {
    return Catalog.ofThisJar().entries().stream()
        .anyMatch(entry -> entry.name().toLowerCase(Locale.ROOT).contains(word));
  }

  static CommandLine commandLine() {
    var main = new Threadmill();
    var line = new CommandLine(main);
    line.getCommandSpec().versionProvider(Threadmill::version);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, Amount::time)
        .registerConverter(Double.class, Amount::share)
        .registerConverter(Shape.class, Amount::shape)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> complain(command.getErr(), e, main.debug))
        .setParameterExceptionHandler((e, args) -> complain(e));
  }

  private static String[] version() {
    var suite = ThisJar.suite();
    return new String[] {"threadmill " + suite.version() + ", commit " + suite.commit()};
  }

  private static int complain(ParameterException e) {
    var command = e.getCommandLine();
    var more = "";
    if (e instanceof UnmatchedArgumentException unmatched) {
      var near = unmatched.getSuggestions();
      more =
          near.isEmpty()
              ? "; " + command.getCommandName() + " --help lists what there is"
              : "; did you mean " + near.getFirst() + "?";
    }
    command.getErr().println("threadmill: " + e.getMessage() + more);
    return UNUSABLE;
  }

  private static int complain(PrintWriter err, Exception e, boolean debug) {
    var ours = debug ? "" : "; this is a fault of ours, and --debug shows where";
    err.println("threadmill: " + (e instanceof Unusable ? e.getMessage() : e + ours));
    if (debug) {
      e.printStackTrace(err);
    }
    return UNUSABLE;
  }

  /// What `help` explains.
  static final class Topics implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(
              commandLine().getSubcommands().keySet().stream(),
              Stream.of(Check.values()).map(Check::code))
          .iterator();
    }
  }

  @Command(name = "help", description = "Explains a command, or a check by its number, such as C9.")
  static final class Help extends Subcommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "COMMAND|CHECK",
        completionCandidates = Topics.class,
        description = "What to explain.")
    @Nullable String topic;

    @Override
    public Integer call() {
      var all = spec.commandLine().getParent();
      if (topic == null) {
        all.usage(out());
        return 0;
      }
      Map<String, Runnable> topics = new LinkedHashMap<>();
      all.getSubcommands().forEach((name, command) -> topics.put(name, () -> command.usage(out())));
      for (var check : Check.values()) {
        topics.put(check.code(), () -> out().println(check.code() + "  " + check.words()));
      }
      var known = topics.get(topics.containsKey(topic) ? topic : topic.toUpperCase(Locale.ROOT));
      if (known == null) {
        throw new Unusable(
            "There is no command or check " + topic + Nearest.to(topic, topics.keySet()));
      }
      known.run();
      return 0;
    }
  }
}
