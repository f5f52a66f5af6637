//! What a colleague corrected, and the next file that says otherwise.

use super::town::{Town, each_town};
use crate::acts::rectify::{FIELDS, known, rectify};
use crate::cli::import::Kind;
use crate::store::board::Viewer;
use crate::store::{hot, trail};
use crate::trade::staff::Role;

const FILE: &str = "klantnummer;naam;taal;groep;leerroute;plaats;geboortejaar\n\
                    K-1;Amina Haddad;ar;asiel;b1;Houten;1990\n";

impl Town {
    async fn correct(&self, told: &[(&'static str, &str)]) -> Vec<&'static str> {
        let by = Viewer {
            gemeente: self.gemeente,
            staff: self.anna,
            role: Role::Klantmanager,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = self.db.begin().await.unwrap();
        let id = hot::people::ids(&mut tx, self.gemeente, ["K-1"]).await.unwrap()[0].1;
        let who = trail::seen_by(&mut tx, id, by).await.unwrap().unwrap();
        let told: Vec<_> = told.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let changed = rectify(&mut tx, &who, &told, by, self.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        changed
    }

    async fn is_known(&self, field: &str) -> String {
        let mut tx = self.db.read().await.unwrap();
        let id = hot::people::ids(&mut tx, self.gemeente, ["K-1"]).await.unwrap()[0].1;
        let who = trail::of_gemeente(&mut tx, id, self.gemeente).await.unwrap().unwrap();
        let all = known(&mut tx, &who).await.unwrap();
        all.into_iter().find(|(name, _)| *name == field).unwrap().1
    }

    async fn warnings(&self, text: &str) -> Vec<String> {
        let outcome = self.import_or_try(Kind::People, text.as_bytes(), false).await;
        assert_eq!(outcome.report.mistakes.shown, []);
        outcome.report.warnings.shown.iter().map(ToString::to_string).collect()
    }
}

#[tokio::test]
async fn a_file_does_not_undo_a_correction_and_says_where_it_differs_until_it_agrees() {
    for town in each_town().await {
        assert_eq!(town.warnings(FILE).await, Vec::<String>::new());
        let changed = town.correct(&[("naam", "Amina el Haddad"), ("plaats", "Utrecht")]).await;
        assert_eq!(changed, ["naam", "plaats"]);
        assert_eq!(town.correct(&[("naam", "Amina el Haddad")]).await, Vec::<&str>::new());
        for _ in 0..2 {
            let told = town.warnings(FILE).await;
            assert_eq!(told.len(), 2, "{told:?}");
            assert!(
                told[0]
                    .starts_with("rij 2, kolom naam, klantnummer K-1: een collega verbeterde dit")
            );
            assert!(!told[0].contains("Haddad"), "a report holds no names");
            assert_eq!(town.is_known("naam").await, "Amina el Haddad");
            assert_eq!(town.is_known("plaats").await, "Utrecht");
        }
        // a file without the column says nothing, and what was not corrected still follows the file
        let other = "klantnummer;naam;taal;groep;leerroute\nK-1;Amina el Haddad;ar;asiel;z\n";
        assert_eq!(town.warnings(other).await, Vec::<String>::new());
        assert_eq!(town.is_known("leerroute").await, "z");
        // the name agreed by now: from here the file leads again
        let told = town.warnings(FILE).await;
        assert!(told.len() == 1 && told[0].contains("kolom plaats"), "{told:?}");
        assert_eq!(town.is_known("naam").await, "Amina Haddad");
        assert_eq!(town.is_known("plaats").await, "Utrecht");
        let entries = "SELECT COUNT(*) FROM audit_entry WHERE act = 'rectify'";
        assert_eq!(town.count(entries).await, 1);
    }
}

#[tokio::test]
async fn every_field_can_be_corrected_emptied_where_it_may_and_read_back() {
    let values = [
        ("naam", "Zoë Müller"),
        ("taal", "ti"),
        ("groep", "gezin"),
        ("leerroute", "onderwijs"),
        ("pip_datum", "2026-02-03"),
        ("geboortejaar", "1988"),
        ("email", "z@voorbeeld.nl"),
        ("straat", "Kerkstraat"),
        ("huisnummer", "12a"),
        ("postcode", "1234 AB"),
        ("plaats", "Utrecht"),
    ];
    assert_eq!(values.map(|(field, _)| field), FIELDS);
    for town in each_town().await {
        town.warnings(FILE).await;
        assert_eq!(town.correct(&values).await, FIELDS);
        for (field, text) in values {
            assert_eq!(town.is_known(field).await, text, "{field}");
        }
        let emptied: Vec<_> = FIELDS[3..].iter().map(|field| (*field, "")).collect();
        assert_eq!(town.correct(&emptied).await, FIELDS[3..]);
        for field in &FIELDS[3..] {
            assert_eq!(town.is_known(field).await, "", "{field}");
        }
    }
}
