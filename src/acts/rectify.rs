//! A colleague corrects what is kept about somebody. Source: AVG art. 16.
//!
//! What was corrected stands in `person_correction`: an import that says otherwise changes nothing about it and
//! says so, until the file agrees. A telephone number is not corrected here but by [`super::correct_number`]: it
//! shuts, shares and opens addresses.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::import::cell::Wrong;
use super::person_card::Card;
use crate::store::board::Viewer;
use crate::store::hot::people as hot;
use crate::store::trail::Somebody;
use crate::store::{StoreError, Tx, audit, corrections};
use crate::text::bsn;

/// What may be corrected, by the name of its column in an import.
pub const FIELDS: [&str; 11] = [
    "naam",
    "taal",
    "groep",
    "leerroute",
    "pip_datum",
    "geboortejaar",
    "email",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
];

/// Why nothing is corrected.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A coach sees people and does not correct them.
    #[error("this is for klantmanagers")]
    NotYours,
    /// What was filled in cannot be.
    #[error("{field}: {what}; {mend}")]
    Wrong {
        /// The name of its column in an import.
        field: &'static str,
        /// What is wrong, in Dutch; never what was filled in.
        what: String,
        /// How to mend it, in Dutch.
        mend: String,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is known now, in the order of [`FIELDS`]; days as `yyyy-mm-dd`.
pub async fn known(tx: &mut Tx, who: &Somebody) -> Result<Vec<(&'static str, String)>, StoreError> {
    let card = card(tx, who).await?;
    Ok(FIELDS.iter().map(|field| (*field, card.text(field))).collect())
}

pub(super) async fn card(tx: &mut Tx, who: &Somebody) -> Result<Card, StoreError> {
    let known = hot::known(tx, who.gemeente_id, [who.klantnummer.as_str()]).await?;
    let known = known.first().ok_or_else(|| StoreError::corrupt("person", who.id, "is gone"))?;
    Card::known(tx.vault(), known)
}

/// Corrects the fields that differ from what is known; gives their names. A field that is not told stays. `now` is
/// civil.
///
/// # Errors
/// At the first field that cannot be: nothing is corrected then.
pub async fn rectify(
    tx: &mut Tx,
    who: &Somebody,
    told: &[(&'static str, String)],
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<Vec<&'static str>, Refusal> {
    if !by.role.answers_for_data() {
        return Err(Refusal::NotYours);
    }
    let before = card(tx, who).await?;
    let mut after = before.clone();
    for (field, text) in told {
        if bsn::without_bsn(text) != *text {
            let (what, mend) = ("dit lijkt op een BSN".to_owned(), "haal het weg".to_owned());
            return Err(Refusal::Wrong { field, what, mend });
        }
        after.set(field, text).map_err(|Wrong { what, mend }| Refusal::Wrong {
            field,
            what,
            mend,
        })?;
    }
    let changed: Vec<&'static str> =
        FIELDS.into_iter().filter(|field| before.text(field) != after.text(field)).collect();
    if changed.is_empty() {
        return Ok(changed);
    }
    let ids = (who.id, who.mailbox_id);
    let write = after.write(tx.vault(), who.klantnummer.clone(), ids)?;
    hot::update(tx, who.gemeente_id, &[write], now).await?;
    for field in &changed {
        corrections::note(tx, who.id, field, Some(by.staff), now).await?;
    }
    let subject = Some(("person", who.id.0));
    let detail = json!({ "fields": changed });
    audit::note(tx, by.gemeente, Some(by.staff), "rectify", subject, detail, now).await?;
    tx.ring_pages();
    Ok(changed)
}
