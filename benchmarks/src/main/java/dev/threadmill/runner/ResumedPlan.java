package dev.threadmill.runner;

import dev.threadmill.launch.InstalledJdks;
import dev.threadmill.machine.CpuTopology;
import dev.threadmill.machine.Host;
import dev.threadmill.machine.JdkFacts;
import dev.threadmill.machine.Redaction;
import dev.threadmill.questions.Catalog;
import dev.threadmill.questions.Lane;
import dev.threadmill.results.Cell;
import dev.threadmill.results.RunFolder;
import dev.threadmill.results.RunManifest;
import dev.threadmill.results.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The plan of a run that goes on, and what of it only its folder vouches for.
///
/// Run folders travel, so that a plan may be a stranger's. Its benchmarks must be of this jar, its
/// JDKs among those that are installed here, and its JVM arguments such that do no more than set
/// the JVM up. All else runs what the user may not know, and needs their word.
public final class ResumedPlan {
  /// Arguments that neither name a file nor start anything, whatever their values are.
  private static final Pattern HARMLESS =
      Pattern.compile(
          """
          -X(?:m[snx]|ss)\\d{1,15}[kKmMgGtT]?
          |-X(?:int|comp|mixed|batch|rs)|-server|-[ed]s?a|--enable-preview
          |-XX:[+-](?:UnlockExperimentalVMOptions|UnlockDiagnosticVMOptions|IgnoreUnrecognizedVMOptions
            |Use(?:Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC|ZGenerational|ZUncommit|ZProactive
            |Use(?:CompactObjectHeaders|CompressedOops|CompressedClassPointers|NUMA|LargePages)
            |Use(?:TransparentHugePages|StringDeduplication|AdaptiveSizePolicy|TLAB|AES|SHA|SuperWord)
            |Use(?:CountedLoopSafepoints|ContainerSupport|DynamicNumberOfGCThreads|OnStackReplacement)
            |Use(?:HeavyMonitors|JVMCICompiler|BiasedLocking|MontgomeryMultiplyIntrinsic)
            |AlwaysPreTouch|DisableExplicitGC|ExplicitGCInvokesConcurrent|ResizeTLAB|CompactStrings
            |TieredCompilation|BackgroundCompilation|SegmentedCodeCache|ReduceAllocationMerges
            |DoEscapeAnalysis|EliminateAllocations|EliminateLocks|Inline|OptimizeStringConcat
            |EnableContended|RestrictContended|PreserveFramePointer|DebugNonSafepoints|VMContinuations)
          |-XX:(?:ActiveProcessorCount|CICompilerCount|TieredStopAtLevel|LockingMode|UseAVX|UseSSE
            |(?:Max|Initial|Min)HeapSize|SoftMaxHeapSize|NewSize|MaxNewSize|NewRatio|SurvivorRatio
            |(?:Max|Initial|Min)RAMPercentage|MaxRAM|MaxDirectMemorySize|(?:Max)?MetaspaceSize
            |MaxGCPauseMillis|GCTimeRatio|ParallelGCThreads|ConcGCThreads|MaxTenuringThreshold
            |G1HeapRegionSize|G1NewSizePercent|G1MaxNewSizePercent|InitiatingHeapOccupancyPercent
            |ThreadStackSize|VMThreadStackSize|CompilerThreadStackSize|(?:Min)?TLABSize
            |ReservedCodeCacheSize|InitialCodeCacheSize|LargePageSizeInBytes|ObjectAlignmentInBytes
            |ContendedPaddingWidth|GuaranteedSafepointInterval|LoopStripMiningIter|LoopUnrollLimit
            |MaxInlineLevel|MaxInlineSize|FreqInlineSize|InlineSmallCode|ZUncommitDelay
            |AutoBoxCacheMax)=\\d{1,15}(?:\\.\\d{1,3})?[kKmMgGtT]?
          |-D(?:jdk\\.virtualThreadScheduler|threadmill|java\\.util\\.concurrent\\.ForkJoinPool\\.common)
            \\.\\w{1,40}=(?:\\d{1,9}|true|false)
          """,
          Pattern.COMMENTS);

  private static final int MOST_NAMED = 3;
  private static final int LONGEST_WORD = 200;

  private final RunFolder folder;
  private final Map<String, Path> homes;
  private final Map<String, List<String>> arguments;
  private final List<String> unknown = new ArrayList<>();

  private ResumedPlan(RunFolder folder, RunManifest manifest) {
    this.folder = folder;
    homes = new LinkedHashMap<>();
    arguments = new LinkedHashMap<>();
    for (Cell cell : manifest.cells()) {
      requireOfHere(cell);
    }
    var installed = manifest.jdks().isEmpty() ? List.<Path>of() : InstalledJdks.homes();
    manifest.jdks().forEach((name, place) -> homes.put(name, home(name, place, installed)));
    manifest
        .jvms()
        .forEach((name, words) -> arguments.put(name, words.stream().map(this::argument).toList()));
  }

  /// Reads the plan of a run, and starts nothing.
  ///
  /// @throws Unusable if it cannot go on with this jar or on this machine, whoever began it
  public static ResumedPlan of(RunFolder folder) {
    return new ResumedPlan(folder, folder.manifest());
  }

  /// Whether it runs nothing but what is known here.
  public boolean isKnown() {
    return unknown.isEmpty();
  }

  /// @param remedy what a user can do about it
  /// @throws Unusable if it runs anything else
  public void requireKnown(String remedy) {
    if (!isKnown()) {
      int more = unknown.size() - MOST_NAMED;
      throw new Unusable(
          "%s runs what is not known here: %s%s; %s"
              .formatted(
                  folder.path(),
                  String.join(", ", unknown.subList(0, Math.min(unknown.size(), MOST_NAMED))),
                  more > 0 ? " and " + more + " more" : "",
                  remedy));
    }
  }

  /// Each JDK that it starts, and each argument that it gives a JVM.
  public List<String> starts() {
    return Stream.concat(
            homes.values().stream().map(home -> "the JDK " + shown(home.toString())),
            arguments.values().stream()
                .flatMap(List::stream)
                .map(word -> "the JVM argument " + shown(word)))
        .toList();
  }

  /// The JVMs of the plan, each of which has been started once.
  public Jdks jdks() {
    for (Path home : homes.values()) {
      if (InstalledJdks.home(home.toString()).isEmpty()) {
        throw new Unusable(
            "%s goes on with %s, which is no JDK 21 or newer that starts"
                .formatted(folder.path(), shown(home.toString())));
      }
    }
    return new Jdks(homes, arguments);
  }

  private static String shown(String text) {
    return Redaction.line(text, LONGEST_WORD);
  }

  /// What JMH would look for by name and what a benchmark would be told.
  private void requireOfHere(Cell cell) {
    var entry = Catalog.find(cell.benchmark()).filter(any -> any.mode().equals(cell.mode()));
    if (entry.isEmpty()) {
      throw refused("benchmark " + cell.benchmark() + " in mode " + cell.mode());
    }
    if (cell.lane() != null && Lane.named(cell.lane()).filter(lane -> lane.has(cell)).isEmpty()) {
      throw refused("lane " + cell.lane() + " with a cell " + cell.id());
    }
    var declared = entry.get().params();
    if (!declared.keySet().equals(cell.params().keySet())) {
      throw refused("benchmark " + cell.benchmark() + " with the parameters " + cell.params());
    }
    cell.params()
        .forEach(
            (name, value) -> {
              boolean isLanes = cell.lane() != null && name.equals(Cell.CONTENDER);
              if (!isLanes && !Planner.isTaken(declared.getOrDefault(name, List.of()), value)) {
                throw refused(
                    "value " + value + " of " + name + " for benchmark " + cell.benchmark());
              }
            });
    if (cell.cores() != null) {
      int most = CpuTopology.of(Host.here()).size();
      if (cell.cores() < 1 || cell.cores() > most) {
        throw new Unusable(
            "%s goes on with %s cores, and this machine gives %s"
                .formatted(folder.path(), cell.cores(), most));
      }
    }
  }

  private Unusable refused(String what) {
    return new Unusable(
        "%s goes on with what this jar has not: %s".formatted(folder.path(), shown(what)));
  }

  private String argument(String kept) {
    var word = Jdks.restored(kept);
    if (!HARMLESS.matcher(word).matches()) {
      unknown.add("the JVM argument " + shown(word));
    }
    return word;
  }

  /// The installed JDK at a place, by whatever link; where nothing is there any more, one of the
  /// same build.
  private Path home(String name, String kept, List<Path> installed) {
    Path place;
    try {
      place = Path.of(Jdks.restored(kept));
    } catch (InvalidPathException e) {
      throw new Unusable(
          "%s has JDK %s at %s, which is no path"
              .formatted(folder.path(), shown(name), shown(kept)));
    }
    var there = installed.stream().filter(home -> isSame(home, place)).findFirst();
    if (there.isPresent()) {
      return there.get();
    }
    if (!Files.exists(place)) {
      return installed.stream()
          .filter(home -> Optional.of(InstalledJdks.version(home)).equals(build(name)))
          .findFirst()
          .orElseThrow(
              () ->
                  new Unusable(
                      "%s goes on with JDK %s, which is neither at %s nor found elsewhere here"
                          .formatted(folder.path(), shown(name), shown(place.toString()))));
    }
    unknown.add("the JDK " + shown(place.toString()));
    return place;
  }

  private Optional<String> build(String name) {
    return Optional.ofNullable(folder.manifest().fingerprint())
        .map(fingerprint -> fingerprint.jdks().get(name))
        .map(JdkFacts::build);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return one.toRealPath().equals(other.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
