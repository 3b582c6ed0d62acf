/// What can be asked: the benchmarks of this jar, the questions that they declare, the cells by
/// which a preset measures them, and the names under which readers see them.
///
/// A benchmark declares all of that itself, by the annotations [dev.threadmill.recording.Asks],
/// [dev.threadmill.recording.Cells] and [dev.threadmill.recording.Named], so that a new one needs
/// no change here. Nothing but a name in JMH's list of this jar makes a class load: names in
/// run folders of others are looked up in that list.
@NullMarked
package dev.threadmill.questions;

import org.jspecify.annotations.NullMarked;
