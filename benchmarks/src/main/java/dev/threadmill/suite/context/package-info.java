/// Context: what does it cost to access values that were not passed as parameters?
@NullMarked
package dev.threadmill.suite.context;

import org.jspecify.annotations.NullMarked;
