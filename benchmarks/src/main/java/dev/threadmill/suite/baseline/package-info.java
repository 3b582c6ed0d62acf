/// Baseline: what does the harness itself cost? Run it first, but subtract nothing.
@NullMarked
package dev.threadmill.suite.baseline;

import org.jspecify.annotations.NullMarked;
