//! Units that work in rounds: they do nothing, take turns, send messages, or share a count.

use crate::cells::STEP_ALONE;
use crate::harness::counting;
use crate::runtime::meet;
use crate::{Crew, Inlet, Opening, Outlet, Refusal, Request, Runtime, forever, zeros};
use std::future::Future;
use std::hint::black_box;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

pub fn idle<R: Runtime>(request: &Request) -> Opening {
    let members = request.number("members")?;
    let [came] = zeros();
    let mut crew = Crew::<R>::new(members);
    crew.fill(|_| async { _ = came.fetch_add(1, Relaxed) });
    Ok(counting(1, members as u64, move || crew.work(), came))
}

/// Opens the cell with a wire there and another back. The baton that goes to and fro counts its passes, so
/// that a wire which delivers another baton than the last is found.
pub fn round_trip<R: Runtime>(
    request: &Request,
    (mut there, mut arrival): (impl Inlet<u64>, impl Outlet<u64>),
    (mut back, mut returned): (impl Inlet<u64>, impl Outlet<u64>),
) -> Opening {
    const TRIPS: u64 = 10_000;
    request.only(&[("carriers", "all")])?;
    let [passed] = zeros();
    let mut crew = Crew::<R>::new(2);
    crew.enlist(async move |mut member| {
        loop {
            member.next().await;
            let mut passes = 0;
            for _ in 0..TRIPS {
                there.send(passes + 1).await;
                passes = returned.receive().await;
            }
            passed.fetch_add(passes, Relaxed);
        }
    });
    crew.enlist(async move |mut member| {
        loop {
            member.next().await;
            for _ in 0..TRIPS {
                let passes = arrival.receive().await;
                back.send(passes + 1).await;
            }
        }
    });
    Ok(counting(TRIPS, 2 * TRIPS, move || crew.work(), passed))
}

/// An end of a wire by a word, which is 0 while there is no baton. Its receiver yields where it cannot park.
struct End<R: Runtime>(&'static (AtomicU64, Option<R::Parker>));

impl<R: Runtime> Inlet<u64> for End<R> {
    async fn send(&mut self, baton: u64) {
        let (word, parker) = self.0;
        word.store(baton, Release);
        if let Some(parker) = parker {
            R::unpark(parker);
        }
    }
}

impl<R: Runtime> Outlet<u64> for End<R> {
    async fn receive(&mut self) -> u64 {
        let (word, parker) = self.0;
        if let Some(parker) = parker {
            R::park_until(parker, || word.load(Acquire) != 0).await;
        }
        while word.load(Acquire) == 0 {
            R::yield_now().await;
        }
        let baton = word.load(Relaxed);
        word.store(0, Relaxed);
        baton
    }
}

pub fn round_trip_by_word<R: Runtime>(request: &Request) -> Opening {
    let parks = request.text("contender") == "PARK";
    request.only(&[("contender", if parks { "PARK" } else { "YIELD" })])?;
    let [there, back] = [(); 2].map(|()| forever((AtomicU64::new(0), parks.then(R::Parker::default))));
    round_trip::<R>(request, (End::<R>(there), End::<R>(there)), (End::<R>(back), End::<R>(back)))
}

/// The room of a channel; none if it is unbounded.
pub fn capacity(request: &Request) -> Result<Option<usize>, Refusal> {
    match request.text("capacity") {
        "unbounded" => Ok(None),
        _ => request.number("capacity").map(Some),
    }
}

/// Opens the cell with the channel that one of two functions makes, between threads of the kernel.
#[macro_export]
macro_rules! transfer {
    ($request:expr, $bounded:expr, $unbounded:expr) => {
        match $crate::rounds::capacity($request)? {
            Some(capacity) => $crate::transfer!($request, $bounded(capacity)),
            None => $crate::transfer!($request, $unbounded()),
        }
    };
    ($request:expr, $channel:expr) => {{
        let (sender, receiver) = $channel;
        let send = move |message| sender.send(message).unwrap();
        $crate::rounds::transfer::<Threads>($request, (send, move || receiver.recv().unwrap()))
    }};
}

/// A number, in an object of the size that messages have in other lanes.
pub type Message = [u64; 3];
static END: Message = [u64::MAX; 3];

/// Opens the cell with a channel, on which references to messages go from all producers to one consumer.
pub fn transfer<R: Runtime>(
    request: &Request,
    (inlet, mut outlet): (impl Inlet<&'static Message> + Clone, impl Outlet<&'static Message>),
) -> Opening {
    request.only(&[("payload", "PREALLOCATED"), ("consumers", "1")])?;
    let producers: u64 = request.number("producers")?;
    // The JVM's batch; but where a thread may be woken for each message, it would take seconds.
    let messages = 1 << if producers == 1 && matches!(capacity(request)?, Some(0 | 1)) { 13 } else { 16 };
    let [sent_all, received, sum] = zeros();
    let mut crew = Crew::<R>::new(1 + producers as usize);
    crew.enlist(async move |mut member| {
        loop {
            member.next().await;
            let (mut count, mut numbers) = (0, 0);
            loop {
                let message = outlet.receive().await;
                if ptr::eq(message, &END) {
                    break;
                }
                count += 1;
                numbers += message[0];
            }
            received.fetch_add(count, Relaxed);
            sum.fetch_add(numbers, Relaxed);
        }
    });
    for producer in 0..producers {
        let [first, end] = [producer, producer + 1].map(|i| messages * i / producers);
        let own: &'static [Message] = Vec::leak((first..end).map(|number| [number, 0, 0]).collect());
        let mut inlet = inlet.clone();
        crew.enlist(async move |mut member| {
            loop {
                member.next().await;
                for message in own {
                    inlet.send(message).await;
                }
                if (sent_all.fetch_add(1, AcqRel) + 1) % producers == 0 {
                    inlet.send(&END).await;
                }
            }
        });
    }
    Ok(Box::new(move |iteration| {
        let report = iteration.run(messages, || crew.work());
        let numbers = messages * (messages - 1) / 2;
        let found = format!("{}/{}", received.swap(0, Relaxed), sum.swap(0, Relaxed));
        report.check(|batches| format!("{}/{}", batches * messages, batches * numbers), found)
    }))
}

/// Opens either cell with what is shared, a step, and what the count comes to after so many steps.
pub fn count<R: Runtime, S: Sync + 'static, F: Future<Output = ()> + Send + 'static>(
    runtime: R,
    request: &Request,
    shared: S,
    step: impl Fn(&'static S) -> F + Copy + Send + 'static,
    count: impl Fn(&S, u64) -> u64 + 'static,
) -> Opening {
    const STEPS: u64 = 240_000;
    if request.text("cell") == STEP_ALONE {
        return count_alone(runtime, shared, step, count);
    }
    request.only(&[("placement", "SHARED"), ("locks", "1"), ("holdNanos", "0"), ("thinkNanos", "0")])?;
    let units: u64 = request.number("threads")?;
    let (shared, [arrived, taken]) = (forever(shared), zeros());
    let mut crew = Crew::<R>::new(units as usize);
    crew.fill(move |unit| async move {
        // The first is not to be done before the last begins.
        meet::<R>(arrived, units, u64::MAX).await;
        let steps = STEPS * (unit as u64 + 1) / units - STEPS * unit as u64 / units;
        for _ in 0..steps {
            step(black_box(shared)).await;
        }
        taken.fetch_add(steps, Relaxed);
    });
    let mut steps = 0;
    Ok(Box::new(move |iteration| {
        let report = iteration.run(STEPS, || crew.work());
        steps += report.batches * STEPS;
        let found = format!("{}/{}", taken.load(Relaxed), count(shared, steps));
        report.check(|_| format!("{steps}/{steps}"), found)
    }))
}

/// Opens the uncontended cell: the main thread takes the steps, and nobody disturbs it.
pub fn count_alone<R: Runtime, S: 'static, F: Future<Output = ()>>(
    _runtime: R,
    shared: S,
    step: impl Fn(&'static S) -> F + 'static,
    count: impl Fn(&S, u64) -> u64 + 'static,
) -> Opening {
    const STEPS: u64 = 10_000;
    let shared = forever(shared);
    let mut steps = 0;
    Ok(Box::new(move |iteration| {
        let report = iteration.run(STEPS, || {
            R::block_on(async {
                for _ in 0..STEPS {
                    step(black_box(shared)).await;
                }
            });
        });
        steps += report.batches * STEPS;
        report.check(|_| steps, count(shared, steps))
    }))
}

/// Opens either cell with a step that takes a handle and gives it back; those that were not given back count.
pub fn count_handles<R: Runtime>(runtime: R, request: &Request) -> Opening {
    let step = async |arc: &'static Arc<()>| _ = black_box(&Arc::clone(arc));
    count(runtime, request, Arc::new(()), step, |arc, steps| steps + Arc::strong_count(arc) as u64 - 1)
}
