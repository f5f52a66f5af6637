//! Numbers in a file that is so long that it is written in pieces: the end, and what is told, are as
//! if it were one.

use std::fmt::Write as _;

use super::town::{Town, each_town};
use crate::cli::import::Kind;

const HEAD: &str = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n";

/// So many rows without a number between two others keep those in pieces of their own.
const FAR: usize = 300;

/// The row of somebody with a number.
fn row(klantnummer: &str, digits: &str) -> String {
    format!("{klantnummer};Iemand;nl;asiel;06{digits};1-5-2027\n")
}

/// `first` is row 2, `last` comes `between` rows later.
fn file(first: &str, between: usize, last: &str) -> String {
    let mut file = format!("{HEAD}{first}");
    for n in 0..between {
        writeln!(file, "T-{n};Iemand;nl;asiel;;").unwrap();
    }
    file + last
}

async fn told(town: &Town, file: &str, dry_run: bool) -> Vec<String> {
    let outcome = town.import_or_try(Kind::People, file.as_bytes(), dry_run).await;
    assert_eq!(outcome.report.mistakes.shown, []);
    outcome.report.warnings.shown.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_trial_tells_of_a_shared_number_however_far_apart_its_rows_are() {
    for town in each_town().await {
        for between in [0, FAR] {
            let file = file(&row("K-1", "12345678"), between, &row("K-2", "12345678"));
            let tried = told(&town, &file, true).await;
            assert_eq!(tried.len(), 1, "{tried:?}");
            assert!(tried[0].contains("dit nummer staat ook in rij 2"), "{tried:?}");
        }
        let file = file(&row("K-1", "12345678"), FAR, &row("K-2", "12345678"));
        assert_eq!(told(&town, &file, true).await, told(&town, &file, false).await);
    }
}
