//! Teams of colleagues: who is in which, and who leads it.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::{GemeenteId, StaffId, TeamId};

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// What colleagues call it.
    pub name: String,
    /// Who is told when somebody waits for one of them; None: the beheerders.
    pub lead_id: Option<StaffId>,
    /// The lead can no longer log in, so the beheerders are told.
    pub lead_is_gone: bool,
}

/// A colleague in a team.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Member {
    /// Of which team.
    pub team_id: TeamId,
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

const ALL: &str = "
    SELECT t.id, t.name, t.lead_id,
           CASE WHEN l.disabled_at IS NOT NULL THEN TRUE ELSE FALSE END AS lead_is_gone
    FROM team t
    LEFT JOIN staff l ON l.id = t.lead_id
    WHERE t.gemeente_id = $1
    ORDER BY t.name";

/// Every team, by name.
pub async fn all(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Team>> {
    Ok(on!(tx, |conn| sqlx::query_as(ALL).bind(gemeente).fetch_all(conn).await?))
}

const MEMBERS: &str = "
    SELECT s.team_id, s.id, s.name
    FROM team t
    JOIN staff s ON s.team_id = t.id
    WHERE t.gemeente_id = $1 AND s.disabled_at IS NULL
    ORDER BY s.name, s.id";

/// Who is in a team and can log in, by name.
pub async fn members(tx: &mut Tx, gemeente: GemeenteId) -> Result<Vec<Member>> {
    Ok(on!(tx, |conn| sqlx::query_as(MEMBERS).bind(gemeente).fetch_all(conn).await?))
}

const OF: &str = "SELECT team_id FROM staff WHERE id = $1";

/// The team that a colleague is in.
pub async fn of(tx: &mut Tx, staff: StaffId) -> Result<Option<TeamId>> {
    let row: Option<Option<TeamId>> =
        on!(tx, |conn| sqlx::query_scalar(OF).bind(staff).fetch_optional(conn).await?);
    Ok(row.flatten())
}

const INSERT: &str = "
    INSERT INTO team (id, gemeente_id, name, created_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING";

/// Founds a team; false: it is there already, or one of this name. `now` is machine time.
pub async fn insert(
    tx: &mut Tx,
    (id, gemeente): (TeamId, GemeenteId),
    name: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = on!(tx, |conn| sqlx::query(INSERT)
        .bind(id)
        .bind(gemeente)
        .bind(name)
        .bind(now)
        .execute(conn)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(done > 0)
}

const SAME_NAME: &str = "SELECT id FROM team WHERE gemeente_id = $1 AND name = $2";

/// The team of this name.
pub async fn by_name(tx: &mut Tx, gemeente: GemeenteId, name: &str) -> Result<Option<TeamId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(SAME_NAME)
        .bind(gemeente)
        .bind(name)
        .fetch_optional(conn)
        .await?))
}

const UPDATE: &str = "UPDATE team SET name = $3, lead_id = $4 WHERE id = $1 AND gemeente_id = $2";

/// Gives a team its name and lead.
pub async fn update(
    tx: &mut Tx,
    (id, gemeente): (TeamId, GemeenteId),
    name: &str,
    lead: Option<StaffId>,
) -> Result<()> {
    on!(tx, |conn| sqlx::query(UPDATE)
        .bind(id)
        .bind(gemeente)
        .bind(name)
        .bind(lead)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const EMPTY: &str = "UPDATE staff SET team_id = NULL WHERE team_id = $1";
const DELETE: &str = "DELETE FROM team WHERE id = $1 AND gemeente_id = $2";

/// Ends a team; who was in it is in none.
pub async fn remove(tx: &mut Tx, (id, gemeente): (TeamId, GemeenteId)) -> Result<()> {
    on!(tx, |conn| sqlx::query(EMPTY).bind(id).execute(conn).await.map(|_| ()))?;
    on!(tx, |conn| sqlx::query(DELETE).bind(id).bind(gemeente).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const UNLEAD: &str = "UPDATE team SET lead_id = NULL WHERE lead_id = $1 AND id <> $2";
const JOIN: &str = "UPDATE staff SET team_id = $2 WHERE id = $1";
const LEAVE: &str = "UPDATE team SET lead_id = NULL WHERE lead_id = $1";

/// Puts a colleague in a team, or in none. Who leaves a team leads it no more.
pub async fn put(tx: &mut Tx, staff: StaffId, team: Option<TeamId>) -> Result<()> {
    match team {
        Some(team) => {
            on!(tx, |conn| sqlx::query(UNLEAD)
                .bind(staff)
                .bind(team)
                .execute(conn)
                .await
                .map(|_| ()))
        }
        None => on!(tx, |conn| sqlx::query(LEAVE).bind(staff).execute(conn).await.map(|_| ())),
    }?;
    on!(tx, |conn| sqlx::query(JOIN).bind(staff).bind(team).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// One team of a municipality, with its members.
pub async fn one(
    tx: &mut Tx,
    (id, gemeente): (TeamId, GemeenteId),
) -> Result<Option<(Team, Vec<Member>)>> {
    let team = all(tx, gemeente).await?.into_iter().find(|team| team.id == id);
    let Some(team) = team else { return Ok(None) };
    let members = members(tx, gemeente).await?;
    Ok(Some((team, members.into_iter().filter(|member| member.team_id == id).collect())))
}
