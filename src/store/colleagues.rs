//! The colleagues of a municipality, for who keeps the accounts: who they are, what they may, when they were last
//! there, and how many people they care for. Machine time.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, absence, on};
use crate::ids::{GemeenteId, PersonId, StaffId};
use crate::trade::staff::Role;

/// People that are named at once; the count says how many there are.
const NAMED: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    id: StaffId,
    name: String,
    email: String,
    role: String,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    disabled_at: Option<DateTime<Utc>>,
    password_hash: Option<String>,
    factor_since: Option<DateTime<Utc>>,
    people: i64,
    sessions: i64,
}

/// A colleague.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// As colleagues know them.
    pub name: String,
    /// The name to log in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Since when they have an account.
    pub created_at: DateTime<Utc>,
    /// The last page they asked for.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when they cannot log in.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Did they ever choose a password?
    pub has_password: bool,
    /// Since when logging in takes a code as well.
    pub factor_since: Option<DateTime<Utc>>,
    /// People whose klantmanager or coach they are, and whose trajectory is not over.
    pub people: i64,
    /// Sessions that are open.
    pub sessions: i64,
}

impl TryFrom<Row> for Colleague {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let odd = || StoreError::corrupt("staff", row.id, "has an unknown role");
        Ok(Self {
            role: Role::parse(&row.role).ok_or_else(odd)?,
            id: row.id,
            name: row.name,
            email: row.email,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            disabled_at: row.disabled_at,
            has_password: row.password_hash.is_some(),
            factor_since: row.factor_since,
            people: row.people,
            sessions: row.sessions,
        })
    }
}

const ALL: &str = "
    SELECT s.id, s.name, s.email, s.role, s.created_at, s.last_used_at, s.disabled_at, s.password_hash,
           f.on_since AS factor_since,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM person p
            WHERE p.klantmanager_id = s.id AND p.finished_on IS NULL)
             + (SELECT CAST(COUNT(*) AS BIGINT) FROM person p
                WHERE p.coach_id = s.id AND p.finished_on IS NULL) AS people,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM staff_session n
            WHERE n.staff_id = s.id AND n.expires_at > $2 AND n.last_seen_at > $3) AS sessions
    FROM staff s
    LEFT JOIN second_factor f ON f.staff_id = s.id
    WHERE s.gemeente_id = $1
    ORDER BY s.name, s.id";

/// Everybody, by name.
pub async fn all(
    tx: &mut Tx,
    gemeente: GemeenteId,
    (now, idle_since): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Colleague>> {
    let rows: Vec<Row> = on!(tx, |conn| sqlx::query_as(ALL)
        .bind(gemeente)
        .bind(now)
        .bind(idle_since)
        .fetch_all(conn)
        .await?);
    rows.into_iter().map(Colleague::try_from).collect()
}

const ONE: &str = "
    SELECT s.id, s.name, s.email, s.role, s.created_at, s.last_used_at, s.disabled_at, s.password_hash,
           f.on_since AS factor_since,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM person p
            WHERE p.klantmanager_id = s.id AND p.finished_on IS NULL)
             + (SELECT CAST(COUNT(*) AS BIGINT) FROM person p
                WHERE p.coach_id = s.id AND p.finished_on IS NULL) AS people,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM staff_session n
            WHERE n.staff_id = s.id AND n.expires_at > $3 AND n.last_seen_at > $4) AS sessions
    FROM staff s
    LEFT JOIN second_factor f ON f.staff_id = s.id
    WHERE s.id = $1 AND s.gemeente_id = $2";

/// One of them, also one who is disabled; None: not of this municipality.
pub async fn one(
    tx: &mut Tx,
    (staff, gemeente): (StaffId, GemeenteId),
    (now, idle_since): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Option<Colleague>> {
    let row: Option<Row> = on!(tx, |conn| sqlx::query_as(ONE)
        .bind(staff)
        .bind(gemeente)
        .bind(now)
        .bind(idle_since)
        .fetch_optional(conn)
        .await?);
    row.map(Colleague::try_from).transpose()
}

const BY_EMAIL: &str = "SELECT id FROM staff WHERE email = $1 AND gemeente_id = $2";

/// Whose address it is, also of who is disabled.
pub async fn by_email(tx: &mut Tx, email: &str, gemeente: GemeenteId) -> Result<Option<StaffId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(BY_EMAIL)
        .bind(email)
        .bind(gemeente)
        .fetch_optional(conn)
        .await?))
}

// The update that changes nothing is there to lock the row on PostgreSQL: two beheerders who take each other's
// right away at the same moment must not both succeed.
const LOCK: &str = "UPDATE gemeente SET name = name WHERE id = $1";

const OTHERS: &str = "
    SELECT CAST(COUNT(*) AS BIGINT)
    FROM staff
    WHERE gemeente_id = $1 AND role = 'beheerder' AND disabled_at IS NULL AND id <> $2";

/// Nobody else changes who works in this municipality, and who stands in, before the commit.
pub async fn lock(tx: &mut Tx, gemeente: GemeenteId) -> Result<()> {
    on!(tx, |conn| sqlx::query(LOCK).bind(gemeente).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// How many beheerders there are besides this one; none is added or taken away before the commit.
pub async fn other_beheerders(tx: &mut Tx, gemeente: GemeenteId, staff: StaffId) -> Result<i64> {
    lock(tx, gemeente).await?;
    Ok(on!(tx, |conn| sqlx::query_scalar(OTHERS)
        .bind(gemeente)
        .bind(staff)
        .fetch_one(conn)
        .await?))
}

const SET_ROLE: &str = "UPDATE staff SET role = $2 WHERE id = $1";

/// From the next page on they may do something else.
pub async fn set_role(tx: &mut Tx, staff: StaffId, role: Role) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_ROLE)
        .bind(staff)
        .bind(role.as_str())
        .execute(conn)
        .await
        .map(|_| ()))?;
    absence::settle_of(tx, staff).await
}

const SET_DISABLED: &str = "UPDATE staff SET disabled_at = $2 WHERE id = $1";

/// None: they may log in again.
pub async fn set_disabled(tx: &mut Tx, staff: StaffId, at: Option<DateTime<Utc>>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_DISABLED).bind(staff).bind(at).execute(conn).await.map(|_| ()))?;
    absence::settle_of(tx, staff).await
}

/// Somebody who needs another colleague.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct InCare {
    /// Who.
    pub id: PersonId,
    /// The municipality's own key.
    pub klantnummer: String,
    /// Their name.
    pub name: String,
}

const IN_CARE: &str = "
    SELECT p.id, p.klantnummer, p.name
    FROM person p
    WHERE p.id IN (
        SELECT k.id FROM person k WHERE k.klantmanager_id = $1 AND k.finished_on IS NULL
        UNION ALL SELECT c.id FROM person c WHERE c.coach_id = $1 AND c.finished_on IS NULL)
    ORDER BY p.klantnummer, p.id
    LIMIT $2";

/// The first two hundred people of a colleague.
pub async fn in_care(tx: &mut Tx, staff: StaffId) -> Result<Vec<InCare>> {
    Ok(on!(tx, |conn| sqlx::query_as(IN_CARE).bind(staff).bind(NAMED).fetch_all(conn).await?))
}
