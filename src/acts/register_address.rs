//! A colleague notes by which number somebody can be reached on WhatsApp.
//!
//! A number belongs to one person here. A telephone that people share comes with an import of their
//! number, or with their invitations.

use chrono::{DateTime, Utc};

use crate::ids::{AddressId, PersonId};
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::store::addresses::{self, NewAddress};
use crate::store::{StoreError, Tx, people, shares};

/// What became of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registered {
    /// It is there now.
    New(AddressId),
    /// It was there; it can be used again if it was shut.
    Known(AddressId),
}

/// Why an address is not registered.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person.
    #[error("there is no such person")]
    UnknownPerson,
    /// Somebody else has it.
    #[error("the address belongs to somebody else")]
    TakenBy(PersonId),
    /// Somebody unknown wrote from it; it must be linked instead.
    #[error("somebody unknown wrote from this address")]
    Unlinked(AddressId),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The handle of a telephone number in E.164 on WhatsApp: its digits without `+`.
pub fn whatsapp_handle(e164: &str) -> Handle {
    Handle::Phone(e164.trim_start_matches('+').to_owned())
}

/// Registers `handle` on `channel` for `person`.
pub async fn register_address(
    tx: &mut Tx,
    person: PersonId,
    (channel, kind): (&ChannelId, ChannelKind),
    handle: &Handle,
    now: DateTime<Utc>,
) -> Result<Registered, Refusal> {
    let (mailbox, gemeente) =
        people::mailbox_of(tx, person).await?.ok_or(Refusal::UnknownPerson)?;
    if let Some(found) = addresses::find(tx, channel, handle).await? {
        return match found.person_id {
            Some(owner) if owner == person => {
                addresses::reopen(tx, found.address_id).await?;
                Ok(Registered::Known(found.address_id))
            }
            Some(owner) => Err(Refusal::TakenBy(owner)),
            None => match &shares::of(tx, found.address_id).await?[..] {
                [] => Err(Refusal::Unlinked(found.address_id)),
                users if users.iter().any(|user| user.person_id == person) => {
                    addresses::reopen(tx, found.address_id).await?;
                    Ok(Registered::Known(found.address_id))
                }
                [first, ..] => Err(Refusal::TakenBy(first.person_id)),
            },
        };
    }
    let new = NewAddress { gemeente, channel, kind, mailbox, person: Some(person) };
    let handles = std::slice::from_ref(handle);
    Ok(Registered::New(addresses::insert(tx, new, handles, now).await?))
}
