//! One of two people leaves their telephone: nothing goes along, and nothing stays behind.

use super::*;

#[tokio::test]
async fn who_leaves_takes_nothing_along_and_leaves_nothing_behind() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        let (now, [first, second]) = (home.app.clock.civil(), home.users);
        let mut tx = home.app.db.begin().await.unwrap();
        leave_phone(&mut tx, home.phone, second.mailbox, now).await.unwrap();
        let left = addresses::by_id(&mut tx, home.phone).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!((left.mailbox_id, left.person_id), (first.mailbox, Some(first.person)));
        // a button of before is nobody's any more
        home.taps(&home.question(1), 0).await;
        assert_eq!(home.known().await, [0; 4]);
        home.types("Ja").await;
        assert_eq!(home.known().await, [1, 0, 0, 0]);
        assert!(!home.newest().body.contains("Voor \u{2068}"), "{}", home.newest().body);
    }
}

/// Takes a person off the telephone, as an import with another number does.
async fn leaves(home: &Household, who: User) {
    let now = home.app.clock.civil();
    let mut tx = home.app.db.begin().await.unwrap();
    assert!(leave_phone(&mut tx, home.phone, who.mailbox, now).await.unwrap());
    tx.commit().await.unwrap();
    home.app.settle().await;
}

const OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM question q
                    JOIN mailbox m ON m.id = q.mailbox_id
                    WHERE m.kind = 'phone' AND q.closed_at IS NULL";
const THEIR_TASKS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task t
                           JOIN person p ON p.mailbox_id = t.mailbox_id
                           WHERE t.kind = 'voor-wie' AND t.closed_at IS NULL
                             AND p.klantnummer = 'K0'";

#[tokio::test]
async fn words_that_waited_are_a_colleagues_work_when_one_person_is_left() {
    for late in [false, true] {
        for test in each_database().await {
            let home = Household::asked(&test).await;
            home.types("Ja").await;
            home.app.passes(TimeDelta::hours(if late { 5 } else { 0 })).await;
            leaves(&home, home.users[1]).await;
            assert_eq!((home.count(WAITS).await, home.count(OPEN).await), (0, 0));
            assert_eq!((home.count(THEIR_TASKS).await, home.count(TASKS).await), (1, 1));
            assert_eq!(home.known().await, [0; 4], "nobody said whose it was");
            // its patience ends for nobody
            home.app.passes(TimeDelta::hours(5)).await;
            assert_eq!(home.count(TASKS).await, 1);
        }
    }
}

#[tokio::test]
async fn a_stop_that_waited_is_the_stop_of_who_is_left() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        home.types("stop").await;
        home.types("Ik wil niet meer").await;
        leaves(&home, home.users[1]).await;
        assert_eq!(home.known().await, [0, 0, 1, 0]);
        assert!(home.newest().body.contains("START"), "{}", home.newest().body);
        assert_eq!((home.count(WAITS).await, home.count(OPEN).await), (0, 0));
        assert_eq!((home.count(THEIR_TASKS).await, home.count(TASKS).await), (1, 1));
        let shown = home.phone().len();
        home.app.passes(TimeDelta::days(2)).await;
        assert_eq!(home.phone().len(), shown);
        home.types("start").await;
        assert_eq!(home.known().await, [0; 4]);
    }
}
