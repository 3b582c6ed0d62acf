package dev.threadmill.archfixture.machine;

import org.HdrHistogram.Histogram;

/// Knows a library, though a machine is described by the JDK alone.
class PlantedLibrary {
  Histogram histogram;
}
