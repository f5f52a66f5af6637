//! A number that a colleague notes, corrects or removes, and the file that comes after it.

use super::town::{Town, each_town};
use crate::acts::correct_number::{Became, Refusal, Told, correct_number, known};
use crate::acts::rectify::Refusal::{NotYours, Wrong};
use crate::cli::import::Kind;
use crate::store::board::Viewer;
use crate::store::{hot, trail};
use crate::trade::staff::Role;

const HEAD: &str = "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op\n";
const OLD: &str = "K-1;Amina Haddad;ar;asiel;0612345678;01-05-2027\n";
const DAY: &str = "2027-05-20";

impl Town {
    async fn number(&self, number: &str, day: &str, sure: bool) -> Result<Became, Refusal> {
        self.number_as(Role::Klantmanager, (number, day, sure)).await
    }

    async fn number_as(
        &self,
        role: Role,
        (number, agreed_on, sure): (&str, &str, bool),
    ) -> Result<Became, Refusal> {
        let by = Viewer {
            gemeente: self.gemeente,
            staff: self.anna,
            role,
            today: crate::store::fixture::now().date_naive(),
        };
        let mut tx = self.db.begin().await.unwrap();
        let id = hot::people::ids(&mut tx, self.gemeente, ["K-1"]).await.unwrap()[0].1;
        let who = trail::of_gemeente(&mut tx, id, self.gemeente).await.unwrap().unwrap();
        let (told, now) = (Told { number, agreed_on, sure }, self.clock.civil());
        let became = correct_number(&mut tx, &who, told, (by, Some(&self.whatsapp)), now).await?;
        tx.commit().await.unwrap();
        Ok(became)
    }

    async fn known_number(&self) -> [String; 2] {
        let mut tx = self.db.read().await.unwrap();
        let id = hot::people::ids(&mut tx, self.gemeente, ["K-1"]).await.unwrap()[0].1;
        let who = trail::of_gemeente(&mut tx, id, self.gemeente).await.unwrap().unwrap();
        known(&mut tx, &who).await.unwrap()
    }

    async fn brings(&self, rows: &str) -> Vec<String> {
        let file = format!("{HEAD}{rows}");
        let outcome = self.import_or_try(Kind::People, file.as_bytes(), false).await;
        assert_eq!(outcome.report.mistakes.shown, []);
        outcome.report.warnings.shown.iter().map(ToString::to_string).collect()
    }
}

/// Who is reached where: klantnummer, why the address is shut.
const ENDS: &str = "
    SELECT p.klantnummer || ' ' || COALESCE(a.unreachable_code, 'open')
    FROM address a
    JOIN person p ON p.id = a.person_id
    ORDER BY 1";
const CORRECTIONS: &str = "SELECT field FROM person_correction ORDER BY field";
const SHARED: &str = "SELECT COUNT(*) FROM address_share";

#[tokio::test]
async fn a_number_is_added_corrected_and_removed_as_an_import_would() {
    for town in each_town().await {
        town.brings("K-1;Amina Haddad;ar;asiel;;\n").await;
        // without consent it is known, and no address
        assert_eq!(town.number("06-12 34 56 78", "", false).await.unwrap(), Became::Kept);
        assert_eq!(town.known_number().await, ["+31612345678", ""]);
        assert_eq!(town.texts(ENDS).await, [""; 0]);
        assert_eq!(town.number("0612345678", DAY, false).await.unwrap(), Became::Reachable);
        assert_eq!(town.texts(ENDS).await, ["K-1 open"]);
        assert_eq!(town.number("+31 612345678", DAY, false).await.unwrap(), Became::Unchanged);
        // another number: the old one is shut and stays as it was in the history
        assert_eq!(town.number("0687654321", DAY, false).await.unwrap(), Became::Reachable);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 open"]);
        // a slip: the first one was right after all
        assert_eq!(town.number("0612345678", DAY, false).await.unwrap(), Became::Reachable);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 open"]);
        // no number, no consent: a later number is agreed to anew
        assert_eq!(town.number("", DAY, false).await.unwrap(), Became::Removed);
        assert_eq!(town.known_number().await, ["", ""]);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 nummer-vervangen"]);
        let audit = "SELECT COUNT(*) FROM audit_entry WHERE act = 'rectify'";
        assert_eq!(town.count(audit).await, 5);
    }
}

#[tokio::test]
async fn a_file_does_not_bring_back_a_number_that_a_colleague_corrected() {
    for town in each_town().await {
        assert_eq!(town.brings(OLD).await, [""; 0]);
        town.number("0687654321", "2027-05-01", false).await.unwrap();
        assert_eq!(town.texts(CORRECTIONS).await, ["telefoon"]);
        let told = town.brings(OLD).await;
        assert!(told.len() == 1 && told[0].contains("kolom telefoon"), "{told:?}");
        assert!(!told[0].contains("0612345678"), "a report holds no numbers");
        assert_eq!(town.known_number().await[0], "+31687654321");
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 open"]);
        // somebody else has the old number now, in the same file that still gives it to both
        let both = format!("{OLD}K-2;Yusuf;nl;asiel;0612345678;01-05-2027\n");
        assert_eq!(town.brings(&both).await.len(), 1);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 open", "K-2 open"]);
        assert_eq!(town.count(SHARED).await, 0);
        // the corrected number is not taken away by a file that gives it to another as well
        let other = format!("{OLD}K-3;Sara;nl;asiel;0687654321;01-05-2027\n");
        town.brings(&other).await;
        assert_eq!(town.count(SHARED).await, 2, "it is shared, as with any import");
        // the file agrees: it leads again
        let agrees = "K-1;Amina Haddad;ar;asiel;0687654321;01-05-2027\n";
        assert_eq!(town.brings(agrees).await, [""; 0]);
        assert_eq!(town.texts(CORRECTIONS).await, [""; 0]);
    }
}

#[tokio::test]
async fn the_number_of_somebody_else_is_refused_first_and_shared_when_it_is_meant() {
    for town in each_town().await {
        town.brings(&format!("{OLD}K-2;Yusuf;nl;asiel;0687654321;01-05-2027\n")).await;
        let refused = town.number("0687654321", DAY, false).await.unwrap_err();
        let Refusal::NotSure { what, mend } = refused else { panic!("{refused}") };
        assert_eq!(what, "dit nummer hoort ook bij een andere inburgeraar");
        assert!(mend.contains("op dezelfde telefoon"), "{mend}");
        assert_eq!(town.known_number().await[0], "+31612345678");
        assert_eq!(town.texts(ENDS).await, ["K-1 open", "K-2 open"], "nothing was changed");
        assert_eq!(town.count(SHARED).await, 0);
        assert_eq!(town.number("0687654321", DAY, true).await.unwrap(), Became::KeptThough);
        assert_eq!(town.count(SHARED).await, 2);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen"]);
        // and leaves again when the number is corrected once more
        assert_eq!(town.number("0611111111", DAY, false).await.unwrap(), Became::Reachable);
        assert_eq!(town.count(SHARED).await, 0);
        assert_eq!(town.texts(ENDS).await, ["K-1 nummer-vervangen", "K-1 open", "K-2 open"]);
    }
}

#[tokio::test]
async fn what_is_no_number_or_no_day_is_refused_with_words_and_a_coach_corrects_nothing() {
    for town in each_town().await {
        town.brings(OLD).await;
        for (number, day, field, what) in [
            ("06-123", DAY, "telefoon", "kan niet bestaan"),
            ("geen", DAY, "telefoon", "geen telefoonnummer"),
            ("111222333", DAY, "telefoon", "BSN"),
            ("0687654321", "ja", "whatsapp_akkoord_op", "datum"),
            ("0687654321", "2027-06-02", "whatsapp_akkoord_op", "moet nog komen"),
        ] {
            match town.number(number, day, true).await {
                Err(Refusal::Any(Wrong { field: at, what: said, .. })) => {
                    assert!(at == field && said.contains(what), "{number} {day}: {at} {said}");
                }
                other => panic!("{number} {day}: {other:?}"),
            }
        }
        let coach = town.number_as(Role::Coach, ("0687654321", DAY, true)).await;
        assert!(matches!(coach, Err(Refusal::Any(NotYours))));
        assert_eq!(town.known_number().await, ["+31612345678", "2027-05-01"]);
    }
}
