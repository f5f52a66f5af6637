//! `wegwijzer import`, with files as spreadsheets save them.

use std::fmt::Write as _;
use std::time::Instant;

use chrono::TimeDelta;
use wegwijzer::plan::local_time;
use wegwijzer::store::{gemeenten, people};

use super::support::rows::change;
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
async fn before_a_run_that_a_day_has_no_room_for_the_import_and_the_doctor_say_so() {
    let town = Town::new(Kind::Sqlite).await;
    town.limit("{ per_second = 0 }", "{ unique_per_day = 2 }");
    let people: String =
        (0..5).map(|n| format!("K-{n};Iemand {n};nl;061234567{n};asiel;01-02-2026\n")).collect();
    town.import("people", &format!("{PEOPLE}{people}")).await;
    let day = local_time::local_date(town.played.clock.civil()) + TimeDelta::days(20);
    let header = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres";
    let row = format!("PVT;avond;pvt;1;{};12:00;14:00;Huis;Plein 1", day.format("%d-%m-%Y"));
    town.import("sessions", &format!("{header}\n{row}\n")).await;
    let places: String = (0..5).map(|n| format!("K-{n};PVT;avond\n")).collect();
    let file = town.file("enrolments.csv", format!("klantnummer;cursus;groep\n{places}"));
    let first = (day - TimeDelta::days(7)).format("%d-%m-%Y").to_string();
    let told = format!("Let op, whatsapp: vanaf {first} moeten wij 5 mensen als eerste schrijven");
    for trial in [true, false] {
        let args = ["import", "enrolments", file.as_str(), "--dry-run"];
        let said = town.run(&args[..if trial { 4 } else { 3 }]).await.ok();
        assert!(
            said.contains(&told) && said.contains("verspreid over 3 dagen; wie niet past"),
            "{said}"
        );
    }
    let said = town.run(&["import", "enrolments", &file, "--json"]).await.ok();
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(json["budget"][0]["limit"], 2, "{said}");
    let days = json["budget"][0]["days"].as_array().unwrap();
    assert_eq!((&days[0]["needed"], &days[0]["left_over"]), (&5.into(), &3.into()), "{said}");
    let file = town.file("sessions.csv", format!("{header}\n{row}\n"));
    let said = town.run(&["import", "sessions", &file, "--dry-run"]).await.ok();
    assert!(said.contains("kan een proef niet zeggen"), "{said}");
    let said = town.run(&["import", "sessions", &file, "--dry-run", "--json"]).await.ok();
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(json.get("budget").is_some_and(serde_json::Value::is_null), "{said}");
    let said = town.run(&["doctor", "--offline"]).await;
    let told = format!(
        "0 of 2 people were written to first in the last 24 hours; planned reminders \
                        need more than there is: 5 from {first}, of which 2 fit that day"
    );
    assert!(said.out.contains(&told), "{}", said.out);

    // rows are stored and the report is read, whatever fails after it
    change(&town.database, "DROP TABLE reached").await;
    let file = town.file("more.csv", "klantnummer;cursus;groep\nK-0;PVT;avond\n");
    for args in [&["import", "enrolments", &file][..], &["import", "enrolments", &file, "--json"]] {
        let said = town.run(args).await;
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("ongewijzigd") || said.out.contains("unchanged"), "{}", said.out);
        let told = "de grens van WhatsApp kon niet worden bekeken: ";
        assert!(said.err.lines().filter(|line| line.contains(told)).count() == 1, "{}", said.err);
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
