/// Fairness: which threads get to run when there are more busy threads than cores?
@NullMarked
package dev.threadmill.suite.fairness;

import org.jspecify.annotations.NullMarked;
