package dev.threadmill.cli;

import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.proof.Pace;
import dev.threadmill.proof.Proof;
import dev.threadmill.proof.Race;
import dev.threadmill.proof.Trial;
import dev.threadmill.proof.Trials;
import dev.threadmill.results.Ledger;
import dev.threadmill.results.LedgerEntry;
import dev.threadmill.results.RunManifest.Group;
import dev.threadmill.results.RunManifest.Limits;
import dev.threadmill.results.RunManifest.Shape;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Catalog;
import dev.threadmill.runner.Planner;
import dev.threadmill.runner.Preset;
import dev.threadmill.runner.Request;
import dev.threadmill.runner.RunLock;
import dev.threadmill.runner.ThisJar;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `aa`: does the method of measurement call equal things equal, and find what was planted?
@Command(
    name = "aa",
    description = {
      "Proves the method of measurement: measures the very same code as two arms, and beside them"
          + " arms that do 2, 3, 5 and 10 %% more than they claim.",
      "Each outcome is a line of the ledger. Started again, it goes on where it was."
    })
final class AaCommand implements Callable<Integer> {
  /// More rounds than these are no use to a method that promises to need few.
  private static final int MOST_ROUNDS = 20;

  private static final int LEAST_ROUNDS = 5;
  private static final long ONE_TRIAL_SECONDS = 24 * 3600;

  @Option(
      names = "--ledger",
      defaultValue = "results/aa-ledger.jsonl",
      paramLabel = "FILE",
      description = "Where the outcomes are; ${DEFAULT-VALUE} unless told otherwise.")
  Path file = Path.of("results", "aa-ledger.jsonl");

  @Option(
      names = "--outcomes",
      defaultValue = "8",
      paramLabel = "N",
      description = "Measure until the ledger has so many pairs of equal arms; ${DEFAULT-VALUE}.")
  int outcomes = 8;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Of each trial; ${DEFAULT-VALUE}, the least that a run has.")
  int rounds = LEAST_ROUNDS;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      converter = Amount.Share.class,
      description = "Go on for up to 20 rounds until ratios are as precise, as a run does.")
  @Nullable Double precision;

  @Option(
      names = "--shape",
      defaultValue = "3x100,4x100",
      paramLabel = "WxMS,NxMS",
      converter = ForkShape.class,
      description = {
        "Iterations of warm-up and of measurement in a fork, and their milliseconds;"
            + " ${DEFAULT-VALUE}.",
        "Short, because both arms leave out the same warm-up, and forks tell more than time does."
      })
  Shape shape = new Shape(3, 100, 4, 100);

  @Option(names = "--no-planted", description = "Only equal arms: two forks a round, not six.")
  boolean noPlanted;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Benchmarks of the suite instead, each as two equal arms.")
  List<String> includes = new ArrayList<>();

  @Mixin ParamValues params = new ParamValues();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Begin no trial that would end after this time, such as 60m.")
  @Nullable Duration budget;

  @Option(names = "--seed", description = "Decides the orders; a new one unless given.")
  @Nullable Long seed;

  @Option(names = "--summary", description = "Measure nothing; say what the ledger proves.")
  boolean summary;

  @Option(
      names = "--race",
      description = "Measure nothing; say what other methods make of the same forks.")
  boolean race;

  @Option(names = "--format", defaultValue = "text", description = "text or markdown")
  Format format = Format.TEXT;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (format != Format.TEXT && format != Format.MARKDOWN) {
      throw new Unusable("--format " + format + ": aa writes text or markdown");
    }
    var ledger = new Ledger(file);
    if (!summary && !race) {
      var plan = plan();
      var limits = limits();
      try (var lock = RunLock.take()) {
        if (!measure(ledger, plan, limits, out)) {
          out.println("Stopped; the same command goes on.");
          out.flush();
          return 0;
        }
      }
    }
    var entries = ledger.entries();
    if (entries.isEmpty()) {
      throw new Unusable(file + " has no outcome yet");
    }
    var page = new ProofPage(out, format == Format.MARKDOWN);
    if (summary || !race) {
      page.print(Proof.of(entries), Pace.of(entries));
    }
    if (race) {
      page.print(Race.of(entries));
    }
    out.flush();
    return 0;
  }

  /// Whether it came to its end, and was not told to.
  private boolean measure(Ledger ledger, List<Trial> plan, Limits limits, PrintWriter out) {
    var setting =
        new Trials.Setting(
            shape,
            limits,
            seed == null ? new SplittableRandom().nextLong(1, 1L << 32) : seed,
            ThisJar.suite(),
            Fingerprint.of(Host.here()));
    var trials = new Trials(ledger, plan, setting, new LiveLine(out, LiveLine.isTerminal()));
    out.println("Seed " + setting.seed() + ", outcomes in " + ledger.file());
    out.flush();
    long start = System.nanoTime();
    long longest = 0;
    for (long done = equal(ledger); done < outcomes; done = equal(ledger)) {
      long begun = System.nanoTime();
      if (budget != null && begun - start + longest > budget.toNanos()) {
        out.println("The time is spent.");
        return true;
      }
      var added = trials.next();
      if (added.isEmpty()) {
        return false;
      }
      longest = Math.max(longest, System.nanoTime() - begun);
      added.forEach(entry -> out.println(ProofPage.line(entry)));
      out.println((done + 1) + " of " + outcomes + " pairs of equal arms");
      out.flush();
    }
    return true;
  }

  private static long equal(Ledger ledger) {
    return ledger.entries().stream().filter(LedgerEntry::isSame).count();
  }

  private Limits limits() {
    if (rounds < 3 || rounds > 1000) {
      throw new Unusable("--rounds " + rounds + ": from 3, below which there is no interval");
    }
    return precision == null
        ? new Limits(rounds, rounds, 1, ONE_TRIAL_SECONDS)
        : new Limits(rounds, Math.max(rounds + 1, MOST_ROUNDS), precision, ONE_TRIAL_SECONDS);
  }

  private List<Trial> plan() {
    if (!includes.isEmpty()) {
      return Trial.ofSame(planned(Catalog.ofThisJar(), includes));
    }
    var planted = Trial.ofPlanted(planned(Catalog.ofProofs(), List.of(".")));
    return noPlanted ? planted.stream().map(Trial::bare).toList() : planted;
  }

  private List<Group> planned(Catalog catalog, List<String> includes) {
    return new Planner(catalog)
        .plan(new Request(Preset.QUICK, includes, params.read(), List.of(), List.of(), List.of()));
  }
}
