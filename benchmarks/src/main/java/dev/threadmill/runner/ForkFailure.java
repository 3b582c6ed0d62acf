package dev.threadmill.runner;

import dev.threadmill.machine.Redaction;
import dev.threadmill.recording.NotApplicable;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The failure of a fork, as JMH threw it, and what the fork printed before.
///
/// @param printed by JMH and by the fork; where the fork ended with another exit code than 0, JMH
///     repeats the last lines of both its streams
record ForkFailure(Throwable thrown, String printed) {
  /// More of a line than that explains no more.
  private static final int LONGEST = 240;

  /// So it ends when the system kills it with signal 9.
  private static final int KILLED = 128 + 9;

  private static final Pattern EXIT_CODE =
      Pattern.compile("Forked VM failed with exit code (\\d+)");
  private static final Pattern NO_PROGRAM = Pattern.compile("Cannot run program \"([^\"]*)\".*");
  private static final Pattern NO_PROPERTIES =
      Pattern.compile(
          "Unable to extract forked JVM properties using: '\\[?(.*?),? -cp .*", Pattern.DOTALL);

  /// What a JVM adds to every error, and the frames of a stack.
  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "\\s*|\\s+at .*|\\s*\\.\\.\\. \\d+ more|Picked up \\w+: .*|Error: Could not create the"
              + " Java .*|Error: A fatal exception has occurred\\. .*|Error occurred during"
              + " initialization of VM|#.*|\\[error occurred .*");

  /// A line that a JVM is known to print, with what it means; more telling than the last line.
  private enum Known {
    OPTION("Unrecognized (?:VM )?option:? '?(.*?)'?", "its JVM does not know the option %s"),
    NO_LINK(
        "(?:Caused by: |Exception in thread \"main\" )?(java\\.net\\.\\w*Exception.*)",
        "it could not connect to JMH over TCP; is the loopback interface up? It says: %s"),
    MEMORY(
        "(?:# )?(.*(?:Could not reserve enough space|insufficient memory for the Java Runtime"
            + "|Cannot allocate memory|Native memory allocation|Could not allocate|unable to"
            + " allocate|unable to create native thread).*)",
        "there is not enough memory for its JVM: %s"),
    CRASH("#\\s+(SIG[A-Z]+|EXCEPTION_\\w+|Internal Error).*", "its JVM crashed with %s");

    final Pattern line;
    final String meaning;

    Known(String line, String meaning) {
      this.line = Pattern.compile(line);
      this.meaning = meaning;
    }

    private Optional<String> in(List<String> lines) {
      return lines.stream()
          .flatMap(text -> first(line, text, match -> meaning.formatted(match.group(1))).stream())
          .findFirst();
    }
  }

  /// Why it failed, in one line that names nobody.
  String reason() {
    var said = causes(thrown).stream().filter(cause -> cause.getMessage() != null).toList();
    var reason =
        firstOf(said, EXIT_CODE, match -> ended(Integer.parseInt(match.group(1))))
            .or(() -> firstOf(said, NO_PROGRAM, ForkFailure::noProgram))
            .or(() -> firstOf(said, NO_PROPERTIES, ForkFailure::noJvm))
            .or(
                () ->
                    said.stream()
                        .filter(BindException.class::isInstance)
                        .findFirst()
                        .map(ForkFailure::noHost))
            .orElseGet(this::sentence);
    return Redaction.line(Redaction.here().text(reason), LONGEST);
  }

  /// Why the benchmark said that its cell makes no sense; empty where it did not say so.
  Optional<String> notApplicable() {
    return causes(thrown).stream()
        .filter(NotApplicable.class::isInstance)
        .map(
            cause ->
                Redaction.line(Redaction.here().text(String.valueOf(cause.getMessage())), LONGEST))
        .findFirst();
  }

  private static Optional<String> first(
      Pattern pattern, String text, Function<MatchResult, String> words) {
    var matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(words.apply(matcher)) : Optional.empty();
  }

  private static Optional<String> firstOf(
      List<Throwable> causes, Pattern pattern, Function<MatchResult, String> words) {
    return causes.stream()
        .flatMap(cause -> first(pattern, String.valueOf(cause.getMessage()), words).stream())
        .findFirst();
  }

  private static String noProgram(MatchResult match) {
    var program = match.group(1);
    var why = match.group().replaceFirst(".*?error[:=] ?\\d+,? ?\\(?([^)]*)\\)?.*", "$1");
    return program.equals("taskset")
        ? "there is no `taskset` on the PATH, which ties forks to CPUs for --cores"
        : program + " cannot be started: " + why;
  }

  private static String noHost(Throwable thrown) {
    return "JMH could not listen for it over TCP; is the loopback interface up? It says: "
        + thrown.getMessage();
  }

  /// JMH asks a JVM other than its own for its version first.
  private static String noJvm(MatchResult match) {
    var java = match.group(1);
    return Files.exists(Path.of(java)) ? java + " does not run as a JVM" : "there is no " + java;
  }

  /// The reason of a fork that ended before JMH had heard of one.
  private String ended(int code) {
    var errors = last("stderr");
    var output = last("stdout");
    var all = Stream.concat(errors.stream(), output.stream()).toList();
    return Stream.of(Known.values())
        .flatMap(known -> known.in(all).stream())
        .findFirst()
        .or(() -> telling(errors).map(line -> how(code) + ": " + line))
        .or(() -> telling(output).map(line -> how(code) + ": " + line))
        .orElseGet(() -> how(code) + (code == KILLED ? "" : " and printed nothing"));
  }

  private static String how(int code) {
    if (code == KILLED) {
      return "its JVM was killed (signal 9), as the system does when memory runs out";
    }
    return "its JVM ended with exit code " + code;
  }

  private static Optional<String> telling(List<String> lines) {
    return lines.stream()
        .filter(Predicate.not(line -> SAYS_NOTHING.matcher(line).matches()))
        .reduce((earlier, later) -> later);
  }

  /// What JMH repeated of a stream.
  private List<String> last(String stream) {
    int start = printed.lastIndexOf("<" + stream + " last=");
    int end = printed.indexOf("</" + stream + ">", Math.max(start, 0));
    return start < 0
        ? List.of()
        : printed.substring(start, end < 0 ? printed.length() : end).lines().skip(1).toList();
  }

  /// What went wrong in the benchmark, or in JMH if nothing did there.
  private String sentence() {
    var shown =
        causes(thrown).stream()
            .filter(cause -> cause.getMessage() != null)
            .filter(cause -> !cause.getClass().getName().startsWith("org.openjdk.jmh."))
            .findFirst()
            .orElse(thrown);
    return shown.getClass().getSimpleName() + ": " + shown.getMessage();
  }

  /// The tree in which JMH wraps what a fork died of, level by level.
  private static List<Throwable> causes(Throwable top) {
    List<Throwable> causes = new ArrayList<>(List.of(top));
    for (int i = 0; i < causes.size(); i++) {
      var next = causes.get(i);
      Stream.concat(Stream.ofNullable(next.getCause()), Arrays.stream(next.getSuppressed()))
          .filter(cause -> !causes.contains(cause))
          .forEach(causes::add);
    }
    return causes;
  }
}
