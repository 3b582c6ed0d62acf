package dev.threadmill.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.threadmill.machine.CpuTopology.Tier;
import dev.threadmill.questions.Explanation;
import dev.threadmill.questions.Explanation.Meaning;
import dev.threadmill.questions.Explanation.Parameter;
import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.results.Cell;
import dev.threadmill.results.Comparison;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.runner.CoreLevels;
import dev.threadmill.runner.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "Lists the questions with their ids, which of them a run would answer, and estimates its"
          + " time.",
      "With a question what it is about: its contenders and parameters, each in a line, and what"
          + " that run would measure, cell by cell."
    })
final class ListCommand extends Subcommand {
  @Mixin PlanOptions what = new PlanOptions();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = Format.TextOrJson.class,
      description = "text or json (text).")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("list", Format.TEXT, Format.JSON);
    var plan = what.plan(what.jdks());
    var groups = plan.groups();
    var estimate = Estimate.of(groups, what.preset.shape(), plan.limits());
    var answered = answered(groups);
    if (format == Format.JSON) {
      var questions =
          Questions.all().stream()
              .map(one -> QuestionJson.of(one, answered.contains(one)))
              .toList();
      out()
          .print(
              Format.json(new ListJson(estimate, CoresJson.of(plan.levels()), questions, groups)));
      return 0;
    }
    var page = PageWriter.toTerminal(out());
    if (what.areNamed()) {
      var named = what.questions();
      named.forEach(question -> explain(question, page));
      print(
          named.isEmpty() ? "" : "The same cells answer:",
          answered.stream().filter(question -> !named.contains(question)).toList(),
          page);
      for (Group group : groups) {
        page.line(group.name());
        group.cells().forEach(cell -> page.wrapped("    ", apart(cell)));
        page.end(true);
      }
    } else {
      print("", answered, page);
      print(
          "More questions; a run that names them answers them, such as: run skynet",
          Questions.all().stream().filter(question -> !answered.contains(question)).toList(),
          page);
    }
    print(plan.levels(), page);
    var presets =
        Stream.of(Preset.values())
            .map(one -> one.label() + " " + Amount.clock(one.limits().budgetSeconds()))
            .collect(Collectors.joining(", "));
    page.line("Presets, with the longest that each takes: " + presets);
    page.line(
        "With --preset %s: %s cells in %s comparison groups; %s"
            .formatted(what.preset.label(), estimate.cells(), groups.size(), duration(estimate)));
    return 0;
  }

  private static void print(String title, List<Question> questions, PageWriter page) {
    if (!questions.isEmpty()) {
      page.print(title.isEmpty() ? "" : title + "\n");
      Map<String, String> terms = new LinkedHashMap<>();
      questions.forEach(one -> terms.put(one.id(), one.wording()));
      page.terms("", terms);
      page.end(true);
    }
  }

  /// Which CPUs `--cores` takes, and why those.
  private static void print(CoreLevels levels, PageWriter page) {
    if (levels.counts().isEmpty()) {
      return;
    }
    page.line("Numbers of CPUs: " + levels.levels());
    page.line("CPUs are taken in this order, with a | between last-level caches:");
    Map<String, String> tiers = new LinkedHashMap<>();
    levels
        .topology()
        .tiers()
        .forEach(
            tier ->
                tiers.put(
                    tier.from() + " to " + tier.to(), tier.what() + ": CPUs " + tier.numbers()));
    page.terms("    ", tiers);
    levels.notes().forEach(page::line);
    page.end(true);
  }

  /// All that a question is about.
  private static void explain(Question question, PageWriter page) {
    var about = Explanation.of(question);
    page.subject(question.id(), question.wording());
    page.end(true);
    Map<String, String> words = new LinkedHashMap<>();
    words.put("", about.summary());
    words.put("Varies: ", about.varies());
    words.put("Measures: ", about.measures());
    words.put("Compares: ", question.factor() + with(question.fixed()));
    words.values().removeIf(String::isEmpty);
    words.forEach((title, text) -> page.line(title + text));
    page.end(true);
    about.parameters().forEach(parameter -> explain(parameter, page));
    page.end(true);
  }

  private static String with(Map<String, String> fixed) {
    return fixed.isEmpty()
        ? ""
        : ", with "
            + fixed.entrySet().stream().map(Object::toString).collect(Collectors.joining(" and "));
  }

  private static void explain(Parameter parameter, PageWriter page) {
    var values = parameter.values().stream().map(Meaning::value).collect(Collectors.joining(", "));
    page.item(parameter.name(), parameter.isDescribed() ? "" : values);
    if (!parameter.description().isEmpty()) {
      page.wrapped("    ", parameter.description());
    }
    if (parameter.isDescribed()) {
      Map<String, String> terms = new LinkedHashMap<>();
      parameter.values().forEach(one -> terms.put(one.value(), one.description()));
      page.terms("    ", terms);
    }
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
      @JsonUnwrapped Estimate estimate,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CoresJson cores,
      List<QuestionJson> questions,
      List<Group> groups) {}

  /// What was asked for by `--cores`.
  record CoresJson(
      List<Integer> levels, Map<Integer, String> ends, List<Tier> order, List<String> notes) {
    static @Nullable CoresJson of(CoreLevels levels) {
      return levels.counts().isEmpty()
          ? null
          : new CoresJson(
              levels.counts(), levels.edges(), levels.topology().tiers(), levels.notes());
    }
  }

  record QuestionJson(
      String id,
      String question,
      String benchmark,
      boolean answered,
      @JsonUnwrapped Explanation explanation) {
    static QuestionJson of(Question question, boolean answered) {
      return new QuestionJson(
          question.id(),
          question.wording(),
          question.benchmark(),
          answered,
          Explanation.of(question));
    }
  }
}
