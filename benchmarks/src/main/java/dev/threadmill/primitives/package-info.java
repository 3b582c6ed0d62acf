/// Rust's concurrency primitives, kept as faithfully as Java can: channels, a mutex that owns
/// what it guards, counted handles, threads that are joined for their value.
///
/// Read [Channel] first, then [Mutex], [Arc] and [ThreadKind]. Each type promises five things:
/// when it blocks, what null does, what an interrupt does, how fair it is, and what
/// happens-before what.
///
/// | Rust | here | where the meaning differs |
/// | --- | --- | --- |
/// | `mpsc::channel()` | [Channel#unbounded] | |
/// | `mpsc::sync_channel(n)` | [Channel#bounded], [Channel#rendezvous] for 0 | one sender type for
/// all |
/// | `Sender::clone` | [Sender#copy] | |
/// | `send -> Result<(), SendError<T>>` | [Sender#send] | [Disconnected] carries the message |
/// | `SyncSender::try_send` | [Sender#trySend] | false for Full; also on an unbounded one |
/// | `Receiver` is `!Sync` | [Receiver] | its thread is held in checked mode only |
/// | `recv`, `try_recv`, `recv_timeout` | [Receiver#receive], [Receiver#tryReceive] | null for
/// Empty and Timeout |
/// | `Mutex`, `MutexGuard` | [Mutex] and its guard | a guard cannot see a throw: only the lambda
/// form poisons by itself |
/// | `Arc::clone`, drop | [Arc#copy], [Arc#close] | a drop must be written |
/// | `rc::Rc`, `rc::Weak` | [Rc], [RcWeak] | its thread is held in checked mode only |
/// | `thread::spawn`, `Builder` | [ThreadKind#spawn], [ThreadBuilder] | 1:1 or M:N is a choice;
/// threads are daemons |
/// | `JoinHandle::join` | [JoinHandle#join] | a failure is thrown as [ThreadFailed] |
/// | `thread::scope` | [ThreadKind#scope] | borrows are not checked |
/// | `move` | [Owned], [Sender#move], [Receiver#move] | the source is dead in checked mode only |
/// | drop | `close` | no destructors: an unclosed handle is reported in checked mode |
/// | `Send`, `Sync`, lifetimes | none | unprovable here |
///
/// Two modes, chosen by `-Dthreadmill.checked` once per JVM: *checked*, where each misuse that
/// rustc would refuse to compile is a clear IllegalStateException, and *fast*, the default,
/// where those checks are compiled out and a misuse has no defined meaning.
@NullMarked
package dev.threadmill.primitives;

import org.jspecify.annotations.NullMarked;
