//! A colleague found out who said "stop" on a telephone that several people use.
//!
//! Nobody wrote: no window opens, and nothing is noted as written by the person. What follows is
//! done by the loop, in the order of the telephone's mailbox, as for an answer given there. So that
//! what the colleague is told is what happens, nothing is taken while something waits in that
//! mailbox: it may be that very answer.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::dialog::event::Event;
use crate::ids::{PersonId, TaskId};
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, desk, inbox, mailboxes, shares};
use crate::trade::shared_phone::Stops;

/// Who wants to stop, as a colleague says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// This person; the others go on.
    Person(PersonId),
    /// All who use the telephone.
    Everybody,
    /// Nobody: all go on.
    Nobody,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such task among those this colleague may see.
    #[error("there is no such task")]
    Unknown,
    /// It was found out before.
    #[error("the task was closed at {at}")]
    AlreadyClosed {
        /// The name of the colleague who closed it; None: it was settled on the telephone.
        by: Option<String>,
        /// When, civil.
        at: DateTime<Utc>,
    },
    /// Something from the telephone waits to be handled, and may settle it.
    #[error("something from this telephone is being handled")]
    Busy,
    /// Nothing is silent there any more, or this person uses the telephone no longer.
    #[error("the telephone is not silent, or the person does not use it")]
    NotThere,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Says who wants to stop, and closes the task with it; `now` is civil.
pub async fn say_who_stops(
    tx: &mut Tx,
    task: TaskId,
    who: Who,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let phone = desk::stop_task(tx, task, by).await?.ok_or(Refusal::Unknown)?.phone;
    // the telephone's mailbox first, then tasks, as whoever handles an answer does
    mailboxes::lock(tx, [phone]).await?;
    let found = desk::stop_task(tx, task, by).await?.ok_or(Refusal::Unknown)?;
    if let Some(at) = found.closed_at {
        return Err(Refusal::AlreadyClosed { by: found.closed_by, at });
    }
    if inbox::waits(tx, phone).await? {
        return Err(Refusal::Busy);
    }
    let address = found.address.ok_or(Refusal::NotThere)?;
    let users = shares::of(tx, address).await?;
    if !users.iter().any(|user| user.hushed_at.is_some()) {
        return Err(Refusal::NotThere);
    }
    let (stops, word) = match who {
        Who::Person(person) => {
            let user = users.iter().find(|user| user.person_id == person);
            (Stops::One(user.ok_or(Refusal::NotThere)?.mailbox_id), person.to_string())
        }
        Who::Everybody => (Stops::Everybody, "everybody".to_owned()),
        Who::Nobody => (Stops::Nobody, "nobody".to_owned()),
    };
    let question = found.question;
    let event = Event::ToldWhoStops { question, who: stops, by: by.staff };
    let id = inbox::append(tx, phone, Some(address), (event.kind(), &event), now).await?;
    let closed = desk::close_stops(tx, phone, by.staff, now).await?;
    let detail = json!({ "who": word, "event": id, "tasks_closed": closed.len() });
    let subject = Some(("task", task.0));
    audit::note(tx, by.gemeente, Some(by.staff), "say_who_stops", subject, detail, now).await?;
    Ok(())
}
