package dev.threadmill.runner;

import dev.threadmill.results.Cell;

/// One fork that is to run.
///
/// @param round which round of the cell's group, from 1
/// @param position which fork of the run, from 1
/// @param attempt 1, or 2 when the first failed
public record Slot(Cell cell, int round, int position, int attempt) {}
