package dev.threadmill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// JMH files, ledgers, templates, charts and command lines of strangers, before the commands that
/// read them.
class HostileFilesTest extends HostileInputs {
  private static final Path CORPUS = Path.of("src/test/resources/jmh");
  private static final List<String> JMH =
      List.of("average", "group", "sample", "single-shot", "one-failed", "counters");
  private static final String LEDGER = "ledger.jsonl";
  private static final String CHART = "charts/switching.vl.json";
  private static final String THEME = "charts/theme.json";
  private static final Pattern SCORE = Pattern.compile("\\d+\\.\\d{2,}");
  private static final Map<String, byte[]> SOUND = new TreeMap<>();

  private static final String TEMPLATE =
      """
      ---
      write: FINDINGS.md
      refresh: README.md
      run box: box/run
      run base: other/base
      ---
      {{begin answers}}
      A thread is {{ratio SpawnJoin of=VIRTUAL to=PLATFORM}} to start.
      {{compare PingPong of=VIRTUAL to=PLATFORM}}: {{score PingPong threadKind=VIRTUAL run=base}}.
      {{end}}

      {{scores PingPong rows=threadKind}}

      {{latency Starvation contender=NONE histogram=probe.delay at=90}} late.

      {{claims}}

      {{machines}}

      {{repeat}}
      """;

  private static final String WITH_CHART =
      """
      ---
      write: CHART.md
      run box: box/run
      ---
      {{chart switching "Round trips"}}
      """;

  @Property(tries = 200, seed = "1", shrinking = ShrinkingMode.OFF)
  void everyCommandKeepsToItsRules(@ForAll("inputs") Input input) {
    hold(input);
    holdShare("report of JMH");
    holdShare("findings of a template");
  }

  @Override
  Map<String, byte[]> sound() {
    if (SOUND.isEmpty()) {
      try {
        SOUND.putAll(HostileFoldersTest.soundFolders());
        SOUND.keySet().removeIf(name -> name.startsWith("charts/"));
        for (var name : JMH) {
          var file = Files.readString(CORPUS.resolve(name + ".json"));
          SOUND.put(jmh(name), utf8(file));
          SOUND.put(base(name), utf8(SCORE.matcher(file).replaceAll("1$0"))); // another run
        }
        try (var lines = Files.lines(Path.of("../results/aa-ledger.jsonl"))) {
          SOUND.put(LEDGER, utf8(String.join("\n", lines.limit(20).toList()) + "\n"));
        }
        SOUND.put("text.md", utf8(TEMPLATE));
        SOUND.put("chart.md", utf8(WITH_CHART));
        SOUND.put("README.md", utf8("<!-- findings:answers -->\n<!-- /findings -->\n"));
        var scripts = Path.of("../plot-scripts");
        SOUND.put(CHART, Files.readAllBytes(scripts.resolve("switching.vl.json")));
        SOUND.put(THEME, Files.readAllBytes(scripts.resolve("theme.json")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return SOUND;
  }

  private static String jmh(String name) {
    return "jmh/" + name + ".json";
  }

  private static String base(String name) {
    return "base/" + name + ".json";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  String pick(List<String> names, long dice, Random random) {
    return switch ((int) Math.floorMod(dice, 10L)) {
      case 0 -> random.nextInt(4) == 0 ? THEME : CHART;
      case 1, 2 -> LEDGER;
      case 3, 4, 5 -> random.nextInt(5) == 0 ? "README.md" : "text.md";
      default -> jmh(JMH.get((int) Math.floorMod(dice / 10, (long) JMH.size())));
    };
  }

  @Override
  void call(Calls calls, Random random) {
    for (var name : calls.changed) {
      var file = calls.in(name);
      if (name.startsWith("jmh/")) {
        jmh(calls, file, random);
      } else if (name.equals(LEDGER)) {
        var format = random.nextBoolean() ? "text" : "markdown";
        calls.reading("aa", () -> Said.by("aa", "--summary", "--ledger", file, "--format", format));
      } else if (name.startsWith("charts/")) {
        calls.to(
            "report with charts",
            () -> report(calls.in(HostileFoldersTest.RUN), calls.out(), calls.in("charts")),
            Sandbox::isPlain,
            (said, written, isNew) -> written.startsWith("out"));
        calls.to(
            "findings with a chart",
            () -> Said.by("findings", calls.in("chart.md"), "--scripts", calls.in("charts")),
            Sandbox::isPlain,
            (said, written, isNew) -> said.code() == 0 && isNew && written.startsWith("in/"));
      } else {
        calls.to(
            "findings of a template",
            () -> Said.by("findings", calls.in("text.md"), "--scripts", calls.in("empty")),
            HostileInputs::isOnTemplate,
            (said, written, isNew) ->
                said.code() == 0
                    && written.startsWith("in/")
                    && (isNew || written.equals("in/README.md")));
      }
    }
    calls.to(
        "words",
        () -> Said.by(words(calls, random).toArray()),
        HostileInputs::isComparison,
        Sandbox.Writes.NOTHING);
  }

  private void jmh(Calls calls, Path file, Random random) {
    var base = calls.in("base/" + file.getFileName());
    var sides = new ArrayList<>(List.of(file, base));
    Collections.shuffle(sides, random);
    var format = List.of("text", "markdown", "csv", "json").get(random.nextInt(4));
    calls.reading("claims of JMH", () -> Said.by("claims", file));
    calls.to(
        "compare of JMH",
        () -> Said.by("compare", sides.getFirst(), sides.getLast(), "--format", format),
        HostileInputs::isComparison,
        Sandbox.Writes.NOTHING);
    calls.to(
        "report of JMH",
        () -> report(file, calls.out(), calls.in("empty")),
        Sandbox::isPlain,
        (said, name, isNew) -> name.startsWith("out"));
  }

  /// A command that reads, with a word of a stranger's in a place where it takes one.
  private static List<Object> words(Calls calls, Random random) {
    var word = Change.word(random);
    var run = calls.in(HostileFoldersTest.RUN);
    var base = calls.in("other/base");
    return switch (random.nextInt(14)) {
      case 0 -> List.of("list", word);
      case 1 -> List.of("list", "--include", word);
      case 2 -> List.of("list", "--param", word, "--preset", "smoke");
      case 3 -> List.of("list", "--preset", word);
      case 4 -> List.of("help", word);
      case 5 -> List.of("compare", base, run, "--only", word);
      case 6 -> List.of("compare", base, run, "--factor", word);
      case 7 -> List.of("compare", word, run);
      case 8 -> List.of("claims", word);
      case 9 -> List.of("findings", word);
      case 10 -> List.of("aa", "--summary", "--ledger", word);
      case 11 -> List.of("report", run, "--out", calls.out(), "--scripts", word + "/no");
      case 12 -> List.of("run", "--resume", word);
      default -> List.of("list", "--format", "json", "--" + word);
    };
  }
}
