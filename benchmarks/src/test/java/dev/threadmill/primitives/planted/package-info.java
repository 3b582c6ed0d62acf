/// Primitives with a bug planted in each, to show that the tools would catch it.
package dev.threadmill.primitives.planted;
