package dev.threadmill.archfixture.cli;

import dev.threadmill.archfixture.primitives.Planted;
import java.io.PrintWriter;

/// Touches what is measured, prints what it is given as it is, and has a name that says nothing.
class PlantedInfo {
  Planted measured;

  void print(PrintWriter out, String name) {
    out.println(name);
  }
}
