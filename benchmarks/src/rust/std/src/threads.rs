//! The kernel's threads as a runtime, with the channels and locks of the standard library.

use crate::cells::{GROW_AND_SUM, ROUND_TRIP, STEP, STEP_ALONE, TRANSFER};
use crate::rounds::{self, count, count_alone, count_handles};
use crate::{Fork, Inlet, Opening, Outlet, Refusal, Request, Runtime, forever, spawning, transfer};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst, fence};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Condvar, Mutex, OnceLock, RwLock};
use std::thread::{self, JoinHandle, Thread};

pub struct Threads;

impl Runtime for Threads {
    type Handle<T: Send + 'static> = JoinHandle<T>;
    /// The thread that came to wait first.
    type Parker = OnceLock<Thread>;

    /// Each takes an ID and two memory mappings, of which a system commonly has some ten thousand.
    const MOST_UNITS: usize = 10_000;

    fn spawn<T: Send + 'static>(unit: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        thread::spawn(|| Threads::block_on(unit))
    }

    async fn join<T: Send + 'static>(handle: JoinHandle<T>) -> T {
        handle.join().expect("a thread panicked")
    }

    async fn park_until(parker: &OnceLock<Thread>, ready: impl Fn() -> bool + Send) {
        if parker.get().is_none() {
            parker.get_or_init(thread::current);
            // The waker makes `ready` true and then looks for a thread; the thread registers and then looks
            // whether it is ready. So one of them sees the other.
            fence(SeqCst);
        }
        while !ready() {
            thread::park();
        }
    }

    fn unpark(parker: &OnceLock<Thread>) {
        fence(SeqCst);
        if let Some(thread) = parker.get() {
            thread.unpark();
        }
    }
}

fn rendezvous() -> (impl Inlet<u64> + Clone, impl Outlet<u64>) {
    let (sender, receiver) = sync_channel(0);
    (move |value| sender.send(value).unwrap(), move || receiver.recv().unwrap())
}

/// A baton in a mutex, for which the receiver waits on a condition variable.
fn condition() -> (impl Inlet<u64>, impl Outlet<u64>) {
    let (sent, arrived) = forever((Mutex::new(None), Condvar::new()));
    let send = |baton| {
        *sent.lock().unwrap() = Some(baton);
        arrived.notify_one();
    };
    let receive = || {
        let sent = arrived.wait_while(sent.lock().unwrap(), |sent| sent.is_none());
        sent.unwrap().take().expect("it has arrived")
    };
    (send, receive)
}

pub fn open(request: &Request) -> Result<Fork, Refusal> {
    if !["PLATFORM", "-"].contains(&request.text("threadKind")) {
        return Err(request.refusal("threadKind"));
    }
    fork(open_body(request))
}

pub fn fork(body: Opening) -> Result<Fork, Refusal> {
    let workers = thread::available_parallelism().map_or(1, |cpus| cpus.get());
    crate::fork::<Threads>("os-threads".to_string(), workers, body)
}

fn open_body(request: &Request) -> Opening {
    match (request.text("cell"), request.text("contender")) {
        (TRANSFER, "CHANNEL") => transfer!(request, sync_channel, channel),
        (ROUND_TRIP, "CHANNEL") => rounds::round_trip::<Threads>(request, rendezvous(), rendezvous()),
        (ROUND_TRIP, "CONDITION") => rounds::round_trip::<Threads>(request, condition(), condition()),
        (GROW_AND_SUM, "CHANNELS") => spawning::channel_tree::<Threads, _, _>(request, rendezvous),
        (STEP | STEP_ALONE, _) => open_count(request),
        _ => crate::open::<Threads>(request),
    }
}

/// Opens a cell with what the standard library has to share a count by.
fn open_count(on: &Request) -> Opening {
    match on.text("contender") {
        "MUTEX" => {
            count(Threads, on, Mutex::new(0), async |m| *m.lock().unwrap() += 1, |m, _| *m.lock().unwrap())
        }
        "RW_LOCK" => {
            count(Threads, on, RwLock::new(0), async |l| *l.write().unwrap() += 1, |l, _| *l.read().unwrap())
        }
        "ARC" => count_handles(Threads, on),
        "GET_AND_ADD" => {
            count(Threads, on, AtomicU64::new(0), async |a| _ = a.fetch_add(1, SeqCst), |a, _| a.load(SeqCst))
        }
        "COMPARE_AND_SET" => {
            let step = async |a: &'static AtomicU64| _ = a.fetch_update(SeqCst, SeqCst, |n| Some(n + 1));
            count(Threads, on, AtomicU64::new(0), step, |a, _| a.load(SeqCst))
        }
        _ if on.text("cell") == STEP => Err(on.refusal("contender")), // Rust lets no two threads share the others
        "RC" => {
            let step = async |r: &Rc<()>| _ = black_box(&Rc::clone(r));
            count_alone(Threads, Rc::new(()), step, |r, steps| steps + Rc::strong_count(r) as u64 - 1)
        }
        "REF_CELL" => {
            let step = async |c: &RefCell<u64>| *black_box(c.borrow_mut()) += 1;
            count_alone(Threads, RefCell::new(0), step, |c, _| *c.borrow())
        }
        "PLAIN" => nothing(),
        _ => Err(on.refusal("contender")),
    }
}

/// The empty arm: steps that only count themselves.
pub fn nothing() -> Opening {
    count_alone(Threads, Cell::new(0), async |c: &Cell<u64>| c.set(c.get() + 1), |c, _| c.get())
}
