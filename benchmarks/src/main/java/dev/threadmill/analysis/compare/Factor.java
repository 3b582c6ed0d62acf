package dev.threadmill.analysis.compare;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A thing that a comparison of runs can be about. Of these exactly one may differ.
public enum Factor {
  MACHINE("the machine", null),
  JDK("the JDK", Rule.JDK),
  GC("the collector", Rule.GC),
  HEAP("the heap", Rule.HEAP),
  FLAGS("the JVM's flags", Rule.FLAGS),
  CORES("the number of cores", Rule.CORES),
  CODE("the jar", null);

  private final String words;
  private final @Nullable Rule rule;

  Factor(String words, @Nullable Rule rule) {
    this.words = words;
    this.rule = rule;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }

  String words() {
    return words;
  }

  /// The rule on cells that differ in it; null where it is that of whole sides.
  @Nullable Rule rule() {
    return rule;
  }
}
