//! News of WhatsApp that comes late, early, twice, or about an attempt that is over.

use super::*;

fn timeout(_: usize) -> Outcome {
    Outcome::Sent(Err(SendError::Unknown { what: "whatsapp:timeout".to_owned() }))
}

fn taken_as(wamid: &str) -> impl Fn(usize) -> Outcome {
    move |_| Outcome::Sent(Ok(Accepted { platform_id: Some(wamid.to_owned()) }))
}

/// What a status says: how far, and why not further.
type News = (Progress, Option<i64>);

const SENT: News = (Progress::Sent, None);
const SOMETHING_WENT_WRONG: News = (Progress::Failed, Some(131_000));
const WINDOW_CLOSED: News = (Progress::Failed, Some(131_047));
const UNDELIVERABLE: News = (Progress::Failed, Some(131_026));

fn report_of(wamid: &str, part: &outbox::Claimed, (progress, error_code): News) -> StatusReport {
    StatusReport {
        platform_id: wamid.to_owned(),
        attempt: Some(Attempt { part: part.id, number: part.attempt }),
        progress,
        at: None,
        error_code,
        dedupe_key: format!("{wamid}:{progress:?}"),
    }
}

impl Post {
    /// A status of the message `wamid`, which this attempt made.
    async fn hears(&self, wamid: &str, attempt: &outbox::Claimed, news: News) {
        let report = report_of(wamid, attempt, news);
        let mut tx = self.work.db.begin().await.unwrap();
        statuses::report(&self.work, &mut tx, &[("whatsapp", &report)], self.now())
            .await
            .unwrap()
            .count();
        tx.commit().await.unwrap();
    }

    /// The one part that may leave now, taken.
    async fn attempt(&self) -> outbox::Claimed {
        let (mut parts, _) = self.claim().await;
        assert_eq!(parts.len(), 1, "{parts:?}");
        parts.remove(0)
    }

    async fn ends(&self, attempt: &outbox::Claimed, outcome: impl Fn(usize) -> Outcome) {
        self.end(std::slice::from_ref(attempt), outcome).await;
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.work.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await.unwrap())
    }

    async fn told(&self) -> i64 {
        self.count("SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE kind = 'undelivered'").await
    }

    /// A part that WhatsApp took as `wamid.1`, called failed for a while, and that waits to go again.
    async fn failed_once(&self) -> (PartId, outbox::Claimed) {
        let part = self.queue(self.somebody(1).await, Lane::Reminder).await;
        let first = self.attempt().await;
        self.ends(&first, taken_as("wamid.1")).await;
        self.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        assert_eq!(self.state(part).await, "queued");
        self.passes(TimeDelta::minutes(1));
        (part, first)
    }
}

#[tokio::test]
async fn an_old_status_does_not_settle_the_doubt_about_a_later_attempt() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let (part, first) = post.failed_once().await;
        let second = post.attempt().await;
        post.ends(&second, timeout).await;
        for news in [SOMETHING_WENT_WRONG, SENT] {
            post.hears("wamid.1", &first, news).await;
            assert_eq!(post.state(part).await, "in_doubt", "{news:?}");
        }
        post.passes(TimeDelta::minutes(1));
        assert!(post.take().await.is_empty(), "it may be there: it must not leave a third time");
        post.hears("wamid.2", &second, SENT).await;
        assert_eq!(post.state(part).await, "accepted");
    }
}

#[tokio::test]
async fn an_old_status_that_comes_during_a_later_attempt_does_not_vouch_for_it() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let (part, first) = post.failed_once().await;
        post.hears("wamid.1", &first, SENT).await;
        let second = post.attempt().await;
        post.hears("wamid.1", &first, SENT).await;
        post.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        post.ends(&second, timeout).await;
        assert_eq!(post.state(part).await, "in_doubt");
        post.passes(TimeDelta::minutes(10));
        post.recover().await;
        assert_eq!(post.state(part).await, "unknown");
    }
}

#[tokio::test]
async fn an_answer_that_comes_after_its_message_was_called_failed_hides_nothing() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        post.passes(TimeDelta::seconds(61));
        post.recover().await;
        post.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        assert_eq!(post.state(part).await, "queued");
        post.ends(&first, taken_as("wamid.1")).await;
        assert_eq!(post.state(part).await, "queued", "it failed: it still has to go again");
    }
}

const STAINED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM delivery WHERE failed_at IS NOT NULL";
const WAITS_FOR_A_ROW: &str = "
    SELECT EXISTS (SELECT 1
                   FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock')";

impl Post {
    /// Commits `tx` once `other`, another process, waits for a row of it.
    async fn commit_when_waited_for(&self, tx: Tx, other: impl Future<Output = ()>) {
        let is_over = std::cell::Cell::new(false);
        let other = async {
            other.await;
            is_over.set(true);
        };
        let committing = async {
            while !self.work.db.is_sqlite() && !is_over.get() {
                let mut look = self.work.db.read().await.unwrap();
                let waits: bool = on!(look, |conn| sqlx::query_scalar(WAITS_FOR_A_ROW)
                    .fetch_one(conn)
                    .await
                    .unwrap());
                if waits {
                    break;
                }
            }
            tx.commit().await.unwrap();
        };
        tokio::join!(other, committing);
    }
}

#[tokio::test]
async fn bad_news_that_two_processes_hear_at_once_is_one_repeat_and_leaves_no_stain_on_it() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        post.ends(&first, taken_as("wamid.1")).await;
        let report = report_of("wamid.1", &first, SOMETHING_WENT_WRONG);
        let mut one = post.work.db.begin().await.unwrap();
        let reports = [("whatsapp", &report)];
        statuses::report(&post.work, &mut one, &reports, post.now()).await.unwrap().count();
        let other = post.hears("wamid.1", &first, SOMETHING_WENT_WRONG);
        post.commit_when_waited_for(one, other).await;
        assert_eq!((post.state(part).await.as_str(), post.count(STAINED).await), ("queued", 0));
    }
}

#[tokio::test]
async fn a_message_that_was_seen_to_arrive_is_never_sent_again() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        post.ends(&first, taken_as("wamid.1")).await;
        post.hears("wamid.1", &first, (Progress::Delivered, None)).await;
        post.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        assert_eq!((post.state(part).await.as_str(), post.count(STAINED).await), ("accepted", 0));
    }
}

#[tokio::test]
async fn bad_news_that_overtakes_its_call_is_acted_on_when_the_call_ends() {
    for news in [SOMETHING_WENT_WRONG, WINDOW_CLOSED] {
        for test in each_database().await {
            let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
            let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
            let first = post.attempt().await;
            post.hears("wamid.1", &first, news).await;
            assert_eq!(post.state(part).await, "sending");
            post.ends(&first, taken_as("wamid.1")).await;
            assert_eq!(post.state(part).await, "queued", "{news:?}");
        }
    }
}

#[tokio::test]
async fn bad_news_that_is_heard_while_another_process_writes_the_end_is_acted_on_by_one_of_them() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        let report = report_of("wamid.1", &first, SOMETHING_WENT_WRONG);
        let mut one = post.work.db.begin().await.unwrap();
        let reports = [("whatsapp", &report)];
        statuses::report(&post.work, &mut one, &reports, post.now()).await.unwrap().count();
        post.commit_when_waited_for(one, post.ends(&first, taken_as("wamid.1"))).await;
        assert_eq!(post.state(part).await, "queued");
    }
}

#[tokio::test]
async fn bad_news_of_a_call_whose_worker_died_is_acted_on_when_its_lease_is_over() {
    for (news, state, told) in [(SOMETHING_WENT_WRONG, "queued", 0), (UNDELIVERABLE, "accepted", 1)]
    {
        for test in each_database().await {
            let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
            let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
            let first = post.attempt().await;
            post.hears("wamid.1", &first, news).await;
            post.passes(TimeDelta::seconds(61));
            post.recover().await;
            assert_eq!((post.state(part).await.as_str(), post.told().await), (state, told));
            // a copy changes nothing
            post.hears("wamid.1", &first, news).await;
            assert_eq!((post.state(part).await.as_str(), post.told().await), (state, told));
        }
    }
}

#[tokio::test]
async fn a_doubt_that_good_news_settled_hears_bad_news_too() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        post.hears("wamid.1", &first, SENT).await;
        post.passes(TimeDelta::seconds(61));
        post.recover().await;
        assert_eq!(post.state(part).await, "accepted");
        post.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        assert_eq!(post.state(part).await, "queued");
    }
}

impl Post {
    /// A message of two parts of which the first became `unknown`, so that the other was cancelled.
    async fn cut_in_half(&self, to: To) -> (Vec<PartId>, outbox::Claimed) {
        let parts = self.queue_parts(to, Lane::Reminder, 2).await;
        let first = self.attempt().await;
        self.ends(&first, timeout).await;
        self.passes(TimeDelta::minutes(10));
        self.recover().await;
        assert_eq!(self.state(parts[0]).await, "unknown");
        assert_eq!(self.state(parts[1]).await, "cancelled");
        (parts, first)
    }
}

#[tokio::test]
async fn the_rest_of_a_message_whose_first_part_arrived_after_all_follows() {
    for by_status in [true, false] {
        for test in each_database().await {
            let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
            let to = post.somebody(1).await;
            let (parts, first) = post.cut_in_half(to).await;
            let newer = post.queue(to, Lane::Reminder).await;
            post.passes(TimeDelta::seconds(1));
            if by_status {
                post.hears("wamid.1", &first, SENT).await;
            } else {
                post.ends(&first, taken_as("wamid.1")).await;
            }
            assert_eq!(post.state(parts[0]).await, "accepted");
            assert_eq!(post.take().await, [parts[1]], "before what is newer");
            assert_eq!(post.state(newer).await, "queued");
        }
    }
}

#[tokio::test]
async fn the_rest_does_not_follow_when_it_is_worthless_or_nobody_wants_it_any_more() {
    const STOP: &str = "UPDATE mailbox SET stopped_at = created_at";
    for stopped in [true, false] {
        for test in each_database().await {
            let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
            let (parts, first) = post.cut_in_half(post.somebody(1).await).await;
            if stopped {
                let mut tx = post.work.db.begin().await.unwrap();
                on!(tx, |conn| sqlx::query(STOP).execute(conn).await.map(|_| ()).unwrap());
                tx.commit().await.unwrap();
            } else {
                post.passes(TimeDelta::hours(20));
            }
            post.hears("wamid.1", &first, SENT).await;
            assert_eq!(post.state(parts[0]).await, "accepted");
            assert_eq!(post.state(parts[1]).await, "cancelled");
        }
    }
}

#[tokio::test]
async fn what_a_template_carried_whole_is_not_sent_again_in_part_and_nobody_is_told() {
    for test in each_database().await {
        let mut post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        post.template = Some("pvt_herinnering".to_owned());
        let to = post.somebody(1).await;
        post.passes(TimeDelta::hours(25));
        let parts = post.queue_parts(to, Lane::Reminder, 2).await;
        let mut tx = post.work.db.begin().await.unwrap();
        let prepared = claim(&post.work, &mut tx, ROOM).await.unwrap().remove(0);
        let Prepared::Ready(ready) = prepared else { panic!("not ready") };
        let Part::Template { template } = ready.part else { panic!("no template") };
        let outcome = taken_as("wamid.1")(0);
        let claimed = ready.claimed.clone();
        let (part, words) = (ready.claimed, "pvt_herinnering".to_owned());
        let end = Ended { part, words, template: Some(template), outcome };
        finish(&post.work, &mut tx, &mut [end]).await.unwrap().tell();
        let Prepared::Ended(end) = claim(&post.work, &mut tx, ROOM).await.unwrap().remove(0) else {
            panic!("it would leave")
        };
        finish(&post.work, &mut tx, &mut [*end]).await.unwrap().tell();
        tx.commit().await.unwrap();
        assert_eq!(post.state(parts[1]).await, "cancelled");
        assert_eq!(post.told().await, 0);
        // a repeat carries all of it again, also in an open window
        post.hears_from(to).await;
        let first = outbox::Claimed { attempt: 1, ..claimed };
        post.hears("wamid.1", &first, SOMETHING_WENT_WRONG).await;
        post.passes(TimeDelta::minutes(1));
        let mut tx = post.work.db.begin().await.unwrap();
        let prepared = claim(&post.work, &mut tx, ROOM).await.unwrap().remove(0);
        let Prepared::Ready(ready) = prepared else { panic!("not ready") };
        assert!(matches!(ready.part, Part::Template { .. }));
    }
}

#[tokio::test]
async fn a_later_part_that_the_shut_window_keeps_in_the_house_is_told_when_the_first_went_freely() {
    for test in each_database().await {
        let mut post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        post.template = Some("pvt_herinnering".to_owned());
        let to = post.somebody(1).await;
        let parts = post.queue_parts(to, Lane::Reply, 2).await;
        let first = post.attempt().await;
        post.ends(&first, taken_as("wamid.1")).await;
        // the second waits past the window, for a pause of its channel say
        post.passes(TimeDelta::hours(24));
        let mut tx = post.work.db.begin().await.unwrap();
        on!(tx, |conn| sqlx::query("UPDATE outbox SET expires_at = $1")
            .bind(post.now() + TimeDelta::hours(1))
            .execute(conn)
            .await
            .map(|_| ())
            .unwrap());
        let Prepared::Ended(end) = claim(&post.work, &mut tx, ROOM).await.unwrap().remove(0) else {
            panic!("it would leave")
        };
        finish(&post.work, &mut tx, &mut [*end]).await.unwrap().tell();
        tx.commit().await.unwrap();
        assert_eq!((post.state(parts[1]).await.as_str(), post.told().await), ("refused", 1));
    }
}

#[tokio::test]
async fn the_first_cause_of_a_doubt_stays_when_no_news_comes() {
    const CODE: &str = "SELECT code FROM outbox";
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let part = post.queue(post.somebody(1).await, Lane::Reminder).await;
        post.ends(&post.attempt().await, timeout).await;
        post.passes(TimeDelta::minutes(10));
        post.recover().await;
        assert_eq!(post.state(part).await, "unknown");
        let mut tx = post.work.db.read().await.unwrap();
        let code: String = on!(tx, |conn| sqlx::query_scalar(CODE).fetch_one(conn).await.unwrap());
        assert_eq!(code, "whatsapp:timeout");
    }
}

#[tokio::test]
async fn an_end_that_does_not_count_is_not_counted_and_a_settled_doubt_is() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        post.queue(post.somebody(1).await, Lane::Reminder).await;
        let first = post.attempt().await;
        for (outcome, counted) in [(timeout(0), 1), (timeout(0), 0)] {
            let (part, words) = (first.clone(), String::new());
            let end = Ended { part, words, template: None, outcome };
            let mut tx = post.work.db.begin().await.unwrap();
            let told = finish(&post.work, &mut tx, &mut [end]).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(told.ends.len(), counted);
            told.tell();
        }
        for settled in [r#"Settled(["whatsapp"])"#, "Settled([])"] {
            let report = report_of("wamid.1", &first, SENT);
            let mut tx = post.work.db.begin().await.unwrap();
            let reports = [("whatsapp", &report)];
            let told = statuses::report(&post.work, &mut tx, &reports, post.now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(format!("{told:?}"), settled);
        }
    }
}
