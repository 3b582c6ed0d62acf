//! Units that are started: in batches, as a tree, alone in a program, and to wait.

use crate::harness::{Body, Iteration, Opening, counting};
use crate::runtime::join_all;
use crate::{Crew, Inlet, Outlet, Request, Runtime, counters, now, system, zeros};
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering::Relaxed;
use std::{array, env};

/// Opens the cell in which the main thread starts units and joins them, batch after batch.
pub fn spawn_and_join<R: Runtime>(request: &Request) -> Opening {
    const TASKS: usize = 1_000;
    request.only(&[("contender", "BARE_THREAD")])?;
    let batch: usize = request.number("batch")?;
    let runs = counters(batch);
    Ok(Box::new(move |iteration| {
        let mut handles = Vec::with_capacity(batch);
        let report = iteration.run(TASKS as u64, || {
            for _ in 0..TASKS / batch {
                for runs in runs {
                    // Each counter has one writer at a time: no addition need be atomic.
                    handles.push(R::spawn(async { runs.store(runs.load(Relaxed) + 1, Relaxed) }));
                }
                R::block_on(join_all::<R>(handles.drain(..)));
            }
        });
        let ran: u64 = runs.iter().map(|runs| runs.swap(0, Relaxed)).sum();
        report.check(|batches| batches * TASKS as u64, ran)
    }))
}

const CHILDREN: u64 = 10;

/// Opens a cell with a tree in which each node starts ten more and adds up their sums.
fn tree<R: Runtime>(request: &Request, sum: impl Fn(u64) -> u64 + 'static) -> Opening {
    let leaves = request.at_most(R::MOST_UNITS, "leaves")? as u64;
    let [sums] = zeros();
    Ok(counting(1, leaves * (leaves - 1) / 2, move || _ = sums.fetch_add(sum(leaves), Relaxed), sums))
}

/// Opens the cell with nodes that their parents join.
pub fn joined_tree<R: Runtime>(request: &Request) -> Opening {
    request.only(&[("contender", "JOINED_THREADS")])?;
    tree::<R>(request, move |leaves| R::block_on(R::join(R::spawn(joined::<R>(0, leaves)))))
}

fn joined<R: Runtime>(first: u64, leaves: u64) -> impl Future<Output = u64> + Send {
    async move {
        if leaves == 1 {
            return first;
        }
        let part = leaves / CHILDREN;
        let child = |i| R::spawn(joined::<R>(first + i as u64 * part, part));
        let children: [_; CHILDREN as usize] = array::from_fn(child);
        let mut sum = 0;
        for child in children {
            sum += R::join(child).await;
        }
        sum
    }
}

/// Opens the cell with nodes that send their sums to their parents and are not joined.
pub fn channel_tree<R: Runtime, I: Inlet<u64> + Clone, O: Outlet<u64>>(
    request: &Request,
    channel: fn() -> (I, O),
) -> Opening {
    tree::<R>(request, move |leaves| {
        let (inlet, mut outlet) = channel();
        R::spawn(sending::<R, _, _>(channel, inlet, 0, leaves));
        R::block_on(outlet.receive())
    })
}

fn sending<R: Runtime, I: Inlet<u64> + Clone, O: Outlet<u64>>(
    channel: fn() -> (I, O),
    mut parent: I,
    first: u64,
    leaves: u64,
) -> impl Future<Output = ()> + Send {
    async move {
        let mut sum = first;
        if leaves > 1 {
            let (inlet, mut outlet) = channel();
            let part = leaves / CHILDREN;
            for i in 0..CHILDREN {
                R::spawn(sending::<R, _, _>(channel, inlet.clone(), first + i * part, part));
            }
            sum = 0;
            for _ in 0..CHILDREN {
                sum += outlet.receive().await;
            }
        }
        parent.send(sum).await;
    }
}

/// Opens the cell about the memory of units that only wait.
pub fn start_and_park<R: Runtime>(request: &Request) -> Opening {
    request.only(&[("depth", "0"), ("threadLocals", "0")])?;
    let threads = request.at_most(R::MOST_UNITS, "threads")?;
    Ok(Box::new(move |_| {
        let mut rehearsal = Crew::<R>::new(64); // enough to start the workers and to touch the code
        rehearsal.fill_idle();
        rehearsal.dismiss();
        let mut crew = Crew::<R>::new(threads);
        let before = system::memory();
        let report = Iteration::ONE_BATCH.run(1, || crew.fill_idle());
        let after = system::memory();
        let [native, reserved, stacks, tables] = array::from_fn(|i| (after[i] - before[i]) / threads as f64);
        let names = ["heap", "native", "reserved", "kernel.stack", "page.tables", "total"];
        let bytes = [0.0, native, reserved, stacks, tables, native + stacks + tables]; // `malloc` is native
        let report = report.check(|_| threads, crew.dismiss());
        names.iter().zip(bytes).fold(report, |report, (name, bytes)| report.metric(name, bytes, "B/thread"))
    }))
}

pub const ONE_UNIT: &str = "one-unit";

/// Starts and joins one unit, and prints how often it ran and when it was joined.
pub fn start_one_unit<R: Runtime>(_workers: usize) {
    let [runs] = zeros();
    R::block_on(R::join(R::spawn(async { _ = runs.fetch_add(1, Relaxed) })));
    println!("{} {}", runs.load(Relaxed), now());
}

/// Opens the cell in which the program starts itself, to start one unit.
pub fn start_and_join(request: &Request) -> Body {
    let program = env::current_exe().expect("this program is a file");
    let bytes = program.metadata().expect("this program is a file").len();
    let workers = request.text("workers").to_string();
    let start = move |_: &Iteration| {
        let mut command = Command::new(&program);
        command.args([ONE_UNIT, &workers]).stdin(Stdio::null()).stdout(Stdio::piped());
        let (mut child, mut line) = (None, String::new());
        let start = now();
        let report = Iteration::ONE_BATCH.run(1, || {
            let child = child.insert(command.spawn().expect("the program starts itself"));
            let said = child.stdout.as_mut().expect("its output is piped");
            BufReader::new(said).read_line(&mut line).expect("it says a line");
        });
        let heard = now();
        child.expect("it was started").wait().expect("it ends");
        let (runs, joined) = line.trim().split_once(' ').unwrap_or_default();
        let is_within = joined.parse().is_ok_and(|joined| (start..=heard).contains(&joined));
        let found = if is_within { runs.to_string() } else { format!("{line} within {start}..={heard}") };
        report.check(|_| 1, found).metric("program.bytes", bytes as f64, "B")
    };
    start(&Iteration::ONE_BATCH); // the first start reads files that later ones find in memory
    Box::new(start)
}
