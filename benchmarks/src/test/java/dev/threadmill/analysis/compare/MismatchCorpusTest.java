package dev.threadmill.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.threadmill.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Pairs of runs that differ in something, and what must become of them.
class MismatchCorpusTest {
  /// @param scores what becomes of the scores: refused, no verdict, or compared and flagged
  /// @param ratios what becomes of ratios inside each side; null where none are shown
  /// @param rules those that must be named, among others
  record Mismatch(
      String name,
      Consumer<SampleRun> base,
      Consumer<SampleRun> other,
      @Nullable Factor declared,
      Rule.Effect scores,
      Rule.@Nullable Effect ratios,
      List<Rule> rules) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Consumer<SampleRun> LATER = run -> run.started = "2026-02-01T00:00:00Z";
  private static final Consumer<SampleRun> OTHER_MACHINE =
      run -> {
        run.machine = "server";
        run.model = "EPYC B";
      };
  private static final Consumer<SampleRun> OTHER_JDK =
      run -> {
        run.jdk = "21.0.5";
        run.build = "21.0.5+11";
      };
  private static final Consumer<SampleRun> G1 =
      run -> run.arguments = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
  private static final Consumer<SampleRun> LARGE_HEAP =
      run -> run.arguments = List.of("-Xms8g", "-Xmx8g", "-XX:+UseSerialGC");
  private static final Consumer<SampleRun> NO_TIERS =
      run ->
          run.arguments = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:-TieredCompilation");
  private static final Consumer<SampleRun> OTHER_JAR = run -> run.jar = "2222222222222222";
  private static final Consumer<SampleRun> LONGER = run -> run.warmupTime = "5 s";
  private static final Consumer<SampleRun> PLAIN = run -> run.plainFile = true;

  static Stream<Mismatch> corpus() {
    List<Mismatch> all = new ArrayList<>();
    all.add(
        differing(
            "class hash",
            r -> r.classHash = "bbbb",
            Rule.Effect.REFUSE,
            Rule.Effect.FLAG,
            Rule.CLASS));
    all.add(
        differing(
            "mode", r -> r.mode = "thrpt", Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.MODE));
    all.add(
        differing(
            "unit", r -> r.unit = "us/op", Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.UNIT));
    all.add(
        differing(
            "workers", r -> r.workers = 2, Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.THREADS));
    all.add(
        differing(
            "batch size",
            r -> r.batch = 10,
            Rule.Effect.REFUSE,
            Rule.Effect.REFUSE,
            Rule.OPERATIONS));
    all.add(
        differing(
            "parameters",
            r -> r.without().with("a.ABenchmark.run", 100, "contender", "THREE", "threads", "2"),
            Rule.Effect.REFUSE,
            null,
            Rule.PARAMETERS));
    all.add(
        differing(
            "a parameter more",
            r ->
                r.without()
                    .with("a.ABenchmark.run", 9, "contender", "ONE", "threads", "2", "size", "1"),
            Rule.Effect.REFUSE,
            null,
            Rule.PARAMETERS));
    all.add(differing("warm-up", LONGER, Rule.Effect.REFUSE, Rule.Effect.FLAG, Rule.SHAPE));
    all.add(
        differing(
            "iterations", r -> r.iterations = 5, Rule.Effect.REFUSE, Rule.Effect.FLAG, Rule.SHAPE));
    all.add(differing("flags", NO_TIERS, Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.FLAGS));
    all.add(differing("collector", G1, Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.GC));
    all.add(differing("heap", LARGE_HEAP, Rule.Effect.REFUSE, Rule.Effect.REFUSE, Rule.HEAP));
    all.add(
        differing(
            "collector left to the JVM",
            r -> r.arguments = List.of("-Xms1g", "-Xmx1g"),
            Rule.Effect.REFUSE,
            Rule.Effect.REFUSE,
            Rule.GC));
    all.add(
        differing(
            "options of the environment",
            r -> r.environment = Map.of("JAVA_TOOL_OPTIONS", List.of("-Xint")),
            Rule.Effect.REFUSE,
            Rule.Effect.REFUSE,
            Rule.FLAGS));
    all.add(declared("collector, declared", G1, Factor.GC, Rule.Effect.FLAG));
    all.add(declared("heap, declared", LARGE_HEAP, Factor.HEAP, Rule.Effect.FLAG));
    all.add(declared("flags, declared", NO_TIERS, Factor.FLAGS, Rule.Effect.FLAG));
    all.add(declared("JDK, declared", OTHER_JDK, Factor.JDK, Rule.Effect.FLAG));
    all.add(
        declared(
            "another than declared", OTHER_JDK, Factor.GC, Rule.Effect.REFUSE, Rule.UNDECLARED));
    all.add(
        declared(
            "declared, yet the same", r -> {}, Factor.GC, Rule.Effect.FLAG, Rule.NO_DIFFERENCE));
    all.add(
        declared(
            "collector and heap",
            r -> r.arguments = List.of("-Xmx2g", "-XX:+UseG1GC"),
            Factor.GC,
            Rule.Effect.REFUSE,
            Rule.HEAP,
            Rule.TWO_FACTORS));
    all.add(
        declared(
            "collector and JDK",
            G1.andThen(OTHER_JDK),
            Factor.GC,
            Rule.Effect.REFUSE,
            Rule.TWO_FACTORS));
    all.add(differing("JDK", OTHER_JDK, Rule.Effect.FLAG, null, Rule.JDK));
    all.add(
        differing("build of a JDK", r -> r.build = "25.0.1+9", Rule.Effect.FLAG, null, Rule.JDK));
    all.add(
        differing("major version", r -> r.jdk = "27.0.1", Rule.Effect.FLAG, null, Rule.DEFAULTS));
    all.add(
        declared(
            "major version, declared",
            r -> {
              r.jdk = "27.0.1";
              r.build = "27.0.1+1";
            },
            Factor.JDK,
            Rule.Effect.FLAG,
            Rule.DEFAULTS));
    all.add(differing("jar", OTHER_JAR, Rule.Effect.FLAG, null, Rule.JAR));
    all.add(
        differing(
            "jar and JDK",
            OTHER_JAR.andThen(OTHER_JDK),
            Rule.Effect.REFUSE,
            Rule.Effect.FLAG,
            Rule.TWO_FACTORS,
            Rule.JAR,
            Rule.JDK));
    all.add(differing("machine", OTHER_MACHINE, Rule.Effect.FLAG, Rule.Effect.FLAG, Rule.ONE_RUN));
    all.add(
        differing(
            "number of CPUs", r -> r.cpus = 8, Rule.Effect.FLAG, Rule.Effect.FLAG, Rule.ONE_RUN));
    all.add(
        differing(
            "name of the machine", r -> r.machine = "twin", Rule.Effect.FLAG, Rule.Effect.FLAG));
    all.add(
        differing(
            "machine and JDK",
            OTHER_MACHINE.andThen(OTHER_JDK),
            Rule.Effect.REFUSE,
            Rule.Effect.FLAG,
            Rule.TWO_FACTORS));
    all.add(
        differing(
            "machine and flags",
            OTHER_MACHINE.andThen(NO_TIERS),
            Rule.Effect.REFUSE,
            Rule.Effect.REFUSE,
            Rule.FLAGS,
            Rule.TWO_FACTORS));
    all.add(
        differing(
            "workers by the machine",
            OTHER_MACHINE.andThen(r -> r.workers = 8),
            Rule.Effect.REFUSE,
            Rule.Effect.FLAG,
            Rule.RESOLVED_THREADS));
    all.add(
        differing(
            "cores fewer than threads",
            OTHER_MACHINE.andThen(r -> r.cpus = 1),
            Rule.Effect.REFUSE,
            Rule.Effect.FLAG,
            Rule.OVERSUBSCRIBED));
    all.add(differing("cores", r -> r.cores = 2, Rule.Effect.REFUSE, Rule.Effect.FLAG, Rule.CORES));
    all.add(declared("cores, declared", r -> r.cores = 2, Factor.CORES, Rule.Effect.FLAG));
    all.add(differing("kernel", r -> r.kernel = "6.12", Rule.Effect.FLAG, null, Rule.SYSTEM));
    all.add(
        differing("governor", r -> r.governor = "powersave", Rule.Effect.FLAG, null, Rule.SYSTEM));
    all.add(
        differing(
            "quota", r -> r.quota = 1.5, Rule.Effect.DISTRUST, Rule.Effect.DISTRUST, Rule.QUOTA));
    all.add(differing("steal", r -> r.steal = 0.05, Rule.Effect.DISTRUST, null));
    all.add(differing("throttling", r -> r.throttledSeconds = 1, Rule.Effect.DISTRUST, null));
    all.add(
        differing(
            "one side a plain file",
            PLAIN,
            Rule.Effect.FLAG,
            null,
            Rule.NOT_INTERLEAVED,
            Rule.UNKNOWN_ORIGIN));
    all.add(both("both plain files", PLAIN, PLAIN, Rule.Effect.FLAG, null, Rule.NOT_INTERLEAVED));
    all.add(
        both(
            "plain files with other warm-up",
            PLAIN,
            PLAIN.andThen(LONGER),
            Rule.Effect.REFUSE,
            Rule.Effect.REFUSE,
            Rule.SHAPE,
            Rule.NOT_INTERLEAVED));
    all.add(differing("two forks", r -> r.rounds = 2, Rule.Effect.FLAG, null, Rule.FEW_FORKS));
    all.add(
        differing(
            "two forks on another machine",
            OTHER_MACHINE.andThen(r -> r.rounds = 2),
            Rule.Effect.FLAG,
            Rule.Effect.REFUSE,
            Rule.FEW_FORKS));
    all.add(both("a single run each", r -> {}, r -> {}, Rule.Effect.FLAG, null, Rule.ONE_RUN));
    return all.stream();
  }

  private static Mismatch differing(
      String name,
      Consumer<SampleRun> other,
      Rule.Effect scores,
      Rule.@Nullable Effect ratios,
      Rule... rules) {
    return both(name, r -> {}, other, scores, ratios, rules);
  }

  private static Mismatch both(
      String name,
      Consumer<SampleRun> base,
      Consumer<SampleRun> other,
      Rule.Effect scores,
      Rule.@Nullable Effect ratios,
      Rule... rules) {
    return new Mismatch(name, base, other, null, scores, ratios, List.of(rules));
  }

  private static Mismatch declared(
      String name, Consumer<SampleRun> other, Factor factor, Rule.Effect scores, Rule... rules) {
    return new Mismatch(name, r -> {}, other, factor, scores, null, List.of(rules));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void isRefusedOrFlaggedByItsRules(Mismatch mismatch) {
    var against = compare(mismatch);
    assertThat(against.scores()).isNotEmpty();
    for (Row.OfScores row : against.scores()) {
      assertThat(effect(row)).as(String.valueOf(row.objections())).isEqualTo(mismatch.scores());
      assertThat(row.objections()).extracting(Rule.Objection::rule).containsAll(mismatch.rules());
      assertThat(row.ratio() == null).isEqualTo(mismatch.scores() == Rule.Effect.REFUSE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void ratiosInsideEachSideStandOrFallByTheirOwnRules(Mismatch mismatch) {
    if (mismatch.ratios() == null) {
      return;
    }
    var against = compare(mismatch);
    assertThat(against.ratios()).hasSize(1);
    Row.OfRatios row = against.ratios().getFirst();
    Rule.Effect effect =
        row.isRefused()
            ? Rule.Effect.REFUSE
            : row.verdict() instanceof Verdict.Unreliable ? Rule.Effect.DISTRUST : Rule.Effect.FLAG;
    assertThat(effect).isEqualTo(mismatch.ratios());
  }

  private static Rule.Effect effect(Row.OfScores row) {
    return row.isRefused()
        ? Rule.Effect.REFUSE
        : row.verdict() instanceof Verdict.Unreliable ? Rule.Effect.DISTRUST : Rule.Effect.FLAG;
  }

  private static Against compare(Mismatch mismatch) {
    var comparison =
        RunComparison.of(
            List.of(
                List.of(SampleRun.run(mismatch.base())),
                List.of(SampleRun.run(LATER.andThen(mismatch.other())))),
            List.of(),
            mismatch.declared(),
            Only.ALL);
    return Objects.requireNonNull(comparison.sides().getFirst());
  }
}
