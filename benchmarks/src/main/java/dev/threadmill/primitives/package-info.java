/// Rust's concurrency primitives, ported to Java.
@NullMarked
package dev.threadmill.primitives;

import org.jspecify.annotations.NullMarked;
