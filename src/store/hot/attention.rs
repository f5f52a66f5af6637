//! What tells whether a trajectory moves, of many people at once.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{OverRows, fetch, ids, over};
use crate::ids::{MailboxId, PersonId};
use crate::plan::local_time::local_date;
use crate::store::{Result, StoreError, Tx};
use crate::trade::placement::{Place, Stand};

/// Whose.
#[derive(Serialize)]
pub struct Whose {
    /// The person.
    pub person: PersonId,
    /// Where events about them go.
    pub mailbox: MailboxId,
}

#[derive(sqlx::FromRow)]
struct MovedRow {
    person_id: PersonId,
    present_at: Option<DateTime<Utc>>,
    practised_on: Option<NaiveDate>,
    told_at: Option<DateTime<Utc>>,
    placed_on: Option<NaiveDate>,
}

// answers that tell of progress: the codes of check-in, check-in-gezin and plan-maken
over! {
    MOVED (person uuid, mailbox uuid) "
        SELECT r.person AS person_id,
            (SELECT MAX(s.starts_at)
             FROM enrolment e
             JOIN presence p ON p.enrolment_id = e.id
             JOIN session s ON s.id = p.session_id
             WHERE e.person_id = r.person AND p.presence = 'aanwezig') AS present_at,
            (SELECT MAX(h.on_day)
             FROM practice_hours h
             WHERE h.mailbox_id = r.mailbox) AS practised_on,
            (SELECT MAX(a.at)
             FROM answer a
             WHERE a.mailbox_id = r.mailbox
               AND ((a.key IN ('school', 'les') AND a.value = 'ja')
                    OR (a.key = 'plan' AND a.value = 'lukt')
                    OR (a.key = 'map-uren' AND a.value NOT IN ('0', 'onbekend')))) AS told_at,
            (SELECT MAX(x.since_on)
             FROM placement x
             WHERE x.person_id = r.person AND x.state = 'geplaatst') AS placed_on
        FROM r"
}

/// The last day on which something moved for each of these people, in Europe/Amsterdam; who is not in
/// the answer, never.
pub async fn moved(tx: &mut Tx, whose: &[Whose]) -> Result<HashMap<PersonId, NaiveDate>> {
    let rows: Vec<MovedRow> = fetch(tx, &MOVED, whose).await?;
    let last = |row: MovedRow| {
        let days = [
            row.present_at.map(local_date),
            row.practised_on,
            row.told_at.map(local_date),
            row.placed_on,
        ];
        Some((row.person_id, days.into_iter().flatten().max()?))
    };
    Ok(rows.into_iter().filter_map(last).collect())
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    person_id: PersonId,
    kind: String,
    state: String,
    since_on: NaiveDate,
}

over! {
    WAITING (id uuid) "
        SELECT x.person_id, x.kind, x.state, x.since_on
        FROM r
        CROSS JOIN placement x
        WHERE x.person_id = r.id AND x.state IN ('gewenst', 'wachtlijst')"
}

/// What these people wait for, and since when, in no order.
pub async fn waiting(
    tx: &mut Tx,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<(PersonId, (Place, Stand, NaiveDate))>> {
    let rows: Vec<WaitingRow> =
        fetch(tx, &WAITING, &ids(people.into_iter().map(|id| id.0))).await?;
    rows.into_iter()
        .map(|row| {
            let odd = |what| StoreError::corrupt("placement", row.person_id, what);
            let place = Place::parse(&row.kind).ok_or_else(|| odd("unknown kind"))?;
            let stand = Stand::parse(&row.state).ok_or_else(|| odd("unknown state"))?;
            Ok((row.person_id, (place, stand, row.since_on)))
        })
        .collect()
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] =
    &[("attention MOVED", &MOVED), ("attention WAITING", &WAITING)];
