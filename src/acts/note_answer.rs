//! A colleague notes that somebody answered by another route, mostly the telephone.
//!
//! The question itself is closed by the engine, in the order of its mailbox, like every answer.
//! Tasks that asked a colleague to reach this person about this question are done with it.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::dialog::event::Event;
use crate::ids::{EventId, QuestionId};
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, desk, inbox};

/// The answer is noted.
#[derive(Debug)]
pub struct Done {
    /// The event that the engine will handle.
    pub event: EventId,
    /// How many tasks were closed with it.
    pub tasks_closed: usize,
}

/// Why an answer is not noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such question among those this colleague may see.
    #[error("there is no such question")]
    Unknown,
    /// It was closed before.
    #[error("the question was closed at {at}: {how}")]
    AlreadyClosed {
        /// A `closed_how` of the table `question`.
        how: String,
        /// When, civil.
        at: DateTime<Utc>,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes that `question` was answered elsewhere; `now` is civil.
pub async fn note_answer(
    tx: &mut Tx,
    question: QuestionId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let state = desk::question(tx, question, by).await?.ok_or(Refusal::Unknown)?;
    if let Some(at) = state.closed_at {
        return Err(Refusal::AlreadyClosed { how: state.closed_how.unwrap_or_default(), at });
    }
    let mailbox = state.mailbox_id;
    let event = Event::AnsweredElsewhere { question, by: by.staff };
    let id = inbox::append(tx, mailbox, None, (event.kind(), &event), now).await?;
    let closed = desk::close_calls(tx, (mailbox, question), Some(by.staff), now).await?;
    let detail = json!({ "event": id, "tasks_closed": closed });
    let subject = Some(("question", question.0));
    audit::note(tx, by.gemeente, Some(by.staff), "note_answer", subject, detail, now).await?;
    Ok(Done { event: id, tasks_closed: closed.len() })
}
