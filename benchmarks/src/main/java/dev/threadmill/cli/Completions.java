package dev.threadmill.cli;

import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What bash, zsh and fish must know to complete a command line, as scripts in their languages.
///
/// All is read from the model by which picocli parses the command line.
final class Completions {
  private final CommandLine line;
  private final String name;

  Completions(CommandLine line) {
    this.line = line;
    this.name = line.getCommandName();
  }

  String bash() {
    return AutoComplete.bash(name, line);
  }

  String zsh() {
    List<String> script = new ArrayList<>();
    script.add("#compdef " + name);
    script.add("");
    script.add("_" + name + "() {");
    script.add("  local context state state_descr line");
    script.add("  typeset -A opt_args");
    script.add("  _arguments -C \\");
    line.getCommandSpec().options().forEach(option -> script.add("    " + zsh(option) + " \\"));
    script.add("    '1:command:->command' '*::argument:->argument'");
    script.add("  case $state in");
    script.add("    command)");
    script.add("      local -a commands=(");
    commands()
        .forEach(one -> script.add("        " + quoted(one.name() + ":" + about(one), "'\\''")));
    script.add("      )");
    script.add("      _describe command commands");
    script.add("      ;;");
    script.add("    argument)");
    script.add("      case $words[1] in");
    for (var command : commands().toList()) {
      script.add("        " + command.name() + ")");
      script.add("          _arguments \\");
      var arguments =
          Stream.concat(
                  command.options().stream().map(Completions::zsh),
                  command.positionalParameters().stream().map(Completions::zsh))
              .collect(Collectors.joining(" \\\n            "));
      script.add("            " + arguments);
      script.add("          ;;");
    }
    script.add("      esac");
    script.add("      ;;");
    script.add("  esac");
    script.add("}");
    script.add("");
    // The first time zsh runs the file as the function itself.
    script.add("if [ \"$funcstack[1]\" = _" + name + " ]; then");
    script.add("  _" + name + " \"$@\"");
    script.add("else");
    script.add("  compdef _" + name + " " + name);
    script.add("fi");
    return text(script);
  }

  private static String zsh(OptionSpec option) {
    var names = List.of(option.names());
    var words = "[" + zshWords(about(option)) + "]";
    if (takesValue(option)) {
      var again = option.isMultiValue() ? "*" : "";
      return quoted(again + option.longestName() + "=" + words + zshValue(option), "'\\''");
    }
    return names.size() == 1
        ? quoted(names.getFirst() + words, "'\\''")
        : "'("
            + String.join(" ", names)
            + ")'{"
            + String.join(",", names)
            + "}"
            + quoted(words, "'\\''");
  }

  private static String zsh(PositionalParamSpec parameter) {
    var place = parameter.isMultiValue() ? "*" : String.valueOf(parameter.index().min() + 1);
    return quoted(place + zshValue(parameter), "'\\''");
  }

  private static String zshValue(ArgSpec argument) {
    var values =
        candidates(argument).stream()
            .map(one -> one + question(one).map(words -> "\\:" + zshWord(words)).orElse(""))
            .toList();
    var described = values.stream().anyMatch(value -> value.contains(":"));
    var action =
        isPath(argument)
            ? "_files"
            : values.isEmpty()
                ? " "
                : (described ? "((" : "(") + String.join(" ", values) + (described ? "))" : ")");
    return ":" + argument.paramLabel() + ":" + action;
  }

  /// Text in which no character separates the parts of an argument of zsh's.
  private static String zshWords(String text) {
    return text.replaceAll("[\\\\\\[\\]:]", "\\\\$0");
  }

  /// A text as one word.
  private static String zshWord(String text) {
    return text.replaceAll("[^\\w-]", "\\\\$0");
  }

  String fish() {
    List<String> script = new ArrayList<>();
    script.add("# What fish must know to complete " + name + ".");
    var all = "complete -c " + name + " ";
    script.add(all + "-f");
    line.getCommandSpec()
        .options()
        .forEach(option -> script.add(all + "-n __fish_use_subcommand" + fish(option)));
    for (var command : commands().toList()) {
      script.add(
          all + "-n __fish_use_subcommand -a " + command.name() + " -d " + fish(about(command)));
    }
    for (var command : commands().toList()) {
      var one = all + "-n '__fish_seen_subcommand_from " + command.name() + "'";
      command.options().forEach(option -> script.add(one + fish(option)));
      if (command.positionalParameters().stream().anyMatch(Completions::isPath)) {
        script.add(one + " -F");
      }
      for (var parameter : command.positionalParameters()) {
        for (var candidate : candidates(parameter)) {
          script.add(
              one
                  + " -a "
                  + candidate
                  + question(candidate).map(words -> " -d " + fish(words)).orElse(""));
        }
      }
    }
    return text(script);
  }

  private static String fish(OptionSpec option) {
    var words = new StringBuilder();
    for (var each : option.names()) {
      words.append(each.startsWith("--") ? " -l " + each.substring(2) : " -s " + each.substring(1));
    }
    if (isPath(option)) {
      words.append(" -r -F");
    } else if (takesValue(option)) {
      words.append(" -x");
    }
    var values = candidates(option);
    if (!values.isEmpty()) {
      words.append(" -a ").append(fish(String.join(" ", values)));
    }
    return words.append(" -d ").append(fish(about(option))).toString();
  }

  private static String fish(String text) {
    return quoted(text.replace("\\", "\\\\"), "\\'");
  }

  private Stream<CommandSpec> commands() {
    return commands(line);
  }

  /// The commands of a program, in the order of its help.
  static Stream<CommandSpec> commands(CommandLine line) {
    return line.getSubcommands().values().stream().map(CommandLine::getCommandSpec);
  }

  private static String about(CommandSpec command) {
    return firstSentence(command.usageMessage().description());
  }

  private static String about(ArgSpec argument) {
    return firstSentence(argument.description());
  }

  /// Shells have one line for each.
  private static String firstSentence(String... description) {
    return plain(description).replaceFirst("\\. [A-Z].*", ".");
  }

  /// A description as it is read, where a per cent sign is written once.
  static String plain(String... description) {
    return String.join(" ", description).replace("%%", "%");
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static boolean isPath(ArgSpec argument) {
    return argument.typeInfo().getType() == Path.class
        || argument.typeInfo().getAuxiliaryTypeInfos().stream()
            .anyMatch(type -> type.getType() == Path.class);
  }

  private static List<String> candidates(ArgSpec argument) {
    var candidates = argument.completionCandidates();
    return candidates == null
        ? List.of()
        : StreamSupport.stream(candidates.spliterator(), false).toList();
  }

  /// The sentence of a candidate that is the id of a question.
  private static Optional<String> question(String candidate) {
    return Questions.find(candidate).map(Question::wording);
  }

  /// @param quote what a quote within quotes is
  private static String quoted(String text, String quote) {
    return "'" + text.replace("'", quote) + "'";
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
