//! A trainer notes who was at a session, and who was not.
//!
//! Who is noted for the first time hears of it, the same day if their contact budget allows it: who was
//! there how far they are, who was not that they were missed (`work::after_lesson`). A correction before
//! that changes what is said; one after it says nothing. Who misses two sessions
//! of a course becomes a task for the klantmanager: a person decides what that means.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::dialog::content::Content;
use crate::ids::{EnrolmentId, SessionId, StaffId, StartId};
use crate::store::board::Viewer;
use crate::store::hot::starts::{self, StartWrite};
use crate::store::presence::{self, Expected};
use crate::store::sessions::{self, Session};
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, audit, mailboxes};
use crate::trade::course::Presence;
use crate::trade::task::{Desk, TaskKind};

/// Later than this after a session nobody is asked about it any more. Long enough for who got every
/// reminder of it: their contact budget has room again on the fourth day.
const STILL_FRESH: TimeDelta = TimeDelta::days(5);
/// Missed sessions of one course after which the klantmanager calls.
const TOO_MANY: i64 = 2;

/// What was noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// People of whom something new was noted.
    pub noted: usize,
    /// Of these, who hears of it.
    pub told: usize,
}

/// Why nothing is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session among those this colleague may see.
    #[error("there is no such session")]
    Unknown,
    /// Nobody can have been there yet.
    #[error("the session begins at {starts_at}")]
    NotYet {
        /// Begin, UTC.
        starts_at: DateTime<Utc>,
    },
    /// It did not take place.
    #[error("the session was cancelled")]
    Cancelled,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes the marks of one session; people without a mark stay as they are. `now` is civil.
///
/// # Errors
/// Nothing is noted when there is a [`Refusal`].
pub async fn note_presence(
    tx: &mut Tx,
    content: &Content,
    (session, marks): (SessionId, &BTreeMap<EnrolmentId, Presence>),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    if !presence::may_note(tx, session, by).await? {
        return Err(Refusal::Unknown);
    }
    let session = sessions::one(tx, session).await?.ok_or(Refusal::Unknown)?;
    if session.cancelled_at.is_some() {
        return Err(Refusal::Cancelled);
    }
    if session.starts_at > now {
        return Err(Refusal::NotYet { starts_at: session.starts_at });
    }
    let roll = presence::roll(tx, session.id).await?;
    let new: Vec<(&Expected, Presence)> = roll
        .iter()
        .filter_map(|person| Some((person, *marks.get(&person.enrolment_id)?)))
        .filter(|(person, mark)| person.presence.as_deref() != Some(mark.as_str()))
        .collect();
    mailboxes::lock(tx, new.iter().map(|(person, _)| person.mailbox_id)).await?;
    for (person, mark) in &new {
        presence::note(tx, (person.enrolment_id, session.id), *mark, by.staff, now).await?;
    }
    let told = tell(tx, content, &session, &new, now).await?;
    for (person, _) in new.iter().filter(|(person, mark)| missed(person, *mark) >= TOO_MANY) {
        call(tx, &session, person, now).await?;
    }
    let detail = json!({ "noted": new.len(), "told": told });
    let subject = Some(("session", session.id.0));
    audit::note(tx, by.gemeente, Some(by.staff), "note_presence", subject, detail, now).await?;
    Ok(Done { noted: new.len(), told })
}

/// How many sessions this person has missed with this mark.
fn missed(person: &Expected, mark: Presence) -> i64 {
    let before = i64::from(person.presence.as_deref() == Some(Presence::Afwezig.as_str()));
    person.missed - before + i64::from(mark == Presence::Afwezig)
}

/// Plans a word after the lesson for who is noted for the first time. It counts for their contact
/// budget, so it may come a day later.
async fn tell(
    tx: &mut Tx,
    content: &Content,
    session: &Session,
    new: &[(&Expected, Presence)],
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let useful_until = session.ends_at + STILL_FRESH;
    if now > useful_until {
        return Ok(0);
    }
    let first = new.iter().filter(|(person, _)| person.presence.is_none());
    let told = first.filter(|(_, mark)| content.for_presence(*mark).is_some());
    let due_at = content.policies.quiet_hours.next_allowed(now);
    let starts: Vec<StartWrite> = told
        .map(|(person, _)| StartWrite {
            id: StartId::fresh(),
            mailbox: person.mailbox_id,
            reminder: None,
            schedule: None,
            session: Some(session.id),
            enrolment: Some(person.enrolment_id),
            dialog: None,
            due_at,
            meant_at: due_at,
            useful_until,
            begun_at: None,
            dropped_at: None,
            dropped_why: None,
        })
        .collect();
    starts::note(tx, &starts).await?;
    Ok(starts.len())
}

async fn call(
    tx: &mut Tx,
    session: &Session,
    person: &Expected,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let cause = format!("gemist:{}", session.course_id);
    let assigned_to: Option<StaffId> = person.klantmanager_id;
    let task = NewTask {
        gemeente: session.gemeente_id,
        mailbox: person.mailbox_id,
        kind: TaskKind::Gemist,
        desk: Desk::Klantmanager,
        assigned_to,
        conversation: None,
        question: None,
        session: Some(session.id),
        reason: None,
        cause: &cause,
    };
    tasks::open(tx, task, now).await.map(|_| ())
}
