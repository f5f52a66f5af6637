//! Addresses that come with an import, many at once.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Both, Hex, batches};
use crate::ids::{AddressId, GemeenteId, MailboxId, PersonId};
use crate::message::{ChannelId, ChannelKind};
use crate::store::{Result, Tx, on};

/// A handle that is known already.
#[derive(sqlx::FromRow)]
pub struct Known {
    /// By which it was found.
    pub handle_hash: Vec<u8>,
    /// The address it belongs to.
    pub address_id: AddressId,
    /// Whose address that is; None: nobody's yet.
    pub person_id: Option<PersonId>,
    /// Why nothing is sent there.
    pub unreachable_code: Option<String>,
    /// Has anybody ever written from it?
    pub wrote: bool,
}

// Looked up one by one, also when the table was empty as the statement was planned.
const KNOWN: Both = Both {
    sqlite: "
        SELECT h.handle_hash, h.address_id, a.person_id, a.unreachable_code,
            a.last_inbound_at IS NOT NULL AS wrote
        FROM json_each($1) r
        CROSS JOIN address_handle h
        JOIN address a ON a.id = h.address_id
        WHERE h.channel = $2 AND h.handle_hash = unhex(r.value)",
    postgres: "
        SELECT h.handle_hash, h.address_id, a.person_id, a.unreachable_code,
            a.last_inbound_at IS NOT NULL AS wrote
        FROM json_array_elements_text($1::json) AS r (hash)
        CROSS JOIN LATERAL (
            SELECT x.handle_hash, x.address_id
            FROM address_handle x
            WHERE x.channel = $2 AND x.handle_hash = decode(r.hash, 'hex')
            OFFSET 0) h
        JOIN address a ON a.id = h.address_id",
};

/// Which of these hashes of handles are known on `channel`, in no order.
pub async fn known(tx: &mut Tx, channel: &ChannelId, hashes: &[Hex]) -> Result<Vec<Known>> {
    let mut all = Vec::new();
    let sql = KNOWN.text(tx);
    let mut once = hashes.to_vec();
    once.sort_by(|a, b| a.0.cmp(&b.0));
    once.dedup();
    for json in batches(&once)? {
        let mut some: Vec<Known> = on!(tx, |conn| sqlx::query_as(sql)
            .bind(&json)
            .bind(&channel.0)
            .fetch_all(conn)
            .await?);
        all.append(&mut some);
    }
    Ok(all)
}

/// An address with one handle, as it will be.
#[derive(Serialize)]
pub struct AddressWrite {
    /// Its new id.
    pub id: AddressId,
    /// Where its events go.
    pub mailbox: MailboxId,
    /// Whose it is.
    pub person: PersonId,
    /// Which kind of handle.
    pub kind: &'static str,
    /// By which it is found again.
    pub hash: Hex,
    /// Sealed for `address_handle.sealed`.
    pub sealed: Hex,
}

const INSERT_ADDRESSES: Both = Both {
    sqlite: "
        INSERT INTO address (id, gemeente_id, channel, kind, mailbox_id, person_id, created_at)
        SELECT unhex(value ->> 'id', '-'), $5, $2, $3, unhex(value ->> 'mailbox', '-'),
            unhex(value ->> 'person', '-'), $4
        FROM json_each($1)",
    postgres: "
        INSERT INTO address (id, gemeente_id, channel, kind, mailbox_id, person_id, created_at)
        SELECT r.id, $5, $2, $3, r.mailbox, r.person, $4
        FROM json_to_recordset($1::json) AS r (id UUID, mailbox UUID, person UUID)",
};

const INSERT_HANDLES: Both = Both {
    sqlite: "
        INSERT INTO address_handle (channel, handle_hash, kind, sealed, address_id)
        SELECT $2, unhex(value ->> 'hash'), value ->> 'kind', unhex(value ->> 'sealed'),
            unhex(value ->> 'id', '-')
        FROM json_each($1)",
    postgres: "
        INSERT INTO address_handle (channel, handle_hash, kind, sealed, address_id)
        SELECT $2, decode(r.hash, 'hex'), r.kind, decode(r.sealed, 'hex'), r.id
        FROM json_to_recordset($1::json) AS r (id UUID, kind TEXT, hash TEXT, sealed TEXT)",
};

const ADDRESS_SINCE: Both = Both {
    sqlite: "
        UPDATE person
        SET address_since = $2
        WHERE address_since IS NULL
          AND id IN (SELECT unhex(value ->> 'person', '-') FROM json_each($1))",
    postgres: "
        UPDATE person
        SET address_since = $2
        WHERE address_since IS NULL
          AND id IN (SELECT r.person FROM json_to_recordset($1::json) AS r (person UUID))",
};

/// Adds addresses on one channel.
pub async fn insert(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (channel, kind): (&ChannelId, ChannelKind),
    rows: &[AddressWrite],
    now: DateTime<Utc>,
) -> Result<()> {
    for json in batches(rows)? {
        let (addresses, handles) = (INSERT_ADDRESSES.text(tx), INSERT_HANDLES.text(tx));
        on!(tx, |conn| sqlx::query(addresses)
            .bind(&json)
            .bind(&channel.0)
            .bind(kind.as_str())
            .bind(now)
            .bind(gemeente)
            .execute(conn)
            .await
            .map(|_| ()))?;
        let since = ADDRESS_SINCE.text(tx);
        on!(tx, |conn| sqlx::query(since).bind(&json).bind(now).execute(conn).await.map(|_| ()))?;
        on!(tx, |conn| sqlx::query(handles)
            .bind(&json)
            .bind(&channel.0)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
