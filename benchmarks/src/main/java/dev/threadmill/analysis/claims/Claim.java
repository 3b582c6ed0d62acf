package dev.threadmill.analysis.claims;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A published statement about the speed of threads, locks or channels.
///
/// @param id by which the claim is known
/// @param sentence what is claimed
/// @param published the figure as its source gives it
/// @param source where it was published
/// @param origin the machine it was measured on; null where that is not known
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

  /// The machine and the JDK that a claim was measured on.
  ///
  /// @param jdk the major version
  public record Origin(String system, String architecture, int jdk) {}

  public static List<Claim> ofThisJar() {
    var mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (var in = Claim.class.getResourceAsStream("claims.json")) {
      if (in == null) {
        throw new IllegalStateException("The jar has lost its claims.json");
      }
      return List.of(mapper.readValue(in, Claim[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("claims.json in the jar is damaged", e);
    }
  }
}
