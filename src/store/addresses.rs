//! Ways to reach somebody, found by what the platform calls them.
//!
//! A handle is personal data: it is found by its keyed hash and kept sealed.

use chrono::{DateTime, Utc};

use super::seal::Vault;
use super::{Result, StoreError, Tx, on, people};
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
    if let Some(person) = new.person {
        people::has_address(tx, person, now).await?;
    }
    for handle in handles {
        add_handle(tx, new.channel, id, handle).await?;
    }
    Ok(id)
}

const ADD_HANDLE: &str = "
    INSERT INTO address_handle (channel, handle_hash, kind, sealed, address_id)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (channel, handle_hash) DO NOTHING
    RETURNING kind";

/// Gives an address one more name; false when the name is known on the channel already.
pub async fn add_handle(
    tx: &mut Tx,
    channel: &ChannelId,
    address: AddressId,
    handle: &Handle,
) -> Result<bool> {
    let (hash, sealed) = (hash(tx.vault(), handle), seal(tx.vault(), handle));
    let added: Option<String> = on!(tx, |conn| sqlx::query_scalar(ADD_HANDLE)
        .bind(&channel.0)
        .bind(&hash)
        .bind(handle.kind())
        .bind(&sealed)
        .bind(address)
        .fetch_optional(conn)
        .await?);
    Ok(added.is_some())
}

/// Why an address is shut: the municipality knows another number now.
pub const REPLACED: &str = "nummer-vervangen";
/// Why an address is shut: there is no consent any more, and the person never wrote.
pub const NO_CONSENT: &str = "geen-akkoord";
/// Why an address is shut: somebody said "stop" there, and nobody told who.
pub const HUSHED: &str = "stop-voor-wie";

// What the municipality says of a number outweighs what a platform says: whose the number is next
// follows from it. A number that is the person's again is tried again; a platform that still
// refuses it says so anew. A silence that only waits for its loop gives way to everything.
const SHUT: &str = "
    UPDATE address
    SET unreachable_at = COALESCE(unreachable_at, $2), unreachable_code = $3
    WHERE id = $1
      AND (unreachable_at IS NULL
           OR CASE unreachable_code
                  WHEN 'nummer-vervangen' THEN 3
                  WHEN 'geen-akkoord' THEN 2
                  WHEN 'stop-voor-wie' THEN 0
                  ELSE 1 END
              < CASE $3
                    WHEN 'nummer-vervangen' THEN 3
                    WHEN 'geen-akkoord' THEN 2
                    WHEN 'stop-voor-wie' THEN 0
                    ELSE 1 END)";

/// Nothing is sent to this address from now on; `code` says why: [`REPLACED`], [`NO_CONSENT`],
/// [`HUSHED`], or what a platform calls it. A heavier reason takes the place of a lighter one, and the
/// address stays shut since the first.
pub async fn shut(tx: &mut Tx, address: AddressId, code: &str, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SHUT)
        .bind(address)
        .bind(now)
        .bind(code)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const WHY_SHUT: &str = "SELECT unreachable_code FROM address WHERE id = $1";

/// Why nothing is sent to this address; none: it can be used.
pub async fn why_shut(tx: &mut Tx, address: AddressId) -> Result<Option<String>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(WHY_SHUT).bind(address).fetch_one(conn).await?))
}

const REOPEN: &str = "
    UPDATE address
    SET unreachable_at = NULL, unreachable_code = NULL
    WHERE id = $1";

/// The address can be used again.
pub async fn reopen(tx: &mut Tx, address: AddressId) -> Result<()> {
    on!(tx, |conn| sqlx::query(REOPEN).bind(address).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const WROTE: &str = "
    UPDATE address
    SET last_inbound_at = $2, unreachable_at = NULL, unreachable_code = NULL
    WHERE id = $1 AND (last_inbound_at IS NULL OR last_inbound_at <= $2)";

/// The person wrote from here: the window opens, and the address can be used (again).
pub async fn note_writing(tx: &mut Tx, address: AddressId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(WROTE).bind(address).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const BY_ID: &str = "
    SELECT id AS address_id, mailbox_id, person_id
    FROM address
    WHERE id = $1 AND joined_into IS NULL";

/// An address, unless it turned out to be another one.
pub async fn by_id(tx: &mut Tx, address: AddressId) -> Result<Option<Found>> {
    Ok(on!(tx, |conn| sqlx::query_as(BY_ID).bind(address).fetch_optional(conn).await?))
}

const REMOVE_HANDLE: &str = "
    DELETE FROM address_handle
    WHERE channel = $1 AND handle_hash = $2";

/// Takes a name away: whoever uses it from now on is somebody else.
pub async fn remove_handle(tx: &mut Tx, channel: &ChannelId, handle: &Handle) -> Result<()> {
    let hash = hash(tx.vault(), handle);
    on!(tx, |conn| sqlx::query(REMOVE_HANDLE)
        .bind(&channel.0)
        .bind(&hash)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const HANDLES: &str = "
    SELECT kind, sealed
    FROM address_handle
    WHERE address_id = $1
    ORDER BY handle_hash";

/// All names of an address, the most useful for sending first: a number can get every kind of
/// message, and a user id that holds for several portfolios comes last.
pub async fn handles(tx: &mut Tx, address: AddressId) -> Result<Vec<Handle>> {
    let rows: Vec<(String, Vec<u8>)> =
        on!(tx, |conn| sqlx::query_as(HANDLES).bind(address).fetch_all(conn).await?);
    let mut all = Vec::with_capacity(rows.len());
    for (kind, sealed) in rows {
        all.push(open_handle(tx.vault(), address, &kind, &sealed)?);
    }
    all.sort_by_key(|h| (!matches!(h, Handle::Phone(_)), h.is_across_portfolios()));
    Ok(all)
}

/// The name by which a platform can be told to send.
pub async fn handle_of(tx: &mut Tx, address: AddressId) -> Result<Option<Handle>> {
    Ok(handles(tx, address).await?.into_iter().next())
}

/// The handle in a row of `address_handle`.
///
/// # Errors
/// When it cannot be opened, or is of a kind that nobody knows.
pub fn open_handle(vault: &Vault, address: AddressId, kind: &str, sealed: &[u8]) -> Result<Handle> {
    let value = String::from_utf8(vault.open("address_handle.sealed", sealed)?)
        .map_err(|e| StoreError::corrupt("address_handle", address, e))?;
    Ok(match kind {
        "telegram_chat" => Handle::TelegramChat(value),
        "phone" => Handle::Phone(value),
        "bsuid" => Handle::Bsuid(value),
        other => return Err(StoreError::corrupt("address_handle", address, other)),
    })
}

const LAST_INBOUND: &str = "SELECT last_inbound_at FROM address WHERE id = $1";

/// When the person last wrote from here; opens WhatsApp's window.
pub async fn last_inbound(tx: &mut Tx, address: AddressId) -> Result<Option<DateTime<Utc>>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(LAST_INBOUND).bind(address).fetch_one(conn).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::{Town, ago, now};
    use crate::store::testing::each_database;

    #[tokio::test]
    async fn the_heavier_reason_stays_whichever_comes_first_and_the_first_moment_counts() {
        const BLOCKED: &str = "geblokkeerd";
        const NO_ACCOUNT: &str = "131026";
        for (first, second, stays) in [
            (BLOCKED, REPLACED, REPLACED),
            (BLOCKED, NO_CONSENT, NO_CONSENT),
            (BLOCKED, NO_ACCOUNT, BLOCKED),
            (BLOCKED, HUSHED, BLOCKED),
            (NO_CONSENT, BLOCKED, NO_CONSENT),
            (NO_CONSENT, REPLACED, REPLACED),
            (NO_CONSENT, HUSHED, NO_CONSENT),
            (REPLACED, BLOCKED, REPLACED),
            (REPLACED, NO_CONSENT, REPLACED),
            (HUSHED, BLOCKED, BLOCKED),
            (HUSHED, NO_CONSENT, NO_CONSENT),
            (HUSHED, REPLACED, REPLACED),
        ] {
            for test in each_database().await {
                let town = Town::found(&test.db).await;
                let mut tx = test.db.begin().await.unwrap();
                let who = town.person(&mut tx, ("K1", "Amina", "asiel"), None, None).await;
                let address = town.address(&mut tx, &who, "whatsapp", None).await;
                shut(&mut tx, address, first, ago(3)).await.unwrap();
                shut(&mut tx, address, second, now()).await.unwrap();
                let why = why_shut(&mut tx, address).await.unwrap();
                assert_eq!(why.as_deref(), Some(stays), "{first}, then {second}");
                const SINCE: &str = "SELECT unreachable_at FROM address WHERE id = $1";
                let since: Result<DateTime<Utc>> = async {
                    Ok(on!(tx, |conn| sqlx::query_scalar(SINCE)
                        .bind(address)
                        .fetch_one(conn)
                        .await?))
                }
                .await;
                assert_eq!(since.unwrap(), ago(3));
            }
        }
    }
}
