package dev.threadmill.cli;

import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.runner.Estimate;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = {
      "Lists the questions with their ids, which of them a run would answer, and estimates its"
          + " time.",
      "With questions or --include also what that run would measure, cell by cell."
    })
final class ListCommand implements Callable<Integer> {
  @Mixin PlanOptions what = new PlanOptions();

  @Option(names = "--format", paramLabel = "NAME", description = "text or json (text).")
  Format format = Format.TEXT;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("list", Format.TEXT, Format.JSON);
    var groups = what.plan(what.jdks());
    var estimate = Estimate.of(groups, what.preset.shape(), what.preset.limits());
    var answered = answered(groups);
    var out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(Format.json(json(groups, answered, estimate)));
      return 0;
    }
    print(answered, out);
    if (what.areNamed()) {
      for (Group group : groups) {
        out.println();
        out.println(group.name());
        group.cells().forEach(cell -> out.println("    " + apart(cell)));
      }
    } else {
      out.println();
      out.println("More questions; a run that names them answers them, such as: run skynet");
      print(
          Questions.all().stream().filter(question -> !answered.contains(question)).toList(), out);
    }
    out.println();
    out.println(
        Stream.of(Preset.values())
            .map(one -> one.label() + " " + Amount.clock(one.limits().budgetSeconds()))
            .collect(Collectors.joining(", ", "Presets, with the longest that each takes: ", "")));
    out.println(
        "With --preset "
            + what.preset.label()
            + ": "
            + estimate.cells()
            + " cells in "
            + groups.size()
            + " comparison groups; "
            + duration(estimate));
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
    return estimate.leastSeconds() == estimate.mostSeconds()
        ? "about " + Amount.clock(estimate.mostSeconds())
        : "from "
            + Amount.clock(estimate.leastSeconds())
            + " with the fewest rounds to "
            + Amount.clock(estimate.mostSeconds())
            + " with all";
  }

  private static Map<String, Object> json(
      List<Group> groups, List<Question> answered, Estimate estimate) {
    var json = new LinkedHashMap<String, Object>();
    json.put("cells", estimate.cells());
    json.put("leastSeconds", estimate.leastSeconds());
    json.put("mostSeconds", estimate.mostSeconds());
    json.put(
        "questions",
        Questions.all().stream()
            .map(
                question ->
                    Map.of(
                        "id", question.id(),
                        "question", question.wording(),
                        "benchmark", question.benchmark(),
                        "answered", answered.contains(question)))
            .toList());
    json.put("groups", groups);
    return json;
  }
}
