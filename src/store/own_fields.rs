//! Fields of a municipality's own, and what stands in them. Free words are sealed; to find who has them their keyed
//! hash is kept beside.

use chrono::{DateTime, Utc};

use super::seal::Vault;
use super::{Result, StoreError, Tx, on};
use crate::ids::{GemeenteId, OwnFieldId, PersonId, StaffId};
use crate::trade::own_field::{Kind, Shape, Value};

/// The column that holds sealed words.
pub(super) const SEALED: &str = "own_field_value.sealed";

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which.
    pub id: OwnFieldId,
    /// What colleagues call it.
    pub name: String,
    /// The name without case, accents and signs: as a column of a file is matched.
    pub folded: String,
    /// Its name on an English page.
    pub english: Option<String>,
    /// What may stand in it.
    pub shape: Shape,
    /// Do coaches see it?
    pub for_coaches: bool,
    /// Why it is held.
    pub purpose: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: OwnFieldId,
    name: String,
    folded: String,
    english: Option<String>,
    kind: String,
    choices: Option<String>,
    for_coaches: bool,
    purpose: String,
}

const ALL: &str = "
    SELECT id, name, folded, english, kind, choices, for_coaches, purpose
    FROM own_field
    WHERE gemeente_id = $1
    ORDER BY name, id";

/// The fields of a municipality, by name.
pub async fn all(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Field>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(ALL).bind(gemeente).fetch_all(conn).await?);
    rows.into_iter()
        .map(|row| {
            let odd = || StoreError::corrupt("own_field", row.id, "unknown kind");
            let kind = Kind::parse(&row.kind).ok_or_else(odd)?;
            let choices = row.choices.unwrap_or_default().lines().map(str::to_owned).collect();
            Ok(Field {
                id: row.id,
                name: row.name,
                folded: row.folded,
                english: row.english,
                shape: Shape { kind, choices },
                for_coaches: row.for_coaches,
                purpose: row.purpose,
            })
        })
        .collect()
}

const INSERT: &str = "
    INSERT INTO own_field (id, gemeente_id, name, folded, english, kind, choices, for_coaches,
                           purpose, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT DO NOTHING";

/// Adds a field; false: it is there already, or one of this name. `now` is machine time.
pub async fn insert(
    tx: &mut Tx,
    gemeente: GemeenteId,
    field: &Field,
    now: DateTime<Utc>,
) -> Result<bool> {
    let choices = (field.shape.kind == Kind::Keuze).then(|| field.shape.choices.join("\n"));
    let done = on!(tx, |conn| sqlx::query(INSERT)
        .bind(field.id)
        .bind(gemeente)
        .bind(&field.name)
        .bind(&field.folded)
        .bind(&field.english)
        .bind(field.shape.kind.as_str())
        .bind(choices)
        .bind(field.for_coaches)
        .bind(&field.purpose)
        .bind(now)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(done > 0)
}

const KNOWN_OF: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM own_field_value
    WHERE field_id = $1";

/// Of how many people something stands in it.
pub async fn known_of(tx: &mut Tx, field: OwnFieldId) -> Result<i64> {
    Ok(on!(tx, |conn| sqlx::query_scalar(KNOWN_OF).bind(field).fetch_one(conn).await?))
}

const EMPTY: &str = "DELETE FROM own_field_value WHERE field_id = $1";
const REMOVE: &str = "DELETE FROM own_field WHERE id = $1 AND gemeente_id = $2";

/// Removes a field of this municipality with all that stands in it; gives of how many people that was.
pub async fn remove(tx: &mut Tx, (field, gemeente): (OwnFieldId, GemeenteId)) -> Result<u64> {
    let known = on!(tx, |conn| sqlx::query(EMPTY)
        .bind(field)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    on!(tx, |conn| sqlx::query(REMOVE).bind(field).bind(gemeente).execute(conn).await.map(|_| ()))?;
    tx.ring_pages();
    Ok(known)
}

/// What stands in a field of somebody. Deliberately without `Debug`: it is personal data.
pub struct Held {
    /// In which field.
    pub field: OwnFieldId,
    /// What.
    pub value: Value,
    /// Who noted it; None: a file.
    pub noted_by: Option<String>,
    /// When, civil.
    pub noted_at: DateTime<Utc>,
}

type HeldRow = (OwnFieldId, String, Option<Vec<u8>>, Option<String>, DateTime<Utc>);

const OF: &str = "
    SELECT v.field_id, v.value, v.sealed, s.name, v.noted_at
    FROM own_field_value v
    LEFT JOIN staff s ON s.id = v.noted_by
    WHERE v.person_id = $1";

/// What stands in these fields of somebody.
pub async fn of(tx: &mut Tx, person: PersonId, fields: &[Field]) -> Result<Vec<Held>> {
    let rows: Vec<HeldRow> =
        on!(tx, |conn| sqlx::query_as(OF).bind(person).fetch_all(conn).await?);
    let mut held = Vec::new();
    for (field, value, sealed, noted_by, noted_at) in rows {
        let Some(of) = fields.iter().find(|one| one.id == field) else { continue };
        let value = opened(tx.vault(), of, (value, sealed))?;
        held.push(Held { field, value, noted_by, noted_at });
    }
    Ok(held)
}

/// What a row holds.
pub(super) fn opened(
    vault: &Vault,
    field: &Field,
    (value, sealed): (String, Option<Vec<u8>>),
) -> Result<Value> {
    let odd = |what| StoreError::corrupt("own_field_value", field.id, what);
    if let Some(sealed) = sealed {
        let words = vault.open(SEALED, &sealed)?;
        return String::from_utf8(words).map(Value::Words).map_err(|_| odd("is no text"));
    }
    field.shape.read(&value).ok().flatten().ok_or_else(|| odd("does not fit its field"))
}

/// What is kept of a value: by which it is found, and its words, sealed.
pub fn kept(vault: &Vault, field: OwnFieldId, value: &Value) -> (String, Option<Vec<u8>>) {
    match value {
        Value::Words(words) => {
            let sought = format!("{field} {}", words.to_lowercase());
            let hash = vault.hash("own_field_value.value", &sought);
            let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            (hash, Some(vault.seal(SEALED, words.as_bytes())))
        }
        other => (other.code(), None),
    }
}

const SET: &str = "
    INSERT INTO own_field_value (person_id, field_id, value, sealed, noted_by, noted_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (person_id, field_id) DO UPDATE
    SET value = excluded.value, sealed = excluded.sealed, noted_by = excluded.noted_by,
        noted_at = excluded.noted_at";
const CLEAR: &str = "DELETE FROM own_field_value WHERE person_id = $1 AND field_id = $2";

/// Writes a value over what stood there, or takes it away. Words are without a BSN. `now` is civil.
pub async fn set(
    tx: &mut Tx,
    (person, field): (PersonId, OwnFieldId),
    value: Option<&Value>,
    by: StaffId,
    now: DateTime<Utc>,
) -> Result<()> {
    match value.map(|value| kept(tx.vault(), field, value)) {
        Some((value, sealed)) => on!(tx, |conn| sqlx::query(SET)
            .bind(person)
            .bind(field)
            .bind(value)
            .bind(sealed)
            .bind(by)
            .bind(now)
            .execute(conn)
            .await
            .map(|_| ())),
        None => on!(tx, |conn| sqlx::query(CLEAR)
            .bind(person)
            .bind(field)
            .execute(conn)
            .await
            .map(|_| ())),
    }?;
    tx.ring_pages();
    Ok(())
}
