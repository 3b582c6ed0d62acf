//! The lane `rust`: threads, channels and locks of Rust's standard library.

use threadmill_rust::spawning::start_one_unit;
use threadmill_rust::threads::{self, Threads};

fn main() {
    threadmill_rust::main("rust", include_str!("../Cargo.toml"), threads::open, start_one_unit::<Threads>)
}
