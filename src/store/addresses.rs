//! Ways to reach somebody that colleagues give us, and whose they are.
//!
//! A handle is personal data: it is found by its keyed hash and kept sealed. What becomes of an
//! address when its owner writes is in [`super::mailboxes`].

use chrono::{DateTime, Utc};

use super::seal::Vault;
use super::{Result, Tx, mailboxes, on};
use crate::ids::{AddressId, GemeenteId, MailboxId, PersonId};
use crate::message::{ChannelId, ChannelKind, Handle};

/// An address that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    /// Which address.
    pub address_id: AddressId,
    /// Where its events go.
    pub mailbox_id: MailboxId,
    /// Whose it is; None: nobody's yet.
    pub person_id: Option<PersonId>,
}

/// The keyed hash by which `handle` is found.
pub fn hash(vault: &Vault, handle: &Handle) -> Vec<u8> {
    vault.hash("handle", &format!("{}:{}", handle.kind(), handle.value()))
}

/// `handle`, sealed for its column.
pub fn seal(vault: &Vault, handle: &Handle) -> Vec<u8> {
    vault.seal("address_handle.sealed", handle.value().as_bytes())
}

const FIND: &str = "
    SELECT a.id AS address_id, a.mailbox_id, a.person_id
    FROM address_handle h
    JOIN address a ON a.id = h.address_id
    WHERE h.channel = $1 AND h.handle_hash = $2";

/// The address that has this handle.
pub async fn find(tx: &mut Tx, channel: &ChannelId, handle: &Handle) -> Result<Option<Found>> {
    let hash = hash(tx.vault(), handle);
    Ok(on!(tx, |conn| sqlx::query_as(FIND)
        .bind(&channel.0)
        .bind(&hash)
        .fetch_optional(conn)
        .await?))
}

/// An address to be.
#[derive(Clone, Copy)]
pub struct NewAddress<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// On which channel.
    pub channel: &'a ChannelId,
    /// Its wire protocol.
    pub kind: ChannelKind,
    /// Where its events go.
    pub mailbox: MailboxId,
    /// Whose it is, if that is known.
    pub person: Option<PersonId>,
}

const INSERT: &str = "
    INSERT INTO address (id, gemeente_id, channel, kind, mailbox_id, person_id, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Adds an address with its handles, none of which may be known on the channel.
pub async fn insert(
    tx: &mut Tx,
    new: NewAddress<'_>,
    handles: &[Handle],
    now: DateTime<Utc>,
) -> Result<AddressId> {
    let id = AddressId::fresh();
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(id)
        .bind(new.gemeente)
        .bind(&new.channel.0)
        .bind(new.kind.as_str())
        .bind(new.mailbox)
        .bind(new.person)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    for handle in handles {
        mailboxes::name_address(tx, new.channel, handle, id).await?;
    }
    Ok(id)
}
