package dev.threadmill.cli;

import dev.threadmill.stats.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of a row: a verdict by the name that files use, and by its colour.
enum Ruling {
  FASTER(32),
  SLIGHTLY_FASTER(32),
  SLOWER(31),
  SLIGHTLY_SLOWER(31),
  SAME(0),
  UNDECIDED(0),
  NOT_TRUSTWORTHY(33),
  REFUSED(33);

  private final int colour;

  Ruling(int colour) {
    this.colour = colour;
  }

  /// @param verdict null for a row that was refused
  static Ruling of(@Nullable Verdict verdict) {
    return switch (verdict) {
      case null -> REFUSED;
      case Verdict.Different different -> different.faster() ? FASTER : SLOWER;
      case Verdict.Slight slight -> slight.faster() ? SLIGHTLY_FASTER : SLIGHTLY_SLOWER;
      case Verdict.Same same -> SAME;
      case Verdict.Undecided undecided -> UNDECIDED;
      case Verdict.NotTrustworthy not -> NOT_TRUSTWORTHY;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A text in its colour, for a terminal.
  String paint(String text) {
    return colour == 0 ? text : "\033[" + colour + "m" + text + "\033[0m";
  }
}
