//! A course that is full has a waiting list. When a place comes free, the first on it is a task for the
//! klantmanager: a person decides, and gives the place with one click or command.
//!
//! Who waits has no enrolment, so no reminder goes out for them.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::enrol;
use super::occasion::Occasion;
use crate::ids::{CourseId, EnrolmentId, GemeenteId, PersonId};
use crate::store::hot::courses::EnrolmentWrite;
use crate::store::tasks::{self, NewTask};
use crate::store::waiting::{self, LeftHow};
use crate::store::{StoreError, Tx, audit, courses, people};
use crate::trade::task::{Desk, TaskKind};

/// Why somebody does not get a place.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person or course in this municipality, or the person does not wait for it.
    #[error("this person does not wait for this course")]
    NotWaiting,
    /// No place is free.
    #[error("the course is full: {taken} of {capacity} places are taken")]
    Full {
        /// Places.
        capacity: i64,
        /// Of these, taken.
        taken: i64,
    },
    /// The person has, or had, a place in it already.
    #[error("the person is or was enrolled already")]
    Already,
    /// The person waits for it already.
    #[error("the person is on the waiting list already")]
    Waits,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens the task to offer a free place to whoever is first on the list; nothing when there is no free
/// place, or nobody waits, or somebody is being asked.
pub async fn offer_place(
    tx: &mut Tx,
    gemeente: GemeenteId,
    course: CourseId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let room = waiting::room(tx, gemeente, course).await?;
    if room.waiting == 0 || room.free() == Some(0) {
        return Ok(false);
    }
    let Some(first) = waiting::list(tx, gemeente, course).await?.into_iter().next() else {
        return Ok(false);
    };
    let cause = cause(course);
    let task = NewTask {
        gemeente,
        mailbox: first.mailbox_id,
        kind: TaskKind::PlaatsVrij,
        desk: Desk::Klantmanager,
        assigned_to: first.klantmanager_id,
        conversation: None,
        question: None,
        session: courses::next_session(tx, course, now).await?,
        reason: None,
        cause: &cause,
    };
    tasks::open(tx, task, now).await?;
    Ok(true)
}

/// How somebody came into a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// With a place, and the reminders for it.
    Placed(EnrolmentId),
    /// At the end of the waiting list, on this place of it, from 1.
    Waits(usize),
}

/// A place for somebody where one is free and nobody waits for it, else the end of the waiting list: as a row
/// of an import would.
///
/// # Errors
/// See [`Refusal`]; [`Refusal::NotWaiting`] when there is no such person or course here.
pub async fn join(
    tx: &mut Tx,
    (course, person): (CourseId, PersonId),
    on: Occasion<'_>,
) -> Result<Joined, Refusal> {
    if courses::has_place(tx, person, course).await? {
        return Err(Refusal::Already);
    }
    // whoever fills this course waits until we are done
    match enrol::enrol(tx, person, course, on).await {
        Ok(place) => {
            tx.ring_pages();
            return Ok(Joined::Placed(place));
        }
        Err(enrol::Refusal::Full) => {}
        Err(enrol::Refusal::Already) => return Err(Refusal::Already),
        Err(enrol::Refusal::UnknownPerson | enrol::Refusal::UnknownCourse) => {
            return Err(Refusal::NotWaiting);
        }
        Err(enrol::Refusal::Store(error)) => return Err(error.into()),
    }
    if !waiting::wait(tx, on.gemeente, (course, person), on.now).await? {
        return Err(Refusal::Waits);
    }
    let list = waiting::list(tx, on.gemeente, course).await?;
    let detail = json!({ "course": course });
    let subject = Some(("person", person.0));
    audit::note(tx, on.gemeente, on.by, "join_waiting_list", subject, detail, on.now).await?;
    // a free place that nobody was asked about yet
    offer_place(tx, on.gemeente, course, on.now).await?;
    tx.ring_pages();
    Ok(Joined::Waits(list.len()))
}

/// Gives a free place to somebody who waits, whether or not they are the first, and plans their reminders.
///
/// # Errors
/// See [`Refusal`].
pub async fn give_place(
    tx: &mut Tx,
    (course, person): (CourseId, PersonId),
    on: Occasion<'_>,
) -> Result<EnrolmentId, Refusal> {
    let of = people::mailbox_of(tx, person).await?;
    let (mailbox, _) =
        of.filter(|(_, gemeente)| *gemeente == on.gemeente).ok_or(Refusal::NotWaiting)?;
    let known = courses::one(tx, course).await?;
    known.filter(|known| known.gemeente_id == on.gemeente).ok_or(Refusal::NotWaiting)?;
    let room = waiting::room(tx, on.gemeente, course).await?;
    if let (Some(0), Some(capacity)) = (room.free(), room.capacity) {
        return Err(Refusal::Full { capacity, taken: room.taken });
    }
    if courses::has_place(tx, person, course).await? {
        return Err(Refusal::Already);
    }
    if !waiting::leave(tx, (course, person), LeftHow::Placed, on.now).await? {
        return Err(Refusal::NotWaiting);
    }
    let id = EnrolmentId::fresh();
    enrol::carry_out(tx, course, &[EnrolmentWrite { id, person, course }], on).await?;
    tasks::close_cause(tx, (mailbox, TaskKind::PlaatsVrij), &cause(course), (on.by, on.now))
        .await?;
    let subject = Some(("enrolment", id.0));
    audit::note(tx, on.gemeente, on.by, "give_place", subject, json!({}), on.now).await?;
    offer_place(tx, on.gemeente, course, on.now).await?;
    tx.ring_pages();
    Ok(id)
}

/// Takes somebody off the list.
///
/// # Errors
/// [`Refusal::NotWaiting`], or the database.
pub async fn leave_list(
    tx: &mut Tx,
    (course, person): (CourseId, PersonId),
    on: Occasion<'_>,
) -> Result<(), Refusal> {
    let of = people::mailbox_of(tx, person).await?;
    let (mailbox, _) =
        of.filter(|(_, gemeente)| *gemeente == on.gemeente).ok_or(Refusal::NotWaiting)?;
    if !waiting::leave(tx, (course, person), LeftHow::Withdrawn, on.now).await? {
        return Err(Refusal::NotWaiting);
    }
    tasks::close_cause(tx, (mailbox, TaskKind::PlaatsVrij), &cause(course), (on.by, on.now))
        .await?;
    let detail = json!({ "course": course });
    let subject = Some(("person", person.0));
    audit::note(tx, on.gemeente, on.by, "leave_waiting_list", subject, detail, on.now).await?;
    offer_place(tx, on.gemeente, course, on.now).await?;
    tx.ring_pages();
    Ok(())
}

fn cause(course: CourseId) -> String {
    format!("plaats:{course}")
}
