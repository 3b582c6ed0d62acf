package dev.threadmill.cli;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// The same at length, with new inputs each time: the profile `fuzz` runs it.
class HostileFoldersFuzz extends HostileFoldersTest {
  @Override
  @Property(tries = 12_000, shrinking = ShrinkingMode.OFF)
  void everyCommandKeepsToItsRules(@ForAll("inputs") Input input) {
    hold(input);
    holdShare("claims");
    holdShare("resume");
  }
}
