//! Nobody said who wants to stop on a telephone; a colleague found out.

use wegwijzer::acts::say_who_stops::{Refusal, Who, say_who_stops};
use wegwijzer::ids::{StaffId, TaskId};
use wegwijzer::store::staff::{NewStaff, insert};

use super::*;

const WROTE: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM address_share s JOIN person p ON p.id = s.person_id
     WHERE s.wrote_at IS NOT NULL AND p.klantnummer = 'K0'";
const TAPS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind = 'chose'";
const WHO_DECIDED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry a JOIN staff s ON s.id = a.staff_id
     WHERE a.act = 'say_who_stops' AND s.name = 'Karin de Boer'";

/// "Stop" was said, and nobody chose: the task is open.
async fn silent(test: &TestDb, home: Household) -> (Household, Viewer) {
    home.types("stop").await;
    home.app.passes(TimeDelta::hours(5)).await;
    assert_eq!((home.count(TASKS).await, home.count(HUSHED).await), (1, 2), "{}", test.url);
    let now = home.app.clock.civil();
    let mut tx = home.app.db.begin().await.unwrap();
    let (gemeente, role) = (home.app.gemeente, Role::Klantmanager);
    let new = NewStaff { gemeente, name: "Karin de Boer", email: "karin@houten.nl", role };
    let staff: StaffId = insert(&mut tx, new, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    (home, Viewer { gemeente, staff, role, today: chrono::NaiveDate::default() })
}

async fn says(home: &Household, by: Viewer, who: Who) -> Result<(), Refusal> {
    let mut tx = home.app.db.begin().await.unwrap();
    let open = tasks(&mut tx, by, Choice::default()).await.unwrap();
    let task: TaskId = open.iter().find(|task| task.silent_phone == Some(home.phone)).unwrap().id;
    say_who_stops(&mut tx, task, who, by, home.app.clock.civil()).await?;
    tx.commit().await.unwrap();
    home.app.settle().await;
    Ok(())
}

#[tokio::test]
async fn who_a_colleague_names_is_stopped_the_others_go_on_and_nobody_wrote() {
    for test in each_database().await {
        let (home, karin) = silent(&test, Household::on(&test).await).await;
        let opened =
            "SELECT CAST(COUNT(*) AS BIGINT) FROM address WHERE last_inbound_at IS NOT NULL";
        let before = (home.count(WROTE).await, home.count(opened).await, home.count(TAPS).await);
        says(&home, karin, Who::Person(home.users[0].person)).await.unwrap();
        assert_eq!(home.known().await, [0, 0, 1, 0]);
        assert_eq!((home.count(HUSHED).await, home.count(WAITS).await), (0, 0));
        assert_eq!((home.count(TASKS).await, home.count(WHO_DECIDED).await), (0, 1));
        let after = (home.count(WROTE).await, home.count(opened).await, home.count(TAPS).await);
        assert_eq!(after, before, "it was the colleague who spoke");
        assert!(home.newest().body.contains("START"), "{}", home.newest().body);
        let shown = home.phone().len();
        home.app.passes(TimeDelta::days(4)).await;
        let later = home.phone().split_off(shown);
        assert!(!later.is_empty());
        assert!(later.iter().all(|sent| sent.body.contains("Persoon 1")), "{later:?}");
    }
}

#[tokio::test]
async fn everybody_may_want_to_stop_and_so_may_nobody() {
    for (who, stopped) in [(Who::Everybody, 1), (Who::Nobody, 0)] {
        for test in each_database().await {
            let (home, karin) = silent(&test, Household::on(&test).await).await;
            let shown = home.phone().len();
            says(&home, karin, who).await.unwrap();
            assert_eq!(home.known().await, [0, 0, stopped, stopped]);
            assert_eq!((home.count(HUSHED).await, home.count(WAITS).await), (0, 0));
            assert_eq!(home.count(TASKS).await, 0);
            if who == Who::Nobody {
                assert_eq!(home.phone().len(), shown, "nobody is told what nobody asked");
                home.app.passes(TimeDelta::days(4)).await;
                assert!(home.phone().len() > shown + 1, "both hear of us again");
            }
        }
    }
}

#[tokio::test]
async fn who_answers_after_the_colleague_is_told_that_it_is_settled() {
    for test in each_database().await {
        let (home, karin) = silent(&test, Household::on(&test).await).await;
        let asked = home.newest();
        says(&home, karin, Who::Person(home.users[0].person)).await.unwrap();
        home.taps(&asked, 1).await;
        assert_eq!(home.known().await, [0, 0, 1, 0], "nothing happens twice");
        assert_eq!(home.count(TASKS).await, 0);
    }
}

#[tokio::test]
async fn who_answers_before_the_colleague_has_answered() {
    for test in each_database().await {
        let (home, karin) = silent(&test, Household::on(&test).await).await;
        let mut tx = home.app.db.begin().await.unwrap();
        let open = tasks(&mut tx, karin, Choice::default()).await.unwrap();
        let task = open.iter().find(|task| task.silent_phone.is_some()).unwrap().id;
        drop(tx);
        home.taps(&home.newest(), 1).await;
        let now = home.app.clock.civil();
        let mut tx = home.app.db.begin().await.unwrap();
        let late = say_who_stops(&mut tx, task, Who::Everybody, karin, now).await;
        assert!(matches!(late, Err(Refusal::AlreadyClosed { by: None, .. })), "{late:?}");
        drop(tx);
        assert_eq!(home.known().await, [0, 0, 0, 1]);
    }
}

#[tokio::test]
async fn other_words_that_waited_along_are_asked_about_by_themselves() {
    for who in ["K0", "nobody", "everybody"] {
        for test in each_database().await {
            let home = Household::asked(&test).await;
            home.types("Ja").await;
            let (home, karin) = silent(&test, home).await;
            let named = match who {
                "K0" => Who::Person(home.users[0].person),
                "nobody" => Who::Nobody,
                _ => Who::Everybody,
            };
            says(&home, karin, named).await.unwrap();
            assert_eq!((home.count(HUSHED).await, home.count(WAITS).await), (0, 1), "{who}");
            if who == "everybody" {
                assert_eq!(home.count(TASKS).await, 1, "nobody is asked who wants no messages");
                continue;
            }
            assert_eq!(home.count(TASKS).await, 0);
            home.taps(&home.question_for_whom(), 1).await;
            assert_eq!(home.known().await, [0, 1, i64::from(who == "K0"), 0]);
            assert_eq!(home.count(WAITS).await, 0);
        }
    }
}

#[tokio::test]
async fn a_stop_said_again_meanwhile_is_settled_along_and_asked_no_further() {
    for test in each_database().await {
        let (home, karin) = silent(&test, Household::on(&test).await).await;
        home.types("stop").await;
        assert_eq!(home.count(WAITS).await, 2);
        says(&home, karin, Who::Person(home.users[1].person)).await.unwrap();
        assert_eq!((home.known().await, home.count(WAITS).await), ([0, 0, 0, 1], 0));
        home.app.passes(TimeDelta::hours(5)).await;
        assert_eq!((home.count(TASKS).await, home.count(HUSHED).await), (0, 0));
    }
}

#[tokio::test]
async fn who_left_the_telephone_in_between_is_a_colleagues_question_again() {
    for test in each_database().await {
        let (home, karin) = silent(&test, Household::on(&test).await).await;
        let third = "SELECT CAST(COUNT(*) AS BIGINT) FROM address_share";
        assert_eq!(home.count(third).await, 2);
        let mut tx = home.app.db.begin().await.unwrap();
        let open = tasks(&mut tx, karin, Choice::default()).await.unwrap();
        let task = open.iter().find(|task| task.silent_phone.is_some()).unwrap().id;
        let now = home.app.clock.civil();
        let named = Who::Person(home.users[1].person);
        say_who_stops(&mut tx, task, named, karin, now).await.unwrap();
        // in the same moment an import gives them a number of their own
        leave_phone(&mut tx, home.phone, home.users[1].mailbox, now).await.unwrap();
        tx.commit().await.unwrap();
        home.app.settle().await;
        assert_eq!((home.count(WAITS).await, home.count(HUSHED).await), (0, 0));
        assert_eq!(home.known().await, [0, 0, 1, 0], "rather a message too few");
        assert_eq!(home.count(TASKS).await, 1, "whose it was is found out");
    }
}
