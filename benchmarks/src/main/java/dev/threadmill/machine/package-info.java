/// Which machine this is, whether it is fit to measure on, and whether it disturbed a
/// measurement.
///
/// | question | answer |
/// | --- | --- |
/// | which machine? | [Fingerprint], with [CpuTopology] and one [JdkFacts] for each JDK |
/// | is it fit? | [Doctor], a list of [MachineChecks.Observation]s |
/// | did it disturb us? | [HostCounters] before and after, their difference as [HostActivity] |
/// | did its speed change? | [Ruler], measured again and again during a run |
/// | how far apart are its CPUs? | [CoreToCore] |
///
/// All that is read of the host goes through [Host], which can be given a recorded folder
/// instead of the root of this machine. A fact that cannot be read is null and means *unknown*:
/// nothing here guesses, and nothing here fails because a file is missing, which is how every
/// system but Linux looks. The records hold strings, numbers, booleans, lists and maps only,
/// ready to be written as JSON, and none that names a person: see [Redaction].
@NullMarked
package dev.threadmill.machine;

import org.jspecify.annotations.NullMarked;
