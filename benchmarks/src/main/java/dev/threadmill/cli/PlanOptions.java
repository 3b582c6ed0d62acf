package dev.threadmill.cli;

import dev.threadmill.machine.Host;
import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.Preset;
import dev.threadmill.questions.Question;
import dev.threadmill.questions.Questions;
import dev.threadmill.report.chart.Nearest;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.CoreLevels;
import dev.threadmill.runner.Estimate;
import dev.threadmill.runner.Jdks;
import dev.threadmill.runner.Planner;
import dev.threadmill.runner.Planner.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that say what to measure, shared by `run` and `list`.
final class PlanOptions {
  /// The ids of all questions.
  static final class Ids implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Questions.all().stream().map(Question::id).iterator();
    }
  }

  /// The ids of all lanes.
  static final class LaneIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Lane.values()).map(Lane::id).iterator();
    }
  }

  @Parameters(
      paramLabel = "QUESTION",
      completionCandidates = Ids.class,
      description = "Only these questions, by their ids, such as spawn; list shows all.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "How much to measure: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Preset preset = Preset.QUICK;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Only benchmarks whose name contains a match (repeatable).")
  List<String> includes = new ArrayList<>();

  @Mixin ParamValues params = new ParamValues();

  @Option(
      names = "--cores",
      paramLabel = "LIST|all",
      description =
          "Run everything on each of these numbers of CPUs, such as 1,2,4; 'all' doubles up to"
              + " all, with a cache, a socket and the cores in between, as far as the budget allows.")
  @Nullable String cores;

  @Option(
      names = NextCommand.BUDGET,
      paramLabel = "TIME",
      description = "The time that a run may take, such as 30m; it stops then.")
  @Nullable Duration budget;

  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "HOME|MAJOR",
      description = "Run everything on each of these JDKs, such as 21,25.")
  List<String> jdks = new ArrayList<>();

  @Option(
      names = "--jvm",
      paramLabel = "NAME=ARGS",
      description =
          "Run everything with these JVM arguments as well, under this name (repeatable).")
  Map<String, String> jvms = new LinkedHashMap<>();

  @Option(
      names = "--lanes",
      paramLabel = "LIST",
      split = ",",
      completionCandidates = LaneIds.class,
      description =
          "Run the same on other runtimes, such as rust,go; the command lanes says which are"
              + " ready.")
  List<String> lanes = new ArrayList<>();

  /// The machine whose CPUs are asked for.
  Host host = Host.here();

  /// What is to be measured.
  ///
  /// @param levels the numbers of CPUs on which each is
  record LeveledPlan(List<Group> groups, CoreLevels levels, Limits limits) {}

  Jdks jdks() {
    return Jdks.find(jdks, arguments());
  }

  LeveledPlan plan(Jdks found) {
    var planner = new Planner(Catalog.ofThisJar());
    var time = Amount.clock(limits().budgetSeconds());
    var levels =
        CoreLevels.of(cores, host)
            .fitting(
                counts -> planner.plan(request(found, counts)), preset.shape(), limits(), time);
    var groups = planner.plan(request(found, levels.counts()));
    return new LeveledPlan(groups, levels, preset == Preset.SMOKE ? forAll(groups) : limits());
  }

  /// The limits of a preset that is there to try everything: one round of all has time, on a
  /// machine that is half as fast, too.
  private Limits forAll(List<Group> groups) {
    var limits = limits();
    long round = Estimate.seconds(groups, preset.shape(), 1);
    return budget != null || 2 * round <= limits.budgetSeconds()
        ? limits
        : new Limits(limits.minRounds(), limits.maxRounds(), limits.precision(), 2 * round);
  }

  private Request request(Jdks found, List<Integer> counts) {
    return new Request(
        preset,
        questions(),
        includes,
        params.read(),
        counts,
        List.copyOf(found.homes().keySet()),
        List.copyOf(found.arguments().keySet()),
        lanes());
  }

  /// Those of the preset, in the time that was asked for.
  private Limits limits() {
    var ofPreset = preset.limits();
    return new Limits(
        ofPreset.minRounds(),
        ofPreset.maxRounds(),
        ofPreset.precision(),
        budget == null ? ofPreset.budgetSeconds() : budget.toSeconds());
  }

  /// The lanes that were asked for, in their order; with the preset that is about them all that
  /// have a language of their own.
  List<Lane> lanes() {
    if (lanes.isEmpty() && preset == Preset.RUNTIMES) {
      return Stream.of(Lane.values()).filter(lane -> lane != Lane.REFERENCE).toList();
    }
    return lanes.stream().map(PlanOptions::lane).distinct().toList();
  }

  private static Lane lane(String id) {
    var known = Arrays.stream(Lane.values()).map(Lane::id).toList();
    return Lane.named(id)
        .orElseThrow(
            () ->
                new Unusable(
                    "--lanes "
                        + id
                        + ": there is no such lane"
                        + Nearest.to(id, known)
                        + "; there are "
                        + String.join(", ", known)));
  }

  /// Whether only a part of what the preset measures was asked for, or something else.
  boolean areNamed() {
    return !ids.isEmpty() || !includes.isEmpty();
  }

  List<Question> questions() {
    return ids.stream().map(id -> Questions.find(id).orElseThrow(() -> unknown(id))).toList();
  }

  private static Unusable unknown(String id) {
    var known = Questions.all().stream().map(Question::id).toList();
    var near = known.stream().filter(one -> one.contains(id)).toList();
    return new Unusable(
        "There is no question "
            + id
            + (near.isEmpty() ? Nearest.to(id, known) : "; near are " + String.join(", ", near))
            + "; list shows all of them, and --include finds benchmarks by their names");
  }

  /// The arguments behind each name of the `jvm` axis. The first has none, for comparison.
  private Map<String, List<String>> arguments() {
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    if (!jvms.isEmpty()) {
      arguments.put("default", List.of());
      jvms.forEach(
          (name, words) ->
              arguments.put(
                  name, words.isBlank() ? List.of() : Arrays.asList(words.trim().split("\\s+"))));
    }
    return arguments;
  }

  static final class ParamValues {
    @Option(
        names = "--param",
        paramLabel = "NAME=V1,V2",
        description = "Values of a parameter, in place of those of the preset (repeatable).")
    Map<String, String> lists = new LinkedHashMap<>();

    Map<String, List<String>> read() {
      Map<String, List<String>> values = new LinkedHashMap<>();
      lists.forEach((name, list) -> values.put(name, Arrays.asList(list.split(",", -1))));
      return values;
    }
  }
}
