//! Importing, moving and cancelling sessions.

use std::fmt::Write as _;

use super::town::{SESSIONS, each_town};
use crate::acts::cancel_session::{self, cancel_session};
use crate::acts::move_session::{self, To, move_session};
use crate::cli::import::Kind;
use crate::store::sessions;
use crate::trade::course::SessionTime;

const OPEN: &str = "SELECT COUNT(*) FROM reminder WHERE dropped_at IS NULL";
const MOVED: &str = "SELECT COUNT(*) FROM reminder WHERE dropped_why = 'verplaatst'";
const TOLD: &str = "SELECT COUNT(*) FROM inbox WHERE kind = 'session_changed'";

#[tokio::test]
async fn moving_a_session_plans_anew_and_tells_who_heard_of_it() {
    for town in each_town().await {
        town.with_a_course().await;
        assert_eq!(town.count(OPEN).await, 16);
        town.comes("K-1", 1).await;
        let moved = SESSIONS.replace("24-06-2027;19:00", "25-06-2027;19.30");
        assert_eq!(town.import(Kind::Sessions, &moved).await, (0, 1, 1));
        assert_eq!(town.count("SELECT version FROM session WHERE number = 1").await, 2);
        assert_eq!((town.count(MOVED).await, town.count(OPEN).await), (8, 16));
        assert_eq!(town.count("SELECT COUNT(*) FROM attendance").await, 0);
        assert_eq!(town.count(TOLD).await, 1);
        assert_eq!(town.import(Kind::Sessions, &moved).await, (0, 0, 2));
        assert_eq!(town.count(TOLD).await, 1);
    }
}

#[tokio::test]
async fn a_reminder_that_went_out_stays_and_its_reader_is_told_of_the_new_place() {
    for town in each_town().await {
        town.with_a_course().await;
        town.execute(
            "UPDATE reminder SET fired_at = due_at
             WHERE moment = '7d' AND session_id = (SELECT id FROM session WHERE number = 1)",
        )
        .await;
        let session = town.session(1).await;
        let mut tx = town.begin().await;
        let known = sessions::one(&mut tx, session).await.unwrap().unwrap();
        let time = SessionTime::new(known.starts_at, known.ends_at).unwrap();
        let to = To { time, place: "Gemeentehuis", street: "Raadhuisplein 5" };
        let moved = move_session(&mut tx, session, to, town.occasion()).await.unwrap();
        assert_eq!((moved.dropped, moved.told, moved.planned.reminders), (6, 2, 8));
        let again = move_session(&mut tx, session, to, town.occasion()).await;
        assert!(matches!(again, Err(move_session::Refusal::Same)));
        tx.commit().await.unwrap();
        assert_eq!(town.count("SELECT COUNT(*) FROM reminder WHERE fired_at IS NOT NULL").await, 2);
        assert_eq!(
            town.count("SELECT COUNT(*) FROM audit_entry WHERE staff_id IS NOT NULL").await,
            1
        );
    }
}

#[tokio::test]
async fn a_detail_that_is_no_time_or_place_moves_nothing() {
    for town in each_town().await {
        town.with_a_course().await;
        let brings = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;meenemen\n\
                      PVT;avond;pvt;1;24-06-2027;19:00;21:00;Bibliotheek;Plein 1;pen\n";
        let outcome = town.import_or_try(Kind::Sessions, brings.as_bytes(), false).await;
        assert_eq!((outcome.changed, outcome.unchanged), (1, 0));
        let told = outcome.report.warnings.shown[0].to_string();
        assert_eq!(
            told,
            "PVT, groep avond: 1 komende bijeenkomst(en) staan niet in het bestand; \
             zij blijven staan; afzeggen doet u apart"
        );
        assert_eq!((town.count(MOVED).await, town.count(TOLD).await), (0, 0));
        // the file without the column leaves what to bring as it is
        assert_eq!(town.import(Kind::Sessions, SESSIONS).await, (0, 0, 2));
    }
}

#[tokio::test]
async fn a_new_session_is_planned_for_who_is_enrolled_already() {
    for town in each_town().await {
        town.with_a_course().await;
        let more =
            format!("{SESSIONS}PVT;avond;pvt;3;08-07-2027;19:00;21:00;Bibliotheek;Plein 1\n");
        assert_eq!(town.import(Kind::Sessions, &more).await, (1, 0, 2));
        assert_eq!(town.count(OPEN).await, 24);
    }
}

#[tokio::test]
async fn a_cancelled_session_tells_everybody_and_a_file_does_not_bring_it_back() {
    for town in each_town().await {
        town.with_a_course().await;
        let session = town.session(1).await;
        let mut tx = town.begin().await;
        let done = cancel_session(&mut tx, session, town.occasion()).await.unwrap();
        assert_eq!((done.dropped, done.told), (8, 2));
        let again = cancel_session(&mut tx, session, town.occasion()).await;
        assert!(matches!(again, Err(cancel_session::Refusal::Already)));
        tx.commit().await.unwrap();
        assert_eq!(town.count(TOLD).await, 2);
        let outcome = town.import_or_try(Kind::Sessions, SESSIONS.as_bytes(), false).await;
        assert_eq!((outcome.unchanged, outcome.report.warnings.count), (2, 1));
        assert_eq!(town.count(OPEN).await, 8);
    }
}

#[tokio::test]
async fn a_session_of_another_municipality_does_not_exist() {
    for town in each_town().await {
        town.with_a_course().await;
        let session = town.session(1).await;
        let elsewhere = crate::acts::occasion::Occasion {
            gemeente: crate::ids::GemeenteId::fresh(),
            ..town.occasion()
        };
        let mut tx = town.begin().await;
        let refused = cancel_session(&mut tx, session, elsewhere).await;
        assert!(matches!(refused, Err(cancel_session::Refusal::Unknown)));
    }
}

#[tokio::test]
async fn moving_and_cancelling_a_session_cost_as_many_statements_for_a_hundred_as_for_two() {
    for town in each_town().await {
        town.with_a_course().await;
        let mut costs = Vec::new();
        for (place, told) in [("Gemeentehuis", 2), ("Buurthuis", 102)] {
            if told > 2 {
                let mut people = String::from("klantnummer;naam;taal;groep\n");
                let mut places = String::from("klantnummer;cursus;groep\n");
                for n in 0..100 {
                    writeln!(people, "M-{n};Iemand {n};nl;asiel").unwrap();
                    writeln!(places, "M-{n};PVT;avond").unwrap();
                }
                town.import(Kind::People, &people).await;
                town.import(Kind::Enrolments, &places).await;
            }
            town.execute("UPDATE reminder SET fired_at = due_at WHERE dropped_at IS NULL").await;
            let (session, other) = (town.session(1).await, town.session(2).await);
            let mut tx = town.begin().await;
            let known = sessions::one(&mut tx, session).await.unwrap().unwrap();
            let time = SessionTime::new(known.starts_at, known.ends_at).unwrap();
            let to = To { time, place, street: "Plein 5" };
            let before = tx.statements();
            let moved = move_session(&mut tx, session, to, town.occasion()).await.unwrap();
            assert_eq!(moved.told, told);
            let between = tx.statements();
            if told > 2 {
                tx.commit().await.unwrap();
                let mut tx = town.begin().await;
                let begun = tx.statements();
                let done = cancel_session(&mut tx, other, town.occasion()).await.unwrap();
                assert_eq!(done.told, told);
                assert!(tx.statements() - begun < 12, "{}", tx.statements() - begun);
            } else {
                tx.commit().await.unwrap();
            }
            costs.push(between - before);
        }
        assert_eq!(costs[0], costs[1]);
    }
}
