//! Files after two entries became one person, and whom a file brings twice.

use super::town::{Town, each_town};
use crate::acts::merge_people::{Wanted, merge};
use crate::cli::import::Kind;
use crate::ids::{MergeId, PersonId};
use crate::store::board::Viewer;
use crate::store::{duplicates, hot};
use crate::trade::duplicate::{Likeness, Sign};
use crate::trade::staff::Role;

const FILE: &str = "klantnummer;naam;taal;groep;telefoon;geboortejaar\n\
                    K-1;Amina Haddad;ar;asiel;0612345678;1990\n\
                    K-2;Haddad, Amina;ar;asiel;0612345678;1990\n\
                    K-3;Samir Haddad;ar;asiel;0612345678;1960\n\
                    K-4;Olena Kovalenko;uk;overig;;\n";

impl Town {
    fn anna(&self) -> Viewer {
        Viewer {
            gemeente: self.gemeente,
            staff: self.anna,
            role: Role::Klantmanager,
            today: self.clock.civil().date_naive(),
        }
    }

    async fn by_number(&self, klantnummer: &str) -> PersonId {
        let mut tx = self.db.read().await.unwrap();
        hot::people::ids(&mut tx, self.gemeente, [klantnummer]).await.unwrap()[0].1
    }

    async fn merged(&self, stays: &str, goes: &str) {
        let (stays, goes) = (self.by_number(stays).await, self.by_number(goes).await);
        let wanted = Wanted { id: MergeId::fresh(), stays, goes, takes: &[], undo_days: 30 };
        let mut tx = self.db.begin().await.unwrap();
        merge(&mut tx, wanted, self.anna(), self.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whom_a_file_brings_twice_is_a_pair_and_their_family_is_not() {
    for town in each_town().await {
        town.import(Kind::People, FILE).await;
        let mut tx = town.db.read().await.unwrap();
        let pairs = duplicates::open(&mut tx, town.gemeente).await.unwrap();
        let numbers: Vec<_> =
            pairs.iter().map(|pair| pair.two.clone().map(|one| one.klantnummer)).collect();
        assert_eq!(pairs.len(), 1, "{numbers:?}");
        assert!(numbers[0].contains(&"K-1".to_owned()) && numbers[0].contains(&"K-2".to_owned()));
        assert_eq!(pairs[0].alike.likeness(), Some(Likeness::Likely));
        assert_eq!(pairs[0].alike.signs(), [Sign::Phone, Sign::Name, Sign::BirthYear]);
        // what is not the same any more makes no pair
        drop(tx);
        town.import(
            Kind::People,
            "klantnummer;naam;taal;groep;telefoon\nK-2;Zahra Noor;ar;asiel;0687654321\n",
        )
        .await;
        let mut tx = town.db.read().await.unwrap();
        assert!(duplicates::open(&mut tx, town.gemeente).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_next_file_does_not_make_the_double_again() {
    const PEOPLE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM person";
    for town in each_town().await {
        town.import(Kind::People, FILE).await;
        town.merged("K-1", "K-2").await;
        assert_eq!(town.by_number("K-2").await, town.by_number("K-1").await);
        let outcome = town.import_or_try(Kind::People, FILE.as_bytes(), false).await;
        assert_eq!((outcome.new, outcome.changed), (0, 0));
        let told: Vec<String> =
            outcome.report.warnings.shown.iter().map(ToString::to_string).collect();
        assert!(told[0].contains("samengevoegd met klantnummer K-1"), "{told:?}");
        assert_eq!(town.count(PEOPLE).await, 3);
        // the municipality kept the other number: its row is about who stayed
        let other = "klantnummer;naam;taal;groep\nK-2;Amina el Haddad;ar;asiel\n";
        let outcome = town.import_or_try(Kind::People, other.as_bytes(), false).await;
        assert_eq!((outcome.new, outcome.changed), (0, 1));
        let names = town.texts("SELECT name FROM person WHERE klantnummer = 'K-1'").await;
        assert_eq!(names, ["Amina el Haddad"]);
        let sessions = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                        PVT;A;pvt;1;24-06-2027;09:00;12:00;Stadhuis;Plein 1\n";
        town.import(Kind::Sessions, sessions).await;
        let places = "klantnummer;cursus;groep\nK-2;PVT;A\nK-1;PVT;A\n";
        assert_eq!(town.import(Kind::Enrolments, places).await.0, 1, "one person, one place");
    }
}

#[tokio::test]
async fn what_was_planned_for_both_comes_once() {
    const PLANNED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder WHERE dropped_at IS NULL";
    for town in each_town().await {
        town.with_a_course().await;
        let before = town.count(PLANNED).await;
        town.merged("K-2", "K-1").await;
        assert_eq!(town.count(PLANNED).await * 2, before);
        let wrong = "SELECT CAST(COUNT(*) AS BIGINT) FROM enrolment e
                     WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = e.person_id)";
        assert_eq!(town.count(wrong).await, 0);
    }
}

#[tokio::test]
async fn a_coach_does_not_merge_and_nobody_is_merged_with_themselves() {
    for town in each_town().await {
        town.import(Kind::People, FILE).await;
        let (stays, goes) = (town.by_number("K-1").await, town.by_number("K-2").await);
        let mut tx = town.db.begin().await.unwrap();
        for (role, goes, why) in [
            (Role::Coach, goes, "this is for klantmanagers"),
            (Role::Consulent, goes, "this is for klantmanagers"),
            (Role::Klantmanager, stays, "this is the same person"),
            (Role::Klantmanager, PersonId::fresh(), "there is no such person"),
        ] {
            let wanted = Wanted { id: MergeId::fresh(), stays, goes, takes: &[], undo_days: 30 };
            let by = Viewer { role, ..town.anna() };
            let refused = merge(&mut tx, wanted, by, town.clock.civil()).await;
            assert_eq!(refused.err().map(|error| error.to_string()).as_deref(), Some(why));
        }
    }
}
