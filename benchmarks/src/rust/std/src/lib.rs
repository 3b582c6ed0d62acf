//! The parts of a lane in Rust: the protocol with the runner, and the bodies of the suite's benchmarks over
//! a [`Runtime`]. Bodies are `async`, so that each is written once.

mod harness;
pub mod rounds;
mod runtime;
mod sleeping;
pub mod spawning;
mod system;
pub mod threads;

pub use harness::{Fork, Iteration, Opening, Refusal, Request, arithmetic, main};
pub use runtime::{Crew, Inlet, Outlet, Runtime, rehearse};
use std::sync::atomic::AtomicU64;
pub use system::now;

/// The cells that lanes open each in their own way.
pub mod cells {
    pub const TRANSFER: &str = "messaging.MessagingThroughputBenchmark.transfer";
    pub const ROUND_TRIP: &str = "switching.PingPongBenchmark.roundTrip";
    pub const GROW_AND_SUM: &str = "spawning.SkynetBenchmark.growAndSum";
    pub const STEP: &str = "sharing.SharedCounterBenchmark.step";
    pub const STEP_ALONE: &str = "sharing.SharedCounterUncontendedBenchmark.step";
}

/// A fork of a runtime whose units really run at once.
pub fn fork<R: Runtime>(runtime: String, workers: usize, body: Opening) -> Result<Fork, Refusal> {
    rehearse::<R>(5_000_000_000)?;
    Ok((runtime, workers, body?))
}

/// Opens the cells that ask a runtime for no more than units, ways to wait, and time.
pub fn open<R: Runtime>(request: &Request) -> Opening {
    match request.text("cell") {
        "baseline.HarnessBaselineBenchmark.nothing" => threads::nothing(),
        "baseline.HarnessBaselineBenchmark.arithmetic" => Ok(arithmetic(100_000)),
        "baseline.HarnessBaselineBenchmark.idleRound" => rounds::idle::<R>(request),
        "spawning.SpawnJoinBenchmark.spawnAndJoin" => spawning::spawn_and_join::<R>(request),
        "spawning.ProgramStartBenchmark.startAndJoin" => Ok(spawning::start_and_join(request)),
        "footprint.ParkedThreadBenchmark.startAndPark" => spawning::start_and_park::<R>(request),
        "spawning.SleepersBenchmark.wakeAll" => sleeping::wake_all::<R>(request),
        "fairness.StarvationBenchmark.window" => sleeping::window::<R>(request),
        cells::GROW_AND_SUM => spawning::joined_tree::<R>(request),
        cells::ROUND_TRIP => rounds::round_trip_by_word::<R>(request),
        _ => Err(request.refusal("cell")),
    }
}

/// Puts a value where all units can use it. A fork has one body, so nothing need be given back.
fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn zeros<const N: usize>() -> &'static [AtomicU64; N] {
    forever([const { AtomicU64::new(0) }; N])
}

fn counters(count: usize) -> &'static [AtomicU64] {
    Vec::leak((0..count).map(|_| AtomicU64::new(0)).collect())
}
