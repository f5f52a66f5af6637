//! `wegwijzer import`, with files as spreadsheets save them.

use std::fmt::Write as _;
use std::time::Instant;

use wegwijzer::store::{gemeenten, people};

use super::support::town::{Kind, PEOPLE, Town};

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_save_a_file_gives_the_same_people() {
    let town = Town::new(Kind::Sqlite).await;
    let semicolons = format!("{PEOPLE}K-1;Zoë Núñez;nl;0612345678;asiel;01-02-2026\n");
    let commas = semicolons.replace(';', ",");
    let marked = format!("\u{feff}{semicolons}").replace('\n', "\r\n");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&semicolons);
    let files: [(&str, &[u8], &str); 4] = [
        ("semicolons.csv", semicolons.as_bytes(), "1 nieuw, 0 gewijzigd, 0 ongewijzigd"),
        ("commas.csv", commas.as_bytes(), "0 nieuw, 0 gewijzigd, 1 ongewijzigd"),
        ("marked.csv", marked.as_bytes(), "0 nieuw, 0 gewijzigd, 1 ongewijzigd"),
        ("windows.csv", &windows, "0 nieuw, 0 gewijzigd, 1 ongewijzigd"),
    ];
    for (name, body, expected) in files {
        let file = town.file(name, body);
        let said = town.run(&["import", "people", &file]).await.ok();
        assert!(said.contains(expected), "{name}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_stores_nothing_and_the_exit_code_tells_what_happened() {
    let town = Town::new(Kind::Sqlite).await;
    let good = town.file("good.csv", format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n"));
    let wrong = town.file("wrong.csv", format!("{PEOPLE}K-1;A;nl;;asiel;\nK-2;B;nl;;fout;\n"));
    let workbook = town.file("workbook.csv", b"PK\x03\x04");
    for (arguments, code, people) in [
        (vec!["people", good.as_str(), "--dry-run"], 0, 0),
        (vec!["people", wrong.as_str()], 1, 0),
        (vec!["people", workbook.as_str()], 2, 0),
        (vec!["people", "nowhere.csv"], 2, 0),
        (vec!["people", good.as_str(), "--gemeente", "GM0001"], 2, 0),
        (vec!["enrolments", good.as_str()], 1, 0),
        (vec!["people", good.as_str(), "--json"], 0, 1),
    ] {
        let said = town.run(&[&["import"], arguments.as_slice()].concat()).await;
        assert_eq!(said.code, code, "{arguments:?}: {}{}", said.out, said.err);
        let stored = town.count("SELECT COUNT(*) FROM person").await;
        assert_eq!(stored, people, "{arguments:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shipped_examples_can_be_imported() {
    let town = Town::new(Kind::Sqlite).await;
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/voorbeelden");
    for (kind, file) in
        [("people", "personen"), ("sessions", "bijeenkomsten"), ("enrolments", "inschrijvingen")]
    {
        let path = format!("{examples}/{file}.csv");
        town.run(&["import", kind, &path]).await.ok();
    }
    assert_eq!(town.count("SELECT COUNT(*) FROM enrolment").await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_rows_twice_are_ten_thousand_people() {
    let town = Town::new(Kind::Sqlite).await;
    let mut rows = String::from(PEOPLE);
    for n in 0..10_000 {
        let language = ["nl", "en", "ar"][n % 3];
        writeln!(rows, "K-{n};Iemand {n};{language};061{n:07};asiel;01-02-2026").unwrap();
    }
    let file = town.file("people.csv", &rows);
    for expected in ["10000 nieuw", "10000 ongewijzigd"] {
        let begun = Instant::now();
        let said = town.run(&["import", "people", &file]).await.ok();
        println!("{expected}: {:.1} s", begun.elapsed().as_secs_f64());
        assert!(said.contains(expected), "{said}");
    }
    let db = town.db().await;
    let now = town.played.clock.civil();
    let mut tx = db.begin().await.unwrap();
    let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
    assert_eq!(people::keys(&mut tx, gemeente).await.unwrap().len(), 10_000);
    drop(tx);
    db.close().await;
    assert_eq!(town.count("SELECT COUNT(*) FROM address WHERE kind = 'whatsapp'").await, 10_000);
}
