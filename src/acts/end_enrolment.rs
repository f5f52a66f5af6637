//! Somebody leaves a course: nothing more is planned or asked about it, and the place is free.

use serde_json::json;

use super::occasion::Occasion;
use super::waiting_list::offer_place;
use crate::dialog::event::Event;
use crate::ids::{CourseId, EnrolmentId};
use crate::store::{StoreError, Tx, audit, catch_ups, courses, inbox, waiting};

/// The rule by which the reminders of somebody who left are dropped.
pub const LEFT: &str = "uitgeschreven";

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Reminders that were dropped.
    pub dropped: usize,
    /// The place is offered to somebody who waits: a task is open.
    pub offered: bool,
}

/// Why a place is not ended.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such place in this course, or it ended before.
    #[error("there is no such place in this course")]
    Unknown,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Ends a place in a course of the own municipality. A question that is open about it is closed in the
/// order of its mailbox, when a colleague is known who did this.
///
/// # Errors
/// See [`Refusal`].
pub async fn end_enrolment(
    tx: &mut Tx,
    (course, place): (CourseId, EnrolmentId),
    on: Occasion<'_>,
) -> Result<Ended, Refusal> {
    let known = courses::one(tx, course).await?;
    known.filter(|known| known.gemeente_id == on.gemeente).ok_or(Refusal::Unknown)?;
    let who = waiting::placed(tx, course).await?;
    let who = who.into_iter().find(|who| who.enrolment_id == place).ok_or(Refusal::Unknown)?;
    let questions = waiting::open_questions(tx, who.mailbox_id, place).await?;
    if let Some(by) = on.by {
        for question in questions {
            let event = Event::AnsweredElsewhere { question, by };
            inbox::append(tx, who.mailbox_id, None, (event.kind(), &event), on.now).await?;
        }
    }
    if !waiting::end(tx, place, on.now).await? {
        return Err(Refusal::Unknown);
    }
    catch_ups::end_of_place(tx, place, on.now).await?;
    let dropped = waiting::drop_reminders(tx, place, LEFT, on.now).await?;
    let offered = offer_place(tx, on.gemeente, course, on.now).await?;
    let detail = json!({ "dropped": dropped });
    let subject = Some(("enrolment", place.0));
    audit::note(tx, on.gemeente, on.by, "end_enrolment", subject, detail, on.now).await?;
    tx.ring_pages();
    Ok(Ended { dropped, offered })
}
