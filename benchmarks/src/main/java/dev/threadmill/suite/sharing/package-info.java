/// What it costs threads to share one value: locks, and later reference counts.
@NullMarked
package dev.threadmill.suite.sharing;

import org.jspecify.annotations.NullMarked;
