//! The lane `tokio`: Tokio's tasks, and crates beside the standard library's channels and locks.

use std::future::Future;
use std::mem;
use std::time::Duration;
use threadmill_rust::cells::{GROW_AND_SUM, ROUND_TRIP, STEP, STEP_ALONE, TRANSFER};
use threadmill_rust::threads::{self, Threads};
use threadmill_rust::{
    Fork, Inlet, Opening, Outlet, Refusal, Request, Runtime, now, rounds, spawning, transfer,
};
use tokio::runtime::{Builder, Handle};
use tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver};
use tokio::sync::{Mutex, Notify, RwLock};
use tokio::task::{self, JoinHandle};
use tokio::time::{Instant, sleep_until};

fn main() {
    threadmill_rust::main("tokio", include_str!("../Cargo.toml"), open, |workers| {
        start(workers);
        spawning::start_one_unit::<Tokio>(workers);
    })
}

/// Starts the workers. From now on the main thread, which is none of them, can spawn and wait as well.
fn start(workers: usize) {
    let runtime = Builder::new_multi_thread().worker_threads(workers).enable_time().build();
    mem::forget(Box::leak(Box::new(runtime.expect("Tokio's runtime starts"))).enter());
}

/// Tokio's scheduler of many workers.
struct Tokio;

impl Runtime for Tokio {
    type Handle<T: Send + 'static> = JoinHandle<T>;
    /// It keeps the permit for one who comes late.
    type Parker = Notify;

    fn spawn<T: Send + 'static>(unit: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
        tokio::spawn(unit)
    }

    async fn join<T: Send + 'static>(handle: JoinHandle<T>) -> T {
        handle.await.expect("a task panicked")
    }

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        Handle::current().block_on(future)
    }

    async fn yield_now() {
        task::yield_now().await;
    }

    async fn sleep_until(due: u64) {
        let before = now(); // what is due already must not wait for the next millisecond
        sleep_until(Instant::now() + Duration::from_nanos(due) - Duration::from_nanos(before)).await;
    }

    async fn park_until(parker: &Notify, ready: impl Fn() -> bool + Send) {
        while !ready() {
            parker.notified().await;
        }
    }

    fn unpark(parker: &Notify) {
        parker.notify_one();
    }
}

/// An end of one of Tokio's channels, at which a task may be suspended.
#[derive(Clone)]
struct End<C>(C);

impl<T: Send + 'static> Inlet<T> for End<Sender<T>> {
    async fn send(&mut self, value: T) {
        self.0.send(value).await.expect("the receiver is there");
    }
}

impl<T: Send + 'static> Outlet<T> for End<Receiver<T>> {
    async fn receive(&mut self) -> T {
        self.0.recv().await.expect("a sender is there")
    }
}

impl<T: Send + 'static> Outlet<T> for End<UnboundedReceiver<T>> {
    async fn receive(&mut self) -> T {
        self.0.recv().await.expect("a sender is there")
    }
}

fn bounded<T>(capacity: usize) -> (End<Sender<T>>, End<Receiver<T>>) {
    let (sender, receiver) = mpsc::channel(capacity);
    (End(sender), End(receiver))
}

fn open(request: &Request) -> Result<Fork, Refusal> {
    if let ("VIRTUAL", _) | ("-", "-" | "MUTEX") = (request.text("threadKind"), request.text("contender")) {
        start(request.number("workers")?);
        let runtime = format!("{}, multi-thread, with timers and without I/O", version("tokio"));
        let workers = Handle::current().metrics().num_workers();
        return threadmill_rust::fork::<Tokio>(runtime, workers, open_of_tasks(request));
    }
    let (runtime, workers, body) = threads::fork(open_of_threads(request))?;
    let crates = ["crossbeam-channel", "flume", "kanal", "parking_lot"].map(version).join(", ");
    Ok((format!("{runtime} with {crates}"), workers, body))
}

fn version(name: &str) -> String {
    let package = include_str!("../Cargo.lock").split_once(&format!("name = \"{name}\"\nversion = \""));
    format!("{name} {}", package.and_then(|(_, rest)| rest.split('"').next()).expect(name))
}

fn open_of_tasks(request: &Request) -> Opening {
    match (request.text("cell"), request.text("contender")) {
        (TRANSFER, "CHANNEL") => match rounds::capacity(request)? {
            Some(0) => Err(request.refusal("capacity")),
            Some(capacity) => rounds::transfer::<Tokio>(request, bounded(capacity)),
            None => {
                let (sender, receiver) = mpsc::unbounded_channel();
                let send = move |message| sender.send(message).unwrap();
                rounds::transfer::<Tokio>(request, (send, End(receiver)))
            }
        },
        (ROUND_TRIP, "CHANNEL") => rounds::round_trip::<Tokio>(request, bounded(1), bounded(1)),
        (GROW_AND_SUM, "CHANNELS") => spawning::channel_tree::<Tokio, _, _>(request, || bounded(1)),
        (STEP | STEP_ALONE, "MUTEX") => {
            let step = async |mutex: &'static Mutex<u64>| *mutex.lock().await += 1;
            rounds::count(Tokio, request, Mutex::new(0), step, |mutex, _| *mutex.try_lock().unwrap())
        }
        (STEP, "RW_LOCK") => {
            let step = async |lock: &'static RwLock<u64>| *lock.write().await += 1;
            rounds::count(Tokio, request, RwLock::new(0), step, |lock, _| *lock.try_read().unwrap())
        }
        (STEP, "ARC") => rounds::count_handles(Tokio, request),
        _ => threadmill_rust::open::<Tokio>(request),
    }
}

/// Opens a cell of a crate, whose units are threads of the kernel.
fn open_of_threads(request: &Request) -> Opening {
    match (request.text("cell"), request.text("contender")) {
        (TRANSFER, "CROSSBEAM") => {
            transfer!(request, crossbeam_channel::bounded, crossbeam_channel::unbounded)
        }
        (TRANSFER, "FLUME") => transfer!(request, flume::bounded, flume::unbounded),
        (TRANSFER, "KANAL") => transfer!(request, kanal::bounded, kanal::unbounded),
        (STEP | STEP_ALONE, "PARKING_LOT") => {
            let step = async |mutex: &'static parking_lot::Mutex<u64>| *mutex.lock() += 1;
            rounds::count(Threads, request, parking_lot::Mutex::new(0), step, |mutex, _| *mutex.lock())
        }
        _ => Err(request.refusal("cell")),
    }
}
