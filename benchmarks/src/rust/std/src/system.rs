//! What the operating system says about this process.

use std::ffi::{c_int, c_long};
use std::fs;
use std::hint::black_box;

unsafe extern "C" {
    /// Writes the seconds and the nanoseconds of a clock.
    fn clock_gettime(clock: c_int, time: *mut [c_long; 2]) -> c_int;
}

fn read(clock: c_int) -> u64 {
    let mut time = [0; 2];
    // SAFETY: the call writes to nothing but `time`, which is laid out as the system's struct.
    assert_eq!(unsafe { clock_gettime(clock, &mut time) }, 0, "the system has no clock {clock}");
    time[0] as u64 * 1_000_000_000 + time[1] as u64
}

/// Nanoseconds on `CLOCK_MONOTONIC`, which is one for all processes.
pub fn now() -> u64 {
    read(1)
}

/// Nanoseconds on `CLOCK_PROCESS_CPUTIME_ID`: the CPU time of all threads of this process.
pub fn cpu_nanos() -> u64 {
    read(2)
}

pub fn clock_nanos() -> u64 {
    let start = now();
    (0..100_000).for_each(|_| _ = black_box(now()));
    (now() - start) / 100_000
}

/// The CPUs that this process may run on, of which the system keeps a list of the form `0-3,8`.
pub fn affinity() -> Vec<usize> {
    let list = field("/proc/self/status", "Cpus_allowed_list:");
    let ranges = list.split(',').filter_map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        Some(first.parse().ok()?..=last.parse().ok()?)
    });
    ranges.flatten().collect()
}

/// Memory in bytes: resident and reserved by this process, the kernel's stacks of all processes (no process's
/// figures include them), and this process's page tables. 0 where the system does not tell.
pub fn memory() -> [f64; 4] {
    let status = "/proc/self/status";
    [(status, "VmRSS:"), (status, "VmSize:"), ("/proc/meminfo", "KernelStack:"), (status, "VmPTE:")]
        .map(|(file, name)| 1024.0 * field(file, name).trim_end_matches(" kB").parse().unwrap_or(0.0))
}

fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_string()
}
