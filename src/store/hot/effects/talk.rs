//! Rows of what is talked about: conversations, questions, answers, coming, waits.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::ids::{
    AnswerId, ConversationId, EnrolmentId, GemeenteId, MailboxId, QuestionId, SessionId, WaitId,
};
use crate::store::hot::{Hex, OverRows, over, stamp, stamp_some};

/// A row of `conversation`.
#[derive(Serialize)]
pub struct ConversationWrite {
    /// Which.
    pub id: ConversationId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// With whom.
    pub mailbox: MailboxId,
    /// By which dialog.
    pub dialog: String,
    /// In which revision.
    pub revision: String,
    /// Where it is.
    pub step: String,
    /// What it is about.
    pub enrolment: Option<EnrolmentId>,
    /// What it is about.
    pub session: Option<SessionId>,
    /// Sealed for `conversation.sealed`.
    pub sealed: Hex,
    /// When it began, civil.
    #[serde(serialize_with = "stamp")]
    pub started_at: DateTime<Utc>,
    /// When it ended, civil.
    #[serde(serialize_with = "stamp_some")]
    pub ended_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub ended_how: Option<&'static str>,
}

over! {
    KEEP (id uuid, gemeente uuid, mailbox uuid, dialog text, revision text, step text,
          enrolment uuid, session uuid, sealed bytes, started_at timestamptz,
          ended_at timestamptz, ended_how text) "
        INSERT INTO conversation (id, gemeente_id, mailbox_id, dialog, revision, step,
                                  enrolment_id, session_id, sealed, started_at, ended_at, ended_how)
        SELECT id, gemeente, mailbox, dialog, revision, step, enrolment, session, sealed,
               started_at, ended_at, ended_how
        FROM r
        WHERE TRUE
        ON CONFLICT (id) DO UPDATE
        SET step = excluded.step, sealed = excluded.sealed,
            ended_at = excluded.ended_at, ended_how = excluded.ended_how"
}

/// A row of `question`; the conversation tells the rest.
#[derive(Serialize)]
pub struct QuestionWrite {
    /// Which.
    pub id: QuestionId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// The step that asks it.
    pub step: String,
    /// The text that puts it.
    pub text_id: String,
    /// Silence is counted from here, civil.
    #[serde(serialize_with = "stamp")]
    pub first_asked_at: DateTime<Utc>,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub last_asked_at: DateTime<Utc>,
    /// How often it was put.
    pub times_asked: i64,
    /// How far up its ladder.
    pub rungs_done: i64,
    /// What is tried next.
    pub next_rung: Option<&'static str>,
    /// When, civil.
    #[serde(serialize_with = "stamp_some")]
    pub next_rung_at: Option<DateTime<Utc>>,
    /// Why the last try did not arrive.
    pub undelivered_why: Option<String>,
}

over! {
    ASK (id uuid, conversation uuid, step text, text_id text, first_asked_at timestamptz,
         last_asked_at timestamptz, times_asked bigint, rungs_done bigint, next_rung text,
         next_rung_at timestamptz, undelivered_why text) "
        INSERT INTO question (id, gemeente_id, mailbox_id, conversation_id, dialog, step, text_id,
                              session_id, first_asked_at, last_asked_at, times_asked, rungs_done,
                              next_rung, next_rung_at, undelivered_why)
        SELECT r.id, c.gemeente_id, c.mailbox_id, c.id, c.dialog, r.step, r.text_id,
               c.session_id, r.first_asked_at, r.last_asked_at, r.times_asked, r.rungs_done,
               r.next_rung, r.next_rung_at, r.undelivered_why
        FROM r
        CROSS JOIN conversation c
        WHERE c.id = r.conversation
        ON CONFLICT (id) DO UPDATE
        SET last_asked_at = excluded.last_asked_at, times_asked = excluded.times_asked,
            rungs_done = excluded.rungs_done, next_rung = excluded.next_rung,
            next_rung_at = excluded.next_rung_at, undelivered_why = excluded.undelivered_why,
            closed_at = NULL, closed_how = NULL"
}

#[derive(Serialize)]
pub(super) struct Closed {
    pub(super) id: QuestionId,
    #[serde(serialize_with = "stamp")]
    pub(super) at: DateTime<Utc>,
    pub(super) how: &'static str,
}

over! {
    CLOSE_QUESTIONS (id uuid, at timestamptz, how text) "
        UPDATE question
        SET closed_at = r.at, closed_how = r.how, next_rung = NULL, next_rung_at = NULL
        FROM r
        WHERE question.id = r.id AND COALESCE(question.closed_at IS NULL, FALSE)"
}

// The rows are looked for first: SQLite would rather read the index of all parts that ever put a
// question, when it was last counted while those were few.
over! {
    CANCEL_PARTS (id uuid, at timestamptz) "
        UPDATE outbox
        SET state = 'cancelled', finished_at = (SELECT MAX(at) FROM r)
        WHERE id IN (SELECT o.id
                     FROM r
                     CROSS JOIN outbox o
                     WHERE o.question_id = r.id AND COALESCE(o.state = 'queued', FALSE))
          AND COALESCE(outbox.state = 'queued', FALSE)"
}

/// A row of `answer`.
#[derive(Serialize)]
pub struct AnswerWrite {
    /// Its new id.
    pub id: AnswerId,
    /// By whom.
    pub mailbox: MailboxId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// To which question.
    pub question: QuestionId,
    /// What about.
    pub key: String,
    /// What.
    pub value: String,
    /// By which channel, or `dienst`.
    pub route: String,
    /// Takes the place of an earlier one.
    pub correction: bool,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    RECORD (id uuid, mailbox uuid, conversation uuid, question uuid, key text, value text,
            route text, correction boolean, at timestamptz) "
        INSERT INTO answer (id, mailbox_id, conversation_id, question_id, key, value, route,
                            correction, at)
        SELECT id, mailbox, conversation, question, key, value, route, correction, at
        FROM r"
}

/// What somebody said about coming.
#[derive(Serialize)]
pub struct Attended {
    /// Whose place.
    pub enrolment: EnrolmentId,
    /// In which session.
    pub session: SessionId,
    /// As it was planned when it was said.
    #[serde(serialize_with = "stamp")]
    pub starts_at: DateTime<Utc>,
    /// Coming or not.
    pub intent: &'static str,
    /// Why not, as a code.
    pub reason: Option<String>,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub said_at: DateTime<Utc>,
}

// What was said about a session that has moved or was cancelled since says nothing about the one
// that is planned now.
over! {
    ATTEND (enrolment uuid, session uuid, starts_at timestamptz, intent text, reason text,
            said_at timestamptz) "
        INSERT INTO attendance (enrolment_id, session_id, intent, reason, said_at)
        SELECT r.enrolment, s.id, r.intent, r.reason, r.said_at
        FROM r
        CROSS JOIN session s
        WHERE s.id = r.session AND s.cancelled_at IS NULL AND s.starts_at = r.starts_at
        ON CONFLICT (enrolment_id, session_id) DO UPDATE
        SET intent = excluded.intent, reason = excluded.reason, said_at = excluded.said_at"
}

/// A row of `wait`.
#[derive(Serialize)]
pub struct WaitWrite {
    /// Which.
    pub id: WaitId,
    /// Of which mailbox.
    pub mailbox: MailboxId,
    /// Which conversation waits.
    pub conversation: ConversationId,
    /// Until when, civil.
    #[serde(serialize_with = "stamp")]
    pub due_at: DateTime<Utc>,
}

over! {
    WAIT (id uuid, mailbox uuid, conversation uuid, due_at timestamptz) "
        INSERT INTO wait (id, mailbox_id, conversation_id, due_at)
        SELECT id, mailbox, conversation, due_at
        FROM r
        WHERE TRUE
        ON CONFLICT (id) DO NOTHING"
}

/// A wait for which nobody waits any more.
#[derive(Serialize)]
pub struct CancelledWait {
    /// Which.
    pub id: WaitId,
    /// When, civil.
    #[serde(serialize_with = "stamp")]
    pub at: DateTime<Utc>,
}

over! {
    CANCEL_WAITS (id uuid, at timestamptz) "
        UPDATE wait
        SET cancelled_at = r.at
        FROM r
        WHERE wait.id = r.id AND COALESCE(wait.fired_at IS NULL AND wait.cancelled_at IS NULL, FALSE)"
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("effects/talk KEEP", &KEEP),
    ("effects/talk ASK", &ASK),
    ("effects/talk CLOSE_QUESTIONS", &CLOSE_QUESTIONS),
    ("effects/talk CANCEL_PARTS", &CANCEL_PARTS),
    ("effects/talk RECORD", &RECORD),
    ("effects/talk ATTEND", &ATTEND),
    ("effects/talk WAIT", &WAIT),
    ("effects/talk CANCEL_WAITS", &CANCEL_WAITS),
];
