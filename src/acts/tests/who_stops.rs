//! A colleague says who wants to stop on a telephone that several people use.

use crate::acts::say_who_stops::{Refusal, Who, say_who_stops};
use crate::dialog::event::Event;
use crate::ids::{GemeenteId, PersonId, StaffId, TaskId};
use crate::store::board::Viewer;
use crate::store::fixture::{Someone, Town, now};
use crate::store::testing::each_database;
use crate::store::{Result, Tx, inbox, on, shares};
use crate::trade::shared_phone::Stops;
use crate::trade::staff::Role;

fn eyes(town: &Town, staff: StaffId, role: Role) -> Viewer {
    Viewer {
        gemeente: town.gemeente,
        staff,
        role,
        today: crate::store::fixture::now().date_naive(),
    }
}

async fn words(tx: &mut Tx, sql: &'static str) -> Vec<String> {
    tx.write_notes().await.unwrap();
    let words: Result<Vec<String>> =
        async { Ok(on!(tx, |conn| sqlx::query_scalar(sql).fetch_all(conn).await?)) }.await;
    words.unwrap()
}

const AUDIT: &str = "SELECT act FROM audit_entry ORDER BY at, id";
const OPEN: &str = "SELECT kind FROM task WHERE closed_at IS NULL ORDER BY id";

#[tokio::test]
async fn what_a_colleague_says_waits_for_the_loop_as_the_word_of_a_colleague() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let kees = eyes(&town, town.kees, Role::Klantmanager);
        for n in 0..4 {
            let mut tx = test.db.begin().await.unwrap();
            let phone = town.silent_phone(&mut tx).await;
            let (who, stops) = match phone.users.get(n) {
                Some(user) => (Who::Person(user.person), Stops::One(user.mailbox)),
                None if n == 2 => (Who::Everybody, Stops::Everybody),
                None => (Who::Nobody, Stops::Nobody),
            };
            say_who_stops(&mut tx, phone.task, who, kees, now()).await.unwrap();
            let heads = inbox::heads(&mut tx, 9).await.unwrap();
            let [head] = &heads[..] else { panic!("{} events", heads.len()) };
            assert_eq!((head.mailbox_id, head.address_id), (phone.mailbox, Some(phone.address)));
            let event: Event = tx.vault().open_json("inbox.sealed", &head.sealed).unwrap();
            let Event::ToldWhoStops { who, by, .. } = event else { panic!("{event:?}") };
            assert_eq!((who, by), (stops, town.kees));
            assert!(!event.is_from_person(), "nobody wrote");
            assert_eq!(words(&mut tx, OPEN).await, [""; 0]);
            assert_eq!(words(&mut tx, AUDIT).await, ["say_who_stops"]);
            // it was tried: the next choice finds the telephone as it was
            drop(tx);
        }
    }
}

#[tokio::test]
async fn of_two_colleagues_the_second_is_told_who_was_first_and_nothing_happens_twice() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let phone = town.silent_phone(&mut tx).await;
        // "stop" was said twice, and each has its task
        let person = phone.users[0].person;
        let again = Someone { person, mailbox: phone.mailbox };
        let asked = town.ask(&mut tx, &again, now(), None).await;
        let about = (phone.mailbox, Some(asked.question));
        let other =
            town.task(&mut tx, about, ("voor-wie", "klantmanager", Some("stop")), now()).await;
        let kees = eyes(&town, town.kees, Role::Klantmanager);
        let karin = eyes(&town, town.karin, Role::Klantmanager);
        say_who_stops(&mut tx, phone.task, Who::Nobody, kees, now()).await.unwrap();
        for task in [phone.task, other] {
            let second = say_who_stops(&mut tx, task, Who::Everybody, karin, now()).await;
            let Err(Refusal::AlreadyClosed { by, at }) = second else { panic!("{second:?}") };
            assert_eq!((by.as_deref(), at), (Some("Kees Jansen"), now()));
        }
        assert_eq!(inbox::waiting(&mut tx).await.unwrap(), 1);
        assert_eq!(words(&mut tx, AUDIT).await, ["say_who_stops"]);
    }
}

#[tokio::test]
async fn of_two_colleagues_who_press_in_the_same_moment_one_is_heard() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let phone = town.silent_phone(&mut tx).await;
        tx.commit().await.unwrap();
        let press = async |staff, who| {
            let by = eyes(&town, staff, Role::Klantmanager);
            let mut tx = test.db.begin().await.unwrap();
            say_who_stops(&mut tx, phone.task, who, by, now()).await?;
            tx.commit().await.unwrap();
            Ok::<(), Refusal>(())
        };
        let (one, other) =
            tokio::join!(press(town.kees, Who::Nobody), press(town.karin, Who::Everybody));
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        let late = one.and(other).unwrap_err();
        assert!(matches!(late, Refusal::AlreadyClosed { by: Some(_), .. }), "{late:?}");
        let mut tx = test.db.read().await.unwrap();
        assert_eq!(inbox::waiting(&mut tx).await.unwrap(), 1);
        assert_eq!(words(&mut tx, AUDIT).await, ["say_who_stops"]);
    }
}

#[tokio::test]
async fn what_was_settled_on_the_telephone_or_may_be_is_left_alone() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let kees = eyes(&town, town.kees, Role::Klantmanager);
        let coach = eyes(&town, town.sami, Role::Coach);
        let elsewhere = Viewer { gemeente: GemeenteId::fresh(), ..kees };
        for (case, by, expected) in [
            ("a tap waits", kees, "something from this telephone is being handled"),
            ("answered", kees, "the task was closed at 2026-11-24 09:00:00 UTC"),
            ("speaks", kees, "the telephone is not silent, or the person does not use it"),
            ("stranger", kees, "the telephone is not silent, or the person does not use it"),
            ("alone", kees, "the telephone is not silent, or the person does not use it"),
            ("words", kees, "there is no such task"),
            ("no task", kees, "there is no such task"),
            ("coach", coach, "there is no such task"),
            ("elsewhere", elsewhere, "there is no such task"),
        ] {
            let mut tx = test.db.begin().await.unwrap();
            let phone = town.silent_phone(&mut tx).await;
            let mut task = phone.task;
            let mut who = Who::Person(phone.users[0].person);
            let mut waits = 0;
            match case {
                "a tap waits" => {
                    let tap = Event::Chose { payload: "x".to_owned() };
                    let told = (tap.kind(), &tap);
                    inbox::append(&mut tx, phone.mailbox, None, told, now()).await.unwrap();
                    waits = 1;
                }
                "answered" => {
                    const CLOSED: &str = "UPDATE task SET closed_at = $2 WHERE id = $1";
                    on!(tx, |conn| sqlx::query(CLOSED)
                        .bind(task)
                        .bind(now())
                        .execute(conn)
                        .await
                        .map(|_| ()))
                    .unwrap();
                }
                "speaks" => shares::hush(&mut tx, phone.address, None).await.unwrap(),
                "stranger" => who = Who::Person(PersonId::fresh()),
                "alone" => {
                    let gone = phone.users[1].mailbox;
                    assert!(shares::leave(&mut tx, phone.address, gone).await.unwrap());
                }
                "words" => {
                    const WORDS: &str = "UPDATE task SET reason = NULL WHERE id = $1";
                    on!(tx, |conn| sqlx::query(WORDS).bind(task).execute(conn).await.map(|_| ()))
                        .unwrap();
                }
                "no task" => task = TaskId::fresh(),
                _ => {}
            }
            let refused = say_who_stops(&mut tx, task, who, by, now()).await.unwrap_err();
            assert_eq!(refused.to_string(), expected, "{case}");
            assert_eq!(inbox::waiting(&mut tx).await.unwrap(), waits, "{case}");
            assert_eq!(words(&mut tx, AUDIT).await, [""; 0], "{case}");
            drop(tx);
        }
    }
}
