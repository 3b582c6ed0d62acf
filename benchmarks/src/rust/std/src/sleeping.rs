//! Units that sleep: how late they wake among many of them, and beside busy units that never end.

use crate::harness::work;
use crate::{Crew, Iteration, Opening, Request, Runtime, counters, now, zeros};
use std::hint::{self, black_box};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

/// Opens the cell with units each of which wakes at its own time and notes when it did.
pub fn wake_all<R: Runtime>(request: &Request) -> Opening {
    request.only(&[("contender", "SLEEPING_THREADS")])?;
    let count = request.at_most(R::MOST_UNITS, "sleepers")?;
    let spread = request.number::<u64>("spreadMillis")? * 1_000_000;
    let ([asleep], due, woke) = (zeros(), counters(count), counters(count));
    let mut crew = Crew::<R>::new(count);
    crew.fill(move |unit| async move {
        asleep.fetch_add(1, SeqCst);
        R::sleep_until(due[unit].load(Relaxed)).await;
        woke[unit].store(now(), Relaxed);
    });
    Ok(Box::new(move |_| {
        let (mut first, mut lead) = (0, 25_000_000 + count as u64 * 5_000);
        while now() >= first {
            crew.end(); // some had no time to sleep: now all get more
            lead *= 2;
            first = now() + lead;
            for (i, due) in due.iter().enumerate() {
                due.store(first + spread * i as u64 / count as u64, Relaxed);
            }
            asleep.store(0, SeqCst);
            crew.begin();
            wait_for(asleep, count);
        }
        // This thread must be awake when the first is due, and not be in the way before.
        thread::sleep(Duration::from_nanos(first.saturating_sub(now() + 100_000)));
        while now() < first {
            hint::spin_loop();
        }
        let report = Iteration::ONE_BATCH.run(1, || crew.end());
        let times = due.iter().zip(woke).map(|(due, woke)| (due.load(Relaxed), woke.swap(0, Relaxed)));
        let late: Vec<u64> = times.filter_map(|(due, woke)| woke.checked_sub(due)).collect();
        let report = report.check(|_| count, late.len()).samples("wake.late", &late);
        report.metric("rate.target", count as f64 * 1e9 / spread as f64, "ops/s")
    }))
}

const TURNS: usize = 100;
const PERIOD_NANOS: u64 = 1_000_000;
/// How many iterations' time a turn may wait, once a fork.
const PATIENCE: u64 = 10;

/// Opens the cell in which a probe sleeps from turn to turn.
pub fn window<R: Runtime>(request: &Request) -> Opening {
    let is_polite = request.text("contender") == "YIELD";
    request.only(&[("contender", if is_polite { "YIELD" } else { "NONE" }), ("wokenBy", "TIMER")])?;
    let workers = request.number("workers")?;
    let count = request.number::<usize>("busyPerCore")? * workers;
    let ([probing, begun, opened, deadline, works], taken) = (zeros(), zeros::<TURNS>());
    let is_over = || taken[TURNS - 1].load(SeqCst) != 0 || now() >= deadline.load(SeqCst);
    let (mut probe, mut busy) = (Crew::<R>::new(1), Crew::<R>::new(count));
    probe.fill(move |_| async move {
        probing.fetch_add(1, SeqCst);
        while opened.load(SeqCst) == 0 {
            R::sleep_until(now() + PERIOD_NANOS).await;
        }
        for (turn, taken) in (1..).zip(taken) {
            R::sleep_until(opened.load(SeqCst) + turn * PERIOD_NANOS).await;
            taken.store(now(), SeqCst);
        }
    });
    busy.fill(move |_| async move {
        begun.fetch_add(1, SeqCst);
        let mut done = 0;
        while !is_over() {
            black_box(work(5_000)); // some ten microseconds
            done += 1;
            if is_polite {
                R::yield_now().await;
            }
        }
        works.fetch_add(done, Relaxed);
    });
    let mut has_starved = false;
    Ok(Box::new(move |iteration| {
        let (mut delays, mut unserved, mut busy_nanos) = (Vec::new(), 0, 0);
        let longest = PATIENCE * iteration.nanos;
        let report = iteration.run(1, || {
            let is_patient = iteration.is_measured && !has_starved;
            let patience = if is_patient { longest } else { iteration.nanos };
            deadline.store(u64::MAX, SeqCst);
            [probing, begun, opened].into_iter().chain(taken).for_each(|number| number.store(0, SeqCst));
            // The busy begin when the probe sleeps: a scheduler that starves it would not let it come to that.
            probe.begin();
            wait_for(probing, 1);
            busy.begin();
            wait_for(begun, count.min(workers));
            let start = now();
            let end = start + TURNS as u64 * PERIOD_NANOS + patience;
            deadline.store(end, SeqCst);
            opened.store(start, SeqCst);
            busy.end();
            probe.end();
            for (turn, taken) in (1..).zip(taken) {
                let taken = taken.load(SeqCst);
                let Some(delay) = taken.checked_sub(start + turn * PERIOD_NANOS) else { continue };
                let is_served = delay < patience && taken < end;
                delays.push(if is_served { delay } else { longest });
                unserved += u64::from(!is_served);
                has_starved |= is_patient && !is_served;
            }
            busy_nanos += taken[TURNS - 1].load(SeqCst).min(end) - start;
        });
        let report =
            report.check(|batches| batches * TURNS as u64, delays.len()).samples("probe.delay", &delays);
        let report = report.metric("rate.target", 1e9 / PERIOD_NANOS as f64, "ops/s");
        let report = report.metric("probe.delay.unserved", unserved as f64, "turns");
        report.metric("work.unit", busy_nanos as f64 / works.swap(0, Relaxed) as f64, "ns")
    }))
}

fn wait_for(count: &AtomicU64, units: usize) {
    while count.load(SeqCst) < units as u64 {
        thread::sleep(Duration::from_micros(100));
    }
}
