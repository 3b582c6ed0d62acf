package dev.threadmill.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.results.ProfileIndex;
import dev.threadmill.results.ProfileIndex.Profile;
import dev.threadmill.results.ProfileIndex.Profile.Profiler;
import dev.threadmill.results.ProfileIndex.ProfileKind;
import dev.threadmill.results.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// Run folders of strangers, before every command that reads one.
class HostileFoldersTest extends HostileInputs {
  static final String RUN = "box/run";
  private static final Map<String, byte[]> SOUND = new TreeMap<>();

  private static final String TEMPLATE =
      """
      ---
      write: FINDINGS.md
      run box: box/run
      ---
      A thread is {{ratio SpawnJoin of=VIRTUAL to=PLATFORM}} to start: {{score SpawnJoin threadKind=VIRTUAL}}.

      {{scores PingPong rows=threadKind}}

      A waiting thread takes {{metric ParkedThread threadKind=VIRTUAL metric=total}}, and
      {{latency Starvation contender=NONE histogram=probe.delay at=90}}.

      {{machines}}

      {{repeat}}
      """;

  private static final String CHART =
      """
      {
        "title": "Bytes of a thread",
        "description": "Bytes of a thread by part.",
        "data": {"name": "metrics"},
        "mark": "bar",
        "encoding": {
          "x": {"field": "score", "type": "quantitative"},
          "y": {"field": "contender", "type": "nominal"}
        }
      }
      """;

  @Property(tries = 300, seed = "1", shrinking = ShrinkingMode.OFF)
  void everyCommandKeepsToItsRules(@ForAll("inputs") Input input) {
    hold(input);
    holdShare("claims");
    holdShare("resume");
  }

  @Override
  Map<String, byte[]> sound() {
    return soundFolders();
  }

  static Map<String, byte[]> soundFolders() {
    if (SOUND.isEmpty()) {
      try {
        makeSound();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return SOUND;
  }

  /// A few comparisons of the sample run, with all that a run folder may have.
  private static void makeSound() throws IOException {
    var json = new ObjectMapper();
    var sample = Path.of("src/test/resources/runs/sample");
    var plan = (ObjectNode) json.readTree(sample.resolve("run.json").toFile());
    var groups = json.createArrayNode();
    List<String> cells = new ArrayList<>();
    for (var group : plan.path("groups")) {
      if (group.path("name").asText().matches("(spawning|switching|footprint|fairness).*")) {
        groups.add(group);
      }
    }
    plan.set("groups", groups);
    plan.put("state", "interrupted");
    plan.putObject("jdks");
    ((ObjectNode) plan.path("suite")).put("jar", "unknown"); // so are the classes under test
    plan.remove("fingerprint"); // it is of another machine, and no run goes on there
    ((ObjectNode) plan.path("limits")).put("budgetSeconds", 1);
    var temporary = Files.createTempDirectory("sound");
    Files.writeString(temporary.resolve("run.json"), named(json.writeValueAsString(plan)));
    var folder = RunFolder.open(temporary);
    folder.manifest().cells().forEach(cell -> cells.add(cell.id()));
    var lines =
        Files.readAllLines(sample.resolve("forks.jsonl")).stream()
            .map(HostileFoldersTest::named)
            .map(
                line ->
                    line.replaceAll("(\"othersCpuSeconds\"):[\\d.]+", "$1:0.0")) // a quiet machine
            .filter(line -> cells.stream().anyMatch(cell -> line.contains("\"" + cell + "\"")))
            .toList();
    Files.write(temporary.resolve("forks.jsonl"), lines);
    Files.writeString(
        temporary.resolve("ruler.jsonl"),
        """
        {"started":"2026-11-22T19:35:18.553Z","scores":{"spinStepsPerSecond":6.4E8,"copyBytesPerSecond":2.8E10,"threads":2}}
        {"started":"2026-11-22T19:36:18.553Z","scores":{"spinStepsPerSecond":6.5E8,"copyBytesPerSecond":2.9E10,"threads":2}}
        """);
    folder.writeDerived();
    var file = ProfileIndex.fileName(cells.getFirst(), ProfileKind.CPU);
    new ProfileIndex(
            1,
            List.of(
                new Profile(
                    cells.getFirst(), ProfileKind.CPU, Profiler.JFR, file, 12, 3L, "It is small.")),
            Map.of(cells.getLast(), "it hung"))
        .write(folder);
    Files.writeString(temporary.resolve(file), "<!DOCTYPE html><title>flames</title>");
    try (var files = Files.walk(temporary)) {
      for (var path : files.filter(Files::isRegularFile).toList()) {
        SOUND.put(RUN + "/" + temporary.relativize(path), Files.readAllBytes(path));
      }
    }
    RunFolder.delete(temporary);
    plan.put("started", "2026-11-22T17:33:55Z"); // or it would be the same run
    ((ObjectNode) plan.path("suite")).put("jar", "an earlier one");
    SOUND.put("other/base/run.json", named(json.writeValueAsString(plan)).getBytes());
    SOUND.put(
        "other/base/forks.jsonl",
        String.join("\n", lines).replace("2026-11-21T", "2026-11-20T").concat("\n").getBytes());
    SOUND.put("text.md", TEMPLATE.getBytes());
    SOUND.put("charts/bytes.vl.json", CHART.getBytes());
    SOUND.put("empty/bytes.vl.json", CHART.replace("metrics", "pinning").getBytes());
  }

  /// With the names of today, since a run goes on only with benchmarks that this jar has.
  private static String named(String json) {
    return json.replace("SchedulerFairnessBenchmark.unitOfWork", "StarvationBenchmark.window")
        .replace("\"busyPerCore\":\"2\"", "\"busyPerCore\":\"2\",\"wokenBy\":\"TIMER\"")
        .replace("busyPerCore=2", "busyPerCore=2,wokenBy=TIMER");
  }

  @Override
  String pick(List<String> names, long dice, Random random) {
    int one = random.nextInt(10);
    if (one < 4) {
      return RUN + "/run.json";
    } else if (one < 8) {
      return RUN + "/forks.jsonl";
    }
    var own = new ArrayList<>(names.stream().filter(name -> name.startsWith(RUN)).toList());
    // What a report or a resumed run writes here, where a stranger may have put a link.
    own.addAll(
        List.of(
            RUN + "/report.html",
            RUN + "/report.md",
            RUN + "/charts",
            RUN + "/run.json.draft",
            RUN + "/jmh.json.draft",
            RUN + "/failures"));
    return own.get(random.nextInt(own.size()));
  }

  @Override
  void call(Calls calls, Random random) {
    var run = calls.in(RUN);
    var base = calls.in("other/base");
    // A chart that is drawn takes longer than all the rest.
    var charts = calls.in(random.nextInt(20) == 0 ? "charts" : "empty");
    boolean inPlace = random.nextInt(3) == 0;
    var format = List.of("text", "markdown", "csv", "json").get(random.nextInt(4));
    boolean swapped = random.nextInt(3) == 0;
    calls.reading("claims", () -> Said.by("claims", run));
    calls.to(
        "compare",
        () -> Said.by("compare", swapped ? run : base, swapped ? base : run, "--format", format),
        HostileInputs::isComparison,
        Sandbox.Writes.NOTHING);
    calls.to(
        "findings",
        () -> Said.by("findings", calls.in("text.md"), "--scripts", charts),
        HostileInputs::isOnTemplate,
        (said, name, isNew) -> name.equals("in/FINDINGS.md"));
    calls.to(
        "report",
        () -> report(run, inPlace ? run : calls.out(), charts),
        Sandbox::isPlain,
        (said, name, isNew) ->
            inPlace
                ? name.matches("in/" + RUN + "(/report\\.(html|md)|/charts(/.*)?)?")
                : name.startsWith("out"));
    // Last, since a run that goes on changes its folder.
    calls.to(
        "resume",
        () -> calls.onOwnJdk(() -> Said.by("run", "--resume", run, "--no-report")),
        said -> Sandbox.isPlain(said) || said.code() == Threadmill.FAILED,
        (said, name, isNew) -> said.out().contains("Seed ") && name.startsWith("in/" + RUN));
  }
}
