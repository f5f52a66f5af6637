//! Importing people, and the addresses that follow.

use std::fmt::Write as _;
use std::time::Instant;

use chrono::TimeDelta;

use super::town::each_town;
use crate::acts::import::columns::ColumnMap;
use crate::acts::import::people as people_file;
use crate::acts::invite::invite;
use crate::acts::register_address::{Refusal, Registered, register_address, whatsapp_handle};
use crate::cli::import::Kind;
use crate::message::{ChannelKind, invitation_token};
use crate::store::{addresses, hot::people as hot};

const HEAD: &str = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n";

#[tokio::test]
async fn the_example_files_are_imported_and_a_second_time_nothing_changes() {
    for town in each_town().await {
        for (kind, text, rows) in [
            (Kind::People, include_str!("../../../docs/voorbeelden/personen.csv"), 4),
            (Kind::Sessions, include_str!("../../../docs/voorbeelden/bijeenkomsten.csv"), 6),
            (Kind::Enrolments, include_str!("../../../docs/voorbeelden/inschrijvingen.csv"), 4),
        ] {
            let tried = town.import_or_try(kind, text.as_bytes(), true).await;
            assert_eq!(tried.report.mistakes.shown, []);
            assert_eq!(tried.report.warnings.shown, []);
            assert_eq!((tried.new, tried.stored), (rows, false));
            assert_eq!(town.import(kind, text).await, (rows, 0, 0), "the trial stored nothing");
            assert_eq!(town.import(kind, text).await, (0, 0, rows));
        }
        assert_eq!(town.count("SELECT COUNT(*) FROM audit_entry").await, 3);
        assert_eq!(town.count("SELECT COUNT(*) FROM address").await, 1);
    }
}

#[tokio::test]
async fn every_encoding_and_separator_gives_the_same_person() {
    for town in each_town().await {
        let text = "klantnummer;naam;taal;groep\nK-1;Zoë Müller;nl;gezin\n";
        let cp1252 = b"klantnummer,naam,taal,groep\r\nK-1,Zo\xEB M\xFCller,nl,gezin\r\n";
        let marked = format!("\u{FEFF}{}", text.replace(';', "\t"));
        assert_eq!(town.import_or_try(Kind::People, cp1252, false).await.new, 1);
        assert_eq!(town.import(Kind::People, text).await, (0, 0, 1));
        assert_eq!(town.import(Kind::People, &marked).await, (0, 0, 1));
    }
}

#[tokio::test]
async fn one_bad_row_stores_nothing_and_all_mistakes_are_told_at_once() {
    for town in each_town().await {
        let text = "klantnummer;naam;taal;groep;klantmanager\n\
                    K-1;A;nl;asiel;Anna de Vries\nK-2;B;nl;onbekend;Ana de Vries\nK-3;;nl;gezin;\n";
        let outcome = town.import_or_try(Kind::People, text.as_bytes(), false).await;
        let told: Vec<String> =
            outcome.report.mistakes.shown.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "rij 3, kolom groep, klantnummer K-2: dit woord is onbekend; \
                 kies uit: asiel, gezin, overig",
                "rij 3, kolom klantmanager, klantnummer K-2: deze collega is onbekend; \
                 bedoelt u Anna de Vries?",
                "rij 4, kolom naam, klantnummer K-3: deze cel is leeg; vul hem in",
            ]
        );
        assert!(!outcome.stored);
        assert_eq!(town.count("SELECT COUNT(*) FROM person").await, 0);
        assert_eq!(town.count("SELECT COUNT(*) FROM mailbox").await, 0);
    }
}

#[tokio::test]
async fn a_changed_row_changes_its_person_and_a_missing_column_leaves_what_is_known() {
    for town in each_town().await {
        let before = "klantnummer;naam;taal;groep;email;klantmanager;plaats\n\
                      K-1;Amina;ar;asiel;a@voorbeeld.nl;Anna de Vries;Houten\n";
        assert_eq!(town.import(Kind::People, before).await, (1, 0, 0));
        let renamed = "klantnummer;naam;taal;groep\nK-1;Amina Haddad;en;asiel\n";
        assert_eq!(town.import(Kind::People, renamed).await, (0, 1, 0));
        assert_eq!(town.import(Kind::People, renamed).await, (0, 0, 1));
        let known = hot::known(&mut town.begin().await, town.gemeente, ["K-1"]).await.unwrap();
        assert_eq!((known[0].name.as_str(), known[0].language.as_str()), ("Amina Haddad", "en"));
        assert_eq!(known[0].klantmanager_id, Some(town.anna));
        assert!(known[0].email_sealed.is_some() && known[0].postal_sealed.is_some());
        let emptied =
            "klantnummer;naam;taal;groep;email;klantmanager\nK-1;Amina Haddad;en;asiel;;\n";
        assert_eq!(town.import(Kind::People, emptied).await, (0, 1, 0));
        let known = hot::known(&mut town.begin().await, town.gemeente, ["K-1"]).await.unwrap();
        assert!(known[0].email_sealed.is_none() && known[0].klantmanager_id.is_none());
    }
}

#[tokio::test]
async fn a_household_is_told_by_its_own_column_and_a_file_without_it_leaves_it() {
    for town in each_town().await {
        let file =
            "klantnummer;naam;taal;groep;huishouden\nK-1;A;nl;gezin;H-7\nK-2;B;ar;gezin;H-7\n";
        assert_eq!(town.import(Kind::People, file).await, (2, 0, 0));
        assert_eq!(town.import(Kind::People, file).await, (0, 0, 2));
        let without = "klantnummer;naam;taal;groep\nK-1;A;nl;gezin\n";
        assert_eq!(town.import(Kind::People, without).await, (0, 0, 1));
        let together = "SELECT COUNT(*) FROM person WHERE household = 'H-7'";
        assert_eq!(town.count(together).await, 2);
        let apart = "klantnummer;naam;taal;groep;huishouden\nK-1;A;nl;gezin;\n";
        assert_eq!(town.import(Kind::People, apart).await, (0, 1, 0));
        assert_eq!(town.count(together).await, 1);
        let odd = "klantnummer;naam;taal;groep;huishouden\nK-1;A;nl;gezin;111222333\n";
        let outcome = town.import_or_try(Kind::People, odd.as_bytes(), false).await;
        assert!(outcome.report.mistakes.shown[0].to_string().contains("lijkt op een BSN"));
    }
}

#[tokio::test]
async fn a_language_that_somebody_writes_in_is_not_overwritten() {
    for town in each_town().await {
        let file = format!("{HEAD}K-1;Amina;ar;asiel;0612345678;1-5-2027\n");
        town.import(Kind::People, &file).await;
        town.execute("UPDATE address SET last_inbound_at = created_at").await;
        let other = file.replace(";ar;", ";nl;");
        let outcome = town.import_or_try(Kind::People, other.as_bytes(), false).await;
        assert_eq!((outcome.unchanged, outcome.report.warnings.count), (1, 1));
    }
}

#[tokio::test]
async fn a_number_with_consent_is_an_address() {
    for town in each_town().await {
        let file =
            format!("{HEAD}K-1;A;nl;asiel;0612345678;1-5-2027\nK-3;C;nl;asiel;0687654321;\n");
        town.import(Kind::People, &file).await;
        assert_eq!(town.count("SELECT COUNT(*) FROM address").await, 1);

        let handle = whatsapp_handle("+31612345678");
        let mut tx = town.begin().await;
        let found = addresses::find(&mut tx, &town.whatsapp, &handle).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(found.person_id, Some(town.person("K-1").await));
        let (channel, now) = ((&town.whatsapp, ChannelKind::Whatsapp), town.clock.civil());
        let (k1, k3) = (town.person("K-1").await, town.person("K-3").await);
        let mut tx = town.begin().await;
        let taken = register_address(&mut tx, k3, channel, &handle, now).await;
        assert!(matches!(taken, Err(Refusal::TakenBy(owner)) if owner == k1));
        let mine = register_address(&mut tx, k1, channel, &handle, now).await;
        assert!(matches!(mine, Ok(Registered::Known(id)) if id == found.address_id));
        let free = whatsapp_handle("+31687654321");
        let new = register_address(&mut tx, k3, channel, &free, now).await;
        assert!(matches!(new, Ok(Registered::New(_))));
    }
}

#[tokio::test]
async fn a_replaced_number_is_shut_and_opens_again_when_it_comes_back() {
    for town in each_town().await {
        let open = "SELECT COUNT(*) FROM address WHERE unreachable_at IS NULL";
        let shut = "SELECT COUNT(*) FROM address WHERE unreachable_code = 'nummer-vervangen'";
        let file = format!("{HEAD}K-1;A;nl;asiel;0612345678;1-5-2027\n");
        town.import(Kind::People, &file).await;
        let other = file.replace("0612345678", "0687654321");
        assert_eq!(town.import(Kind::People, &other).await, (0, 1, 0));
        assert_eq!((town.count(open).await, town.count(shut).await), (1, 1));
        assert_eq!(town.import(Kind::People, &file).await, (0, 1, 0));
        assert_eq!((town.count(open).await, town.count(shut).await), (1, 1));
        let withdrawn = file.replace("1-5-2027", "");
        assert_eq!(town.import(Kind::People, &withdrawn).await, (0, 1, 0));
        assert_eq!(town.count(open).await, 0);
        assert_eq!(town.import(Kind::People, &file).await, (0, 1, 0));
        assert_eq!(town.count(open).await, 1);
    }
}

#[tokio::test]
async fn ten_thousand_people_twice() {
    for town in each_town().await {
        let mut file =
            format!("{};email;straat;huisnummer;postcode;plaats;klantmanager\n", HEAD.trim_end());
        for n in 0..10_000 {
            let _ = writeln!(
                file,
                "K-{n};Persoon {n};ar;asiel;061{n:07};1-5-2027;p{n}@voorbeeld.nl;Kerkstraat;{n};\
                 1234AB;Voorbeeldstad;Anna de Vries"
            );
        }
        for expected in [(10_000, 0, 0), (0, 0, 10_000)] {
            let started = Instant::now();
            assert_eq!(town.import(Kind::People, &file).await, expected);
            let whole = started.elapsed();
            let started = Instant::now();
            let _ = people_file::read(file.as_bytes(), &ColumnMap::default());
            println!("{expected:?} in {whole:?}, of which reading {:?}", started.elapsed());
        }
        assert_eq!(town.count("SELECT COUNT(*) FROM person").await, 10_000);
        assert_eq!(town.count("SELECT COUNT(*) FROM address_handle").await, 10_000);
    }
}

#[tokio::test]
async fn an_invitation_is_recognised_in_words_and_kept_as_a_hash() {
    for town in each_town().await {
        let (person, now) = {
            town.import(Kind::People, "klantnummer;naam;taal;groep\nK-1;A;nl;asiel\n").await;
            (town.person("K-1").await, town.clock.civil())
        };
        let mut tx = town.begin().await;
        let token = invite(&mut tx, person, now, TimeDelta::days(30)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(token.len(), 29);
        assert_eq!(invitation_token(&format!("Hallo {token}")), Some(token.as_str()));
        assert_eq!(town.count("SELECT COUNT(*) FROM invitation WHERE used_at IS NULL").await, 1);
    }
}

#[tokio::test]
async fn a_column_of_an_own_field_fills_it_and_says_what_does_not_fit() {
    use crate::acts::colleagues::By;
    use crate::acts::own_fields::{Wished, define};
    use crate::trade::own_field::Kind;
    const VALUES: &str = "SELECT f.name || ' ' || v.value FROM own_field_value v
        JOIN own_field f ON f.id = v.field_id ORDER BY f.name";
    for town in each_town().await {
        let mut tx = town.begin().await;
        let by = By { staff: None, gemeente: town.gemeente, now: town.clock.machine() };
        for (name, kind) in [("Eigen vervoer", Kind::Keuze), ("Paspoort tot", Kind::Datum)] {
            let id = crate::ids::OwnFieldId::fresh();
            let choices = "fiets\nbus";
            let wished =
                Wished { id, name, english: "", kind, choices, for_coaches: false, purpose: "les" };
            define(&mut tx, wished, by).await.unwrap();
        }
        tx.commit().await.unwrap();
        let head = "klantnummer;naam;taal;groep;eigen-vervoer;PASPOORT TOT\n";
        let file = format!("{head}K-1;A;nl;asiel;Bus;1-3-2027\nK-2;B;nl;asiel;;\n");
        assert_eq!(town.import(crate::cli::import::Kind::People, &file).await, (2, 0, 0));
        assert_eq!(
            town.import(crate::cli::import::Kind::People, &file).await,
            (0, 0, 2),
            "the same file again"
        );
        assert_eq!(town.texts(VALUES).await, ["Eigen vervoer bus", "Paspoort tot 2027-03-01"]);
        let other = format!("{head}K-1;A;nl;asiel;fiets;\n");
        let outcome =
            town.import_or_try(crate::cli::import::Kind::People, other.as_bytes(), false).await;
        assert_eq!(outcome.changed, 1);
        assert_eq!(outcome.fates[0].columns, ["Eigen vervoer", "Paspoort tot"]);
        assert_eq!(town.texts(VALUES).await, ["Eigen vervoer fiets"], "an empty cell empties");
        let without = "klantnummer;naam;taal;groep\nK-1;A;nl;asiel\n";
        assert_eq!(
            town.import(crate::cli::import::Kind::People, without).await,
            (0, 0, 1),
            "no column, no word"
        );
        let wrong = format!("{head}K-1;A;nl;asiel;trein;111222333\n");
        let outcome =
            town.import_or_try(crate::cli::import::Kind::People, wrong.as_bytes(), false).await;
        let told: Vec<String> =
            outcome.report.mistakes.shown.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "rij 2, kolom Eigen vervoer, klantnummer K-1: dit staat niet in de lijst van dit veld; \
                 kies uit: fiets, bus",
                "rij 2, kolom Paspoort tot, klantnummer K-1: dit lijkt op een BSN; haal het weg: \
                 Wegwijzer mag geen burgerservicenummer krijgen"
            ]
        );
    }
}
