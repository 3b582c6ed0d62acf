/// Rust's concurrency primitives, as faithful as Java allows: channels, a mutex that owns what
/// it guards, counted handles, threads that are joined for their value.
///
/// Read [Channel] first, then [Mutex], [Arc] and [ThreadKind]. Each type specifies five things:
/// when it blocks, how it treats null, what an interrupt does, how fair it is, and its
/// happens-before edges.
///
/// | Rust | here | where the meaning differs |
/// | --- | --- | --- |
/// | `mpsc::channel()` | [Channel#unbounded] | |
/// | `mpsc::sync_channel(n)` | [Channel#bounded], [Channel#rendezvous] | the same sender type |
/// | `Sender::clone` | [Sender#copy] | |
/// | `send -> Result<(), SendError<T>>` | [Sender#send] | [Disconnected] carries the message |
/// | `SyncSender::try_send` | [Sender#trySend] | false for Full; also on an unbounded one |
/// | `Receiver` is `!Sync` | [Receiver] | thread confinement in checked mode only |
/// | `recv`, `recv_timeout` | [Receiver#receive] | null for Timeout |
/// | `try_recv` | [Receiver#tryReceive] | null for Empty |
/// | `Mutex`, `MutexGuard` | [Mutex] and its guard | only the lambda form poisons by itself |
/// | `PoisonError::into_inner` | [Mutex#lockAnyway] | [Poisoned] has no guard |
/// | `Arc::clone`, drop | [Arc#copy], [Arc#close] | a drop must be explicit |
/// | `sync::Weak` | [Weak] | |
/// | `rc::Rc`, `rc::Weak` | [Rc], [RcWeak] | thread confinement in checked mode only |
/// | `cell::RefCell` | [RefCell] | no `map`; thread confinement in checked mode only |
/// | `thread::spawn`, `Builder` | [ThreadKind#spawn], [ThreadBuilder] | 1:1 or M:N; daemons |
/// | `thread::park`, `unpark` | [Parker] | returns for a token only |
/// | `JoinHandle::join` | [JoinHandle#join] | a failure is thrown as [ThreadFailed] |
/// | `thread::scope` | [ThreadKind#scope] | borrows are not checked |
/// | `move` | [Owned], [Sender#move], [Receiver#move] | reuse throws in checked mode only |
/// | drop | `close` | no destructors: what is not closed stays open |
/// | `Send`, `Sync`, lifetimes | none | unprovable here |
///
/// Checked mode reports a handle that is never closed. That includes handles in messages: a
/// receiver that closes discards what is queued, where Rust would drop it;
/// [Receiver#close(java.util.function.Consumer)] closes them.
///
/// Two modes, chosen by `-Dthreadmill.checked` once per JVM: *checked*, where each misuse that
/// rustc would refuse to compile throws a clear IllegalStateException, and *fast*, the default,
/// where those checks are compiled out. Fast mode still bears what Java code does most easily:
/// a second close, as by a try-with-resources around a handle that was passed on, does nothing,
/// and a closed sender, receiver or guard throws at every use. These misuses remain:
///
/// | misuse in fast mode | what happens |
/// | --- | --- |
/// | an [Arc] or [Rc] closed twice | another handle loses its value, which is dropped once |
/// | a borrow of a [RefCell] closed twice | the cell counts one borrow too few |
/// | a sender closed while a send of it waits | the receiver may miss that message |
/// | a [Receiver] in two threads at once | messages twice or never, or an endless wait |
/// | a lock on a [Mutex] that this thread holds | an endless wait |
/// | a guard closed by two threads at once | both unlock: the mutex is broken |
/// | a guard used by another thread | it reads, changes or unlocks |
/// | a [Weak] closed by two threads at once | the weak count is too low |
/// | an [Rc] or [RcWeak] in two threads | its counts are wrong |
/// | an [Owned] taken twice | null, or the value twice if two threads do so at once |
/// | a [JoinHandle] joined twice | the same outcome again |
/// | a handle never closed | it stays open |
@NullMarked
package dev.threadmill.primitives;

import org.jspecify.annotations.NullMarked;
