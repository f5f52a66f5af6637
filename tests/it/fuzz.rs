//! Laws for everything that is read from outside: webhooks, dialogs, CSV files. Kept examples in
//! `tests/fuzz/corpus` are mutated; what once broke a law is added there.
//!
//! Small by default; `WEGWIJZER_FUZZ_CASES` says how many cases each law gets (scripts/soak).

use std::fs;
use std::path::Path;

use proptest::test_runner::Config;

mod content;
mod csv;
mod webhooks;

/// Cases per law.
fn cases() -> Config {
    let asked = std::env::var("WEGWIJZER_FUZZ_CASES").ok().and_then(|n| n.parse().ok());
    Config { failure_persistence: None, ..Config::with_cases(asked.unwrap_or(1000)) }
}

/// The kept examples of a kind, in order.
fn corpus(kind: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(kind);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no examples of {kind}");
    files.iter().map(|file| fs::read_to_string(file).unwrap().trim_end().to_owned()).collect()
}

/// `text` with a few things wrong: cut, swapped, repeated, sprinkled. Stays text.
fn spoiled(text: &str, wrongs: &[(u16, u8)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (place, wrong) in wrongs {
        let at = usize::from(*place) % (chars.len() + 1);
        match wrong % 5 {
            0 => chars.truncate(at),
            1 if at < chars.len() => drop(chars.remove(at)),
            2 => chars.insert(at, b"{}[]\",:;0-\n\tx\\"[usize::from(*wrong) % 14].into()),
            3 => chars.insert(at, ['é', '\u{202e}', '\0', '😀'][usize::from(*wrong) % 4]),
            _ => {
                let end = (at + usize::from(*wrong)).min(chars.len());
                let again: Vec<char> = chars[at..end].to_vec();
                chars.splice(at..at, again);
            }
        }
    }
    chars.into_iter().collect()
}
