package dev.threadmill.analysis.compare;

import java.util.Locale;

/// A thing that a comparison of runs can be about. Of these exactly one may differ.
public enum Factor {
  MACHINE("the machine"),
  JDK("the JDK"),
  GC("the collector"),
  HEAP("the heap"),
  FLAGS("the JVM's flags"),
  CORES("the number of cores"),
  CODE("the jar");

  private final String words;

  Factor(String words) {
    this.words = words;
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
}
