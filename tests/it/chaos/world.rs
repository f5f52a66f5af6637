//! What both sides hold when the day is over, as plain values: the phones and the platforms on one
//! side, the rows on the other. [`super::audit`] compares them; `super::look` fills this in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wegwijzer::message::ChannelKind;
use wegwijzer::sandbox::Gesture;

/// Everything there is to compare.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Civil time stands here.
    pub now: DateTime<Utc>,
    /// The platforms' side.
    pub phones: Vec<SeenPhone>,
    /// What people did, per phone.
    pub gestures: BTreeMap<(String, Gesture), usize>,
    /// What the platforms took, in that order.
    pub taken: Vec<Taken>,
    /// Webhooks that the platforms stopped bringing.
    pub given_up: u64,
    /// Webhooks still on their way.
    pub is_idle: bool,
    /// The database's side.
    pub events: Vec<Event>,
    /// Mailboxes into which another was merged: two orders have become one there.
    pub merged: Vec<Uuid>,
    /// The outbox.
    pub parts: Vec<Part>,
    /// Answers, corrections too.
    pub answers: Vec<Answer>,
    /// Reminders, waits and schedules that are due and did not fire: table and row.
    pub overdue: Vec<(String, String)>,
    /// How many reminders and waits became an event.
    pub fired: BTreeMap<String, usize>,
    /// Reminders that were dropped, by the rule that says so.
    pub dropped: BTreeMap<String, usize>,
    /// Questions that are still open.
    pub questions: Vec<OpenQuestion>,
}

/// A phone, and the address under which the database knows it.
#[derive(Clone, Debug)]
pub struct SeenPhone {
    pub id: String,
    pub kind: ChannelKind,
    pub address: Option<Uuid>,
    /// Messages of the owner that never reached the service.
    pub untaken: usize,
    /// What the service sent and the screen shows, oldest first.
    pub shown: Vec<Shown>,
}

/// A message on a screen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// WhatsApp echoes it: the part's id.
    pub part: Option<Uuid>,
    /// The owner opened it.
    pub read: bool,
}

/// A message that a platform took.
#[derive(Clone, Debug)]
pub struct Taken {
    pub phone: String,
    pub message: String,
    /// The keyed hash under which the database would know `message`.
    pub hash: Vec<u8>,
    /// WhatsApp only: the part, and which attempt to send it this was.
    pub part: Option<Uuid>,
    pub attempt: i64,
    pub text: String,
    /// A picture or a voice note beside the words of another.
    pub is_file: bool,
}

/// An event, waiting or handled.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Event {
    pub id: Uuid,
    pub mailbox_id: Uuid,
    pub seq: i64,
    pub address_id: Option<Uuid>,
    pub kind: String,
    pub handled_at: Option<DateTime<Utc>>,
    pub parked_at: Option<DateTime<Utc>>,
}

/// A row of the outbox.
#[derive(Clone, Debug)]
pub struct Part {
    pub id: Uuid,
    pub mailbox: Uuid,
    pub address: Uuid,
    pub lane: i64,
    pub seq: i64,
    pub state: String,
    pub attempt: i64,
    pub doubtful: bool,
    /// The platform's id, hashed.
    pub hash: Option<Vec<u8>>,
    /// As sent at the last attempt.
    pub words: String,
    /// A picture or a voice note beside the words of another.
    pub is_file: bool,
    pub delivered: bool,
    pub read: bool,
    pub failed: bool,
}

/// A recorded answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Answer {
    pub mailbox_id: Uuid,
    pub question_id: Uuid,
    pub key: String,
    pub value: String,
    pub at: DateTime<Utc>,
}

/// A question that nobody closed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenQuestion {
    pub id: Uuid,
    pub mailbox_id: Uuid,
    /// Dialog, step, rungs climbed.
    pub what: String,
    pub next_rung_at: Option<DateTime<Utc>>,
    pub tasks: i64,
}
