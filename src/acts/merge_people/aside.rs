//! A colleague looked at a pair: these are two people. Or not, after all.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Refusal;
use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::{Tx, audit, duplicates, trail};

/// These are two people: they are shown as a pair no more. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn put_aside(
    tx: &mut Tx,
    two: (PersonId, PersonId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    seen(tx, two, by).await?;
    duplicates::put_aside(tx, two, by.gemeente, (by.staff, now)).await?;
    note(tx, "put_pair_aside", two, by, now).await
}

/// They may be one after all; nothing happens when that was not put aside. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn take_back(
    tx: &mut Tx,
    two: (PersonId, PersonId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    seen(tx, two, by).await?;
    match duplicates::take_back(tx, two.0, two.1).await? {
        true => note(tx, "take_pair_back", two, by, now).await,
        false => Ok(()),
    }
}

async fn seen(tx: &mut Tx, two: (PersonId, PersonId), by: Viewer) -> Result<(), Refusal> {
    if !by.role.merges() {
        return Err(Refusal::NotYours);
    }
    if two.0 == two.1 {
        return Err(Refusal::Same);
    }
    for person in [two.0, two.1] {
        trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    }
    Ok(())
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    two: (PersonId, PersonId),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let subject = Some(("person", two.0.0));
    let detail = json!({ "other": two.1 });
    audit::note(tx, by.gemeente, Some(by.staff), act, subject, detail, now).await?;
    Ok(())
}
