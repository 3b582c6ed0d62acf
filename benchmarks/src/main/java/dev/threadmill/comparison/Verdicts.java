package dev.threadmill.comparison;

import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Ratios that are judged together, so that those called different by accident stay few among them.
public final class Verdicts {
  private final Terms terms;
  private final List<RatioEstimate> ratios = new ArrayList<>();
  private final List<List<Finding>> findings = new ArrayList<>();
  private @Nullable List<Judged> judged;

  public Verdicts(Terms terms) {
    this.terms = terms;
  }

  /// Adds a ratio, with what was noticed about its forks, and gives the verdict on it when all have
  /// been added.
  public Supplier<Judged> add(RatioEstimate ratio, List<Finding> noticed) {
    if (judged != null) {
      throw new IllegalStateException("the others have been judged without it");
    }
    int place = ratios.size();
    ratios.add(ratio);
    findings.add(noticed);
    return () -> judged().get(place);
  }

  private synchronized List<Judged> judged() {
    var known = judged;
    if (known == null) {
      judged = known = all();
    }
    return known;
  }

  private List<Judged> all() {
    double[] q =
        BenjaminiHochberg.adjust(
            ratios.stream().mapToDouble(ratio -> terms.honest(ratio.p())).toArray());
    var judge = terms.judge();
    return IntStream.range(0, q.length)
        .mapToObj(
            i ->
                new Judged(
                    ratios.get(i),
                    q[i],
                    judge.on(ratios.get(i), q[i], findings.get(i)),
                    findings.get(i)))
        .toList();
  }

  /// The verdict on one ratio more, as if it had been judged with these.
  public Judged with(RatioEstimate ratio, List<Finding> noticed) {
    var more = new Verdicts(terms);
    more.ratios.addAll(ratios);
    more.findings.addAll(findings);
    return more.add(ratio, noticed).get();
  }
}
