package dev.threadmill.analysis.claims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was published about the speed of threads, locks or channels.
///
/// @param id by which the claim is known
/// @param sentence what is claimed
/// @param published the figure as its source gives it
/// @param source where it was published
/// @param origin on what it was measured; null where that is not known
/// @param scenarios how our suite asks the question; none where it cannot
/// @param notCovered why it cannot; null where it can
/// @param beside how our scenario differs from the published one; null where it hardly does
public record Claim(
    String id,
    String sentence,
    String published,
    String source,
    @Nullable Origin origin,
    List<Scenario> scenarios,
    @Nullable String notCovered,
    @Nullable String beside) {

  public Claim {
    scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
  }

  /// What a claim was measured on.
  ///
  /// @param jdk the major version
  public record Origin(String system, String architecture, int jdk) {}
}
