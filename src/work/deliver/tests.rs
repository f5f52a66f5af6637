//! The whole way of a part, on both databases: statements counted, order kept, doubt settled.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};

use super::claim::{Room, claim};
use super::finish::finish;
use super::{Ended, Outcome, Prepared, recover};
use crate::channel::telegram::errors as telegram;
use crate::channel::whatsapp::errors as whatsapp;
use crate::channel::{Channel, Courtesy, Media, SendError, limits};
use crate::clock::Clock;
use crate::dialog::shipped;
use crate::ids::{AddressId, GemeenteId, MailboxId, PartId};
use crate::message::{
    Accepted, Attempt, ChannelId, ChannelKind, Facts, Handle, Lane, Limits, Part, Progress, Saying,
    StatusReport, TextId,
};
use crate::store::addresses::{self, NewAddress};
use crate::store::hot::Hex;
use crate::store::hot::effects::{PartWrite, Writes, write};
use crate::store::mailboxes::{self, ChannelRef};
use crate::store::testing::each_database;
use crate::store::{Db, Tx, gemeenten, on, outbox};
use crate::trade::person::Language;
use crate::work::content::adopt;
use crate::work::{OpenChannel, Work, statuses};

mod answers;
mod late_news;
mod own_limits;

const ROOM: Room = Room { replies: 200, others: 200 };

/// Never called: the tests make the answers.
struct Silent(ChannelKind);

#[async_trait]
impl Channel for Silent {
    fn kind(&self) -> ChannelKind {
        self.0
    }

    fn limits(&self) -> &Limits {
        limits::of(self.0)
    }

    async fn send(&self, _: &Handle, _: &Part, _: Attempt) -> Result<Accepted, SendError> {
        Err(SendError::Unknown { what: "silent".to_owned() })
    }

    async fn courtesy(&self, _: Courtesy) {}

    async fn fetch(&self, _: &str) -> Result<Media, SendError> {
        Err(SendError::Unknown { what: "silent".to_owned() })
    }
}

struct Post {
    work: Work,
    gemeente: GemeenteId,
    kind: ChannelKind,
    revision: String,
    /// What carries a message outside the window.
    template: Option<String>,
}

#[derive(Clone, Copy)]
struct To {
    mailbox: MailboxId,
    address: AddressId,
}

impl Post {
    async fn on(db: Db, kind: ChannelKind) -> Self {
        let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
        let clock = Clock::stepped(now);
        let mut tx = db.begin().await.unwrap();
        let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
        tx.commit().await.unwrap();
        let of = ChannelRef { id: ChannelId(kind.as_str().to_owned()), kind, gemeente };
        let open = OpenChannel { of, out: Arc::new(Silent(kind)) };
        let work = Work::new(db, clock, [open], Duration::from_secs(1));
        adopt(&work, &shipped::files(), true).await.unwrap();
        let mut tx = work.db.read().await.unwrap();
        let revision = crate::store::content::published(&mut tx).await.unwrap().unwrap().0;
        drop(tx);
        Self { work, gemeente, kind, revision, template: None }
    }

    fn now(&self) -> DateTime<Utc> {
        self.work.clock.civil()
    }

    fn passes(&self, by: TimeDelta) {
        self.work.clock.advance(by.to_std().unwrap());
    }

    /// Somebody who has just written.
    async fn somebody(&self, n: usize) -> To {
        self.with_handle(match self.kind {
            ChannelKind::Telegram => Handle::TelegramChat(format!("{}", 7_000_000 + n)),
            ChannelKind::Whatsapp => Handle::Phone(format!("{}", 31_612_000_000_u64 + n as u64)),
        })
        .await
    }

    async fn with_handle(&self, handle: Handle) -> To {
        let now = self.now();
        let mut tx = self.work.db.begin().await.unwrap();
        let language = Language::Nl;
        let mailbox = mailboxes::make_mailbox(&mut tx, self.gemeente, "address", language, now)
            .await
            .unwrap();
        let channel = ChannelId(self.kind.as_str().to_owned());
        let (gemeente, kind) = (self.gemeente, self.kind);
        let new = NewAddress { gemeente, channel: &channel, kind, mailbox, person: None };
        let address = addresses::insert(&mut tx, new, &[handle], now).await.unwrap();
        addresses::note_writing(&mut tx, address, now).await.unwrap();
        tx.commit().await.unwrap();
        To { mailbox, address }
    }

    async fn hears_from(&self, to: To) {
        let mut tx = self.work.db.begin().await.unwrap();
        addresses::note_writing(&mut tx, to.address, self.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A row of a message that was just made.
    fn row(&self, tx: &Tx, to: To, lane: Lane, part_no: i64) -> PartWrite {
        let saying = Saying {
            text: TextId::from("nogmaals"),
            facts: Facts::new(),
            choices: Vec::new(),
            question: None,
            template: self.template.clone(),
            aids: Vec::new(),
        };
        PartWrite {
            id: PartId::fresh(),
            gemeente: self.gemeente,
            mailbox: to.mailbox,
            address: to.address,
            channel: self.kind.as_str().to_owned(),
            conversation: None,
            question: None,
            lane: lane.rank(),
            seq: 0,
            revision: self.revision.clone(),
            language: "nl",
            text_id: saying.text.0.clone(),
            sealed: Hex(tx.vault().seal_json("outbox.sealed", &saying).unwrap()),
            part_no,
            aid: None,
            created_at: self.now(),
            not_before: self.now(),
            expires_at: self.now() + TimeDelta::hours(20),
            taken_until: None,
        }
    }

    /// A message of one part.
    async fn queue(&self, to: To, lane: Lane) -> PartId {
        self.queue_parts(to, lane, 1).await[0]
    }

    async fn queue_parts(&self, to: To, lane: Lane, parts: i64) -> Vec<PartId> {
        let mut tx = self.work.db.begin().await.unwrap();
        let mut writes = Writes::default();
        let rows: Vec<PartWrite> = (0..parts).map(|no| self.row(&tx, to, lane, no)).collect();
        let ids = rows.iter().map(|row| row.id).collect();
        rows.into_iter().for_each(|row| writes.queue(row));
        write(&mut tx, &mut writes).await.unwrap();
        tx.commit().await.unwrap();
        ids
    }

    /// Takes what may leave, and how many statements that took.
    async fn claim(&self) -> (Vec<outbox::Claimed>, u64) {
        let mut tx = self.work.db.begin().await.unwrap();
        let prepared = claim(&self.work, &mut tx, ROOM).await.unwrap();
        let statements = tx.statements();
        tx.commit().await.unwrap();
        (prepared.iter().map(Prepared::claimed).cloned().collect(), statements)
    }

    async fn take(&self) -> Vec<PartId> {
        self.claim().await.0.into_iter().map(|part| part.id).collect()
    }

    /// All of these ended so; how many statements writing it down took.
    async fn end(&self, parts: &[outbox::Claimed], outcome: impl Fn(usize) -> Outcome) -> u64 {
        let mut ended: Vec<Ended> = parts
            .iter()
            .enumerate()
            .map(|(n, part)| Ended {
                part: part.clone(),
                words: "tot morgen".to_owned(),
                template: None,
                outcome: outcome(n),
            })
            .collect();
        let mut tx = self.work.db.begin().await.unwrap();
        finish(&self.work, &mut tx, &mut ended).await.unwrap().tell();
        let statements = tx.statements();
        tx.commit().await.unwrap();
        statements
    }

    async fn state(&self, part: PartId) -> String {
        const STATE: &str = "SELECT state FROM outbox WHERE id = $1";
        let mut tx = self.work.db.read().await.unwrap();
        on!(tx, |conn| sqlx::query_scalar(STATE).bind(part).fetch_one(conn).await.unwrap())
    }

    /// What WhatsApp says of the newest attempt.
    async fn report(&self, part: PartId, progress: Progress, code: Option<i64>) {
        let mut tx = self.work.db.begin().await.unwrap();
        let number = outbox::by_id(&mut tx, part).await.unwrap().attempt;
        let report = StatusReport {
            platform_id: format!("wamid.{part}"),
            attempt: Some(Attempt { part, number }),
            progress,
            at: Some(self.now()),
            error_code: code,
            dedupe_key: format!("{part}:{progress:?}"),
        };
        statuses::report(&self.work, &mut tx, &[("whatsapp", &report)], self.now())
            .await
            .unwrap()
            .count();
        tx.commit().await.unwrap();
    }

    async fn recover(&self) {
        let mut look = self.work.db.read().await.unwrap();
        let found = outbox::overdue(&mut look, self.work.clock.machine()).await.unwrap();
        drop(look);
        recover::overdue(&self.work, found).await.unwrap();
    }
}

fn accepted(n: usize) -> Outcome {
    Outcome::Sent(Ok(Accepted { platform_id: Some(format!("m{n}")) }))
}

fn failed(error: SendError) -> impl Fn(usize) -> Outcome {
    move |_| Outcome::Sent(Err(error.clone()))
}

#[tokio::test]
async fn a_hundred_parts_cost_as_many_statements_as_one() {
    // on WhatsApp two more: the state of templates, and the early reports of what was sent
    for (kind, claims, ends) in [(ChannelKind::Telegram, 2, 2), (ChannelKind::Whatsapp, 4, 3)] {
        for test in each_database().await {
            let post = Post::on(test.db.clone(), kind).await;
            let mut begun = 0;
            // the first claim of a process also reads what it remembers from then on
            for (count, is_first) in [(1, true), (1, false), (100, false)] {
                for n in 0..count {
                    let to = post.somebody(begun + n).await;
                    post.queue(to, Lane::Reply).await;
                }
                begun += count;
                let (parts, statements) = post.claim().await;
                assert_eq!(parts.len(), count);
                assert!(is_first || statements == claims, "claim of {count}: {statements}");
                let statements = post.end(&parts, accepted).await;
                assert_eq!(statements, ends, "ends of {count} on {kind}");
            }
        }
    }
}

#[tokio::test]
async fn a_later_part_leaves_after_the_earlier_was_accepted_and_never_after_a_refusal() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let (one, two) = (post.somebody(1).await, post.somebody(2).await);
        let good = post.queue_parts(one, Lane::Reminder, 2).await;
        let bad = post.queue_parts(two, Lane::Reminder, 2).await;
        let next = post.queue(two, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        assert_eq!(parts.len(), 2);
        assert!(post.take().await.is_empty());
        let too_long = telegram::classify(400, "message is too long", telegram::Hints::default());
        let outcome = |n: usize| match parts[n].id == good[0] {
            true => accepted(n),
            false => Outcome::Sent(Err(too_long.clone())),
        };
        post.end(&parts, outcome).await;
        let mut left = post.take().await;
        left.sort();
        let mut expected = vec![good[1], next];
        expected.sort();
        assert_eq!(left, expected);
        assert_eq!(post.state(bad[1]).await, "cancelled");
    }
}

#[tokio::test]
async fn what_waits_in_one_lane_never_holds_a_reply_to_the_same_address() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let to = post.somebody(1).await;
        post.queue(to, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        post.end(&parts, failed(whatsapp::classify(Some(131_000), 400))).await;
        let reply = post.queue(to, Lane::Reply).await;
        assert_eq!(post.take().await, [reply]);
    }
}

#[tokio::test]
async fn a_doubt_stops_its_lane_until_a_status_settles_it() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let to = post.somebody(1).await;
        let doubtful = post.queue(to, Lane::Reminder).await;
        let behind = post.queue(to, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        post.end(&parts, failed(SendError::Unknown { what: "whatsapp:timeout".into() })).await;
        assert_eq!(post.state(doubtful).await, "in_doubt");
        post.passes(TimeDelta::minutes(9));
        post.recover().await;
        assert!(post.take().await.is_empty());
        post.report(doubtful, Progress::Sent, None).await;
        assert_eq!(post.state(doubtful).await, "accepted");
        post.passes(TimeDelta::minutes(1));
        assert_eq!(post.take().await, [behind]);
    }
}

#[tokio::test]
async fn a_doubt_without_news_ends_unknown_after_ten_minutes_and_the_lane_goes_on() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let to = post.somebody(1).await;
        let doubtful = post.queue(to, Lane::Reminder).await;
        let behind = post.queue(to, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        post.end(&parts, failed(SendError::Unknown { what: "whatsapp:timeout".into() })).await;
        assert!(post.take().await.is_empty());
        post.passes(TimeDelta::minutes(10));
        post.recover().await;
        assert_eq!(post.state(doubtful).await, "unknown");
        assert_eq!(post.take().await, [behind]);
        // late news is still news
        post.report(doubtful, Progress::Delivered, None).await;
        assert_eq!(post.state(doubtful).await, "accepted");
    }
}

#[tokio::test]
async fn one_chat_that_must_wait_holds_itself_and_three_hold_the_bot() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let hints = telegram::Hints { retry_after: Some(30), migrate_to_chat_id: None };
        let busy = || failed(telegram::classify(429, "Too Many Requests", hints));
        let first = post.somebody(0).await;
        post.queue(first, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        post.end(&parts, busy()).await;
        post.queue(first, Lane::Reply).await;
        let other = post.somebody(1).await;
        let free = post.queue(other, Lane::Reply).await;
        assert_eq!(post.take().await, [free]);
        for n in 2..4 {
            let to = post.somebody(n).await;
            post.queue(to, Lane::Reminder).await;
        }
        let (parts, _) = post.claim().await;
        post.end(&parts, busy()).await;
        let late = post.somebody(4).await;
        post.queue(late, Lane::Reply).await;
        assert!(post.take().await.is_empty());
        post.passes(TimeDelta::seconds(31));
        assert_eq!(post.take().await.len(), 5);
    }
}

#[tokio::test]
async fn an_alarm_holds_the_channel_and_loses_nothing() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let (one, two) = (post.somebody(1).await, post.somebody(2).await);
        let first = post.queue(one, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        post.end(&parts, failed(whatsapp::classify(Some(190), 401))).await;
        let second = post.queue(two, Lane::Reply).await;
        assert!(post.take().await.is_empty());
        post.passes(TimeDelta::minutes(10));
        assert_eq!(post.take().await, [second, first]);
    }
}

#[tokio::test]
async fn a_window_that_closed_on_the_way_asks_for_the_template_once() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Whatsapp).await;
        let to = post.somebody(1).await;
        let part = post.queue(to, Lane::Reminder).await;
        let (parts, _) = post.claim().await;
        let id = format!("wamid.{part}");
        post.end(&parts, |_| Outcome::Sent(Ok(Accepted { platform_id: Some(id.clone()) }))).await;
        post.report(part, Progress::Failed, Some(131_047)).await;
        assert_eq!(post.state(part).await, "queued");
        let mut tx = post.work.db.read().await.unwrap();
        assert!(outbox::is_template_only(&mut tx, part).await.unwrap());
        drop(tx);
        assert_eq!(post.take().await, [part]);
    }
}

#[tokio::test]
async fn a_group_with_a_new_id_gets_its_message_there() {
    for test in each_database().await {
        let post = Post::on(test.db.clone(), ChannelKind::Telegram).await;
        let to = post.somebody(1).await;
        let part = post.queue(to, Lane::Reply).await;
        let (parts, _) = post.claim().await;
        let hints = telegram::Hints { retry_after: None, migrate_to_chat_id: Some(-1_001_234) };
        post.end(&parts, failed(telegram::classify(400, "upgraded", hints))).await;
        assert_eq!(post.take().await, [part]);
        let mut tx = post.work.db.read().await.unwrap();
        let handle = addresses::handle_of(&mut tx, to.address).await.unwrap();
        assert_eq!(handle, Some(Handle::TelegramChat("-1001234".to_owned())));
    }
}
