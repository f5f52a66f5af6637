//! What the bot begins by itself with many people at once: what it began, what still wants to begin,
//! and what becomes of that. The contact budget decides between these.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{OverRows, fetch, over, run, stamp, stamp_some};
use crate::ids::{EnrolmentId, MailboxId, ReminderId, SessionId, StartId};
use crate::store::{Result, Tx};

#[derive(Serialize)]
struct Until {
    mailbox: MailboxId,
    #[serde(serialize_with = "stamp")]
    until: DateTime<Utc>,
}

/// A reminder that has neither gone out nor been dropped.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenReminder {
    /// Which.
    pub id: ReminderId,
    /// For whom.
    pub mailbox_id: MailboxId,
    /// About which session.
    pub session_id: SessionId,
    /// When it is planned.
    pub due_at: DateTime<Utc>,
    /// When it was meant to come.
    pub meant_at: DateTime<Utc>,
    /// Its last useful moment.
    pub useful_until: DateTime<Utc>,
    /// When the session begins.
    pub starts_at: DateTime<Utc>,
    /// What was said about coming.
    pub intent: Option<String>,
}

over! {
    REMINDERS (mailbox uuid, until timestamptz) "
        SELECT x.id, p.mailbox_id, x.session_id, x.due_at,
               COALESCE(x.moved_from, x.due_at) AS meant_at, x.useful_until, s.starts_at, a.intent
        FROM r
        CROSS JOIN person p
        JOIN enrolment e ON e.person_id = p.id
        JOIN reminder x ON x.enrolment_id = e.id
        JOIN session s ON s.id = x.session_id
        LEFT JOIN attendance a ON a.enrolment_id = x.enrolment_id AND a.session_id = x.session_id
        WHERE p.mailbox_id = r.mailbox
          AND x.due_at <= r.until
          AND COALESCE(x.fired_at IS NULL AND x.dropped_at IS NULL, FALSE)
          AND e.ended_at IS NULL
          AND s.cancelled_at IS NULL
          AND s.version = x.session_version"
}

/// The reminders that are planned for these people until then, in no order.
pub async fn reminders(
    tx: &mut Tx,
    mailboxes: &HashSet<MailboxId>,
    until: DateTime<Utc>,
) -> Result<Vec<OpenReminder>> {
    let rows: Vec<Until> =
        mailboxes.iter().map(|mailbox| Until { mailbox: *mailbox, until }).collect();
    fetch(tx, &REMINDERS, &rows).await
}

#[derive(Serialize)]
struct Since {
    mailbox: MailboxId,
    #[serde(serialize_with = "stamp")]
    since: DateTime<Utc>,
}

/// Something that began, or wants to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Started {
    /// Which.
    pub id: StartId,
    /// With whom.
    pub mailbox_id: MailboxId,
    /// When it is planned, or was.
    pub due_at: DateTime<Utc>,
    /// Its last useful moment.
    pub useful_until: DateTime<Utc>,
    /// When it began.
    pub begun_at: Option<DateTime<Utc>>,
    /// It is said after a lesson.
    pub is_of_a_lesson: bool,
}

over! {
    STARTS (mailbox uuid, since timestamptz) "
        SELECT s.id, s.mailbox_id, s.due_at, s.useful_until, s.begun_at,
               s.session_id IS NOT NULL AS is_of_a_lesson
        FROM r
        CROSS JOIN bot_start s
        WHERE s.mailbox_id = r.mailbox AND s.due_at >= r.since AND s.dropped_at IS NULL"
}

/// What began with these people since then, and what is planned but for reminders; in no order.
pub async fn starts(
    tx: &mut Tx,
    mailboxes: &HashSet<MailboxId>,
    since: DateTime<Utc>,
) -> Result<Vec<Started>> {
    let rows: Vec<Since> =
        mailboxes.iter().map(|mailbox| Since { mailbox: *mailbox, since }).collect();
    fetch(tx, &STARTS, &rows).await
}

/// A row of `bot_start`; it is about a reminder, a schedule or a lesson.
#[derive(Clone, Serialize)]
pub struct StartWrite {
    /// Its new id.
    pub id: StartId,
    /// With whom.
    pub mailbox: MailboxId,
    /// Which reminder, if one.
    pub reminder: Option<ReminderId>,
    /// Which schedule, if one.
    pub schedule: Option<String>,
    /// After which lesson, if that is what it is about.
    pub session: Option<SessionId>,
    /// Whose place at that lesson.
    pub enrolment: Option<EnrolmentId>,
    /// What a schedule begins.
    pub dialog: Option<String>,
    /// When it begins, or began.
    #[serde(serialize_with = "stamp")]
    pub due_at: DateTime<Utc>,
    /// When it was meant to.
    #[serde(serialize_with = "stamp")]
    pub meant_at: DateTime<Utc>,
    /// Its last useful moment.
    #[serde(serialize_with = "stamp")]
    pub useful_until: DateTime<Utc>,
    /// It begins now.
    #[serde(serialize_with = "stamp_some")]
    pub begun_at: Option<DateTime<Utc>>,
    /// It never begins.
    #[serde(serialize_with = "stamp_some")]
    pub dropped_at: Option<DateTime<Utc>>,
    /// By which rule.
    pub dropped_why: Option<&'static str>,
}

over! {
    NOTE (id uuid, mailbox uuid, reminder uuid, schedule text, session uuid, enrolment uuid,
          dialog text, due_at timestamptz, meant_at timestamptz, useful_until timestamptz,
          begun_at timestamptz, dropped_at timestamptz, dropped_why text) "
        INSERT INTO bot_start (id, mailbox_id, reminder_id, schedule, session_id, enrolment_id,
                               dialog, due_at, meant_at, useful_until, begun_at, dropped_at,
                               dropped_why)
        SELECT id, mailbox, reminder, schedule, session, enrolment, dialog, due_at, meant_at,
               useful_until, begun_at, dropped_at, dropped_why
        FROM r"
}

/// Notes what begins, or will.
pub async fn note(tx: &mut Tx, starts: &[StartWrite]) -> Result<()> {
    run(tx, &NOTE, starts).await
}

#[derive(Serialize)]
struct Begun {
    id: StartId,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

over! {
    BEGUN (id uuid, at timestamptz) "
        UPDATE bot_start
        SET begun_at = r.at, due_at = r.at
        FROM r
        WHERE bot_start.id = r.id
          AND COALESCE(bot_start.begun_at IS NULL AND bot_start.dropped_at IS NULL, FALSE)
        RETURNING bot_start.id"
}

/// These begin now; gives those that were ours to begin: another worker may have been first.
pub async fn begun(
    tx: &mut Tx,
    starts: impl IntoIterator<Item = StartId>,
    now: DateTime<Utc>,
) -> Result<HashSet<StartId>> {
    let rows: Vec<Begun> = starts.into_iter().map(|id| Begun { id, at: now }).collect();
    Ok(fetch::<_, (StartId,)>(tx, &BEGUN, &rows).await?.into_iter().map(|(id,)| id).collect())
}

/// A planned start that goes another way.
#[derive(Serialize)]
pub struct Fate {
    /// Which.
    pub id: uuid::Uuid,
    /// When it is planned now; of a dropped one, when it was dropped.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
    /// By which rule.
    pub why: &'static str,
}

over! {
    DROPPED (id uuid, at timestamptz, why text) "
        UPDATE bot_start
        SET dropped_at = r.at, dropped_why = r.why
        FROM r
        WHERE bot_start.id = r.id
          AND COALESCE(bot_start.begun_at IS NULL AND bot_start.dropped_at IS NULL, FALSE)"
}

/// These never begin.
pub async fn dropped(tx: &mut Tx, starts: &[Fate]) -> Result<()> {
    run(tx, &DROPPED, starts).await
}

over! {
    MOVED (id uuid, at timestamptz) "
        UPDATE bot_start
        SET due_at = r.at
        FROM r
        WHERE bot_start.id = r.id
          AND COALESCE(bot_start.begun_at IS NULL AND bot_start.dropped_at IS NULL, FALSE)"
}

/// These begin later.
pub async fn moved(tx: &mut Tx, starts: &[Fate]) -> Result<()> {
    run(tx, &MOVED, starts).await
}

over! {
    MOVED_REMINDERS (id uuid, at timestamptz, why text) "
        UPDATE reminder
        SET moved_from = COALESCE(moved_from, due_at), moved_why = r.why, due_at = r.at
        FROM r
        WHERE reminder.id = r.id
          AND COALESCE(reminder.fired_at IS NULL AND reminder.dropped_at IS NULL, FALSE)"
}

/// These reminders come later, each by its rule.
pub async fn moved_reminders(tx: &mut Tx, reminders: &[Fate]) -> Result<()> {
    run(tx, &MOVED_REMINDERS, reminders).await
}

/// A question and how it ended.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Asked {
    /// Of whom.
    pub mailbox_id: MailboxId,
    /// When it was put first.
    pub first_asked_at: DateTime<Utc>,
    /// How it was closed; None: it is open.
    pub closed_how: Option<String>,
}

over! {
    ASKED (mailbox uuid, since timestamptz) "
        SELECT q.mailbox_id, q.first_asked_at, q.closed_how
        FROM r
        CROSS JOIN question q
        WHERE q.mailbox_id = r.mailbox AND q.first_asked_at >= r.since"
}

/// What these people were asked since then, in no order.
pub async fn asked(
    tx: &mut Tx,
    mailboxes: &HashSet<MailboxId>,
    since: DateTime<Utc>,
) -> Result<Vec<Asked>> {
    let rows: Vec<Since> =
        mailboxes.iter().map(|mailbox| Since { mailbox: *mailbox, since }).collect();
    fetch(tx, &ASKED, &rows).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("starts REMINDERS", &REMINDERS),
    ("starts STARTS", &STARTS),
    ("starts NOTE", &NOTE),
    ("starts BEGUN", &BEGUN),
    ("starts DROPPED", &DROPPED),
    ("starts MOVED", &MOVED),
    ("starts MOVED_REMINDERS", &MOVED_REMINDERS),
    ("starts ASKED", &ASKED),
];
