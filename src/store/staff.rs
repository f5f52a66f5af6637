//! Colleagues, their one-time log-in links and their log-in sessions.
//!
//! Of tokens and cookies only keyed hashes are stored. A disabled colleague has no account and no
//! session from that moment on: every look-up says so, not a job that runs later.
//! Times in this file are machine time.

use chrono::{DateTime, Utc};

use super::{Result, StoreError, Tx, on};
use crate::ids::{GemeenteId, StaffId, StaffSessionId};
use crate::trade::staff::{Role, Way};

/// A colleague to be.
#[derive(Clone, Copy)]
pub struct NewStaff<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// As colleagues know them.
    pub name: &'a str,
    /// Lower case; the name to log in with.
    pub email: &'a str,
    /// What they may do.
    pub role: Role,
}

const INSERT: &str = "
    INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (email) DO NOTHING
    RETURNING id";

/// Adds a colleague; None when somebody has this address already.
pub async fn insert(
    tx: &mut Tx,
    staff: NewStaff<'_>,
    now: DateTime<Utc>,
) -> Result<Option<StaffId>> {
    Ok(on!(tx, |conn| sqlx::query_scalar(INSERT)
        .bind(StaffId::fresh())
        .bind(staff.gemeente)
        .bind(staff.name)
        .bind(staff.email)
        .bind(staff.role.as_str())
        .bind(now)
        .fetch_optional(conn)
        .await?))
}

/// A colleague who may log in.
#[derive(Clone, sqlx::FromRow)]
pub struct Account {
    /// Who.
    pub id: StaffId,
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// As colleagues know them.
    pub name: String,
    /// The name to log in with.
    pub email: String,
    /// PHC string of argon2id; None until the first log-in link is used.
    pub password_hash: Option<String>,
    role: String,
}

impl Account {
    /// What this colleague may do.
    pub fn role(&self) -> Result<Role> {
        role_of(&self.role, self.id)
    }
}

fn role_of(word: &str, id: StaffId) -> Result<Role> {
    Role::parse(word).ok_or_else(|| StoreError::corrupt("staff", id, "has an unknown role"))
}

const BY_EMAIL: &str = "
    SELECT id, gemeente_id, name, email, password_hash, role
    FROM staff
    WHERE email = $1 AND disabled_at IS NULL";

/// The enabled colleague with this address, in lower case.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<Account>> {
    Ok(on!(tx, |conn| sqlx::query_as(BY_EMAIL).bind(email).fetch_optional(conn).await?))
}

const BY_ID: &str = "
    SELECT id, gemeente_id, name, email, password_hash, role
    FROM staff
    WHERE id = $1 AND disabled_at IS NULL";

/// The enabled colleague with this id.
pub async fn by_id(tx: &mut Tx, id: StaffId) -> Result<Option<Account>> {
    Ok(on!(tx, |conn| sqlx::query_as(BY_ID).bind(id).fetch_optional(conn).await?))
}

const SET_PASSWORD: &str = "UPDATE staff SET password_hash = $2 WHERE id = $1";

/// Stores the PHC string of a new password.
pub async fn set_password(tx: &mut Tx, staff: StaffId, phc: &str) -> Result<()> {
    on!(tx, |conn| sqlx::query(SET_PASSWORD)
        .bind(staff)
        .bind(phc)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const INSERT_LINK: &str = "
    INSERT INTO login_link (token_hash, staff_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4)";

/// Stores the hash of a one-time log-in link's token.
pub async fn insert_link(
    tx: &mut Tx,
    token: &str,
    staff: StaffId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let hash = tx.vault().hash("login_link", token);
    on!(tx, |conn| sqlx::query(INSERT_LINK)
        .bind(&hash)
        .bind(staff)
        .bind(now)
        .bind(expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    Ok(())
}

const OPEN_LINK: &str = "
    SELECT s.id, s.gemeente_id, s.name, s.email, s.password_hash, s.role
    FROM login_link l
    JOIN staff s ON s.id = l.staff_id
    WHERE l.token_hash = $1
      AND l.used_at IS NULL
      AND l.expires_at > $2
      AND s.disabled_at IS NULL";

/// Whose link this is, if it can still be used.
pub async fn open_link(tx: &mut Tx, token: &str, now: DateTime<Utc>) -> Result<Option<Account>> {
    let hash = tx.vault().hash("login_link", token);
    Ok(on!(tx, |conn| sqlx::query_as(OPEN_LINK).bind(&hash).bind(now).fetch_optional(conn).await?))
}

const USE_LINK: &str = "
    UPDATE login_link
    SET used_at = $2
    WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
    RETURNING staff_id";

/// Uses a link up; None when it was used, ran out or never was.
pub async fn use_link(tx: &mut Tx, token: &str, now: DateTime<Utc>) -> Result<Option<StaffId>> {
    let hash = tx.vault().hash("login_link", token);
    Ok(on!(tx, |conn| sqlx::query_scalar(USE_LINK)
        .bind(&hash)
        .bind(now)
        .fetch_optional(conn)
        .await?))
}

const CLOSE_LINKS: &str = "DELETE FROM login_link WHERE staff_id = $1 AND used_at IS NULL";

/// Takes back every unused link of a colleague.
pub async fn close_links(tx: &mut Tx, staff: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_LINKS).bind(staff).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// What a new log-in session is made of. The cookie's value itself is never stored.
#[derive(Clone, Copy)]
pub struct NewSession<'a> {
    /// The cookie's value.
    pub cookie: &'a str,
    /// The token that every form of this session carries.
    pub csrf: &'a str,
    /// Whose session.
    pub staff: StaffId,
    /// How they logged in.
    pub way: Way,
    /// Browser and system, in two words.
    pub device: &'a str,
    /// The end, however busy the colleague is.
    pub expires_at: DateTime<Utc>,
}

const OPEN_SESSION: &str = "
    INSERT INTO staff_session (
        id_hash, id, staff_id, csrf, way, device, created_at, last_seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)";

/// Opens a session.
pub async fn open_session(tx: &mut Tx, new: NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
    let hash = tx.vault().hash("staff_session", new.cookie);
    on!(tx, |conn| sqlx::query(OPEN_SESSION)
        .bind(&hash)
        .bind(StaffSessionId::fresh())
        .bind(new.staff)
        .bind(new.csrf)
        .bind(new.way.as_str())
        .bind(new.device)
        .bind(now)
        .bind(new.expires_at)
        .execute(conn)
        .await
        .map(|_| ()))?;
    was_there(tx, new.staff, now).await
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: StaffSessionId,
    staff_id: StaffId,
    gemeente_id: GemeenteId,
    name: String,
    role: String,
    csrf: String,
    way: String,
    last_seen_at: DateTime<Utc>,
    factor_since: Option<DateTime<Utc>>,
}

/// A session that is open, and whose it is.
#[derive(Clone)]
pub struct Session {
    /// Which.
    pub id: StaffSessionId,
    /// Whose.
    pub staff: StaffId,
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// As colleagues know them.
    pub name: String,
    /// What they may do, now; not when they logged in.
    pub role: Role,
    /// The token that every form of this session carries.
    pub csrf: String,
    /// How they logged in.
    pub way: Way,
    /// The last page they asked for themselves, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// Since when logging in takes a code as well.
    pub factor_since: Option<DateTime<Utc>>,
}

const SESSION: &str = "
    SELECT n.id, n.staff_id, s.gemeente_id, s.name, s.role, n.csrf, n.way, n.last_seen_at,
           f.on_since AS factor_since
    FROM staff_session n
    JOIN staff s ON s.id = n.staff_id
    LEFT JOIN second_factor f ON f.staff_id = n.staff_id
    WHERE n.id_hash = $1
      AND n.expires_at > $2
      AND n.last_seen_at > $3
      AND s.disabled_at IS NULL";

/// The session behind a cookie, unless it ran out, was idle since `idle_since`, or its colleague
/// is disabled.
pub async fn session(
    tx: &mut Tx,
    cookie: &str,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
) -> Result<Option<Session>> {
    let hash = tx.vault().hash("staff_session", cookie);
    let row: Option<SessionRow> = on!(tx, |conn| sqlx::query_as(SESSION)
        .bind(&hash)
        .bind(now)
        .bind(idle_since)
        .fetch_optional(conn)
        .await?);
    row.map(|row| {
        let odd = || StoreError::corrupt("staff_session", row.id, "has an unknown way");
        Ok(Session {
            role: role_of(&row.role, row.staff_id)?,
            way: Way::parse(&row.way).ok_or_else(odd)?,
            id: row.id,
            factor_since: row.factor_since,
            staff: row.staff_id,
            gemeente: row.gemeente_id,
            name: row.name,
            csrf: row.csrf,
            last_seen_at: row.last_seen_at,
        })
    })
    .transpose()
}

const TOUCH: &str = "
    UPDATE staff_session SET last_seen_at = $2 WHERE id_hash = $1 RETURNING staff_id";

/// Notes that the colleague is there.
pub async fn touch(tx: &mut Tx, cookie: &str, now: DateTime<Utc>) -> Result<()> {
    let hash = tx.vault().hash("staff_session", cookie);
    let staff: Option<StaffId> = on!(tx, |conn| sqlx::query_scalar(TOUCH)
        .bind(&hash)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    match staff {
        Some(staff) => was_there(tx, staff, now).await,
        None => Ok(()),
    }
}

const WAS_THERE: &str = "UPDATE staff SET last_used_at = $2 WHERE id = $1";

async fn was_there(tx: &mut Tx, staff: StaffId, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(WAS_THERE).bind(staff).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const CLOSE_SESSION: &str = "DELETE FROM staff_session WHERE id_hash = $1 RETURNING staff_id";

/// Closes the session behind a cookie; whose it was.
pub async fn close_session(tx: &mut Tx, cookie: &str) -> Result<Option<StaffId>> {
    let hash = tx.vault().hash("staff_session", cookie);
    Ok(on!(tx, |conn| sqlx::query_scalar(CLOSE_SESSION).bind(&hash).fetch_optional(conn).await?))
}

const CLOSE_SESSIONS: &str = "DELETE FROM staff_session WHERE staff_id = $1";

/// Closes every session of a colleague.
pub async fn close_sessions_of(tx: &mut Tx, staff: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(CLOSE_SESSIONS).bind(staff).execute(conn).await.map(|_| ()))?;
    Ok(())
}

/// A session as its colleague sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OpenSession {
    /// Names it.
    pub id: StaffSessionId,
    /// Browser and system.
    pub device: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// The last page that was asked for there.
    pub last_seen_at: DateTime<Utc>,
}

const SESSIONS: &str = "
    SELECT id, device, created_at, last_seen_at
    FROM staff_session
    WHERE staff_id = $1 AND expires_at > $2 AND last_seen_at > $3
    ORDER BY last_seen_at DESC, id";

/// Where a colleague is logged in, what was used last first.
pub async fn sessions_of(
    tx: &mut Tx,
    staff: StaffId,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
) -> Result<Vec<OpenSession>> {
    Ok(on!(tx, |conn| sqlx::query_as(SESSIONS)
        .bind(staff)
        .bind(now)
        .bind(idle_since)
        .fetch_all(conn)
        .await?))
}

const CLOSE_ONE: &str = "DELETE FROM staff_session WHERE id = $1 AND staff_id = $2";

/// Closes one session of a colleague; false: it is not theirs, or closed already.
pub async fn close_one(tx: &mut Tx, staff: StaffId, session: StaffSessionId) -> Result<bool> {
    let gone = on!(tx, |conn| sqlx::query(CLOSE_ONE)
        .bind(session)
        .bind(staff)
        .execute(conn)
        .await?
        .rows_affected());
    Ok(gone > 0)
}

const CLOSE_OTHERS: &str = "DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2";

/// Closes every session of a colleague but one; gives how many.
pub async fn close_others(tx: &mut Tx, staff: StaffId, but: StaffSessionId) -> Result<u64> {
    Ok(on!(tx, |conn| sqlx::query(CLOSE_OTHERS)
        .bind(staff)
        .bind(but)
        .execute(conn)
        .await?
        .rows_affected()))
}

const SWEEP_SESSIONS: &str = "DELETE FROM staff_session WHERE expires_at <= $1";

/// Forgets sessions that ran out.
pub async fn sweep_sessions(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    on!(tx, |conn| sqlx::query(SWEEP_SESSIONS).bind(now).execute(conn).await.map(|_| ()))?;
    Ok(())
}
