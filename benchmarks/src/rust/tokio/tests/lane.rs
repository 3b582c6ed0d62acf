//! The lane `tokio` as the runner sees it.

#[path = "../../std/tests/program/mod.rs"]
mod program;

#[test]
fn all_cells_do_what_they_say() {
    program::run_all(env!("CARGO_BIN_EXE_threadmill-tokio"), include_str!("../cells.txt"));
}
