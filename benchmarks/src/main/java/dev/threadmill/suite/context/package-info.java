/// Context: what does it cost to have values at hand that were not passed as parameters?
@NullMarked
package dev.threadmill.suite.context;

import org.jspecify.annotations.NullMarked;
