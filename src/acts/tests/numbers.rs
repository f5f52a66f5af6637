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

/// Who is reached where, without ids: klantnummer, why the address is shut, its handles.
const ENDS: &str = "
    SELECT p.klantnummer || ' ' || COALESCE(a.unreachable_code, 'open') || ' '
        || CAST((SELECT COUNT(*) FROM address_handle h WHERE h.address_id = a.id) AS TEXT)
    FROM address a
    JOIN person p ON p.id = a.person_id
    ORDER BY 1";
const SHARED: &str = "SELECT COUNT(*) FROM address_share";

#[tokio::test]
async fn a_number_that_is_handed_over_in_a_file_ends_alike_however_far_apart_its_rows_are() {
    for town in each_town().await {
        // in pairs of towns' people: who gets a number from whom, and which of them comes first
        for (n, (between, giver_first)) in
            [(0, false), (FAR, false), (0, true), (FAR, true)].into_iter().enumerate()
        {
            let (giver, taker) = (format!("G-{n}"), format!("N-{n}"));
            let (number, new) = (format!("1234567{n}"), format!("8765432{n}"));
            told(&town, &format!("{HEAD}{}", row(&giver, &number)), false).await;
            let gives = row(&giver, &new);
            let takes = row(&taker, &number);
            let file = match giver_first {
                true => file(&gives, between, &takes),
                false => file(&takes, between, &gives),
            };
            for dry_run in [true, false, false] {
                assert_eq!(told(&town, &file, dry_run).await, [""; 0], "{between} {giver_first}");
            }
            assert_eq!(town.count(SHARED).await, 0, "{between} {giver_first}");
            let ends: Vec<String> = town.texts(ENDS).await;
            let of = |who: &str| -> Vec<&str> {
                ends.iter().filter_map(|end| end.strip_prefix(who)).map(str::trim).collect()
            };
            assert_eq!(of(&taker), ["open 1"], "{between} {giver_first}");
            assert_eq!(of(&giver), ["nummer-vervangen 0", "open 1"], "{between} {giver_first}");
        }
    }
}

#[tokio::test]
async fn numbers_that_go_round_in_a_long_file_end_with_their_new_people() {
    for town in each_town().await {
        let before = file(&row("K-1", "11111111"), 0, &row("K-2", "22222222"));
        told(&town, &before, false).await;
        let after = file(&row("K-1", "22222222"), FAR, &row("K-2", "11111111"));
        assert_eq!(told(&town, &after, false).await, [""; 0]);
        let ends = town.texts(ENDS).await;
        let gone = |who: &str| [format!("{who} nummer-vervangen 0"), format!("{who} open 1")];
        assert_eq!(ends, [gone("K-1"), gone("K-2")].concat());
        assert_eq!(town.count(SHARED).await, 0);
    }
}
