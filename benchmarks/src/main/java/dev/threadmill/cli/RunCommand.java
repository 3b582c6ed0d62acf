package dev.threadmill.cli;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.lane.Workbench;
import dev.threadmill.lane.Workbench.Programs;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.questions.Lane;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.results.Cell;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunLock;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Estimate;
import dev.threadmill.runner.Jdks;
import dev.threadmill.runner.Measurement;
import dev.threadmill.runner.NewRun;
import dev.threadmill.runner.ProfilingPass;
import dev.threadmill.runner.ResumedPlan;
import dev.threadmill.runner.Session;
import dev.threadmill.runner.ThisJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Measures, and keeps every fork in a new folder below --out.",
      "Forks run one at a time. The contenders of a comparison run back to back in random order."
    })
final class RunCommand extends Subcommand {
  private static final int MANY_ROUNDS = 1_000;

  @Mixin PlanOptions what = new PlanOptions();

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      description = "Measure until every ratio is known to within this share, such as 2%%.")
  @Nullable Double precision;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all orders (random).")
  @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder that holds all runs (${DEFAULT-VALUE}).")
  Path results = Path.of("results");

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "The name of this machine (its processor unless given).")
  @Nullable String machine;

  @Option(
      names = NextCommand.RESUME,
      paramLabel = "RUN",
      description =
          "Continue an interrupted run by its own plan; with --profile, a complete one, too.")
  @Nullable Path resume;

  @Option(
      names = NextCommand.TRUST,
      description =
          "With --resume: start also the JDKs and JVM arguments of the run's plan that are not"
              + " known here, after naming them.")
  boolean trust;

  @Option(names = NextCommand.NO_REPORT, description = "Write no report at the end.")
  boolean noReport;

  @Option(
      names = NextCommand.PROFILE,
      description = "Then run every cell once more, untimed, and draw its flame graphs.")
  boolean profile;

  @Override
  public Integer call() throws Exception {
    try (var machineLock = RunLock.take()) {
      RunFolder folder;
      Jdks jdks;
      Programs programs;
      if (resume == null) {
        jdks = what.jdks();
        programs = programs(what.lanes());
        folder = begin(jdks, programs);
      } else {
        folder = again(resume);
        jdks = jdks(folder);
        programs = programs(folder);
      }
      try (var writer = folder.lock()) {
        return measured(folder, jdks, programs, () -> sayGoodbye(folder, writer));
      }
    }
  }

  /// Measures what is left of a run, and then says what it found.
  private int measured(RunFolder folder, Jdks jdks, Programs programs, Runnable goodbye) {
    var manifest = folder.manifest();
    page().paragraph("Seed " + manifest.seed() + ", results in " + folder.path());
    var machine = manifest.fingerprint();
    if (machine != null) {
      machine.unknown().ifPresent(page()::paragraph);
    }
    var headlines = new Headlines(() -> RunAnalysis.of(RunReader.read(folder.path())));
    var progress = new LiveLine(out(), headlines, goodbye);
    var end =
        manifest.state() == RunManifest.State.COMPLETE
            ? Session.End.FINISHED
            : new Measurement(folder, jdks, programs, progress).run();
    if (end == Session.End.STOPPED) {
      return Threadmill.FAILED;
    }
    if (end == Session.End.FAILING) {
      return giveUp(folder);
    }
    boolean kept = !profile || profile(folder, jdks, goodbye);
    int exitCode = summarize(folder, end);
    return kept ? exitCode : Threadmill.FAILED;
  }

  /// The programs of lanes; a lane without one costs the run nothing but its own cells.
  private Programs programs(List<Lane> lanes) {
    var programs = Workbench.ofUser(page()::line).programs(lanes);
    programs
        .missing()
        .forEach(
            (lane, reason) ->
                page()
                    .line(
                        "The lane %s is left out: %s. The command lanes says how to get it."
                            .formatted(lane.id(), reason)));
    return programs;
  }

  /// The programs of a run that goes on, built as they were when it began.
  private Programs programs(RunFolder folder) {
    var manifest = folder.manifest();
    var lanes =
        manifest.cells().stream()
            .flatMap(cell -> Lane.named(cell.lane()).stream())
            .distinct()
            .toList();
    var programs = programs(lanes);
    manifest
        .lanes()
        .forEach(
            (id, begun) -> {
              var now = Lane.named(id).map(programs.ready()::get);
              if (now.isEmpty() || !now.get().build().toolchain().equals(begun.toolchain())) {
                throw new Unusable(
                    "%s was begun with the lane %s built by %s, and %s: continue with that one"
                        .formatted(
                            folder.path(),
                            id,
                            begun.toolchain(),
                            now.map(program -> "this is " + program.build().toolchain())
                                .orElse("it is missing now")));
              }
            });
    return programs;
  }

  private RunFolder begin(Jdks jdks, Programs programs) throws InterruptedException {
    if (machine != null && !machine.matches("[\\w][\\w.-]{0,80}")) {
      throw new Unusable("--machine " + machine + ": letters, digits, '.', '_' and '-' only");
    }
    var plan = what.plan(jdks);
    var groups = plan.groups();
    plan.levels().notes().forEach(note -> page().line(note));
    var limits = limits(plan.limits());
    var duration = ListCommand.duration(Estimate.of(groups, what.preset.shape(), limits));
    page()
        .line(
            "Measuring %s comparison%s, %s"
                .formatted(groups.size(), groups.size() == 1 ? "" : "s", duration));
    return new NewRun(
            results,
            Optional.ofNullable(machine),
            what.preset,
            groups,
            limits,
            seed == null ? new SplittableRandom().nextLong(1, 1L << 32) : seed,
            ShortCommand.without(
                spec.commandLine().getParseResult().originalArgs(), Set.of("--out")),
            jdks,
            programs)
        .prepare();
  }

  /// A precision that the user asks for is not limited by the rounds of the preset.
  private RunManifest.Limits limits(RunManifest.Limits limits) {
    return precision == null
        ? limits
        : new RunManifest.Limits(
            limits.minRounds(), MANY_ROUNDS, precision, limits.budgetSeconds());
  }

  private boolean profile(RunFolder folder, Jdks jdks, Runnable goodbye) {
    var pass = new ProfilingPass(folder, jdks, out()::println);
    var time = Amount.clock(pass.estimate().toSeconds());
    out().println("Profiling " + pass.cells().size() + " cells, about " + time);
    return pass.run(goodbye);
  }

  /// The JVMs of a run that goes on; those that only its folder knows are named before they start.
  private Jdks jdks(RunFolder folder) {
    var plan = ResumedPlan.of(folder);
    if (!trust) {
      plan.requireKnown(
          "add " + NextCommand.TRUST + " if you began this run, or trust those who did");
    } else if (!plan.isKnown()) {
      out().println(folder.path() + " starts, because of " + NextCommand.TRUST + ":");
      plan.starts().forEach(line -> out().println("  " + line));
      out().flush();
    }
    return plan.jdks();
  }

  private RunFolder again(Path path) {
    var folder = RunFolder.open(path);
    var manifest = folder.manifest();
    if (manifest.state() == RunManifest.State.COMPLETE && !profile) {
      throw new Unusable(path + " is complete; only --profile can still be added");
    }
    if (!manifest.suite().jar().equals(ThisJar.suite().jar())) {
      throw new Unusable(
          path + " was begun by another build of this jar, so new forks would not be comparable");
    }
    if (manifest.state() != RunManifest.State.COMPLETE) {
      requireSame(
          manifest,
          path,
          Fingerprint.of(Host.here()).slug(),
          System.getProperty("java.runtime.version"));
    }
    warn(RunReader.read(path));
    return folder;
  }

  private PageWriter page() {
    return PageWriter.toTerminal(out());
  }

  /// Says what a run that was told to stop has kept. The process ends right after it, and before
  /// anything else could be said.
  private void sayGoodbye(RunFolder folder, RunLock writer) {
    writer.close();
    var page = page();
    int forks = folder.forks().size();
    var kept =
        switch (forks) {
          case 0 -> "The plan is";
          case 1 -> "The fork that ended is";
          default -> "The " + forks + " forks that ended are";
        };
    page.line("Stopped. %s kept in %s".formatted(kept, folder.path()));
    NextCommand.resuming(folder, profile, noReport).print(page);
  }

  /// Says why no fork runs here.
  private int giveUp(RunFolder folder) {
    err()
        .complain(
            "The first forks failed alike: %s; what they printed is in %s"
                .formatted(folder.forks().getLast().reason(), folder.file("failures")));
    NextCommand.resuming(folder, profile, noReport).print(page());
    return Threadmill.FAILED;
  }

  private int summarize(RunFolder folder, Session.End end) {
    var page = page();
    // The chart engine loads while the run is read, which takes as long.
    Studio studio = noReport ? null : Studio.open();
    var run = RunReader.read(folder.path());
    page.line(
        switch (end) {
          case FINISHED, STOPPED, FAILING ->
              "Every comparison is as precise as requested or has all its rounds.";
          case OUT_OF_BUDGET -> cut(run, folder.manifest());
        });
    var failed =
        run.forks().stream().filter(fork -> fork.outcome() == ForkRecord.Outcome.FAILED).toList();
    var rounds =
        run.forks().stream().filter(ForkRecord::isOk).map(RunCommand::cellAndRound).toList();
    boolean lost = failed.stream().anyMatch(fork -> !rounds.contains(cellAndRound(fork)));
    if (!failed.isEmpty()) {
      page.line(
          "%s failed%s; see %s"
              .formatted(
                  failed.size() == 1 ? "One fork" : failed.size() + " forks",
                  lost ? "" : ", but succeeded when tried again",
                  folder.file("failures")));
    }
    boolean open = Summary.print(RunAnalysis.of(run), out());
    out().println();
    boolean hasReport = studio != null && report(run, folder, studio);
    if (!hasReport) {
      page.line("Results are in " + folder.path());
    }
    NextCommand.after(folder, end, open, hasReport).print(page);
    return lost ? Threadmill.FAILED : 0;
  }

  /// What a run did without because its time was spent.
  private static String cut(Run run, RunManifest manifest) {
    var limits = manifest.limits();
    var rounds =
        manifest.groups().stream().mapToInt(group -> rounds(run, group)).summaryStatistics();
    var had =
        rounds.getMin() == rounds.getMax()
            ? String.valueOf(rounds.getMax())
            : rounds.getMin() + " to " + rounds.getMax();
    return ("The time of %s is spent: comparisons have %s of at most %s rounds. %s sets the time,"
            + " and `list` says how much all rounds take.")
        .formatted(
            Amount.clock(limits.budgetSeconds()), had, limits.maxRounds(), NextCommand.BUDGET);
  }

  private static int rounds(Run run, RunManifest.Group group) {
    var cells = group.cells().stream().map(Cell::id).toList();
    return run.forks().stream()
        .filter(fork -> cells.contains(fork.cell()))
        .mapToInt(ForkRecord::round)
        .max()
        .orElse(0);
  }

  private static String cellAndRound(ForkRecord fork) {
    return fork.cell() + " " + fork.round();
  }

  /// Forks are on disk by now, so a report that fails does not fail the run.
  private boolean report(Run run, RunFolder folder, Studio studio) {
    try (studio) {
      ReportCommand.write(
          List.of(run), folder.path(), new ReportCommand.ChartScripts(), studio, out(), out());
      return true;
    } catch (RuntimeException | LinkageError e) {
      out().println("There is no report: " + e.getMessage());
      return false;
    }
  }

  /// All forks of a cell must be of one machine and one JDK.
  ///
  /// @param here the machine, and `build` the JDK, on which the run would continue
  static void requireSame(RunManifest begun, Path run, String here, String build) {
    var there = begun.fingerprint();
    if (there == null) {
      return;
    }
    if (!there.slug().equals(here)) {
      throw new Unusable(
          "%s was begun on %s, and this is %s: start a new run here"
              .formatted(run, there.slug(), here));
    }
    var builds =
        there.jdks().values().stream().map(JdkFacts::build).filter(Objects::nonNull).toList();
    boolean onThisJdk = begun.cells().stream().anyMatch(cell -> cell.jdk() == null);
    if (onThisJdk && !builds.isEmpty() && !builds.contains(build)) {
      throw new Unusable(
          "%s was begun on JDK %s, and this is %s: continue on that JDK"
              .formatted(run, String.join(", ", new TreeSet<>(builds)), build));
    }
  }
}
