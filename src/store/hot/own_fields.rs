//! What stands in a municipality's own fields, of many people at once.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Hex, OverRows, fetch, ids, over, run, stamp};
use crate::ids::{OwnFieldId, PersonId, StaffId};
use crate::store::own_fields::{Field, kept, opened};
use crate::store::seal::Vault;
use crate::store::{Result, Tx};
use crate::trade::own_field::Value;

over! {
    OF (id uuid) "
        SELECT h.person_id, h.field_id, h.value, h.sealed
        FROM r
        CROSS JOIN own_field_value h
        WHERE h.person_id = r.id"
}

/// What stands in these fields of these people.
pub async fn of(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
    fields: &[Field],
) -> Result<HashMap<(PersonId, OwnFieldId), Value>> {
    let rows: Vec<(PersonId, OwnFieldId, String, Option<Vec<u8>>)> =
        fetch(tx, &OF, &ids(people.into_iter().map(|id| id.0))).await?;
    let mut held = HashMap::new();
    for (person, field, value, sealed) in rows {
        let Some(of) = fields.iter().find(|one| one.id == field) else { continue };
        held.insert((person, field), opened(tx.vault(), of, (value, sealed))?);
    }
    Ok(held)
}

/// A value that is written over what stood there.
#[derive(Serialize)]
pub struct ValueWrite {
    person: PersonId,
    field: OwnFieldId,
    value: String,
    sealed: Option<Hex>,
    by: Option<StaffId>,
    #[serde(serialize_with = "stamp")]
    at: DateTime<Utc>,
}

impl ValueWrite {
    /// A value of somebody, from `by` at `now`, civil. Words are without a BSN.
    pub fn new(
        vault: &Vault,
        (person, field): (PersonId, OwnFieldId),
        value: &Value,
        (by, at): (Option<StaffId>, DateTime<Utc>),
    ) -> Self {
        let (value, sealed) = kept(vault, field, value);
        Self { person, field, value, sealed: sealed.map(Hex), by, at }
    }
}

// a field that was removed meanwhile takes nothing
over! {
    SET (person uuid, field uuid, value text, sealed bytes, by uuid, at timestamptz) "
        INSERT INTO own_field_value (person_id, field_id, value, sealed, noted_by, noted_at)
        SELECT r.person, f.id, r.value, r.sealed, r.by, r.at
        FROM r
        CROSS JOIN own_field f
        WHERE f.id = r.field
        ON CONFLICT (person_id, field_id) DO UPDATE
        SET value = excluded.value, sealed = excluded.sealed, noted_by = excluded.noted_by,
            noted_at = excluded.noted_at"
}

/// A value that is taken away.
#[derive(Serialize)]
pub struct ValueCleared {
    /// Whose.
    pub person: PersonId,
    /// In which field.
    pub field: OwnFieldId,
}

over! {
    CLEAR (person uuid, field uuid) "
        DELETE FROM own_field_value
        WHERE person_id IN (SELECT r.person FROM r)
          AND EXISTS (SELECT 1 FROM r
                      WHERE r.person = own_field_value.person_id
                        AND r.field = own_field_value.field_id)"
}

/// Writes values, and takes others away.
pub async fn write(tx: &mut Tx, set: &[ValueWrite], cleared: &[ValueCleared]) -> Result<()> {
    run(tx, &SET, set).await?;
    run(tx, &CLEAR, cleared).await
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("own_fields OF", &OF), ("own_fields SET", &SET), ("own_fields CLEAR", &CLEAR)];
