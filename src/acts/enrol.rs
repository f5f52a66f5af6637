//! Somebody gets a place in a course, and the reminders for its sessions that are still to come.

use serde_json::json;

use super::occasion::Occasion;
use super::plan_reminders::{Plans, plan_reminders};
use crate::ids::{CourseId, EnrolmentId, PersonId};
use crate::store::hot::courses::{EnrolmentWrite, enrolled, insert_enrolments};
use crate::store::{StoreError, Tx, audit, courses, people, sessions, waiting};

/// Why somebody is not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person in this municipality.
    #[error("there is no such person")]
    UnknownPerson,
    /// There is no such course in this municipality.
    #[error("there is no such course")]
    UnknownCourse,
    /// The person has, or had, a place in this course.
    #[error("the person is or was enrolled already")]
    Already,
    /// Every place is taken, or meant for somebody who waits for one.
    #[error("the course is full")]
    Full,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enrols one person.
pub async fn enrol(
    tx: &mut Tx,
    person: PersonId,
    course: CourseId,
    on: Occasion<'_>,
) -> Result<EnrolmentId, Refusal> {
    let of = people::mailbox_of(tx, person).await?;
    of.filter(|(_, gemeente)| *gemeente == on.gemeente).ok_or(Refusal::UnknownPerson)?;
    let known = courses::one(tx, course).await?;
    known.filter(|known| known.gemeente_id == on.gemeente).ok_or(Refusal::UnknownCourse)?;
    if courses::has_place(tx, person, course).await? {
        return Err(Refusal::Already);
    }
    if waiting::room(tx, on.gemeente, course).await?.for_newcomers() == Some(0) {
        return Err(Refusal::Full);
    }
    let id = EnrolmentId::fresh();
    carry_out(tx, course, &[EnrolmentWrite { id, person, course }], on).await?;
    let subject = Some(("enrolment", id.0));
    audit::note(tx, on.gemeente, on.by, "enrol", subject, json!({}), on.now).await?;
    Ok(id)
}

/// Adds places in one course and plans the reminders that follow from them.
pub(super) async fn carry_out(
    tx: &mut Tx,
    course: CourseId,
    places: &[EnrolmentWrite],
    on: Occasion<'_>,
) -> Result<Plans, StoreError> {
    insert_enrolments(tx, places, on.now).await?;
    let who = enrolled(tx, places.iter().map(|place| place.id)).await?;
    let sessions = sessions::upcoming(tx, course, on.now).await?;
    plan_reminders(tx, &sessions, &who, on).await
}
