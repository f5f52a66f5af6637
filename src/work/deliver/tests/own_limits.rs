//! Our own limits on both databases: shared, remembered, and never in the way of a reply. All by
//! the stepped clock.

use std::collections::BTreeMap;

use super::*;
use crate::plan::purse::Pace;
use crate::plan::rate::Rate;
use crate::store::gauges;
use crate::work::deliver::round;

const SECOND: TimeDelta = TimeDelta::seconds(1);

impl Post {
    fn paced(mut self, pace: Pace) -> Self {
        self.work = self.work.clone().with_paces(self.paces(pace));
        self
    }

    fn paces(&self, pace: Pace) -> BTreeMap<String, Pace> {
        BTreeMap::from([(self.kind.as_str().to_owned(), pace)])
    }

    /// Another process on the same database, which remembers nothing.
    fn another(&self, pace: Pace) -> Self {
        let channels = self.work.channels.values().cloned();
        let tick = Duration::from_secs(1);
        let work = Work::new(self.work.db.clone(), self.work.clock.clone(), channels, tick);
        Self {
            work: work.with_paces(self.paces(pace)),
            gemeente: self.gemeente,
            kind: self.kind,
            revision: self.revision.clone(),
            template: self.template.clone(),
        }
    }

    async fn queue_for(&self, people: std::ops::Range<usize>, lane: Lane) -> Vec<PartId> {
        let mut parts = Vec::new();
        for n in people {
            parts.push(self.queue(self.somebody(n).await, lane).await);
        }
        parts
    }

    async fn held(&self) -> i64 {
        let mut tx = self.work.db.read().await.unwrap();
        let rows = gauges::outbox(&mut tx, self.work.clock.machine()).await.unwrap();
        rows.iter().map(|row| row.held).sum()
    }
}

/// The most that left in any span of this length.
fn most_within(moments: &[DateTime<Utc>], span: TimeDelta) -> usize {
    let inside = |begin: &DateTime<Utc>| {
        moments.iter().filter(|at| **at >= *begin && **at < *begin + span).count()
    };
    moments.iter().map(inside).max().unwrap_or(0)
}

#[tokio::test]
async fn two_processes_together_never_pass_the_limit_of_a_second_and_send_all() {
    for test in each_database().await {
        let pace = Pace { channel: Rate::within(20, SECOND), ..Pace::default() };
        let one = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace.clone());
        let two = one.another(pace);
        let mut parts = one.queue_for(0..30, Lane::Reminder).await;
        parts.extend(one.queue_for(30..60, Lane::Reply).await);
        let (mut sent, mut moments) = (Vec::new(), Vec::new());
        for _ in 0..100 {
            let (mine, yours) = tokio::join!(one.take(), two.take());
            for part in mine.into_iter().chain(yours) {
                sent.push(part);
                moments.push(one.now());
            }
            one.passes(TimeDelta::milliseconds(40));
        }
        assert!(most_within(&moments, SECOND) <= 20);
        sent.sort();
        parts.sort();
        assert_eq!(sent, parts);
    }
}

#[tokio::test]
async fn a_restart_gives_no_fresh_burst() {
    for test in each_database().await {
        let pace = Pace { channel: Rate::within(50, SECOND), ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace.clone());
        post.queue_for(0..12, Lane::Reply).await;
        assert_eq!(post.take().await.len(), 5);
        let restarted = post.another(pace);
        assert!(restarted.take().await.is_empty());
        restarted.passes(SECOND);
        assert_eq!(restarted.take().await.len(), 5);
    }
}

#[tokio::test]
async fn during_a_run_of_announcements_a_reply_leaves_at_once() {
    for test in each_database().await {
        let pace = Pace { channel: Rate::within(100, SECOND), ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace);
        post.queue_for(0..40, Lane::Bulk).await;
        let first = post.somebody(90).await;
        assert_eq!(post.take().await.len(), 8);
        for _ in 0..20 {
            assert!(post.take().await.is_empty());
            let reply = post.queue(first, Lane::Reply).await;
            let (parts, _) = post.claim().await;
            assert!(parts.iter().any(|part| part.id == reply), "the reply is not among them");
            let replies: Vec<_> = parts.into_iter().filter(|part| part.id == reply).collect();
            post.end(&replies, accepted).await;
            post.passes(TimeDelta::milliseconds(15));
            post.take().await;
        }
    }
}

#[tokio::test]
async fn a_chat_that_had_enough_is_put_off_to_its_moment_and_holds_nobody_else() {
    for test in each_database().await {
        let pace = Pace { address: Rate::each(SECOND, 2), ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace);
        let to = post.somebody(1).await;
        let mut parts = Vec::new();
        for _ in 0..3 {
            parts.push(post.queue(to, Lane::Reply).await);
        }
        for part in &parts[..2] {
            let (claimed, _) = post.claim().await;
            assert_eq!(claimed[0].id, *part);
            post.end(&claimed, accepted).await;
        }
        assert!(post.take().await.is_empty());
        assert_eq!(post.held().await, 1);
        let free = post.queue(post.somebody(2).await, Lane::Reply).await;
        assert_eq!(post.take().await, [free]);
        post.passes(TimeDelta::milliseconds(999));
        assert!(post.take().await.is_empty());
        post.passes(TimeDelta::milliseconds(1));
        assert_eq!(post.take().await, [parts[2]]);
        assert_eq!(post.held().await, 0);
    }
}

#[tokio::test]
async fn who_stands_behind_many_that_are_put_off_is_found_in_a_few_looks() {
    for test in each_database().await {
        let pace = Pace {
            channel: Rate::within(100, SECOND),
            address: Rate::each(TimeDelta::minutes(1), 1),
            ..Pace::default()
        };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace);
        let mut people = Vec::new();
        for n in 0..30 {
            people.push(post.somebody(n).await);
            post.queue(people[n], Lane::Reminder).await;
        }
        for _ in 0..10 {
            let (parts, _) = post.claim().await;
            post.end(&parts, accepted).await;
            post.passes(SECOND);
        }
        for to in &people {
            post.queue(*to, Lane::Reminder).await;
        }
        post.passes(SECOND);
        let last = post.queue(post.somebody(99).await, Lane::Reminder).await;
        let mut found = Vec::new();
        for _ in 0..3 {
            found.extend(post.take().await);
        }
        assert_eq!(found, [last]);
        assert_eq!(post.held().await, 30);
    }
}

#[tokio::test]
async fn a_group_gets_twenty_messages_a_minute_at_most() {
    for test in each_database().await {
        let pace = Pace {
            address: Rate::each(SECOND, 5),
            group: Rate::bursting(20, 5, TimeDelta::minutes(1)),
            ..Pace::default()
        };
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await.paced(pace);
        let group = post.with_handle(Handle::TelegramChat("-100777".to_owned())).await;
        for _ in 0..40 {
            post.queue(group, Lane::Bulk).await;
        }
        let mut moments = Vec::new();
        for _ in 0..150 {
            let (parts, _) = post.claim().await;
            moments.extend(parts.iter().map(|_| post.now()));
            post.end(&parts, accepted).await;
            post.passes(SECOND);
        }
        assert_eq!(moments.len(), 40);
        assert!(most_within(&moments, TimeDelta::minutes(1)) <= 20);
    }
}

#[tokio::test]
async fn a_full_day_holds_the_next_template_and_no_reply_until_somebody_leaves_the_day() {
    for test in each_database().await {
        let pace = Pace { portfolio: "p".into(), people_per_day: 3, ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let mut post = post.paced(pace.clone());
        post.template = Some("pvt_herinnering".to_owned());
        let mut people = Vec::new();
        for n in 0..5 {
            people.push(post.somebody(n).await);
        }
        // nobody's window is open any more
        post.passes(TimeDelta::hours(25));
        for to in &people[..3] {
            let part = post.queue(*to, Lane::Reminder).await;
            let (parts, _) = post.claim().await;
            assert_eq!(parts.iter().map(|part| part.id).collect::<Vec<_>>(), [part]);
            post.end(&parts, accepted).await;
            post.passes(TimeDelta::hours(1));
        }
        post.passes(TimeDelta::hours(3));
        let fourth = post.queue(people[3], Lane::Reminder).await;
        assert!(post.take().await.is_empty());
        let fifth = post.queue(people[4], Lane::Reminder).await;
        let other = post.another(pace);
        assert!(round(&other.work, ROOM, &mut None).await.unwrap().is_empty());
        assert_eq!(post.held().await, 2);
        // who was reached before may be reached again, and who writes gets an answer
        let again = post.queue(people[2], Lane::Reminder).await;
        assert_eq!(post.take().await, [again]);
        post.hears_from(people[3]).await;
        let reply = post.queue(people[3], Lane::Reply).await;
        assert_eq!(post.take().await, [reply]);
        // an hour apart, as those before them left
        post.passes(TimeDelta::hours(18) - SECOND);
        assert!(post.take().await.is_empty());
        post.passes(SECOND);
        assert_eq!(post.take().await, [fourth]);
        post.passes(TimeDelta::hours(1) - SECOND);
        assert!(post.take().await.is_empty());
        post.passes(SECOND);
        assert_eq!(post.take().await, [fifth]);
    }
}

#[tokio::test]
async fn a_limit_that_was_raised_lets_go_at_the_next_start_what_waits_for_another_day() {
    for test in each_database().await {
        let pace =
            |people_per_day| Pace { portfolio: "p".to_owned(), people_per_day, ..Pace::default() };
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let mut post = post.paced(pace(2));
        post.template = Some("pvt_herinnering".to_owned());
        let mut people = Vec::new();
        for n in 0..6 {
            people.push(post.somebody(n).await);
        }
        post.passes(TimeDelta::hours(25));
        for to in people {
            post.queue(to, Lane::Reminder).await;
        }
        assert_eq!(post.take().await.len(), 2);
        assert_eq!(post.held().await, 4);
        assert!(post.take().await.is_empty());
        let raised = post.another(pace(5));
        assert_eq!(round(&raised.work, ROOM, &mut None).await.unwrap().len(), 3);
        assert_eq!(post.held().await, 1);
        let unlimited = post.another(Pace::default());
        assert_eq!(round(&unlimited.work, ROOM, &mut None).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn limits_cost_as_many_statements_for_a_hundred_parts_as_for_one() {
    // two for the buckets; on WhatsApp, where all of these are templates, three for the people
    for (kind, claims) in [(ChannelKind::Telegram, 4), (ChannelKind::Whatsapp, 9)] {
        for test in each_database().await {
            let pace = Pace {
                channel: Rate::within(5_000, SECOND),
                address: Rate::each(SECOND, 5),
                group: None,
                portfolio: "p".to_owned(),
                people_per_day: 1_000,
            };
            let mut post = Post::on(test.db.clone(), kind).await.paced(pace);
            post.template = Some("pvt_herinnering".to_owned());
            let mut begun = 0;
            for (count, is_first) in [(1, true), (1, false), (100, false)] {
                let mut to = Vec::new();
                for n in 0..count {
                    to.push(post.somebody(1_000 + begun + n).await);
                }
                post.passes(TimeDelta::hours(25));
                for to in to {
                    post.queue(to, Lane::Reminder).await;
                }
                begun += count;
                let (parts, statements) = post.claim().await;
                assert_eq!(parts.len(), count);
                assert!(is_first || statements == claims, "{kind}, {count}: {statements}");
                post.end(&parts, accepted).await;
            }
        }
    }
}
