//! A session gets another time or place.
//!
//! Reminders that have not gone out are dropped and planned anew; what people said about coming
//! is forgotten, because they said it about another time or place; whoever was reminded already,
//! or said something, is told.

use std::collections::HashSet;

use serde_json::json;

use super::occasion::Occasion;
use super::plan_reminders::{Plans, plan_reminders};
use super::tell_session_changed::tell_session_changed;
use crate::ids::SessionId;
use crate::store::courses::{self, Enrolled};
use crate::store::sessions::{self, Details, Session};
use crate::store::{StoreError, Tx, audit, reminders};
use crate::trade::course::SessionTime;

/// The rule by which reminders for the old time or place are dropped.
pub const MOVED: &str = "verplaatst";

/// Where and when to.
#[derive(Clone, Copy)]
pub struct To<'a> {
    /// The new time.
    pub time: SessionTime,
    /// The new place.
    pub place: &'a str,
    /// The new street and number.
    pub street: &'a str,
}

/// What moving brought about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Reminders that were dropped.
    pub dropped: usize,
    /// People who are told.
    pub told: usize,
    /// What was planned anew.
    pub planned: Plans,
}

/// Why a session is not moved.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such session in this municipality.
    #[error("there is no such session")]
    Unknown,
    /// It will not take place at all.
    #[error("the session is cancelled")]
    Cancelled,
    /// It is there and then already.
    #[error("the session is at that time and place already")]
    Same,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Moves a session.
pub async fn move_session(
    tx: &mut Tx,
    session: SessionId,
    to: To<'_>,
    on: Occasion<'_>,
) -> Result<Moved, Refusal> {
    let known = sessions::one(tx, session).await?.ok_or(Refusal::Unknown)?;
    if known.gemeente_id != on.gemeente {
        return Err(Refusal::Unknown);
    }
    if known.cancelled_at.is_some() {
        return Err(Refusal::Cancelled);
    }
    let details = Details {
        kind: known.kind()?,
        starts_at: to.time.starts_at,
        ends_at: to.time.ends_at,
        place: to.place,
        street: to.street,
        practical: known.practical(),
    };
    if !moves(&known, details) {
        return Err(Refusal::Same);
    }
    Ok(carry_out(tx, &known, details, on).await?)
}

/// Do these details mean another time or place?
pub(super) fn moves(known: &Session, to: Details<'_>) -> bool {
    known.starts_at != to.starts_at
        || known.ends_at != to.ends_at
        || known.place != to.place
        || known.street != to.street
}

/// Writes the details and everything that follows from them.
pub(super) async fn carry_out(
    tx: &mut Tx,
    known: &Session,
    to: Details<'_>,
    on: Occasion<'_>,
) -> Result<Moved, StoreError> {
    sessions::update(tx, known.id, to, true).await?;
    let mut moved = Moved {
        dropped: reminders::drop_open(tx, known.id, MOVED, on.now).await?,
        ..Moved::default()
    };
    // A session that turns out to have been at another time is a correction, and news to nobody.
    if to.starts_at > on.now {
        let session = sessions::one(tx, known.id).await?.unwrap_or_else(|| known.clone());
        let enrolled = courses::expected(tx, known).await?;
        let heard: HashSet<_> = reminders::heard(tx, known.id).await?.into_iter().collect();
        let told: Vec<Enrolled> =
            enrolled.iter().filter(|e| heard.contains(&e.enrolment_id)).cloned().collect();
        sessions::clear_attendance(tx, known.id).await?;
        moved.told = tell_session_changed(tx, &session, &told, false, on.now).await?;
        moved.planned = plan_reminders(tx, &[session], &enrolled, on).await?;
    }
    let detail = json!({ "told": moved.told, "dropped": moved.dropped });
    let subject = Some(("session", known.id.0));
    audit::note(tx, on.gemeente, on.by, "move_session", subject, detail, on.now).await?;
    Ok(moved)
}
