package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.runner.Estimate;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Lists the questions with their ids, which of them a run would answer, and estimates its"
          + " time.",
      "With questions or --include also what that run would measure, cell by cell."
    })
final class ListCommand extends Subcommand {
  @Mixin PlanOptions what = new PlanOptions();

  @Option(names = "--format", paramLabel = "NAME", description = "text or json (text).")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("list", Format.TEXT, Format.JSON);
    var groups = what.plan(what.jdks());
    var estimate = Estimate.of(groups, what.preset.shape(), what.preset.limits());
    var answered = answered(groups);
    var out = out();
    if (format == Format.JSON) {
      var questions =
          Questions.all().stream()
              .map(
                  one ->
                      new QuestionJson(
                          one.id(), one.wording(), one.benchmark(), answered.contains(one)))
              .toList();
      out.println(Format.json(new ListJson(estimate, questions, groups)));
      return 0;
    }
    print(answered, out);
    if (what.areNamed()) {
      for (Group group : groups) {
        out.println("\n" + group.name());
        group.cells().forEach(cell -> out.println("    " + apart(cell)));
      }
    } else {
      out.println("\nMore questions; a run that names them answers them, such as: run skynet");
      print(
          Questions.all().stream().filter(question -> !answered.contains(question)).toList(), out);
    }
    var presets =
        Stream.of(Preset.values())
            .map(one -> one.label() + " " + Amount.clock(one.limits().budgetSeconds()))
            .collect(Collectors.joining(", "));
    out.println("\nPresets, with the longest that each takes: " + presets);
    out.println(
        "With --preset %s: %s cells in %s comparison groups; %s"
            .formatted(what.preset.label(), estimate.cells(), groups.size(), duration(estimate)));
    return 0;
  }

  private static void print(List<Question> questions, PrintWriter out) {
    int width = Questions.all().stream().mapToInt(one -> one.id().length()).max().orElse(0);
    questions.forEach(
        one -> out.println(one.id() + " ".repeat(2 + width - one.id().length()) + one.wording()));
  }

  private static List<Question> answered(List<Group> groups) {
    return Questions.all().stream()
        .filter(
            question ->
                groups.stream()
                    .flatMap(group -> Comparison.of(group.cells()).stream())
                    .anyMatch(question::isAnsweredBy))
        .toList();
  }

  /// The coordinates in which a cell differs from others of its group.
  private static String apart(Cell cell) {
    var compared = cell.compared();
    return compared.isEmpty()
        ? "(a single cell)"
        : compared.entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  static String duration(Estimate estimate) {
    var least = Amount.clock(estimate.leastSeconds());
    var most = Amount.clock(estimate.mostSeconds());
    return estimate.leastSeconds() == estimate.mostSeconds()
        ? "about " + most
        : "from %s with the fewest rounds to %s with all".formatted(least, most);
  }

  record ListJson(
      @JsonUnwrapped Estimate estimate, List<QuestionJson> questions, List<Group> groups) {}

  record QuestionJson(String id, String question, String benchmark, boolean answered) {}
}
