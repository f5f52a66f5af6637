//! A colleague says which trainer gives a course: from then on that trainer sees who is in it.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::ids::{SessionId, StaffId};
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, presence, sessions};

/// Why a course is not given to a trainer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session, or no such trainer, in the own gemeente.
    #[error("there is no such session or trainer")]
    Unknown,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The course of this session is given by `trainer`; `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn give_course(
    tx: &mut Tx,
    session: SessionId,
    trainer: StaffId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let session = sessions::one(tx, session)
        .await?
        .filter(|session| session.gemeente_id == by.gemeente)
        .ok_or(Refusal::Unknown)?;
    let trainers = presence::trainers(tx, by.gemeente, session.course_id).await?;
    if !trainers.iter().any(|known| known.id == trainer) {
        return Err(Refusal::Unknown);
    }
    presence::give(tx, session.course_id, trainer).await?;
    let detail = json!({ "trainer": trainer });
    let subject = Some(("course", session.course_id.0));
    audit::note(tx, by.gemeente, Some(by.staff), "give_course", subject, detail, now).await?;
    Ok(())
}
