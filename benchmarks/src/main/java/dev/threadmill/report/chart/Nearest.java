package dev.threadmill.report.chart;

import java.util.Collection;
import java.util.Comparator;

/// The name that somebody probably meant.
final class Nearest {
  private Nearest() {}

  /// `; did you mean "..."?`, or nothing when no name is near.
  static String to(String misspelt, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(misspelt, name) <= Math.max(1, misspelt.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(misspelt, name))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }

  /// How many letters to change, add or drop to make one word of the other.
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
