package dev.threadmill.cli;

import dev.threadmill.results.Cell;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.runner.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `list`: what a run would measure, and how long it would take.
@Command(name = "list", description = "Lists what a run would measure, and estimates its time.")
final class ListCommand implements Callable<Integer> {
  @Mixin PlanOptions what = new PlanOptions();

  @Option(names = "--format", defaultValue = "text", description = "text or json")
  Format format = Format.TEXT;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("list", Format.TEXT, Format.JSON);
    var groups = what.plan(what.jdks());
    var estimate = Estimate.of(groups, what.preset.shape(), what.preset.limits());
    var out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(Format.json(json(groups, estimate)));
      return 0;
    }
    for (Group group : groups) {
      out.println(group.name());
      group.cells().forEach(cell -> out.println("    " + apart(cell)));
    }
    out.println();
    out.println(
        estimate.cells()
            + " cells in "
            + groups.size()
            + " comparison groups; "
            + duration(estimate));
    return 0;
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

  private static Map<String, Object> json(List<Group> groups, Estimate estimate) {
    var json = new LinkedHashMap<String, Object>();
    json.put("cells", estimate.cells());
    json.put("leastSeconds", estimate.leastSeconds());
    json.put("mostSeconds", estimate.mostSeconds());
    json.put("groups", groups);
    return json;
  }
}
