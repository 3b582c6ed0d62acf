/// Baseline: what does the harness itself cost? Run it first, and subtract nothing from it.
@NullMarked
package dev.threadmill.suite.baseline;

import org.jspecify.annotations.NullMarked;
