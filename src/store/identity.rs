//! Who is who: the names that platforms give decide to which address something belongs.
//!
//! Promises: all names of one account lead to one address; two addresses that turn out to be one
//! are joined in the transaction that finds out, both mailboxes locked; two persons never become
//! one, and a number that somebody else has now never leads to its former owner. Whatever a
//! colleague should look at becomes an event in the mailbox concerned.

use chrono::{DateTime, TimeDelta, Utc};

use super::addresses::{self, Found, NewAddress};
use super::hot::shares::sharers;
use super::mailboxes::{self, Arrival, ChannelRef};
use super::{Conn, Result, Tx, inbox, on};
use crate::dialog::event::Event;
use crate::ids::{AddressId, MailboxId};
use crate::message::{Handle, Renaming};
use crate::trade::person::Language;

/// WhatsApp's window: what was written from a number opens it for that number only.
const WINDOW: TimeDelta = TimeDelta::hours(24);

/// Finds the address of a sender, or makes it with a mailbox of its own.
///
/// A user id outweighs a number: the id is the account's, the number may have changed hands.
pub async fn arrive(
    tx: &mut Tx,
    channel: &ChannelRef,
    handles: &[Handle],
    language: Language,
    now: DateTime<Utc>,
) -> Result<Arrival> {
    let mut by_weight: Vec<&Handle> = handles.iter().collect();
    by_weight.sort_by_key(|h| (!matches!(h, Handle::Bsuid(_)), h.is_across_portfolios()));
    let mut is: Option<Found> = None;
    for handle in by_weight {
        if is.is_some() {
            break;
        }
        let found = addresses::find(tx, &channel.id, handle).await?;
        if let Some(found) = found
            && !is_anothers(tx, channel, found, handles, now).await?
        {
            is = Some(found);
        }
    }
    let Some(mut is) = is else { return stranger(tx, channel, handles, language, now).await };
    for handle in handles {
        match addresses::find(tx, &channel.id, handle).await? {
            Some(other) if other.address_id == is.address_id => {}
            Some(other) if is_anothers(tx, channel, other, handles, now).await? => {
                name(tx, channel, is, handle, now).await?;
            }
            Some(other) => match join(tx, is, other, now).await? {
                Some(kept) => is = kept,
                None => {
                    for one in [is, other] {
                        tell(tx, one, Renaming::Clash, now).await?;
                    }
                }
            },
            None => name(tx, channel, is, handle, now).await?,
        }
    }
    Ok(is.into())
}

impl From<Found> for Arrival {
    fn from(found: Found) -> Self {
        Self { address_id: found.address_id, mailbox_id: found.mailbox_id }
    }
}

/// Was this number given out again? Its address then has another user id than its sender. The
/// number is taken from it, and nothing is sent there until somebody has looked.
async fn is_anothers(
    tx: &mut Tx,
    channel: &ChannelRef,
    found: Found,
    told: &[Handle],
    now: DateTime<Utc>,
) -> Result<bool> {
    let names = addresses::handles(tx, found.address_id).await?;
    let other_id = |name: &&Handle| {
        matches!(name, Handle::Bsuid(_))
            && !told.contains(name)
            && told.iter().any(|t| t.is_same_sort(name))
    };
    let shares_an_id = names.iter().any(|n| matches!(n, Handle::Bsuid(_)) && told.contains(n));
    if shares_an_id || !names.iter().any(|name| other_id(&name)) {
        return Ok(false);
    }
    for number in names.iter().filter(|n| matches!(n, Handle::Phone(_)) && told.contains(n)) {
        addresses::remove_handle(tx, &channel.id, number).await?;
    }
    addresses::shut(tx, found.address_id, "nummer-van-ander", now).await?;
    tell(tx, found, Renaming::Taken, now).await?;
    Ok(true)
}

/// Gives an address one more name; an older one of the same sort is no longer its own.
async fn name(
    tx: &mut Tx,
    channel: &ChannelRef,
    of: Found,
    new: &Handle,
    now: DateTime<Utc>,
) -> Result<()> {
    for old in addresses::handles(tx, of.address_id).await? {
        if old != *new && old.is_same_sort(new) {
            addresses::remove_handle(tx, &channel.id, &old).await?;
            if matches!(old, Handle::Phone(_)) {
                tell(tx, of, Renaming::Number, now).await?;
            }
        }
    }
    addresses::add_handle(tx, &channel.id, of.address_id, new).await.map(|_| ())
}

async fn stranger(
    tx: &mut Tx,
    channel: &ChannelRef,
    handles: &[Handle],
    language: Language,
    now: DateTime<Utc>,
) -> Result<Arrival> {
    let mailbox_id =
        mailboxes::make_mailbox(tx, channel.gemeente, "address", language, now).await?;
    let new = NewAddress {
        gemeente: channel.gemeente,
        channel: &channel.id,
        kind: channel.kind,
        mailbox: mailbox_id,
        person: None,
    };
    let address_id = addresses::insert(tx, new, handles, now).await?;
    // another process may have been first with this very sender: theirs counts
    for handle in handles {
        if let Some(found) = addresses::find(tx, &channel.id, handle).await?
            && found.address_id != address_id
        {
            remove_unused(tx, address_id, mailbox_id).await?;
            return Ok(found.into());
        }
    }
    Ok(Arrival { address_id, mailbox_id })
}

const REMOVE: [&str; 3] = [
    "DELETE FROM address_handle WHERE address_id = $1 AND address_id <> $2",
    "DELETE FROM address WHERE id = $1 AND mailbox_id = $2",
    "DELETE FROM mailbox WHERE id = $2 AND id <> $1",
];

async fn remove_unused(tx: &mut Tx, address: AddressId, mailbox: MailboxId) -> Result<()> {
    for sql in REMOVE {
        on!(tx, |conn| sqlx::query(sql)
            .bind(address)
            .bind(mailbox)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}

/// An address's names were changed by its platform: those of before are retired, because they may
/// be somebody else's tomorrow, and the new ones added. None: nobody known had the names of before,
/// or it was told before.
pub async fn rename(
    tx: &mut Tx,
    channel: &ChannelRef,
    (from, to, how): (&[Handle], &[Handle], Renaming),
    now: DateTime<Utc>,
) -> Result<Option<Arrival>> {
    let mut old = None;
    for handle in from.iter().filter(|h| !to.contains(h)) {
        if old.is_none() {
            old = addresses::find(tx, &channel.id, handle).await?;
        }
    }
    let Some(mut is) = old else { return Ok(None) };
    for name in addresses::handles(tx, is.address_id).await? {
        let retired = match how {
            // with the number the user id goes too
            Renaming::Number | Renaming::Chat => true,
            _ => to.iter().any(|new| new.is_same_sort(&name)),
        };
        if retired && !to.contains(&name) {
            addresses::remove_handle(tx, &channel.id, &name).await?;
        }
    }
    for new in to {
        match addresses::find(tx, &channel.id, new).await? {
            Some(other) if other.address_id == is.address_id => {}
            // somebody wrote by the new name before we were told
            Some(other) => match join(tx, is, other, now).await? {
                Some(kept) => is = kept,
                None => tell(tx, other, Renaming::Clash, now).await?,
            },
            None => {
                addresses::add_handle(tx, &channel.id, is.address_id, new).await?;
            }
        }
    }
    if how == Renaming::Number {
        run(tx, CLOSE_WINDOW, is.address_id, now - WINDOW).await?;
        addresses::reopen(tx, is.address_id).await?;
    }
    Ok(Some(is.into()))
}

const CHANNEL_OF: &str = "
    SELECT channel
    FROM address
    WHERE id = $1 AND joined_into IS NULL";

/// A send was answered with another name for this address (Telegram's `migrate_to_chat_id`). What
/// waits for it leaves by the new name; gives the address that has it now.
pub async fn rename_handle(
    tx: &mut Tx,
    address: AddressId,
    to: &Handle,
    now: DateTime<Utc>,
) -> Result<AddressId> {
    let channel: Option<String> =
        on!(tx, |conn| sqlx::query_scalar(CHANNEL_OF).bind(address).fetch_optional(conn).await?);
    // joined meanwhile: its parts went along
    let Some(channel) = channel.map(crate::message::ChannelId) else { return Ok(address) };
    for old in addresses::handles(tx, address).await? {
        if old != *to && old.is_same_sort(to) {
            addresses::remove_handle(tx, &channel, &old).await?;
        }
    }
    if addresses::add_handle(tx, &channel, address, to).await? {
        return Ok(address);
    }
    let Some(other) = addresses::find(tx, &channel, to).await? else { return Ok(address) };
    let Some(is) = addresses::by_id(tx, address).await? else { return Ok(address) };
    let kept = if other.address_id == address { None } else { join(tx, is, other, now).await? };
    Ok(kept.map_or(address, |kept| kept.address_id))
}

const CLOSE_WINDOW: &str = "
    UPDATE address
    SET last_inbound_at = $2
    WHERE id = $1 AND last_inbound_at > $2";

async fn tell(tx: &mut Tx, of: Found, how: Renaming, now: DateTime<Utc>) -> Result<()> {
    let event = Event::Renamed { how };
    let what = (event.kind(), &event);
    inbox::append(tx, of.mailbox_id, Some(of.address_id), what, now).await.map(|_| ())
}

// As the loop that handles events does: first the events, then their mailbox, so that the two
// never wait for each other in a circle.
const LOCK_EVENTS: &str = "
    SELECT id
    FROM inbox
    WHERE mailbox_id = ANY($1)
    ORDER BY id
    FOR UPDATE";

const JOIN: [&str; 5] = [
    "UPDATE address_handle SET address_id = $2 WHERE address_id = $1",
    "UPDATE inbox SET address_id = $2 WHERE address_id = $1",
    "UPDATE outbox SET address_id = $2 WHERE address_id = $1 AND finished_at IS NULL",
    "UPDATE invitation SET used_by = $2 WHERE used_by = $1",
    "UPDATE address
     SET last_inbound_at = (SELECT MAX(o.last_inbound_at) FROM address o WHERE o.id IN ($1, $2))
     WHERE id = $2",
];

const JOINED: &str = "
    UPDATE address
    SET joined_into = $2, mailbox_id = $3, unreachable_at = $4, unreachable_code = 'samengevoegd'
    WHERE id = $1";

/// Makes one address of two, and one mailbox of theirs; gives what is left. None: they belong to
/// two persons, and nothing was changed.
///
/// Crash before the commit: they are two, and the next event finds out again.
async fn join(tx: &mut Tx, a: Found, b: Found, now: DateTime<Utc>) -> Result<Option<Found>> {
    if let Conn::Postgres(open) = &mut tx.conn {
        let both = [a.mailbox_id.0, b.mailbox_id.0];
        sqlx::query(LOCK_EVENTS).bind(&both[..]).fetch_all(&mut **open).await?;
    }
    mailboxes::lock(tx, [a.mailbox_id, b.mailbox_id]).await?;
    // under the lock: another process may have linked or joined one of them
    let (Some(a), Some(b)) =
        (addresses::by_id(tx, a.address_id).await?, addresses::by_id(tx, b.address_id).await?)
    else {
        return Ok(Some(a));
    };
    let phones = sharers(tx, [a.address_id, b.address_id]).await?;
    let users = |of: &Found| phones.get(&of.address_id).map(Vec::as_slice).unwrap_or_default();
    let uses = |user: &Found, phone: &Found| {
        users(phone).iter().any(|one| Some(one.person_id) == user.person_id)
    };
    // a shared telephone takes in the address of a stranger, or of one of its people, nobody else's
    let (keep, gone) = match (a.person_id, b.person_id) {
        (Some(one), Some(other)) if one != other => return Ok(None),
        _ if !users(&a).is_empty() && !users(&b).is_empty() => return Ok(None),
        (None, Some(_)) if uses(&b, &a) => (a, b),
        (Some(_), None) if uses(&a, &b) => (b, a),
        (None, Some(_)) if !users(&a).is_empty() => return Ok(None),
        (Some(_), None) if !users(&b).is_empty() => return Ok(None),
        (None, Some(_)) => (b, a),
        (None, None) if !users(&b).is_empty() => (b, a),
        _ => (a, b),
    };
    mailboxes::lock(tx, [keep.mailbox_id, gone.mailbox_id]).await?;
    if gone.person_id.is_none() || keep.person_id.is_some() {
        mailboxes::merge(tx, gone.mailbox_id, keep.mailbox_id, keep.person_id, now).await?;
    }
    for sql in JOIN {
        run(tx, sql, gone.address_id, keep.address_id).await?;
    }
    on!(tx, |conn| sqlx::query(JOINED)
        .bind(gone.address_id)
        .bind(keep.address_id)
        .bind(keep.mailbox_id)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(Some(keep))
}

async fn run<T>(tx: &mut Tx, sql: &'static str, address: AddressId, second: T) -> Result<()>
where
    T: Send + Copy,
    for<'q> T: sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    for<'q> T: sqlx::Encode<'q, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    T: 'static,
{
    on!(tx, |conn| sqlx::query(sql).bind(address).bind(second).execute(conn).await.map(|_| ()))?;
    Ok(())
}

#[cfg(test)]
mod tests;
