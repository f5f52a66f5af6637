//! An invitation to link an address to a person: the token in a letter's QR code.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::{InvitationId, PersonId};
use crate::message::TOKEN_PREFIX;
use crate::store::seal::random_bytes;
use crate::store::{StoreError, Tx, people};
use crate::trade::short_code;

/// Makes a token of 160 random bits that is good for `valid_for`. It exists only in the answer:
/// the database keeps its keyed hash, `vault.hash("invitation", token)`.
pub async fn invite(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
    valid_for: TimeDelta,
) -> Result<String, StoreError> {
    let token = new_token();
    let hash = tx.vault().hash("invitation", &token);
    people::insert_invitation(tx, person, (&hash, None), (now, now + valid_for)).await?;
    Ok(token)
}

/// The codes of one print of a letter. They are as good as a key: no `Debug`.
pub struct Codes {
    /// For the square codes.
    pub token: String,
    /// To type; see `trade::short_code`.
    pub short: String,
    /// What both belong to.
    pub invitation: InvitationId,
}

/// Makes the codes of a letter, both good for `valid_for`. They exist only in the answer, as those of
/// [`invite`]; who uses one must prove who they are before anything personal is told.
pub async fn invite_by_letter(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
    valid_for: TimeDelta,
) -> Result<Codes, StoreError> {
    let (token, short) = (new_token(), new_short_code());
    let hash = tx.vault().hash("invitation", &token);
    let short_hash = tx.vault().hash("invitation-short", &short);
    let validity = (now, now + valid_for);
    let invitation =
        people::insert_invitation(tx, person, (&hash, Some(&short_hash)), validity).await?;
    Ok(Codes { token, short, invitation })
}

fn new_token() -> String {
    format!("{TOKEN_PREFIX}{}", URL_SAFE_NO_PAD.encode(random_bytes::<20>()))
}

/// Three draws in ten could be mistaken for something else, and are thrown away.
fn new_short_code() -> String {
    loop {
        if let Some(code) = short_code::draw(&random_bytes()) {
            return code;
        }
    }
}
