package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.threadmill.machine.CoreToCore;
import dev.threadmill.machine.Fingerprint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The manifest of a run, `run.json`: its plan, its machine, and how far it came.
///
/// @param schema the version of the folder's format; see [#SCHEMA]
/// @param state whether it ended
/// @param machine what the machine is called, in the folder and in reports
/// @param preset the name of the preset that the plan began with
/// @param seed decides every order; the same seed and plan give the same order again
/// @param shape how long the forks of warm benchmarks run
/// @param limits when rounds stop
/// @param jdks where the JDKs of the `jdk` axis were, by its values
/// @param jvms the extra arguments that stand behind each name of the `jvm` axis
/// @param lanes what the programs of its lanes were built from, by the names of the lanes
/// @param classes a hash of each benchmark's compiled code, to tell the same name from the same
///     code
/// @param fingerprint null when the run was made with none
/// @param coreToCore how long a cache line takes between CPUs; null when that was not measured
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunManifest(
    int schema,
    Suite suite,
    State state,
    String started,
    @Nullable String ended,
    String machine,
    String preset,
    List<String> command,
    long seed,
    Shape shape,
    Limits limits,
    List<Group> groups,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> jdks,
    Map<String, List<String>> jvms,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, LaneBuild> lanes,
    Map<String, String> classes,
    @Nullable Fingerprint fingerprint,
    @Nullable CoreToCore coreToCore) {
  /// The version that this code writes. It reads this one and all before it.
  public static final int SCHEMA = 1;

  /// The jar that ran. The commit is "unknown" when it was not built from a clone.
  public record Suite(String version, String commit, String jar) {}

  /// The state of a run.
  public enum State {
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("complete")
    COMPLETE,
    /// It was told to stop, ran out of something, or was found to be killed.
    @JsonProperty("interrupted")
    INTERRUPTED
  }

  /// Warm-up and measurement of one fork, in iterations of so many milliseconds.
  public record Shape(
      int warmupIterations, int warmupMillis, int iterations, int iterationMillis) {}

  /// Rounds go on until a comparison is precise, or the rounds or the time are spent.
  ///
  /// @param precision the half width of a ratio's interval that is precise enough: 0.02 for 2 %
  public record Limits(int minRounds, int maxRounds, double precision, long budgetSeconds) {}

  /// A program of a lane.
  ///
  /// @param toolchain what compiled it, with its version
  /// @param source a hash of what it was compiled from
  /// @param program a hash of what runs; other than on another machine where the toolchain is
  /// @param bytes what the program takes on disk
  public record LaneBuild(String toolchain, String source, String program, long bytes) {}

  /// Cells that are compared with each other, and so run back to back.
  public record Group(String name, List<Cell> cells) {}

  public List<Cell> cells() {
    return groups.stream().flatMap(group -> group.cells().stream()).toList();
  }

  /// The same, at another point of its life.
  public RunManifest with(State newState, @Nullable String newEnded) {
    ObjectNode tree = Json.MAPPER.valueToTree(this);
    tree.set("state", Json.MAPPER.valueToTree(newState));
    return Json.MAPPER.convertValue(tree.put("ended", newEnded), RunManifest.class);
  }
}
