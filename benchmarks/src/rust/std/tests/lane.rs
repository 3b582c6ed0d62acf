//! The lane `rust` as the runner sees it, and faults that its checks find.

mod program;

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;
use threadmill_rust::cells::{STEP, TRANSFER};
use threadmill_rust::rounds::{self, Message};
use threadmill_rust::threads::Threads;
use threadmill_rust::{Iteration, Opening, Request, Runtime, arithmetic, rehearse};

const PROGRAM: &str = env!("CARGO_BIN_EXE_threadmill-rust");

#[test]
fn all_cells_do_what_they_say() {
    program::run_all(PROGRAM, include_str!("../cells.txt"));
}

#[test]
fn the_program_refuses_and_ends_when_the_runner_goes_amid_a_batch() {
    let mut program = program::start(PROGRAM);
    let refusal = program::ask(&mut program, &program::request(TRANSFER, "PLATFORM", "CHANNEL", "64.5"));
    assert_eq!(refusal, "{\"type\":\"n/a\",\"reason\":\"This lane has no capacity=64.5.\"}\n");
    assert_eq!(program.wait().unwrap().code(), Some(0));
    let mut program = program::start(PROGRAM);
    let request = program::request(TRANSFER, "PLATFORM", "CHANNEL", "64");
    let long = r#"{"type":"iterate","phase":"warmup","index":0,"nanos":60000000000}"#;
    program::ask(&mut program, &format!("{request}\n{long}"));
    thread::sleep(Duration::from_millis(100));
    drop(program.stdin.take());
    assert_eq!(program.wait().unwrap().code(), Some(137));
}

fn request(cell: &str) -> Request {
    Request::parse(&program::request(cell, "PLATFORM", "-", "64"))
}

fn assert_is_found(opening: Opening) {
    let report = opening.unwrap()(&Iteration::ONE_BATCH);
    assert_ne!(report.expected, report.found);
}

#[test]
fn arithmetic_that_leaves_out_a_step_is_found() {
    assert_is_found(Ok(arithmetic(99_999)));
}

#[test]
fn lost_messages_are_found() {
    let (sender, receiver) = sync_channel(64);
    let leak = move |message: &'static Message| {
        if message[0] % 1000 != 0 {
            sender.send(message).unwrap();
        }
    };
    let receive = move || receiver.recv().unwrap();
    assert_is_found(rounds::transfer::<Threads>(&request(TRANSFER), (leak, receive)));
}

#[test]
fn a_lock_that_does_not_lock_is_found() {
    let step = async |count: &'static AtomicU64| {
        let seen = count.load(SeqCst);
        thread::yield_now();
        count.store(seen + 1, SeqCst);
    };
    let counted = |count: &AtomicU64, _| count.load(SeqCst);
    assert_is_found(rounds::count(Threads, &request(STEP), AtomicU64::new(0), step, counted));
}

/// A runtime that runs a unit when it is spawned.
struct Inline;

impl Runtime for Inline {
    type Handle<T: Send + 'static> = T;
    type Parker = ();

    fn spawn<T: Send + 'static>(unit: impl Future<Output = T> + Send + 'static) -> T {
        Threads::block_on(unit)
    }

    async fn join<T: Send + 'static>(value: T) -> T {
        value
    }

    async fn park_until(_: &(), _: impl Fn() -> bool + Send) {}

    fn unpark(_: &()) {}
}

#[test]
fn units_that_do_not_run_at_once_are_found() {
    assert!(rehearse::<Threads>(5_000_000_000).is_ok());
    assert_eq!(rehearse::<Inline>(50_000_000).unwrap_err().reason, "its units do not run at once");
}
