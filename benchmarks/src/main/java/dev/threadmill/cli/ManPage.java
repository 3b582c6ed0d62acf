package dev.threadmill.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The manual page of the program, in the language of `man`, from the model of its command line.
final class ManPage {
  /// What a user types first, with what it does.
  static final List<Map.Entry<String, String>> EXAMPLES =
      List.of(
          Map.entry("doctor", "Is this machine fit to measure on?"),
          Map.entry("list mutex-or-arc", "What is the question about, and how long does it take?"),
          Map.entry("run mutex-or-arc --preset smoke", "See in two minutes what a run looks like."),
          Map.entry("run mutex-or-arc --precision 2%", "Answer it as precisely as that."),
          Map.entry("compare BASE NEW", "Did a change make anything slower?"));

  private final CommandLine line;
  private final String name;
  private final List<String> page = new ArrayList<>();

  private ManPage(CommandLine line) {
    this.line = line;
    this.name = line.getCommandName();
  }

  static String of(CommandLine line) {
    return new ManPage(line).text();
  }

  private String text() {
    var spec = line.getCommandSpec();
    var version = spec.version()[0].replaceFirst(",.*", "");
    var about = Completions.plain(spec.usageMessage().description());
    page.add(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + escaped(version) + "\"");
    section("NAME");
    add(name + " - " + lowerCase(about.replaceFirst("\\..*", "")));
    section("SYNOPSIS");
    page.add(".B " + name);
    page.add("[\\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]]");
    section("DESCRIPTION");
    add(about);
    page.add(".PP");
    add(Completions.plain(spec.usageMessage().footer()).strip());
    section("COMMANDS");
    Completions.commands(line).forEach(this::command);
    section("OPTIONS");
    spec.options().forEach(this::option);
    section("EXIT STATUS");
    spec.usageMessage().exitCodeList().forEach(this::term);
    section("EXAMPLES");
    EXAMPLES.forEach(example -> term(name + " " + example.getKey(), example.getValue()));
    return String.join("\n", page) + "\n";
  }

  private void section(String title) {
    page.add(".SH " + title);
  }

  private void command(CommandSpec command) {
    var arguments =
        command.positionalParameters().stream()
            .map(
                one ->
                    (one.arity().min() == 0 ? "[" + one.paramLabel() + "]" : one.paramLabel())
                        + (one.isMultiValue() ? "..." : ""));
    page.add(
        ".SS "
            + escaped(
                Stream.concat(Stream.of(command.name(), "[OPTION...]"), arguments)
                    .collect(Collectors.joining(" "))));
    add(Completions.plain(command.usageMessage().description()));
    command.positionalParameters().forEach(one -> term(one.paramLabel(), one.description()));
    command.options().stream()
        .filter(option -> !option.inherited())
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(this::option);
    if (command.usageMessage().footer().length > 0) {
      page.add(".PP");
      add(Completions.plain(command.usageMessage().footer()).strip());
    }
  }

  private void option(OptionSpec option) {
    var value = Completions.takesValue(option) ? " " + option.paramLabel() : "";
    term(String.join(", ", option.names()) + value, option.description());
  }

  private void term(String term, String... description) {
    page.add(".TP");
    page.add(".B " + escaped(term));
    add(Completions.plain(description));
  }

  private void add(String text) {
    page.add(escaped(text));
  }

  private static String lowerCase(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /// Text that holds no request: a dot or a quote begins one at the start of a line.
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceFirst("^(?=[.'])", "\\\\&");
  }
}
