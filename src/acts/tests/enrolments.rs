//! Importing enrolments, and the reminders and tasks that follow.

use super::town::{ENROLMENTS, SESSIONS, each_town};
use crate::acts::enrol::{self, enrol};
use crate::cli::import::Kind;
use crate::store::courses;

const TASKS: &str = "
    SELECT COUNT(*) FROM task
    WHERE kind = 'geen-adres' AND cause = 'geen-adres' AND desk = 'klantmanager'
      AND closed_at IS NULL AND assigned_to IS NOT NULL";

#[tokio::test]
async fn every_moment_of_the_policy_is_a_row_and_a_second_time_nothing_changes() {
    for town in each_town().await {
        town.with_a_course().await;
        assert_eq!(town.count("SELECT COUNT(*) FROM reminder").await, 16);
        let ordered = "SELECT COUNT(*) FROM reminder WHERE due_at < useful_until AND NOT late";
        assert_eq!(town.count(ordered).await, 16);
        assert_eq!(town.import(Kind::Enrolments, ENROLMENTS).await, (0, 0, 2));
        assert_eq!(town.count("SELECT COUNT(*) FROM reminder").await, 16);
    }
}

#[tokio::test]
async fn what_is_too_late_is_planned_late_or_dropped_by_a_rule_that_is_named() {
    for town in each_town().await {
        // Wednesday 23 June, 12:00, the day before the first session: 7d is of no use any more,
        // 3d still is until 13:00
        town.clock.advance(std::time::Duration::from_secs(22 * 86_400));
        town.with_a_course().await;
        let dropped = "SELECT COUNT(*) FROM reminder
            WHERE moment = '7d' AND dropped_at IS NOT NULL AND dropped_why = 'expired'
              AND session_id = (SELECT id FROM session WHERE number = 1)";
        let late = "SELECT COUNT(*) FROM reminder
            WHERE moment = '3d' AND late AND dropped_at IS NULL
              AND session_id = (SELECT id FROM session WHERE number = 1)";
        assert_eq!((town.count(dropped).await, town.count(late).await), (2, 2));
        assert_eq!(town.count("SELECT COUNT(*) FROM reminder").await, 16);
    }
}

#[tokio::test]
async fn who_has_no_address_is_one_task_for_the_klantmanager() {
    for town in each_town().await {
        town.with_a_course().await;
        assert_eq!(town.count(TASKS).await, 1);
        town.import(
            Kind::Sessions,
            "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
             MAP;ochtend;map;1;10-06-2027;9:00;12:00;Werkplein;Stationsweg 20\n",
        )
        .await;
        let second = "klantnummer;cursus;groep\nK-2;MAP;ochtend\n";
        assert_eq!(town.import(Kind::Enrolments, second).await, (1, 0, 0));
        assert_eq!(town.count(TASKS).await, 1, "the second cause joins the open task");
        assert_eq!(town.count("SELECT COUNT(*) FROM task").await, 1);
    }
}

#[tokio::test]
async fn who_is_reached_on_a_telephone_of_several_is_no_task() {
    for town in each_town().await {
        town.import(
            Kind::People,
            "klantnummer;naam;taal;groep;telefoon;whatsapp_akkoord_op;klantmanager\n\
             K-1;Amina Haddad;ar;asiel;0612345678;01-05-2027;Anna de Vries\n\
             K-2;Yusuf Haddad;ar;asiel;0612345678;01-05-2027;Anna de Vries\n",
        )
        .await;
        assert_eq!(town.count("SELECT COUNT(*) FROM address_share").await, 2);
        town.import(Kind::Sessions, SESSIONS).await;
        assert_eq!(town.import(Kind::Enrolments, ENROLMENTS).await, (2, 0, 0));
        assert_eq!(town.count(TASKS).await, 0);
    }
}

#[tokio::test]
async fn an_unknown_person_or_course_stores_nothing_and_names_the_nearest_course() {
    for town in each_town().await {
        town.with_a_course().await;
        let file = "klantnummer;cursus;groep\nK-1;PVT;avond\nK-9;PVT;avond\nK-1;PVT;avnd\n";
        let outcome = town.import_or_try(Kind::Enrolments, file.as_bytes(), false).await;
        let told: Vec<String> =
            outcome.report.mistakes.shown.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "rij 3, kolom klantnummer, klantnummer K-9: dit klantnummer is onbekend; \
                 importeer eerst de personen",
                "rij 4, kolom cursus, klantnummer K-1: deze cursus en groep zijn onbekend; \
                 bedoelt u PVT / avond?",
            ]
        );
        assert_eq!(town.count("SELECT COUNT(*) FROM enrolment").await, 2);
    }
}

#[tokio::test]
async fn one_person_is_enrolled_once() {
    for town in each_town().await {
        town.with_a_course().await;
        town.import(Kind::People, "klantnummer;naam;taal;groep\nK-3;C;nl;asiel\n").await;
        let person = town.person("K-3").await;
        let mut tx = town.begin().await;
        let course = courses::all(&mut tx, town.gemeente).await.unwrap()[0].id;
        enrol(&mut tx, person, course, town.occasion()).await.unwrap();
        let again = enrol(&mut tx, person, course, town.occasion()).await;
        assert!(matches!(again, Err(enrol::Refusal::Already)));
        tx.commit().await.unwrap();
        assert_eq!(town.count("SELECT COUNT(*) FROM reminder").await, 24);
    }
}
