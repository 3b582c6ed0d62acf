package dev.threadmill.archfixture.report;

import dev.threadmill.archfixture.suite.PlantedContest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Knows the suite, which nobody may, and writes a file by itself.
class Planted {
  PlantedContest contest;

  void write(Path file) throws IOException {
    Files.writeString(file, "");
  }
}
