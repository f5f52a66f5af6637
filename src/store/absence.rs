//! Who is away, who stands in for them, and what follows from both.
//!
//! `stand_in` is derived, by the pure rule of `plan::absence`, in the transaction that changes what it follows
//! from. Each look carries its day, so that an absence ends at midnight without anybody doing anything.

use chrono::{DateTime, NaiveDate, Utc};

use super::board::Viewer;
use super::{Result, StoreError, Tx, on};
use crate::ids::{AbsenceId, GemeenteId, StaffId};
use crate::plan::absence::{Absence, Colleague, House};
use crate::trade::staff::Role;

/// An absence to note, or as it is to be from now on.
#[derive(Clone, Copy, Debug)]
pub struct New {
    /// As the form was drawn with.
    pub id: AbsenceId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// Who is away, who stands in, from when to when.
    pub days: Absence,
    /// Who notes it.
    pub by: StaffId,
}

const INSERT: &str = "
    INSERT INTO absence (id, gemeente_id, staff_id, deputy_id, first_on, last_on, noted_by, noted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE
    SET deputy_id = excluded.deputy_id, first_on = excluded.first_on, last_on = excluded.last_on,
        noted_by = excluded.noted_by, noted_at = excluded.noted_at
    WHERE absence.staff_id = excluded.staff_id";

/// Notes an absence; one that was noted with this id is as it is said now. `now` is civil.
pub async fn put(tx: &mut Tx, new: New, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(INSERT)
        .bind(new.id)
        .bind(new.gemeente)
        .bind(new.days.staff)
        .bind(new.days.deputy)
        .bind(new.days.first)
        .bind(new.days.last)
        .bind(new.by)
        .bind(now)
        .execute(conn)
        .await
        .map(|_| ()))?;
    settle(tx, new.gemeente).await
}

const DELETE: &str = "DELETE FROM absence WHERE id = $1 AND gemeente_id = $2";

/// Takes an absence back.
pub async fn take_back(tx: &mut Tx, id: AbsenceId, gemeente: GemeenteId) -> Result<()> {
    on!(tx, |conn| sqlx::query(DELETE).bind(id).bind(gemeente).execute(conn).await.map(|_| ()))?;
    settle(tx, gemeente).await
}

const FORGET: &str = "DELETE FROM absence WHERE gemeente_id = $1 AND last_on < $2";

/// What ended before this day is not kept: it says nothing any more.
pub async fn forget(tx: &mut Tx, gemeente: GemeenteId, before: NaiveDate) -> Result<()> {
    on!(tx, |conn| sqlx::query(FORGET)
        .bind(gemeente)
        .bind(before)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const UNSET: &str = "DELETE FROM standing_deputy WHERE staff_id = $1";
const SET: &str = "INSERT INTO standing_deputy (staff_id, deputy_id) VALUES ($1, $2)";

/// Who stands in for `staff` when an absence names nobody; None: nobody.
pub async fn set_standing(
    tx: &mut Tx,
    (staff, gemeente): (StaffId, GemeenteId),
    deputy: Option<StaffId>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(UNSET).bind(staff).execute(conn).await.map(|_| ()))?;
    if let Some(deputy) = deputy {
        on!(tx, |conn| sqlx::query(SET).bind(staff).bind(deputy).execute(conn).await.map(|_| ()))?;
    }
    settle(tx, gemeente).await
}

const STANDING: &str = "SELECT deputy_id FROM standing_deputy WHERE staff_id = $1";

/// Who stands in for `staff` when an absence names nobody.
pub async fn standing(tx: &mut Tx, staff: StaffId) -> Result<Option<StaffId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(STANDING).bind(staff).fetch_optional(conn).await?))
}

/// An absence as it was noted.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Noted {
    /// Which.
    pub id: AbsenceId,
    /// Who.
    pub staff_id: StaffId,
    /// Who is to stand in.
    pub deputy_id: Option<StaffId>,
    /// The first day.
    pub first_on: NaiveDate,
    /// The last day.
    pub last_on: NaiveDate,
}

impl Noted {
    fn days(&self) -> Absence {
        Absence {
            staff: self.staff_id,
            deputy: self.deputy_id,
            first: self.first_on,
            last: self.last_on,
        }
    }
}

// A municipality has tens of colleagues, and what is over is forgotten.
const ALL: &str = "
    SELECT id, staff_id, deputy_id, first_on, last_on
    FROM absence
    WHERE gemeente_id = $1 AND last_on >= $2
    ORDER BY first_on, last_on, id";

/// Absences of a municipality that are not over on `day`, the first to begin first.
pub async fn not_over(tx: &mut Tx, gemeente: GemeenteId, day: NaiveDate) -> Result<Vec<Noted>> {
    Ok(on!(tx, |conn| sqlx::query_as(ALL).bind(gemeente).bind(day).fetch_all(conn).await?))
}

#[derive(sqlx::FromRow)]
struct ColleagueRow {
    id: StaffId,
    role: String,
    deputy_id: Option<StaffId>,
}

const COLLEAGUES: &str = "
    SELECT s.id, s.role, d.deputy_id
    FROM staff s
    LEFT JOIN standing_deputy d ON d.staff_id = s.id
    WHERE s.gemeente_id = $1 AND s.disabled_at IS NULL
    ORDER BY s.id";

/// The colleagues of a municipality and their absences, as the rule reads them.
pub async fn house(tx: &mut Tx, gemeente: GemeenteId) -> Result<House> {
    let rows: Vec<ColleagueRow> =
        on!(tx, |conn| sqlx::query_as(COLLEAGUES).bind(gemeente).fetch_all(conn).await?);
    let colleagues = rows
        .into_iter()
        .map(|row| {
            let odd = || StoreError::corrupt("staff", row.id, "has an unknown role");
            let role = Role::parse(&row.role).ok_or_else(odd)?;
            Ok(Colleague { id: row.id, role, standing: row.deputy_id })
        })
        .collect::<Result<_>>()?;
    let noted = not_over(tx, gemeente, EPOCH).await?;
    Ok(House { colleagues, absences: noted.iter().map(Noted::days).collect() })
}

/// Before every absence there is.
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(2000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

const CLEAR: &str = "
    DELETE FROM stand_in
    WHERE absent_id IN (SELECT id FROM staff WHERE gemeente_id = $1)";
const STAND_IN: &str = "
    INSERT INTO stand_in (absent_id, deputy_id, first_on, last_on) VALUES ($1, $2, $3, $4)";

/// Writes down anew who stands in for whom; whoever changes what it follows from calls this last.
pub async fn settle(tx: &mut Tx, gemeente: GemeenteId) -> Result<()> {
    // two who note something at once must both count
    super::colleagues::lock(tx, gemeente).await?;
    let stretches = house(tx, gemeente).await?.stretches();
    on!(tx, |conn| sqlx::query(CLEAR).bind(gemeente).execute(conn).await.map(|_| ()))?;
    for one in stretches {
        on!(tx, |conn| sqlx::query(STAND_IN)
            .bind(one.absent)
            .bind(one.deputy)
            .bind(one.first)
            .bind(one.last)
            .execute(conn)
            .await
            .map(|_| ()))?;
    }
    tx.ring_pages();
    Ok(())
}

const GEMEENTE: &str = "SELECT gemeente_id FROM staff WHERE id = $1";

/// The same for the municipality of this colleague, whose account changed.
pub async fn settle_of(tx: &mut Tx, staff: StaffId) -> Result<()> {
    let gemeente: Option<GemeenteId> =
        on!(tx, |conn| sqlx::query_scalar(GEMEENTE).bind(staff).fetch_optional(conn).await?);
    match gemeente {
        Some(gemeente) => settle(tx, gemeente).await,
        None => Ok(()),
    }
}

/// Somebody whose people the viewer looks after today.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    /// Whose.
    pub of_id: StaffId,
    /// What they are called.
    pub name: String,
    /// The last day of it.
    pub last_on: NaiveDate,
    /// Nobody stands in: the beheerders look after them.
    pub is_nobodys: bool,
}

const HELD: &str = "
    SELECT s.absent_id AS of_id, a.name, s.last_on, s.deputy_id IS NULL AS is_nobodys
    FROM in_hands hand
    JOIN stand_in s ON s.absent_id = hand.of_id AND s.first_on <= $2 AND s.last_on >= $2
    JOIN staff a ON a.id = s.absent_id
    WHERE hand.staff_id = $1 AND hand.of_id <> $1 AND hand.first_on <= $2 AND hand.last_on >= $2
    ORDER BY a.name, s.absent_id";

/// For whom the viewer stands in today, by name; for a beheerder also for whom nobody does.
pub async fn held_by(tx: &mut Tx, viewer: Viewer) -> Result<Vec<Held>> {
    Ok(on!(tx, |conn| sqlx::query_as(HELD)
        .bind(viewer.staff)
        .bind(viewer.today)
        .fetch_all(conn)
        .await?))
}

/// Days on which nobody stands in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Alone {
    /// For whom.
    pub absent_id: StaffId,
    /// What they are called.
    pub name: String,
    /// The first day.
    pub first_on: NaiveDate,
    /// The last day.
    pub last_on: NaiveDate,
}

const ALONE: &str = "
    SELECT s.absent_id, a.name, s.first_on, s.last_on
    FROM stand_in s
    JOIN staff a ON a.id = s.absent_id
    WHERE a.gemeente_id = $1 AND s.deputy_id IS NULL AND s.last_on >= $2
    ORDER BY s.first_on, a.name, s.absent_id";

/// For whom nobody stands in, today or later; the first to begin first.
pub async fn alone(tx: &mut Tx, gemeente: GemeenteId, today: NaiveDate) -> Result<Vec<Alone>> {
    Ok(on!(tx, |conn| sqlx::query_as(ALONE).bind(gemeente).bind(today).fetch_all(conn).await?))
}

/// Who is away on a day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Away {
    /// Who.
    pub absent_id: StaffId,
    /// The name of who stands in; None: nobody.
    pub deputy: Option<String>,
    /// The last day of it.
    pub last_on: NaiveDate,
}

const AWAY: &str = "
    SELECT s.absent_id, d.name AS deputy, s.last_on
    FROM stand_in s
    JOIN staff a ON a.id = s.absent_id
    LEFT JOIN staff d ON d.id = s.deputy_id
    WHERE a.gemeente_id = $1 AND s.first_on <= $2 AND s.last_on >= $2
    ORDER BY s.absent_id";

/// Who of a municipality is away on `day`, and who stands in.
pub async fn away(tx: &mut Tx, gemeente: GemeenteId, day: NaiveDate) -> Result<Vec<Away>> {
    Ok(on!(tx, |conn| sqlx::query_as(AWAY).bind(gemeente).bind(day).fetch_all(conn).await?))
}
