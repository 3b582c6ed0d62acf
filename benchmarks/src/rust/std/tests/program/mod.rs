//! A lane's program, to which a test speaks as the runner does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

const PARAMS: &str = r#""batch":"10","busyPerCore":"1","carriers":"all","consumers":"1","depth":"0","holdNanos":"0","leaves":"100","locks":"1","members":"2","payload":"PREALLOCATED","placement":"SHARED","producers":"4","sleepers":"100","spreadMillis":"10","thinkNanos":"0","threadLocals":"0","threads":"4","wokenBy":"TIMER""#;

pub fn request(cell: &str, kind: &str, contender: &str, capacity: &str) -> String {
    format!(
        r#"{{"v":1,"cell":"{cell}","params":{{"threadKind":"{kind}","contender":"{contender}","capacity":"{capacity}",{PARAMS}}},"workers":2,"seed":7}}"#
    )
}

pub fn start(program: &str) -> Child {
    Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

pub fn ask(program: &mut Child, line: &str) -> String {
    writeln!(program.stdin.as_mut().unwrap(), "{line}").unwrap();
    let mut answer = String::new();
    BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut answer).unwrap();
    answer
}

fn between<'a>(answer: &'a str, before: &str, behind: &str) -> &'a str {
    answer.split_once(before).and_then(|(_, rest)| rest.split_once(behind)).expect(answer).0
}

/// Runs a single batch and then two of each cell in a table, and holds that each does what it says.
pub fn run_all(program: &str, table: &str) {
    for cell in table.lines().filter_map(|line| line.strip_prefix("cell ")) {
        let [name, kind, contender] = [0, 1, 2].map(|column| cell.split(' ').nth(column).unwrap());
        let method = name.rsplit('.').next().unwrap();
        let is_transfer = method == "transfer";
        for capacity in if is_transfer { &["0", "1", "64", "1024", "unbounded"][..] } else { &["-"] } {
            let mut program = start(program);
            let hello = ask(&mut program, &request(name, kind, contender, capacity));
            if capacity == &"0" && hello.contains("This lane has no capacity=0") {
                continue;
            }
            assert!(hello.starts_with(r#"{"type":"hello","v":1,"lane":"#), "{cell}: {hello}");
            let [one, two] = [1, 2].map(|batches| {
                let iterate = r#"{"type":"iterate","phase":"measure","index":0,"nanos":0,"batches":"#;
                let answer = ask(&mut program, &format!("{iterate}{batches}}}"));
                let expected = between(&answer, r#""expected":""#, "\"");
                assert_eq!(expected, between(&answer, r#""found":""#, "\""), "{cell}: {answer}");
                between(&answer, "\"ops\":", ",").parse::<u64>().unwrap()
            });
            let is_one_shot = ["wakeAll", "startAndJoin", "startAndPark"].contains(&method);
            assert_eq!(two, if is_one_shot { 1 } else { 2 * one }, "{cell}");
            let end = ask(&mut program, r#"{"type":"end"}"#);
            assert_eq!(end, "{\"type\":\"end\",\"status\":\"ok\"}\n");
            assert_eq!(program.wait().unwrap().code(), Some(0));
        }
    }
}
