/// Which fork runs next, and when to stop.
///
/// A request and the catalog of benchmarks become groups of cells ([Planner]). A [Session] runs
/// them a fork at a time in an order that the seed decides, by a [ForkLauncher], and keeps each
/// fork before it starts the next. This package knows benchmarks by name only.
@NullMarked
package dev.threadmill.runner;

import org.jspecify.annotations.NullMarked;
