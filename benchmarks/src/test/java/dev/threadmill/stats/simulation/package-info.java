/// Measurements whose truth is known: forks that differ, hosts that drift, and what the estimators
/// make of them.
package dev.threadmill.stats.simulation;
