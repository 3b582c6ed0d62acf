package dev.threadmill.analysis.claims;

import dev.threadmill.stats.RatioEstimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run says to one scenario of a claim.
///
/// @param scenario null where the claim is not covered
/// @param where what the cells share beside what the scenario names, such as the JDK
/// @param figures the ratios measured: one, or for a crossover one at each end
/// @param band null where only the direction was judged, or nothing was
/// @param reason what kept it from being judged, or is to be known with the answer; may be empty
public record Judgement(
    Claim claim,
    @Nullable Scenario scenario,
    String where,
    Standing standing,
    List<RatioEstimate> figures,
    @Nullable Band band,
    String reason) {}
