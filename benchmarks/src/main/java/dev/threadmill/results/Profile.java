package dev.threadmill.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A profile of one kind, of one fork of a cell: an entry of `profiles/index.json`.
///
/// @param cell the id of its cell
/// @param profiler what took the samples
/// @param file the flame graph, relative to the run folder; null when there is nothing to draw
/// @param samples the stacks that were seen
/// @param onVirtualThreads how many of these were of virtual threads; null where the profiler
///     does not know
/// @param caveat what this profile cannot show, or why there is none, in sentences
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
    String cell,
    ProfileKind kind,
    Profiler profiler,
    @Nullable String file,
    long samples,
    @Nullable Long onVirtualThreads,
    String caveat) {
  public Profile {
    // A stranger's index may lack any of them.
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(profiler, "profiler");
    Objects.requireNonNull(caveat, "caveat");
  }

  public enum Profiler {
    @JsonProperty("jfr")
    JFR("the flight recorder"),
    @JsonProperty("async-profiler")
    ASYNC_PROFILER("async-profiler");

    private final String label;

    Profiler(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
