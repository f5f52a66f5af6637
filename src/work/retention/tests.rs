//! Nights in which what was kept long enough goes, and what stays.

use std::time::Duration;

use chrono::TimeDelta;

use super::*;
use crate::clock::Clock;
use crate::config::Retention;
use crate::ids::MailboxId;
use crate::store::fixture::{Town, now};
use crate::store::on;
use crate::store::personal::tests::life::{self, live};
use crate::store::testing::{TestDb, each_database};
use crate::trade::privacy::Kept;

struct Nights {
    work: Work,
    clock: Clock,
}

impl Nights {
    fn new(test: &TestDb, kept: Kept) -> Self {
        let clock = Clock::stepped(now());
        let work = Work::new(test.db.clone(), clock.clone(), [], Duration::from_secs(1));
        Self { work: work.keeping(kept), clock }
    }

    /// So many days pass, and the night after them; gives how many pieces it took.
    async fn pass(&self, days: i64) -> usize {
        self.clock.advance(TimeDelta::days(days).to_std().unwrap());
        for piece in 0..10_000 {
            if !look(&self.work).await.unwrap() {
                return piece;
            }
        }
        panic!("a night without an end");
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.work.db.read().await.unwrap();
        let read = async |tx: &mut Tx| -> Result<i64, StoreError> {
            Ok(on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await?))
        };
        read(&mut tx).await.unwrap()
    }

    async fn change(&self, sql: &'static str, of: uuid::Uuid) {
        let mut tx = self.work.db.begin().await.unwrap();
        let write = async |tx: &mut Tx| -> Result<(), StoreError> {
            on!(tx, |conn| sqlx::query(sql).bind(of).execute(conn).await.map(|_| ()))?;
            Ok(())
        };
        write(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn words_of(&self, mailbox: MailboxId) -> usize {
        let mut tx = self.work.db.read().await.unwrap();
        crate::store::past::events(&mut tx, mailbox, 100).await.unwrap().len()
    }
}

const SETTLED: [&str; 5] = [
    "UPDATE question SET closed_at = last_asked_at, closed_how = 'answered' WHERE mailbox_id = $1",
    "UPDATE task SET closed_at = opened_at WHERE mailbox_id = $1",
    "UPDATE conversation SET ended_at = started_at, ended_how = 'done' WHERE mailbox_id = $1",
    "DELETE FROM inbox WHERE mailbox_id = $1",
    "UPDATE outbox
     SET state = 'cancelled', leased_until = NULL, finished_at = COALESCE(finished_at, created_at)
     WHERE mailbox_id = $1",
];

fn kept() -> Kept {
    Retention::advised().kept(90)
}

#[tokio::test]
async fn words_go_after_their_days_but_not_while_something_is_open() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let lives = live(&town, &mut tx).await;
        tx.commit().await.unwrap();
        let nights = Nights::new(&test, kept());
        nights.pass(0).await;
        nights.pass(300).await;
        assert_eq!(nights.words_of(lives.bilal.mailbox).await, 1, "not old enough");
        nights.pass(70).await;
        assert_eq!(nights.words_of(lives.bilal.mailbox).await, 0);
        // a question and a task of hers are open
        assert_eq!(nights.words_of(lives.amina.mailbox).await, 1);
        for sql in SETTLED {
            nights.change(sql, lives.amina.mailbox.0).await;
            nights.change(sql, lives.phone.0).await;
        }
        let file = "SELECT CAST(COUNT(*) AS BIGINT) FROM media";
        assert_eq!(nights.count(file).await, 1);
        nights.pass(1).await;
        assert_eq!(nights.words_of(lives.amina.mailbox).await, 0);
        assert_eq!(nights.count(file).await, 0, "with the message goes what came with it");
        let ours = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox
            WHERE LENGTH(sealed) > 0 OR words_sealed IS NOT NULL";
        assert_eq!(nights.count(ours).await, 0);
        let talks = "SELECT CAST(COUNT(*) AS BIGINT) FROM conversation
            WHERE ended_at IS NOT NULL AND forgotten_at IS NULL";
        assert_eq!(nights.count(talks).await, 0);
        // what proves what was done is still there, and so are tasks for another year
        let attempts =
            "SELECT CAST(COUNT(*) AS BIGINT) FROM contact_attempt WHERE task_id IS NOT NULL";
        assert_eq!(nights.count(attempts).await, 1);
        let tasks = "SELECT CAST(COUNT(*) AS BIGINT) FROM task";
        assert_eq!(nights.count(tasks).await, 2);
        nights.pass(400).await;
        let left = (nights.count(tasks).await, nights.count(attempts).await);
        assert_eq!(left, (1, 1), "the task that stands in the contact trail stays too");
        let again = nights.pass(1).await;
        assert!(again <= 12, "a night in which nothing is old is short: {again} pieces");
    }
}

#[tokio::test]
async fn who_finished_long_ago_goes_whole_and_the_audit_trail_says_so() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let lives = live(&town, &mut tx).await;
        tx.commit().await.unwrap();
        let nights = Nights::new(&test, kept());
        nights.pass(0).await;
        nights
            .change(
                "UPDATE person SET finished_on = '2026-12-01' WHERE id = $1",
                lives.amina.person.0,
            )
            .await;
        let there = "SELECT CAST(COUNT(*) AS BIGINT) FROM person WHERE klantnummer = 'K-9001'";
        nights.pass(800).await;
        assert_eq!(nights.count(there).await, 1, "something of hers is open");
        for sql in SETTLED {
            nights.change(sql, lives.amina.mailbox.0).await;
        }
        nights.pass(1).await;
        assert_eq!(nights.count(there).await, 0);
        let all = "SELECT CAST(COUNT(*) AS BIGINT) FROM person";
        assert_eq!(nights.count(all).await, 1, "Bilal never finished");
        let entry = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry
            WHERE act = 'erase_person' AND staff_id IS NULL";
        assert_eq!(nights.count(entry).await, 1);
        let mut tx = test.db.read().await.unwrap();
        let runs = rows::runs(&mut tx).await.unwrap();
        let people = runs.iter().find(|run| run.category == "people").unwrap();
        assert_eq!((people.removed, people.begun_at), (1, None));
        assert!(people.next_at > nights.clock.civil() && people.finished_at.is_some());
        drop(tx);
        // five years later the trail itself goes
        nights.pass(1830).await;
        assert_eq!(nights.count("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry").await, 0);
    }
}

#[tokio::test]
async fn nought_days_keeps_everything_and_a_night_still_ends() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let lives = live(&town, &mut tx).await;
        tx.commit().await.unwrap();
        let none =
            Kept { people: 0, talk: 0, media: 0, tasks: 0, raw: 0, login: 0, merges: 0, audit: 0 };
        let nights = Nights::new(&test, none);
        for sql in SETTLED {
            nights.change(sql, lives.amina.mailbox.0).await;
        }
        let all = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM history)
            + (SELECT CAST(COUNT(*) AS BIGINT) FROM task)
            + (SELECT CAST(COUNT(*) AS BIGINT) FROM person)
            + (SELECT CAST(COUNT(*) AS BIGINT) FROM audit_entry)";
        let before = nights.count(all).await;
        nights.pass(0).await;
        nights.pass(4000).await;
        assert_eq!(nights.count(all).await, before);
    }
}

#[tokio::test]
async fn a_stranger_who_was_silent_as_long_as_words_are_kept_is_forgotten() {
    for test in each_database().await {
        let town = Town::found(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        let stranger = life::stranger(&town, &mut tx).await;
        tx.commit().await.unwrap();
        let nights = Nights::new(&test, kept());
        nights.pass(0).await;
        nights.pass(300).await;
        let handles = "SELECT CAST(COUNT(*) AS BIGINT) FROM address_handle";
        assert_eq!(nights.count(handles).await, 1);
        nights.pass(100).await;
        assert_eq!(nights.count(handles).await, 0);
        assert_eq!(nights.words_of(stranger).await, 0);
    }
}
