//! A person begins or ceases to use a telephone together with others.

use chrono::{DateTime, Utc};

use crate::dialog::event::Event;
use crate::ids::{AddressId, MailboxId};
use crate::store::addresses::{self, Found, HUSHED};
use crate::store::shares::{self, User};
use crate::store::{Result, Tx, inbox};

/// Why a message did not leave: its person does not use that telephone any more.
const LEFT: &str = "andere-telefoon";

/// What became of the telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The person uses it together with others.
    Together,
    /// It was the person's own already.
    Own,
    /// It is nobody's yet, and nothing was changed.
    Nobodys,
    /// It is another municipality's, or too many use it; nothing was changed.
    Refused,
}

/// Somebody uses this address, which may be another's; `wrote_at`: they wrote from it then.
///
/// Nobody loses it: who had it to themselves shares it from now on. Each is written to by their
/// own consent only.
pub async fn share_phone(
    tx: &mut Tx,
    address: AddressId,
    user: User,
    wrote_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Shared> {
    let Some(found) = addresses::by_id(tx, address).await? else { return Ok(Shared::Nobodys) };
    let Found { mailbox_id, person_id, .. } = found;
    match person_id {
        Some(person) if person == user.person => return Ok(Shared::Own),
        _ if !shares::room_for(tx, address, user.person).await? => return Ok(Shared::Refused),
        Some(_) => {
            shares::make_phone(tx, address, mailbox_id, now).await?;
        }
        None if shares::of(tx, address).await?.is_empty() => return Ok(Shared::Nobodys),
        None => {}
    }
    shares::add(tx, address, user, wrote_at, now).await?;
    Ok(Shared::Together)
}

/// Somebody uses this telephone no more; false, and nothing happens, when they do not share it. What
/// was about to be sent to them there is told to be undelivered, so that it goes another way.
pub async fn leave_phone(
    tx: &mut Tx,
    address: AddressId,
    mailbox: MailboxId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let phone = addresses::by_id(tx, address).await?.map(|found| found.mailbox_id);
    let users = shares::of(tx, address).await?;
    let hushed = users.iter().any(|user| user.hushed_at.is_some());
    if !shares::leave(tx, address, mailbox).await? {
        return Ok(false);
    }
    for (mailbox, question) in shares::cancel(tx, address, Some(mailbox), now).await? {
        let event = Event::Undelivered { question, why: LEFT.to_owned() };
        inbox::append(tx, mailbox, Some(address), (event.kind(), &event), now).await?;
    }
    let last = users.iter().map(|user| user.mailbox_id).find(|user| *user != mailbox);
    if let (true, Some(phone), Some(with)) = (users.len() == 2, phone, last) {
        // what the telephone was asked is wound up in the order of its mailbox, like every answer
        let event = Event::LeftAlone { with };
        inbox::append(tx, phone, Some(address), (event.kind(), &event), now).await?;
        // "stop" was said here, and perhaps by whoever is left: until that is handled nothing begins
        if hushed {
            addresses::shut(tx, address, HUSHED, now).await?;
        }
    }
    Ok(true)
}
