/// Programs of other languages as forks: how they are built, and how a run talks to them.
///
/// A program of a lane gets requests and gives answers, a line of JSON each. It is started for one
/// fork, is asked for one iteration after the other, and ends. What it answers is a stranger's: it
/// is read within limits, and what cannot be true fails the fork.
@NullMarked
package dev.threadmill.lane;

import org.jspecify.annotations.NullMarked;
