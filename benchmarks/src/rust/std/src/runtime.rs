//! What a body asks of a runtime, and units that are started once and woken for every round.

use crate::{Refusal, forever, now, zeros};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicIsize, AtomicU32, AtomicU64, Ordering::SeqCst};
use std::task::{Context, Poll, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

/// A runtime: units that really run at once, and ways for them to wait. If it does not say otherwise, a unit
/// waits as a thread of the kernel does: it blocks inside `poll`, so that its future is polled once.
pub trait Runtime: 'static {
    type Handle<T: Send + 'static>: Send;
    /// A place where one unit waits until another tells it to look again.
    type Parker: Default + Send + Sync + 'static;

    /// The most units that may be alive at once, where they are a matter of the kernel.
    const MOST_UNITS: usize = usize::MAX;

    fn spawn<T: Send + 'static>(unit: impl Future<Output = T> + Send + 'static) -> Self::Handle<T>;

    fn join<T: Send + 'static>(handle: Self::Handle<T>) -> impl Future<Output = T> + Send;

    /// Waits until `ready` holds. A parker is always used by the same unit.
    fn park_until(parker: &Self::Parker, ready: impl Fn() -> bool + Send) -> impl Future<Output = ()> + Send;

    /// Has the waiting unit look again, now or when it comes to wait.
    fn unpark(parker: &Self::Parker);

    /// Runs a future on a thread that is none of the units.
    fn block_on<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => unreachable!("a thread blocks and is never suspended"),
        }
    }

    fn yield_now() -> impl Future<Output = ()> + Send {
        async { thread::yield_now() }
    }

    fn sleep_until(due: u64) -> impl Future<Output = ()> + Send {
        async move { thread::sleep(Duration::from_nanos(due.saturating_sub(now()))) }
    }
}

/// A channel's end for a sender. A function that blocks is one.
pub trait Inlet<T>: Send + 'static {
    fn send(&mut self, value: T) -> impl Future<Output = ()> + Send;
}

impl<T: Send, F: FnMut(T) + Send + 'static> Inlet<T> for F {
    async fn send(&mut self, value: T) {
        self(value);
    }
}

/// A channel's end for a receiver. A function that blocks is one.
pub trait Outlet<T>: Send + 'static {
    fn receive(&mut self) -> impl Future<Output = T> + Send;
}

impl<T, F: FnMut() -> T + Send + 'static> Outlet<T> for F {
    async fn receive(&mut self) -> T {
        self()
    }
}

/// Units that wait for rounds, and the main thread that waits until they have ended one.
pub struct Crew<R: Runtime> {
    shift: &'static Shift<R>,
    handles: Vec<R::Handle<()>>,
}

struct Shift<R: Runtime> {
    round: AtomicU32,
    /// How many have not ended the round.
    left: AtomicIsize,
    waker: Thread,
    /// Made before the units, so that starting one makes only what belongs to it.
    parkers: Vec<R::Parker>,
}

pub struct Member<R: Runtime> {
    shift: &'static Shift<R>,
    unit: u32,
    round: u32,
}

impl<R: Runtime> Member<R> {
    fn arrive(&self) -> &R::Parker {
        if self.shift.left.fetch_sub(1, SeqCst) == 1 {
            self.shift.waker.unpark();
        }
        &self.shift.parkers[self.unit as usize]
    }

    /// Ends the member's round and waits for the next.
    pub async fn next(&mut self) {
        self.round += 1;
        R::park_until(self.arrive(), || self.shift.round.load(SeqCst) >= self.round).await;
    }
}

impl<R: Runtime> Crew<R> {
    /// A crew of so many units, which are to be enlisted.
    pub fn new(units: usize) -> Self {
        let (round, left, waker) = (AtomicU32::new(0), AtomicIsize::new(units as isize), thread::current());
        let parkers = (0..units).map(|_| R::Parker::default()).collect();
        Crew { shift: forever(Shift { round, left, waker, parkers }), handles: Vec::with_capacity(units) }
    }

    /// Starts a member, whose unit loops over the rounds. When the last is started, all come to wait.
    pub fn enlist<F: Future<Output = ()> + Send + 'static>(&mut self, unit: impl FnOnce(Member<R>) -> F) {
        let member = Member { shift: self.shift, unit: self.handles.len() as u32, round: 0 };
        self.handles.push(R::spawn(unit(member)));
        if self.handles.len() == self.shift.parkers.len() {
            self.end();
        }
    }

    /// Starts all members, which do the same in every round.
    pub fn fill<F>(&mut self, work: impl Fn(usize) -> F + Copy + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        for unit in 0..self.shift.parkers.len() {
            self.enlist(|mut member| async move {
                loop {
                    member.next().await;
                    work(unit).await;
                }
            });
        }
    }

    /// Starts all members, which wait for the first round and end. No more is kept for them than that needs.
    pub fn fill_idle(&mut self) {
        for _ in 0..self.shift.parkers.len() {
            self.enlist(|member| async move {
                R::park_until(member.arrive(), || member.shift.round.load(SeqCst) > 0).await;
            });
        }
    }

    pub fn work(&self) {
        self.begin();
        self.end();
    }

    pub fn begin(&self) {
        self.shift.left.store(self.handles.len() as isize, SeqCst);
        self.shift.round.fetch_add(1, SeqCst);
        self.shift.parkers.iter().for_each(R::unpark);
    }

    pub fn end(&self) {
        while self.shift.left.load(SeqCst) > 0 {
            thread::park();
        }
    }

    /// Lets all members end, and returns how many did.
    pub fn dismiss(self) -> usize {
        self.begin();
        let units = self.handles.len();
        R::block_on(join_all::<R>(self.handles));
        units
    }
}

pub async fn join_all<R: Runtime>(handles: impl IntoIterator<Item = R::Handle<()>>) {
    for handle in handles {
        R::join(handle).await;
    }
}

/// Waits until so many units have come, and returns whether they came in time. They can meet again and again.
pub async fn meet<R: Runtime>(arrived: &AtomicU64, units: u64, deadline: u64) -> bool {
    let all = (arrived.fetch_add(1, SeqCst) / units + 1) * units;
    while arrived.load(SeqCst) < all && now() < deadline {
        R::yield_now().await;
    }
    arrived.load(SeqCst) >= all
}

/// Has two units meet: a runtime that runs one only when the other has ended is found.
pub fn rehearse<R: Runtime>(nanos: u64) -> Result<(), Refusal> {
    let ([arrived], deadline) = (zeros(), now() + nanos);
    let [one, other] = [(); 2].map(|()| R::spawn(meet::<R>(arrived, 2, deadline)));
    let met = R::block_on(async { R::join(one).await && R::join(other).await });
    let failed = || Refusal { kind: "failed", reason: "its units do not run at once".to_string() };
    met.then_some(()).ok_or_else(failed)
}
