//! A session will not take place. Everybody who is enrolled is told, also who was not reminded
//! yet: they may know of it from a letter, and nobody should stand before a closed door.

use serde_json::json;

use super::catch_up::offer_again;
use super::occasion::Occasion;
use super::tell_session_changed::tell_session_changed;
use crate::ids::SessionId;
use crate::store::{StoreError, Tx, audit, courses, reminders, sessions};

/// The rule by which reminders for a cancelled session are dropped.
pub const CANCELLED: &str = "afgezegd";

/// What cancelling brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// Reminders that were dropped.
    pub dropped: usize,
    /// People who are told.
    pub told: usize,
}

/// Why a session is not cancelled.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session in this municipality.
    #[error("there is no such session")]
    Unknown,
    /// It was cancelled before.
    #[error("the session was cancelled before")]
    Already,
    /// It has begun or is over.
    #[error("the session has begun")]
    Past,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Cancels a session that is still to come.
pub async fn cancel_session(
    tx: &mut Tx,
    session: SessionId,
    on: Occasion<'_>,
) -> Result<Cancelled, Refusal> {
    let known = sessions::one(tx, session).await?.ok_or(Refusal::Unknown)?;
    if known.gemeente_id != on.gemeente {
        return Err(Refusal::Unknown);
    }
    if known.starts_at <= on.now {
        return Err(Refusal::Past);
    }
    if !sessions::cancel(tx, session, on.now).await? {
        return Err(Refusal::Already);
    }
    let dropped = reminders::drop_open(tx, session, CANCELLED, on.now).await?;
    let enrolled = courses::expected(tx, &known).await?;
    let told = tell_session_changed(tx, &known, &enrolled, true, on.now).await?;
    offer_again(tx, session, on.now).await?;
    let detail = json!({ "told": told, "dropped": dropped });
    let subject = Some(("session", session.0));
    audit::note(tx, on.gemeente, on.by, "cancel_session", subject, detail, on.now).await?;
    Ok(Cancelled { dropped, told })
}
