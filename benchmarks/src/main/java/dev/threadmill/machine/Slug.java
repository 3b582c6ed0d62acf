package dev.threadmill.machine;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a kind of machine, in lower case and hyphens: its processor and its usable CPUs.
final class Slug {
  private static final Pattern NOISE =
      Pattern.compile(
          "\\((?:r|tm|c)\\)|@.*|\\bwith radeon.*|\\bw/ radeon.*|\\b\\d+(?:st|nd|rd|th) gen\\b"
              + "|\\b[a-z0-9]+-core\\b|\\b(?:cpu|processor|apu)\\b");

  private Slug() {}

  static String of(Fingerprint fingerprint) {
    var processor = fingerprint.processor();
    var model = processor.model();
    // Where the system does not tell its processor, its own name and architecture still say which
    // machines are alike at all.
    var words =
        model == null ? fingerprint.system().name() + " " + processor.architecture() : model;
    var name =
        NOISE
            .matcher(words.toLowerCase(Locale.ROOT))
            .replaceAll(" ")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    var size = processor.topology().known() ? "-" + processor.topology().size() + "c" : "";
    return (name.isEmpty() ? "machine" : name) + size;
  }
}
