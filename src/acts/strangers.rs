//! Somebody wrote from an address that is nobody's. A colleague takes it up, reads what was written, and links the address
//! to a person, or says that it does not belong here.
//!
//! The rule of linking: only a colleague who spoke with the person links an address here; everybody else gives the
//! person an invitation, whose code links it from that very telephone. Until it is linked nothing about anybody is
//! said to the stranger. Linking is an event in the stranger's mailbox, carried out in its order like the code of an
//! invitation; see `work/use_code`.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::second_phone::link_known;
use crate::dialog::event::Event;
use crate::ids::{MailboxId, PersonId};
use crate::store::board::Viewer;
use crate::store::strangers::{self as rows, Stranger};
use crate::store::trail::{self, Somebody};
use crate::store::{StoreError, Tx, audit, shares, unread};
use crate::trade::staff::Scope;

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such stranger here, or it is somebody's by now.
    #[error("there is no such stranger")]
    Unknown,
    /// Another colleague finds out who it is.
    #[error("another colleague has taken it up")]
    Taken {
        /// Who.
        by: String,
        /// Since when, civil.
        at: DateTime<Utc>,
    },
    /// Nobody took it up yet, so nobody may read or link it.
    #[error("nobody has taken it up")]
    NotTaken,
    /// The colleague did not say that they spoke with the person.
    #[error("nobody spoke with the person")]
    NotSpoken,
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    NoSuchPerson,
    /// Too many people use this telephone.
    #[error("there is no room for more people on this telephone")]
    Full,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a stranger up; `sure`: also from another colleague. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn take_up(
    tx: &mut Tx,
    mailbox: MailboxId,
    sure: bool,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = seen(tx, mailbox, by).await?;
    if who.taken_by == Some(by.staff) && who.closed_at.is_none() {
        return Ok(());
    }
    if !rows::take(tx, mailbox, by, (sure, now)).await? {
        return Err(taken(&who));
    }
    unread::looked(tx, mailbox).await?;
    note(tx, "take_up_stranger", mailbox, json!({}), by, now).await
}

/// What the stranger wrote, for who took it up. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn read(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(Stranger, Vec<(Event, DateTime<Utc>)>), Refusal> {
    let who = own(tx, mailbox, by).await?;
    note(tx, "read_stranger", mailbox, json!({}), by, now).await?;
    let messages = rows::messages(tx, mailbox).await?;
    Ok((who, messages))
}

/// Gives a stranger back to all. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn let_go(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    own(tx, mailbox, by).await?;
    rows::let_go(tx, mailbox).await?;
    note(tx, "let_go_stranger", mailbox, json!({}), by, now).await
}

/// The stranger does not belong here: no task is left, and what they wrote goes after its term. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn close(
    tx: &mut Tx,
    mailbox: MailboxId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    own(tx, mailbox, by).await?;
    rows::close(tx, mailbox, by.staff, now).await?;
    note(tx, "close_stranger", mailbox, json!({}), by, now).await
}

/// The stranger is this person; `spoken`: the colleague spoke with them and heard that the address is theirs. `now` is
/// civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn link(
    tx: &mut Tx,
    (mailbox, person): (MailboxId, PersonId),
    spoken: bool,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let stranger = own(tx, mailbox, by).await?;
    let who = person_for(tx, person, by).await?;
    if !spoken {
        return Err(Refusal::NotSpoken);
    }
    if !shares::room_for(tx, stranger.address_id, who.id).await? {
        return Err(Refusal::Full);
    }
    link_known(tx, (stranger.address_id, mailbox), who.id, by.staff, now).await?;
    let subject = Some(("person", who.id.0));
    let detail = json!({ "mailbox": mailbox });
    audit::note(tx, by.gemeente, Some(by.staff), "link_stranger", subject, detail, now).await?;
    Ok(())
}

/// Whom a stranger may be linked to.
///
/// # Errors
/// [`Refusal::NoSuchPerson`].
pub async fn person_for(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Somebody, Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::NoSuchPerson)
}

/// A stranger is nobody's in particular, so that only whoever sees everybody sees them.
async fn seen(tx: &mut Tx, mailbox: MailboxId, by: Viewer) -> Result<Stranger, Refusal> {
    if by.role.scope() != Scope::Gemeente {
        return Err(Refusal::Unknown);
    }
    rows::one(tx, mailbox, by.gemeente).await?.ok_or(Refusal::Unknown)
}

/// One that this colleague took up.
pub async fn own(tx: &mut Tx, mailbox: MailboxId, by: Viewer) -> Result<Stranger, Refusal> {
    let who = seen(tx, mailbox, by).await?;
    match who.taken_by {
        Some(staff) if staff == by.staff && who.closed_at.is_none() => Ok(who),
        Some(_) if who.closed_at.is_none() => Err(taken(&who)),
        _ => Err(Refusal::NotTaken),
    }
}

fn taken(who: &Stranger) -> Refusal {
    match (&who.taken_name, who.taken_at) {
        (Some(by), Some(at)) => Refusal::Taken { by: by.clone(), at },
        _ => Refusal::NotTaken,
    }
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    mailbox: MailboxId,
    detail: serde_json::Value,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let subject = Some(("mailbox", mailbox.0));
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, detail, now).await?;
    Ok(())
}
