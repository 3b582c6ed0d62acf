package dev.threadmill.cli;

import dev.threadmill.lane.Workbench;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.proof.Proof;
import dev.threadmill.proof.Trial;
import dev.threadmill.proof.Trials;
import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.Preset;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunLock;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Jdks;
import dev.threadmill.runner.Measurement;
import dev.threadmill.runner.Planner;
import dev.threadmill.runner.Planner.Request;
import dev.threadmill.runner.ResumedPlan;
import dev.threadmill.runner.ThisJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "aa",
    description = {
      "Tests the method of measurement on code whose true ratio is known: two arms that are the"
          + " same code, and arms that do 2, 3, 5 and 10 %% more than they claim.",
      "Each outcome is a line of the ledger. The same command continues where it was interrupted."
    })
final class AaCommand extends Subcommand {
  /// The lanes whose bodies are the suite's own.
  static final class SameBodies implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(Lane.REFERENCE.id()).iterator();
    }
  }

  private static final int MOST_ROUNDS = 20;
  private static final long ONE_TRIAL_SECONDS = 24 * 3600;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "The file that keeps the outcomes (${DEFAULT-VALUE}).")
  Path file = Path.of("results", "aa-ledger.jsonl");

  @Option(
      names = "--outcomes",
      paramLabel = "N",
      description =
          "Measure until the ledger has this many pairs of equal arms (${DEFAULT-VALUE}).")
  int outcomes = 8;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each trial (${DEFAULT-VALUE}, the fewest of an ordinary run).")
  int rounds = 5;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      description = "Continue up to 20 rounds until the ratios are this precise, as a run does.")
  @Nullable Double precision;

  @Option(
      names = "--shape",
      paramLabel = "WxMS,NxMS",
      description = {
        "Warm-up and measured iterations of a fork, and their milliseconds (3x100,4x100).",
        "Short, because both arms lack the same warm-up, and more forks beat longer forks.",
        "With --lane 8x100,4x100: JMH is warm later than the other arm."
      })
  @Nullable Shape shape;

  @Option(
      names = "--no-planted",
      description = "Measure equal arms only: two forks a round, not six.")
  boolean noPlanted;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Measure these benchmarks of the suite instead, each as two equal arms.")
  List<String> includes = List.of();

  @Option(
      names = "--lane",
      paramLabel = "NAME",
      completionCandidates = SameBodies.class,
      description =
          "Run the second arm by the program of this lane, whose bodies are the suite's:"
              + " reference.")
  @Nullable String lane;

  @Mixin PlanOptions.ParamValues params = new PlanOptions.ParamValues();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "Begin no trial that would end after this time, such as 60m.")
  @Nullable Duration budget;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all orders (random).")
  @Nullable Long seed;

  @Option(names = "--summary", description = "Measure nothing; summarize the ledger.")
  boolean summary;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      completionCandidates = Format.TextOrMarkdown.class,
      description = "text or markdown (text).")
  Format format = Format.TEXT;

  @Override
  public Integer call() throws Exception {
    format.requireOneOf("aa", Format.TEXT, Format.MARKDOWN);
    var ledger = new Ledger(file);
    if (!summary) {
      var plan = plan();
      var limits = limits();
      try (var lock = RunLock.take()) {
        if (!measure(ledger, plan, limits)) {
          return Threadmill.FAILED; // the process ends, and has said so
        }
      }
    }
    var entries = ledger.entries();
    if (entries.isEmpty()) {
      throw new Unusable(file + " has no outcome yet");
    }
    new ProofPage(new PageWriter(out(), format)).print(Proof.of(entries));
    return 0;
  }

  private Shape shape() {
    return shape != null ? shape : new Shape(lane == null ? 3 : 8, 100, 4, 100);
  }

  /// Whether it came to its end, and was not told to.
  private boolean measure(Ledger ledger, List<Trial> plan, Limits limits) {
    var out = out();
    long first = seed == null ? new SplittableRandom().nextLong(1, 1L << 32) : seed;
    var regimen =
        new Trials.Regimen(shape(), limits, first, ThisJar.suite(), Fingerprint.of(Host.here()));
    var live =
        new LiveLine(
            out, LiveLine.Answers.NONE, () -> out.println("Stopped; the same command continues."));
    var lanes = lane == null ? List.<Lane>of() : List.of(Lane.REFERENCE);
    var programs = Workbench.ofUser(out::println).programs(lanes);
    var trials =
        new Trials(
            ledger, plan, regimen, folder -> new Measurement(folder, jdks(folder), programs, live));
    out.println("Seed " + first + ", outcomes in " + ledger.file());
    long start = System.nanoTime();
    long longest = 0;
    for (long done = equal(ledger); done < outcomes; done = equal(ledger)) {
      long begun = System.nanoTime();
      if (budget != null && begun - start + longest > budget.toNanos()) {
        out.println("The time budget is spent.");
        return true;
      }
      var added = trials.next();
      if (added.isEmpty()) {
        return false;
      }
      longest = Math.max(longest, System.nanoTime() - begun);
      added.forEach(entry -> out.println(ProofPage.line(entry)));
      out.println((done + 1) + " of " + outcomes + " pairs of equal arms");
    }
    return true;
  }

  /// A trial names no JDK and gives no argument, unless its folder is not ours.
  private static Jdks jdks(RunFolder folder) {
    var plan = ResumedPlan.of(folder);
    plan.requireKnown("remove that folder to begin its trial anew");
    return plan.jdks();
  }

  private static long equal(Ledger ledger) {
    return ledger.entries().stream().filter(LedgerEntry::isSame).count();
  }

  private Limits limits() {
    if (rounds < 3 || rounds > 1000) {
      throw new Unusable(
          "--rounds " + rounds + ": an interval takes 3 rounds, and 1000 are enough");
    }
    int most = precision == null ? rounds : Math.max(rounds + 1, MOST_ROUNDS);
    return new Limits(rounds, most, precision == null ? 1 : precision, ONE_TRIAL_SECONDS);
  }

  private List<Trial> plan() {
    if (lane != null && !lane.equals(Lane.REFERENCE.id())) {
      throw new Unusable("--lane " + lane + ": only the lane reference has the suite's bodies");
    }
    if (lane != null && includes.isEmpty()) {
      throw new Unusable("--lane needs --include, which says whose bodies");
    }
    boolean ofSuite = !includes.isEmpty();
    var which = ofSuite ? includes : List.of(".");
    List<String> none = List.of();
    var groups =
        new Planner(ofSuite ? Catalog.ofThisJar() : Catalog.ofProofs())
            .plan(
                new Request(
                    Preset.QUICK,
                    List.of(),
                    which,
                    params.read(),
                    List.of(),
                    none,
                    none,
                    List.of()));
    return ofSuite ? Trial.ofSame(groups, lane) : Trial.ofPlanted(groups, noPlanted);
  }
}
