//! The program: it opens the cell that the runner names, and runs iterations when it is told to.

use crate::spawning::ONE_UNIT;
use crate::{now, system, zeros};
use std::collections::HashMap;
use std::hint::black_box;
use std::io::{self, Write};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{self, Receiver, Sender};
use std::{env, process, thread};

/// A reason to measure nothing, in one sentence: `n/a` where the cell makes no sense in this lane, or `failed`.
#[derive(Debug)]
pub struct Refusal {
    pub kind: &'static str,
    pub reason: String,
}

/// A line of the runner: its members, and those of the objects in it, by name.
pub struct Request(HashMap<String, String>);

impl Request {
    /// Reads a line. The runner's names and texts are words and numbers, without what divides them.
    pub fn parse(line: &str) -> Self {
        let members = line.split(['{', '}', ',']).filter_map(|member| member.split_once(':'));
        let plain = |text: &str| text.trim().trim_matches('"').to_string();
        Request(members.map(|(name, value)| (plain(name), plain(value))).collect())
    }

    /// A member, or `-` if there is none of that name.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("-", String::as_str)
    }

    pub fn number<T: FromStr>(&self, name: &str) -> Result<T, Refusal> {
        self.text(name).parse().map_err(|_| self.refusal(name))
    }

    pub fn at_most(&self, most: usize, name: &str) -> Result<usize, Refusal> {
        self.number(name).and_then(|number| if number > most { Err(self.refusal(name)) } else { Ok(number) })
    }

    /// Refuses all values but one of each of some parameters.
    pub fn only(&self, params: &[(&str, &str)]) -> Result<(), Refusal> {
        let other = params.iter().find(|(name, value)| self.text(name) != *value);
        other.map_or(Ok(()), |(name, _)| Err(self.refusal(name)))
    }

    pub fn refusal(&self, name: &str) -> Refusal {
        Refusal { kind: "n/a", reason: format!("This lane has no {name}={}.", self.text(name)) }
    }
}

/// The work of one cell: it runs an iteration and reports on it.
pub type Body = Box<dyn FnMut(&Iteration) -> Report>;
pub type Opening = Result<Body, Refusal>;

/// A body of batches, each of which adds so much to what is found.
pub fn counting(ops: u64, each: u64, mut batch: impl FnMut() + 'static, found: &'static AtomicU64) -> Body {
    Box::new(move |iteration| {
        let report = iteration.run(ops, &mut batch);
        report.check(|batches| batches * each, found.swap(0, Relaxed))
    })
}

/// Work of a known size, the same in every lane: all its steps come to this number.
pub fn arithmetic(steps: u32) -> Body {
    let [right] = zeros();
    counting(100, 1, move || _ = right.fetch_add(u64::from(work(steps) == 0xB7CE_1F3D), Relaxed), right)
}

/// Steps of xorshift32, each of which needs the one before.
pub fn work(steps: u32) -> u32 {
    let mut x: u32 = black_box(1);
    for _ in 0..steps {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
    }
    x
}

/// An iteration that the runner asks for.
pub struct Iteration {
    pub is_measured: bool,
    /// The time to use up; 0 for no more batches than must be.
    pub nanos: u64,
    /// How many batches must be: one, except in tests.
    pub least_batches: u64,
}

impl Iteration {
    /// What a cell runs whose score is the time of its only operation.
    pub const ONE_BATCH: Self = Iteration { is_measured: true, nanos: 0, least_batches: 1 };

    /// Runs whole batches of so many operations until the time is used up.
    pub fn run(&self, operations: u64, mut batch: impl FnMut()) -> Report {
        let (cpu, start) = (system::cpu_nanos(), now());
        let mut batches = 0;
        loop {
            batch();
            batches += 1;
            let elapsed = now() - start;
            if elapsed >= self.nanos && batches >= self.least_batches {
                let cpu = system::cpu_nanos() - cpu;
                return Report { batches, ops: batches * operations, elapsed, cpu, ..Report::default() };
            }
        }
    }
}

#[derive(Default)]
pub struct Report {
    pub batches: u64,
    ops: u64,
    elapsed: u64,
    cpu: u64,
    pub expected: String,
    pub found: String,
    metrics: Vec<String>,
    samples: String,
}

impl Report {
    /// Says what the plan lets expect of so many batches, and what was really counted.
    pub fn check<E: ToString>(mut self, expected: impl FnOnce(u64) -> E, found: impl ToString) -> Self {
        (self.expected, self.found) = (expected(self.batches).to_string(), found.to_string());
        self
    }

    pub fn metric(mut self, name: &str, value: f64, unit: &str) -> Self {
        self.metrics.extend(value.is_finite().then(|| format!("{name:?}:[{value:?},{unit:?}]")));
        self
    }

    /// Adds latencies in nanoseconds; where more than fit into a line, evenly spaced ones.
    pub fn samples(mut self, name: &str, nanos: &[u64]) -> Self {
        let step = nanos.len().div_ceil(20_000).max(1);
        self.samples = format!("{name:?}:{:?}", nanos.iter().step_by(step).collect::<Vec<_>>());
        self
    }

    /// The answer to the line that asked for the iteration. Rust's quotes are JSON's: all texts are plain.
    fn answer(&self, asked: &Request, is_measured: bool) -> String {
        let (phase, index, metrics) = (asked.text("phase"), asked.text("index"), self.metrics.join(","));
        let Report { ops, elapsed, cpu, expected, found, .. } = self;
        let samples = if is_measured { &self.samples } else { "" };
        format!(
            r#"{{"type":"iteration","phase":"{phase}","index":{index},"ops":{ops},"elapsedNanos":{elapsed},"cpuNanos":{cpu},"expected":{expected:?},"found":{found:?},"metrics":{{{metrics}}},"samples":{{{samples}}}}}"#
        )
    }
}

/// A description of a runtime, the number of its workers, and the body that it runs.
pub type Fork = (String, usize, Body);

type Open = fn(&Request) -> Result<Fork, Refusal>;

/// Serves the runner at the standard input and output, and ends the program. The text of the lane's
/// `Cargo.toml` has its flags. Where its start is measured, the program starts one unit on so many workers.
pub fn main(lane: &str, manifest: &str, open: Open, start_one_unit: fn(usize)) -> ! {
    if env::args().nth(1).is_some_and(|argument| argument == ONE_UNIT) {
        start_one_unit(env::args().nth(2).and_then(|workers| workers.parse().ok()).unwrap_or(1));
        process::exit(0);
    }
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || listen(&sender));
    let end = converse(&lines, lane, manifest, open);
    let _until_the_end = io::stdout().lock();
    match &end {
        Ok(()) => say(r#"{"type":"end","status":"ok"}"#),
        Err(Refusal { kind, reason }) => say(&format!(r#"{{"type":{kind:?},"reason":{reason:?}}}"#)),
    }
    process::exit(i32::from(end.is_err_and(|refusal| refusal.kind == "failed")))
}

/// Answers line after line; returns when the runner has enough.
fn converse(lines: &Receiver<Request>, lane: &str, manifest: &str, open: Open) -> Result<(), Refusal> {
    let request = lines.recv().expect("the listener is there");
    request.only(&[("v", "1")])?;
    let (runtime, workers, mut body) = open(&request)?;
    let profile = manifest.split("[profile.release]\n").nth(1).unwrap_or_default();
    let flags = if cfg!(debug_assertions) { "unoptimised" } else { profile.trim() };
    let flags = flags.replace(['"', ' '], "").replace('\n', " ");
    let allocator = if cfg!(target_env = "gnu") { "glibc malloc" } else { "system" };
    let (toolchain, affinity, nanos) = (env!("TOOLCHAIN"), system::affinity(), system::clock_nanos());
    say(&format!(
        r#"{{"type":"hello","v":1,"lane":{lane:?},"toolchain":{toolchain:?},"flags":{flags:?},"runtime":{runtime:?},"workers":{workers},"allocator":{allocator:?},"affinity":{affinity:?},"clockNanos":{nanos}}}"#
    ));
    for line in lines.iter().take_while(|line| line.text("type") != "end") {
        let (is_measured, nanos) = (line.text("phase") == "measure", line.number("nanos")?);
        let least_batches = line.number("batches").unwrap_or(1);
        say(&body(&Iteration { is_measured, nanos, least_batches }).answer(&line, is_measured));
    }
    Ok(())
}

fn say(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap_or_else(|_| process::exit(137));
}

/// Passes on lines; a runner that goes ends the program, even amid a batch that hangs.
fn listen(lines: &Sender<Request>) {
    for line in io::stdin().lines().map_while(Result::ok) {
        let request = Request::parse(&line);
        let is_last = request.text("type") == "end";
        if lines.send(request).is_err() || is_last {
            return;
        }
    }
    let _unless_it_ends_already = io::stdout().lock();
    process::exit(137);
}
