//! An invitation to link an address to a person: the token in a letter's QR code.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::PersonId;
use crate::message::TOKEN_PREFIX;
use crate::store::seal::random_bytes;
use crate::store::{StoreError, Tx, people};

/// Makes a token of 160 random bits that is good for `valid_for`. It exists only in the answer:
/// the database keeps its keyed hash, `vault.hash("invitation", token)`.
pub async fn invite(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
    valid_for: TimeDelta,
) -> Result<String, StoreError> {
    let token = format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(random_bytes::<20>()));
    let hash = tx.vault().hash("invitation", &token);
    people::insert_invitation(tx, person, &hash, (now, now + valid_for)).await?;
    Ok(token)
}
