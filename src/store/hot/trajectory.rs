//! Extra time and alarms of many people at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{OverRows, fetch, ids, over, run, stamp};
use crate::ids::PersonId;
use crate::store::{Result, Tx};
use crate::trade::trajectory::Extension;

#[derive(sqlx::FromRow)]
struct ExtensionRow {
    person_id: PersonId,
    weeks: i64,
    ground: String,
    granted_on: NaiveDate,
}

over! {
    EXTENSIONS (id uuid) "
        SELECT x.person_id, x.weeks, x.ground, x.granted_on
        FROM r
        CROSS JOIN term_extension x
        WHERE x.person_id = r.id"
}

/// The extra time of these people, in no order.
pub async fn extensions(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Vec<Extension>>> {
    let rows: Vec<ExtensionRow> =
        fetch(tx, &EXTENSIONS, &ids(people.into_iter().map(|id| id.0))).await?;
    let mut all: HashMap<PersonId, Vec<Extension>> = HashMap::new();
    for row in rows {
        let weeks = u32::try_from(row.weeks).unwrap_or(0);
        let extension = Extension { weeks, ground: row.ground, granted_on: row.granted_on };
        all.entry(row.person_id).or_default().push(extension);
    }
    Ok(all)
}

/// Extra time that was told of.
#[derive(Serialize)]
pub struct ExtensionWrite {
    /// Its new id.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// How much.
    pub weeks: i64,
    /// Why, as a code.
    pub ground: &'static str,
    /// The date of the decision.
    pub granted_on: NaiveDate,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub noted_at: DateTime<Utc>,
}

over! {
    EXTEND (id uuid, person uuid, weeks bigint, ground text, granted_on date,
            noted_at timestamptz) "
        INSERT INTO term_extension (id, person_id, weeks, ground, granted_on, noted_at)
        SELECT id, person, weeks, ground, granted_on, noted_at
        FROM r
        WHERE TRUE
        ON CONFLICT (person_id, ground, granted_on) DO UPDATE
        SET weeks = excluded.weeks"
}

/// Adds extra time; the same decision again is the same row.
pub async fn extend(tx: &mut Tx, rows: &[ExtensionWrite]) -> Result<()> {
    run(tx, &EXTEND, rows).await
}

/// An alarm whose day has come.
#[derive(Serialize)]
pub struct AlarmWrite {
    /// Whose trajectory.
    pub person: PersonId,
    /// The day that it counts to, or from.
    pub about_on: NaiveDate,
    /// Its code.
    pub alarm: String,
    /// Civil.
    #[serde(serialize_with = "stamp")]
    pub raised_at: DateTime<Utc>,
}

over! {
    RAISE (person uuid, about_on date, alarm text, raised_at timestamptz) "
        INSERT INTO term_alarm (person_id, about_on, alarm, raised_at)
        SELECT person, about_on, alarm, raised_at
        FROM r
        WHERE TRUE
        ON CONFLICT (person_id, about_on, alarm) DO NOTHING
        RETURNING person_id, about_on, alarm"
}

/// Raises alarms; gives those that were not raised before.
pub async fn raise(
    tx: &mut Tx,
    rows: &[AlarmWrite],
) -> Result<HashSet<(PersonId, NaiveDate, String)>> {
    let raised: Vec<(PersonId, NaiveDate, String)> = fetch(tx, &RAISE, rows).await?;
    Ok(raised.into_iter().collect())
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("trajectory EXTENSIONS", &EXTENSIONS),
    ("trajectory EXTEND", &EXTEND),
    ("trajectory RAISE", &RAISE),
];
