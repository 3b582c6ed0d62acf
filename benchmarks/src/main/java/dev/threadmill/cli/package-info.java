/// The commands: the only part that reads the command line, prints, and ends the process.
///
/// [Threadmill] decides whether a command is ours or JMH's. Each of ours is a class of its own.
@NullMarked
package dev.threadmill.cli;

import org.jspecify.annotations.NullMarked;
