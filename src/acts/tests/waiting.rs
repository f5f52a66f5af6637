//! A full group: who comes after that waits, is not reminded, and gets a place when there is one.

use super::town::each_town;
use crate::acts::end_enrolment::end_enrolment;
use crate::acts::waiting_list::{Refusal, give_place, leave_list};
use crate::cli::import::Kind;
use crate::store::{courses, waiting};

const PEOPLE: &str = "klantnummer;naam;taal;groep\nK-1;Amina;ar;asiel\nK-2;Yusuf;nl;gezin\n\
                      K-3;Selam;ti;asiel\nK-4;Omar;ar;asiel\n";
const SESSIONS: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;plaatsen;taalgroep\n\
                        PVT;avond;pvt;1;24-06-2027;19:00;21:00;Bibliotheek;Plein 1;2;Arabisch\n";
const ALL: &str =
    "klantnummer;cursus;groep\nK-1;PVT;avond\nK-2;PVT;avond\nK-3;PVT;avond\nK-4;PVT;avond\n";
const OFFERED: &str = "
    SELECT p.klantnummer
    FROM task t
    JOIN person p ON p.mailbox_id = t.mailbox_id
    WHERE t.kind = 'plaats-vrij' AND t.closed_at IS NULL
    ORDER BY p.klantnummer";
const REMINDED: &str = "
    SELECT DISTINCT p.klantnummer
    FROM reminder r
    JOIN enrolment e ON e.id = r.enrolment_id
    JOIN person p ON p.id = e.person_id
    WHERE r.dropped_at IS NULL
    ORDER BY p.klantnummer";

#[tokio::test]
async fn who_comes_when_a_group_is_full_waits_in_order_and_the_same_file_changes_nothing() {
    for town in each_town().await {
        town.import(Kind::People, PEOPLE).await;
        town.import(Kind::Sessions, SESSIONS).await;
        let outcome = town.import_or_try(Kind::Enrolments, ALL.as_bytes(), false).await;
        assert_eq!((outcome.new, outcome.unchanged), (4, 0));
        let told: Vec<String> =
            outcome.report.warnings.shown.iter().map(ToString::to_string).collect();
        let says = |words: &str| told.iter().any(|line| line.contains(words));
        assert!(
            says("klantnummer K-3: de groep is vol (2 plaatsen): op de wachtlijst, nummer 1"),
            "{told:#?}"
        );
        assert!(
            says("klantnummer K-4: de groep is vol (2 plaatsen): op de wachtlijst, nummer 2"),
            "{told:#?}"
        );
        assert!(
            says("klantnummer K-2: de groep spreekt Arabisch, deze persoon Nederlands"),
            "{told:#?}"
        );
        assert_eq!(town.texts(REMINDED).await, ["K-1", "K-2"]);
        assert_eq!(town.import(Kind::Enrolments, ALL).await, (0, 0, 4));
        assert_eq!(town.count("SELECT COUNT(*) FROM enrolment").await, 2);
        assert_eq!(town.count("SELECT COUNT(*) FROM course_wait").await, 2);
        assert_eq!(town.texts(OFFERED).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_place_that_comes_free_is_offered_to_the_first_who_waits_and_a_colleague_gives_it() {
    for town in each_town().await {
        town.import(Kind::People, PEOPLE).await;
        town.import(Kind::Sessions, SESSIONS).await;
        town.import_or_try(Kind::Enrolments, ALL.as_bytes(), false).await;
        let (third, fourth) = (town.person("K-3").await, town.person("K-4").await);
        let mut tx = town.begin().await;
        let course = courses::all(&mut tx, town.gemeente).await.unwrap()[0].id;
        let full = give_place(&mut tx, (course, third), town.occasion()).await;
        assert!(matches!(full, Err(Refusal::Full { capacity: 2, taken: 2 })));
        let placed = waiting::placed(&mut tx, course).await.unwrap();
        let first = placed.iter().find(|one| one.klantnummer == "K-1").unwrap().enrolment_id;
        let ended = end_enrolment(&mut tx, (course, first), town.occasion()).await.unwrap();
        assert!(ended.offered && ended.dropped > 0);
        tx.commit().await.unwrap();
        assert_eq!(town.texts(OFFERED).await, ["K-3"]);
        assert_eq!(town.texts(REMINDED).await, ["K-2"]);
        let mut tx = town.begin().await;
        give_place(&mut tx, (course, third), town.occasion()).await.unwrap();
        let again = give_place(&mut tx, (course, third), town.occasion()).await;
        assert!(matches!(again, Err(Refusal::Full { .. })));
        tx.commit().await.unwrap();
        assert_eq!(town.texts(OFFERED).await, Vec::<String>::new());
        assert_eq!(town.texts(REMINDED).await, ["K-2", "K-3"]);
        // more places are good news for who is next
        town.import(Kind::Sessions, &SESSIONS.replace("Plein 1;2;", "Plein 1;3;")).await;
        assert_eq!(town.texts(OFFERED).await, ["K-4"]);
        let mut tx = town.begin().await;
        leave_list(&mut tx, (course, fourth), town.occasion()).await.unwrap();
        let gone = leave_list(&mut tx, (course, fourth), town.occasion()).await;
        assert!(matches!(gone, Err(Refusal::NotWaiting)));
        tx.commit().await.unwrap();
        assert_eq!(town.texts(OFFERED).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn rows_of_one_group_that_say_different_things_about_it_are_a_mistake() {
    for town in each_town().await {
        let twice = format!(
            "{SESSIONS}PVT;avond;pvt;2;01-07-2027;19:00;21:00;Bibliotheek;Plein 1;3;Arabisch\n"
        );
        let outcome = town.import_or_try(Kind::Sessions, twice.as_bytes(), false).await;
        let told = outcome.report.mistakes.shown[0].to_string();
        assert!(told.contains("kolom plaatsen") && told.contains("in rij 2"), "{told}");
    }
}
