//! Answers that leave in the transaction that makes them.

use std::collections::BTreeMap;

use super::*;
use crate::plan::purse::Pace;
use crate::plan::rate::Rate;
use crate::store::hot::outbox as hot;
use crate::work::deliver::{Answer, Calls, calls, placed, take_at_once};

impl Post {
    /// Makes answers of these rows, as the handling of an event does; gives those that may be sent
    /// after the commit, with their places, and how many statements the look took.
    async fn answer(&self, calls: &Calls, rows: Vec<PartWrite>) -> (Vec<outbox::Claimed>, u64) {
        let mut tx = self.work.db.begin().await.unwrap();
        let mut writes = Writes::default();
        let mut answers = Vec::new();
        for row in rows {
            if row.part_no == 0 {
                answers.push(Answer { id: row.id, part: Part::Text { body: "goed".to_owned() } });
            }
            writes.queue(row);
        }
        let before = tx.statements();
        let mut taken =
            take_at_once(&self.work, &mut tx, calls, &mut writes, answers).await.unwrap();
        let statements = tx.statements() - before;
        write(&mut tx, &mut writes).await.unwrap();
        placed(&mut taken, &writes);
        tx.commit().await.unwrap();
        (taken.into_iter().map(|taken| taken.ready.claimed).collect(), statements)
    }

    async fn rows(&self, to: To, lane: Lane, parts: i64) -> Vec<PartWrite> {
        let tx = self.work.db.read().await.unwrap();
        (0..parts).map(|part_no| self.row(&tx, to, lane, part_no)).collect()
    }
}

#[tokio::test]
async fn an_answer_leaves_with_the_commit_that_makes_it_and_ends_as_every_other() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let (calls, _ends) = calls();
        let mut rows = Vec::new();
        for n in 0..20 {
            rows.extend(post.rows(post.somebody(n).await, Lane::Reply, 2).await);
        }
        let second: Vec<PartId> =
            rows.iter().filter(|row| row.part_no == 1).map(|row| row.id).collect();
        let (taken, statements) = post.answer(&calls, rows).await;
        assert_eq!((taken.len(), statements), (20, 1), "the first part of each, by one look");
        assert!(taken.iter().all(|part| part.seq > 0 && part.attempt == 1));
        assert_eq!(
            post.take().await,
            [] as [PartId; 0],
            "nobody else takes them, or what is behind"
        );
        post.end(&taken, |_| Outcome::Sent(Ok(Accepted { platform_id: None }))).await;
        let mut behind = post.take().await;
        behind.sort();
        assert_eq!(behind, second, "woken by the end of the first");
    }
}

#[tokio::test]
async fn an_answer_behind_another_or_to_who_must_wait_stands_in_line() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let (calls, _ends) = calls();
        let (busy, paused, free) =
            (post.somebody(1).await, post.somebody(2).await, post.somebody(3).await);
        post.queue(busy, Lane::Reply).await;
        post.queue(free, Lane::Reminder).await;
        let mut tx = post.work.db.begin().await.unwrap();
        let until = post.now() + TimeDelta::seconds(30);
        hot::pause_addresses(&mut tx, [(paused.address, until)]).await.unwrap();
        tx.commit().await.unwrap();
        let mut rows = Vec::new();
        for to in [busy, paused, free] {
            rows.extend(post.rows(to, Lane::Reply, 1).await);
        }
        let (taken, _) = post.answer(&calls, rows).await;
        let to: Vec<AddressId> = taken.iter().map(|part| part.address_id).collect();
        assert_eq!(to, [free.address], "another lane is not in the way");
    }
}

#[tokio::test]
async fn answers_spend_of_the_limits_and_of_the_calls_that_may_be_under_way() {
    for test in each_database().await {
        let second = TimeDelta::seconds(1);
        let pace = Pace { channel: Rate::within(50, second), ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let paces = BTreeMap::from([("telegram".to_owned(), pace)]);
        let limited = Post { work: post.work.clone().with_paces(paces), ..post };
        let (calls, _ends) = calls();
        let mut rows = Vec::new();
        for n in 0..8 {
            rows.extend(limited.rows(limited.somebody(n).await, Lane::Reply, 1).await);
        }
        let (taken, _) = limited.answer(&calls, rows).await;
        assert_eq!(taken.len(), 5);
        assert_eq!(limited.take().await.len(), 0, "the second is used up, for a claim too");
        limited.passes(second);
        assert_eq!(limited.take().await.len(), 3, "the rest stood in line");
    }
}

#[tokio::test]
async fn a_crash_after_the_commit_is_found_by_the_lease() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let (calls, _ends) = calls();
        let rows = post.rows(post.somebody(1).await, Lane::Reply, 1).await;
        let id = rows[0].id;
        assert_eq!(post.answer(&calls, rows).await.0.len(), 1);
        post.passes(TimeDelta::seconds(61));
        let mut tx = post.work.db.read().await.unwrap();
        let overdue = outbox::overdue(&mut tx, post.work.clock.machine()).await.unwrap();
        let found: Vec<_> = overdue.iter().map(|o| (o.part.id, o.in_doubt)).collect();
        assert_eq!(found, [(id, false)]);
        drop(tx);
    }
}

const WAITS_FOR_A_ROW: &str = "
    SELECT EXISTS (SELECT 1
                   FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock')";

#[tokio::test]
async fn an_end_wakes_who_is_behind_also_while_another_process_puts_that_one_off() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let to = post.somebody(1).await;
        post.queue(to, Lane::Reply).await;
        let (first, _) = post.claim().await;
        let behind = post.queue(to, Lane::Reply).await;
        // this one still sees the first part on its way, and has not committed yet
        let mut looking = post.work.db.begin().await.unwrap();
        assert!(claim(&post.work, &mut looking, ROOM).await.unwrap().is_empty());
        let is_over = std::cell::Cell::new(false);
        let ending = async {
            post.end(&first, |_| Outcome::Sent(Ok(Accepted { platform_id: None }))).await;
            is_over.set(true);
        };
        let committing = async {
            while !post.work.db.is_sqlite() && !is_over.get() {
                let mut tx = post.work.db.read().await.unwrap();
                let waits: bool = on!(tx, |conn| sqlx::query_scalar(WAITS_FOR_A_ROW)
                    .fetch_one(conn)
                    .await
                    .unwrap());
                if waits {
                    break;
                }
            }
            looking.commit().await.unwrap();
        };
        tokio::join!(ending, committing);
        assert_eq!(post.take().await, [behind]);
    }
}

#[tokio::test]
async fn who_comes_in_line_while_the_one_before_is_being_ended_goes_right_after_it() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let to = post.somebody(1).await;
        post.queue(to, Lane::Reply).await;
        let (first, _) = post.claim().await;
        let end = |part: &outbox::Claimed| Ended {
            part: part.clone(),
            words: "tot morgen".to_owned(),
            template: None,
            outcome: Outcome::Sent(Ok(Accepted { platform_id: None })),
        };
        let mut ended: Vec<Ended> = first.iter().map(end).collect();
        let mut ending = post.work.db.begin().await.unwrap();
        finish(&post.work, &mut ending, &mut ended).await.unwrap().tell();
        let behind;
        if post.work.db.is_sqlite() {
            // there is one writer: nobody comes in between
            ending.commit().await.unwrap();
            behind = post.queue(to, Lane::Reply).await;
        } else {
            // the end has looked for somebody behind it, and found nobody; the claim still finds
            // the first part on its way
            behind = post.queue(to, Lane::Reply).await;
            assert_eq!(post.take().await, [] as [PartId; 0]);
            ending.commit().await.unwrap();
            post.passes(TimeDelta::milliseconds(10));
        }
        assert_eq!(post.take().await, [behind]);
    }
}
