//! What a colleague does in the conversation with one person: takes it over, writes, and gives it back.
//!
//! Each act is a row with an event in the person's mailbox, handled there in its order; nothing leaves from here.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::dialog::event::Event;
use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::trail::{self, Somebody};
use crate::store::{StoreError, Tx, audit, inbox, staff_messages};
use crate::trade::letter::first_name;

pub mod note;
pub mod reply;
pub mod share_out;
pub mod transfer;
pub mod translation;

/// A message for later than this is a slip of the pen.
pub const FURTHEST: TimeDelta = TimeDelta::days(60);

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// Another colleague has the conversation.
    #[error("another colleague has the conversation")]
    Taken {
        /// Who.
        by: String,
        /// Since when, civil.
        since: DateTime<Utc>,
    },
    /// The person wants no messages.
    #[error("the person said stop")]
    Stopped,
    /// Nothing reaches this person.
    #[error("no address works")]
    NoAddress,
    /// There are no words.
    #[error("there are no words")]
    Empty,
    /// There are too many.
    #[error("there are too many words")]
    TooLong,
    /// A number that must not be there.
    #[error("the words hold a BSN")]
    Bsn,
    /// People are left in peace then.
    #[error("these are quiet hours")]
    QuietHours,
    /// The moment was before now, or is too far away.
    #[error("the moment is not ahead")]
    NotAhead,
    /// It left already, or was taken back.
    #[error("it is on its way already")]
    TooLate,
    /// There is no such text, or no such colleague.
    #[error("there is no such choice")]
    NoSuchChoice,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

pub(super) async fn seen(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Somebody, Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)
}

/// May this colleague go on with the conversation? Not when another one has it, unless they mean to take it from
/// them. Gives whether they have it already.
async fn has_it(tx: &mut Tx, who: &Somebody, sure: bool, by: Viewer) -> Result<bool, Refusal> {
    let holder = staff_messages::holder(tx, who.mailbox_id).await?;
    let Some(holder) = holder else { return Ok(false) };
    if holder.by == Some(by.staff) {
        return Ok(true);
    }
    match holder.name {
        Some(name) if !sure => Err(Refusal::Taken { by: name, since: holder.since }),
        _ => Ok(false),
    }
}

/// Takes the conversation with `person` over; `sure`: also from another colleague. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn take_over(
    tx: &mut Tx,
    person: PersonId,
    sure: bool,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, person, by).await?;
    if has_it(tx, &who, sure, by).await? {
        return Ok(());
    }
    append_take_over(tx, &who, by, now).await?;
    Ok(())
}

async fn append_take_over(
    tx: &mut Tx,
    who: &Somebody,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let name = staff_messages::name_of(tx, by.staff).await?;
    let event = Event::TookOver { by: by.staff, name: first_name(&name).to_owned() };
    inbox::append(tx, who.mailbox_id, None, (event.kind(), &event), now).await?;
    noted(tx, "take_over", who, by, now).await
}

/// Gives the conversation back to the bot; whoever may see it may do so. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn hand_back(
    tx: &mut Tx,
    person: PersonId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, person, by).await?;
    if staff_messages::holder(tx, who.mailbox_id).await?.is_none() {
        return Ok(());
    }
    let name = staff_messages::name_of(tx, by.staff).await?;
    let event = Event::HandedBack { by: Some(by.staff), name: Some(name) };
    inbox::append(tx, who.mailbox_id, None, (event.kind(), &event), now).await?;
    noted(tx, "hand_back", &who, by, now).await?;
    Ok(())
}

async fn noted(
    tx: &mut Tx,
    act: &'static str,
    who: &Somebody,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Some(("person", who.id.0));
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, json!({}), now).await
}
