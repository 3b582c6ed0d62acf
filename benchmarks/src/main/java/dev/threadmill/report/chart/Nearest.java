package dev.threadmill.report.chart;

import java.util.Collection;
import java.util.Comparator;

/// The name that somebody probably meant.
public final class Nearest {
  /// Of a name that somebody types. A longer one is compared with none, which takes long.
  private static final int LONGEST = 100;

  private Nearest() {}

  /// `; did you mean "..."?`, or nothing when no name is near.
  public static String to(String misspelt, Collection<String> names) {
    if (misspelt.isEmpty() || misspelt.length() > LONGEST) {
      return "";
    }
    return names.stream()
        .filter(name -> distance(misspelt, name) <= Math.max(1, misspelt.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(misspelt, name))
                .thenComparing(name -> !name.startsWith(misspelt.substring(0, 1)))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElse("");
  }

  /// How many letters to change, add, drop or swap with the next to make one word of the other.
  private static int distance(String from, String to) {
    var steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int changed = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        steps[i][j] = Math.min(changed, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
