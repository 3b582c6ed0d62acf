package dev.threadmill.cli;

import dev.threadmill.comparison.RunAnalysis;
import dev.threadmill.machine.Fingerprint;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.questions.ShortCommand;
import dev.threadmill.report.chart.Studio;
import dev.threadmill.results.ForkRecord;
import dev.threadmill.results.Run;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.RunReader;
import dev.threadmill.results.Unusable;
import dev.threadmill.runner.Estimate;
import dev.threadmill.runner.Jdks;
import dev.threadmill.runner.Measurement;
import dev.threadmill.runner.NewRun;
import dev.threadmill.runner.ProfilingPass;
import dev.threadmill.runner.RunLock;
import dev.threadmill.runner.Session;
import dev.threadmill.runner.ThisJar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Measures, and keeps every fork in a new folder below --out.",
      "Forks run one at a time. The contenders of a comparison run back to back in random order."
    })
final class RunCommand implements Callable<Integer> {
  private static final int MANY_ROUNDS = 1_000;

  @Mixin PlanOptions what = new PlanOptions();

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      converter = Amount.Share.class,
      description = "Measure until every ratio is known to within this share, such as 2%%.")
  @Nullable Double precision;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Stop after this time, such as 30m.")
  @Nullable Duration budget;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all orders (random).")
  @Nullable Long seed;

  @Option(
      names = "--out",
      defaultValue = "results",
      paramLabel = "DIR",
      description = "The folder that holds all runs (${DEFAULT-VALUE}).")
  Path results = Path.of("results");

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "The name of this machine (its processor unless given).")
  @Nullable String machine;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Continue an interrupted run by its own plan; with --profile, a complete one, too.")
  @Nullable Path resume;

  @Option(names = "--no-report", description = "Write no report at the end.")
  boolean noReport;

  @Option(
      names = "--profile",
      description = "Then run every cell once more, untimed, and draw its flame graphs.")
  boolean profile;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (var lock = RunLock.take()) {
      RunFolder folder;
      Jdks jdks;
      if (resume == null) {
        jdks = what.jdks();
        folder = begin(jdks, out);
      } else {
        folder = again(resume);
        jdks = Jdks.of(folder.manifest());
      }
      var manifest = folder.manifest();
      out.println("Seed " + manifest.seed() + ", results in " + folder.path());
      var end =
          manifest.state() == RunManifest.State.COMPLETE
              ? Session.End.FINISHED
              : new Measurement(folder, jdks, new LiveLine(out, LiveLine.isTerminal())).run();
      boolean kept = !profile || end == Session.End.STOPPED || profile(folder, jdks, out);
      int exitCode = summarize(folder, end, out);
      return kept ? exitCode : Threadmill.FAILED;
    }
  }

  private RunFolder begin(Jdks jdks, PrintWriter out) throws InterruptedException {
    if (machine != null && !machine.matches("[\\w][\\w.-]{0,80}")) {
      throw new Unusable("--machine " + machine + ": letters, digits, '.', '_' and '-' only");
    }
    var groups = what.plan(jdks);
    var limits = limits();
    out.println(
        "Measuring "
            + groups.size()
            + " comparisons, "
            + ListCommand.duration(Estimate.of(groups, what.preset.shape(), limits)));
    out.flush();
    return new NewRun(
            results,
            Optional.ofNullable(machine),
            what.preset,
            groups,
            limits,
            seed == null ? new SplittableRandom().nextLong(1, 1L << 32) : seed,
            ShortCommand.without(
                spec.commandLine().getParseResult().originalArgs(), Set.of("--out")),
            jdks)
        .prepare();
  }

  /// A precision that the user asks for is not limited by the rounds of the preset.
  private RunManifest.Limits limits() {
    var ofPreset = what.preset.limits();
    return new RunManifest.Limits(
        ofPreset.minRounds(),
        precision == null ? ofPreset.maxRounds() : MANY_ROUNDS,
        precision == null ? ofPreset.precision() : precision,
        budget == null ? ofPreset.budgetSeconds() : budget.toSeconds());
  }

  private static boolean profile(RunFolder folder, Jdks jdks, PrintWriter out) {
    var pass =
        new ProfilingPass(
            folder,
            jdks,
            line -> {
              out.println(line);
              out.flush();
            });
    out.println(
        "Profiling "
            + pass.cells().size()
            + " cells, about "
            + Amount.clock(pass.estimate().toSeconds()));
    out.flush();
    return pass.run();
  }

  private RunFolder again(Path path) {
    var folder = RunFolder.open(path);
    var manifest = folder.manifest();
    if (manifest.state() == RunManifest.State.COMPLETE && !profile) {
      throw new Unusable(path + " is complete; only --profile can still be added");
    }
    String jar = ThisJar.suite().jar();
    if (!manifest.suite().jar().equals(jar)) {
      throw new Unusable(
          path + " was begun by another build of this jar, so new forks would not be comparable");
    }
    if (manifest.state() != RunManifest.State.COMPLETE) {
      RunOrigin.of(manifest).requireHere(path);
    }
    return folder;
  }

  private int summarize(RunFolder folder, Session.End end, PrintWriter out) {
    out.println(
        switch (end) {
          case FINISHED -> "Every comparison is as precise as requested or has all its rounds.";
          case OUT_OF_BUDGET -> "The time budget is spent.";
          case STOPPED -> "Stopped.";
        });
    out.flush();
    // The chart engine loads while the run is read, which takes as long.
    Studio studio = noReport ? null : Studio.open();
    var run = RunReader.read(folder.path());
    var words = new StringWriter();
    boolean undecided = Summary.print(RunAnalysis.of(run), new PrintWriter(words));
    boolean hasReport = studio != null && report(run, folder, studio, out);
    var failed =
        run.forks().stream().filter(fork -> fork.outcome() == ForkRecord.Outcome.FAILED).toList();
    boolean lost = failed.stream().anyMatch(fork -> !isMadeUpFor(fork, run.forks()));
    if (!failed.isEmpty()) {
      out.println(
          (failed.size() == 1 ? "One fork" : failed.size() + " forks")
              + " failed"
              + (lost ? "" : ", but succeeded when tried again")
              + "; see "
              + folder.file("failures"));
    }
    out.print(words);
    out.println("Results are in " + folder.path());
    out.println(NextCommand.after(folder, end, undecided, hasReport));
    out.flush();
    return lost ? Threadmill.FAILED : 0;
  }

  /// Whether another attempt of the same round succeeded.
  private static boolean isMadeUpFor(ForkRecord failed, List<ForkRecord> forks) {
    return forks.stream()
        .anyMatch(
            fork ->
                fork.isOk() && fork.cell().equals(failed.cell()) && fork.round() == failed.round());
  }

  /// Forks are on disk by now, so a report that fails does not fail the run.
  private static boolean report(Run run, RunFolder folder, Studio studio, PrintWriter out) {
    try (studio) {
      ReportCommand.write(List.of(run), folder.path(), studio, out);
      return true;
    } catch (RuntimeException | LinkageError e) {
      out.println("There is no report: " + e.getMessage());
      return false;
    }
  }

  /// The machine and the JDK that a run began on. All forks of a cell must be of the same.
  ///
  /// @param machine null if the run does not know
  /// @param builds of the JDK that runs cells which name none; empty if there are no such cells
  record RunOrigin(@Nullable String machine, Set<String> builds) {
    static RunOrigin of(RunManifest manifest) {
      var fingerprint = manifest.fingerprint();
      if (fingerprint == null) {
        return new RunOrigin(null, Set.of());
      }
      boolean onThisJdk =
          manifest.groups().stream()
              .flatMap(group -> group.cells().stream())
              .anyMatch(cell -> cell.jdk() == null);
      Set<String> builds =
          fingerprint.jdks().values().stream()
              .map(JdkFacts::build)
              .filter(Objects::nonNull)
              .collect(Collectors.toSet());
      return new RunOrigin(fingerprint.slug(), onThisJdk ? builds : Set.of());
    }

    void requireHere(Path run) {
      String here = Fingerprint.of(Host.here()).slug();
      if (machine != null && !machine.equals(here)) {
        throw new Unusable(
            run + " was begun on " + machine + ", and this is " + here + ": start a new run here");
      }
      String build = System.getProperty("java.runtime.version");
      if (!builds.isEmpty() && !builds.contains(build)) {
        throw new Unusable(
            String.format(
                "%s was begun on JDK %s, and this is %s: continue on that JDK",
                run, String.join(", ", builds), build));
      }
    }
  }
}
