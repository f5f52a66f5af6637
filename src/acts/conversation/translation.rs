//! A message in a language that its reader does not know: somebody who does translates it. The original stays.
//!
//! The task goes to the person's coach, who speaks the same language; where there is none, to the klantmanager, who
//! finds somebody.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::note::LONGEST;
use super::{Refusal, seen};
use crate::ids::{EventId, PersonId};
use crate::store::board::Viewer;
use crate::store::tasks::{self, NewTask};
use crate::store::{Tx, audit, notes, translations};
use crate::text::bsn;
use crate::trade::task::{Desk, TaskKind};

/// Asks for a translation of a message; asking twice is one task. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn ask(
    tx: &mut Tx,
    (person, event): (PersonId, EventId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, person, by).await?;
    if !translations::is_theirs(tx, event, who.mailbox_id).await? {
        return Err(Refusal::Unknown);
    }
    if !translations::ask(tx, (event, who.mailbox_id), by.staff, now).await? {
        return Ok(());
    }
    let (klantmanager, coach) = notes::care_of(tx, person).await?;
    let desk = if coach.is_some() { Desk::Coach } else { Desk::Klantmanager };
    let cause = event.to_string();
    let task = NewTask {
        gemeente: who.gemeente_id,
        mailbox: who.mailbox_id,
        kind: TaskKind::Vertaal,
        desk,
        assigned_to: coach.or(klantmanager),
        conversation: None,
        question: None,
        session: None,
        reason: None,
        cause: &cause,
    };
    tasks::open(tx, task, now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "event": event });
    audit::note(tx, by.gemeente, Some(by.staff), "ask_translation", subject, detail, now).await?;
    Ok(())
}

/// Notes a translation beside its message, and closes the task. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn translate(
    tx: &mut Tx,
    (person, event): (PersonId, EventId),
    words: &str,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, person, by).await?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::Empty);
    }
    if words.chars().count() > LONGEST {
        return Err(Refusal::TooLong);
    }
    if bsn::without_bsn(words) != words {
        return Err(Refusal::Bsn);
    }
    let which = (event, who.mailbox_id);
    if !translations::make(tx, which, words, (by.staff, now)).await? {
        return Err(Refusal::Unknown);
    }
    let done = (who.mailbox_id, TaskKind::Vertaal);
    tasks::close_cause(tx, done, &event.to_string(), (Some(by.staff), now)).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "event": event });
    audit::note(tx, by.gemeente, Some(by.staff), "translate", subject, detail, now).await?;
    Ok(())
}
