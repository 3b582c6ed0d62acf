package dev.threadmill.comparison;

import dev.threadmill.stats.BenjaminiHochberg;
import dev.threadmill.stats.Finding;
import dev.threadmill.stats.RatioEstimate;
import java.util.ArrayList;
import java.util.List;

/// Ratios that are judged together, so that those called different by accident stay few among them.
public final class Verdicts {
  private final Terms terms;
  private final List<RatioEstimate> ratios = new ArrayList<>();
  private final List<List<Finding>> findings = new ArrayList<>();

  public Verdicts(Terms terms) {
    this.terms = terms;
  }

  /// Adds a ratio, with what was noticed about its forks.
  public void add(RatioEstimate ratio, List<Finding> noticed) {
    ratios.add(ratio);
    findings.add(noticed);
  }

  /// The verdicts, in the order in which the ratios were added.
  public List<Judged> judged() {
    double[] q =
        BenjaminiHochberg.adjust(
            ratios.stream().mapToDouble(ratio -> terms.honest(ratio.p())).toArray());
    var judge = terms.judge();
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      var verdict = judge.on(ratios.get(i), q[i], findings.get(i));
      judged.add(new Judged(ratios.get(i), q[i], verdict, findings.get(i)));
    }
    return judged;
  }

  /// The verdict on one ratio more, as if it had been judged with these.
  public Judged with(RatioEstimate ratio, List<Finding> noticed) {
    var more = new Verdicts(terms);
    more.ratios.addAll(ratios);
    more.findings.addAll(findings);
    more.add(ratio, noticed);
    return more.judged().getLast();
  }
}
