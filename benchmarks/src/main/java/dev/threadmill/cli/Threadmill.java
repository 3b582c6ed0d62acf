package dev.threadmill.cli;

import dev.threadmill.questions.Catalog;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.ThisJar;
import dev.threadmill.runner.UnsafeWarning;
import dev.threadmill.stats.Check;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TraceLevel;
import picocli.CommandLine.TypeConversionException;
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
      LanesCommand.class,
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
      UnsafeWarning.silence();
      org.openjdk.jmh.Main.main(quiet(args));
      return;
    }
    var out = ours.getOut(); // of all commands, since it is asked for here
    int code = ours.execute(args.length == 0 ? new String[] {"run"} : args);
    out.flush();
    System.exit(code);
  }

  /// What JMH is to do, with its forks as quiet as ours. JMH takes these options once and for one
  /// JVM: a user who gives some, or names a JVM, gets what was typed.
  static String[] quiet(String[] args) {
    boolean isChosen = Stream.of(args).anyMatch(arg -> arg.matches("-jvm(ArgsAppend)?(=.*)?"));
    var options = isChosen ? List.<String>of() : UnsafeWarning.options(Runtime.version().feature());
    return Stream.concat(
            Stream.of(args), options.stream().flatMap(one -> Stream.of("-jvmArgsAppend", one)))
        .toArray(String[]::new);
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
    var line =
        new CommandLine(main) {
          /// Of what goes wrong, picocli hands over only exceptions.
          @Override
          public int execute(String... args) {
            try {
              return super.execute(args);
            } catch (Throwable e) {
              return complain(getErr(), e, main.debug);
            }
          }
        };
    CommandLine.tracer().setLevel(TraceLevel.OFF); // it warns of odd quotes, past our writers
    line.getCommandSpec().versionProvider(Threadmill::version);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, Amount::time)
        .registerConverter(Double.class, Amount::share)
        .registerConverter(Shape.class, Amount::shape)
        .registerConverter(Path.class, Threadmill::path)
        // What is named @x is a file like any other, and whoever made it gives no options.
        .setExpandAtFiles(false)
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
    new PlainWriter(command.getErr()).complain(e.getMessage() + more);
    return UNUSABLE;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + text + "' is no path: " + e.getReason());
    }
  }

  private static int complain(PrintWriter raw, Throwable e, boolean debug) {
    var err = new PlainWriter(raw);
    // What went wrong in another thread comes wrapped.
    var first =
        Stream.iterate(e, Objects::nonNull, Throwable::getCause)
            .filter(one -> one instanceof Error || one instanceof Unusable)
            .findFirst();
    sentences(first.orElse(e), debug).forEach(err::complain);
    if (debug) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      err.print(trace);
    }
    return UNUSABLE;
  }

  private static List<String> sentences(Throwable e, boolean debug) {
    return switch (e) {
      case Unusable unusable -> unusable.sentences();
      case UncheckedIOException io -> sentences(Objects.requireNonNull(io.getCause()), debug);
      case IOException io -> List.of("Cannot read or write: " + ReportCommand.reason(io));
      case InvalidPathException other ->
          List.of("'" + other.getInput() + "' is no path: " + other.getReason());
      case OutOfMemoryError full -> List.of(outOfMemory(Runtime.getRuntime().maxMemory() >> 20));
      case StackOverflowError deep ->
          List.of(
              "Something that was read is nested too deeply or too long to be understood"
                  + (debug ? "" : "; --debug shows where that happens"));
      case LinkageError broken ->
          List.of(
              "A part of this program cannot be loaded (%s): the jar is damaged or was replaced"
                  .formatted(broken));
      default -> List.of(e + (debug ? "" : "; this is a fault of ours, and --debug shows where"));
    };
  }

  private static String outOfMemory(long mebibytes) {
    return "The %s MiB of memory that Java may use are not enough; java -Xmx%sm -jar gives twice that"
        .formatted(mebibytes, 2 * mebibytes);
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
        all.usage(all.getOut());
        return 0;
      }
      Map<String, Runnable> topics = new LinkedHashMap<>();
      all.getSubcommands()
          .forEach((name, command) -> topics.put(name, () -> command.usage(all.getOut())));
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
