/// What it costs threads to share one value.
@NullMarked
package dev.threadmill.suite.sharing;

import org.jspecify.annotations.NullMarked;
