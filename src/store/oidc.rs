//! Which colleague the account of another organisation belongs to. The account is known by issuer and subject, kept as
//! one keyed hash; an e-mail address plays no part. Machine time.

use chrono::{DateTime, Utc};

use super::{Result, Tx, on};
use crate::ids::StaffId;

/// An account at a provider.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// Who vouches for it.
    pub issuer: &'a str,
    /// Which of the issuer's.
    pub subject: &'a str,
}

impl Account<'_> {
    fn hash(&self, tx: &Tx) -> Vec<u8> {
        // as a list of JSON, so that nothing moves from one to the other
        let both = serde_json::json!([self.issuer, self.subject]).to_string();
        tx.vault().hash("oidc_account", &both)
    }
}

const OF: &str = "SELECT staff_id FROM oidc_account WHERE account_hash = $1";

/// Whose it is, also of who is disabled.
pub async fn of(tx: &mut Tx, account: Account<'_>) -> Result<Option<StaffId>> {
    let hash = account.hash(tx);
    Ok(on!(tx, |conn| sqlx::query_scalar(OF).bind(&hash).fetch_optional(conn).await?))
}

const LINK: &str = "
    INSERT INTO oidc_account (account_hash, staff_id, linked_at)
    VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING
    RETURNING staff_id";

/// Links it; false: it is somebody's already, or this colleague has another one.
pub async fn link(
    tx: &mut Tx,
    account: Account<'_>,
    staff: StaffId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let hash = account.hash(tx);
    let made: Option<StaffId> = on!(tx, |conn| sqlx::query_scalar(LINK)
        .bind(&hash)
        .bind(staff)
        .bind(now)
        .fetch_optional(conn)
        .await?);
    Ok(made.is_some())
}

const UNLINK: &str = "DELETE FROM oidc_account WHERE staff_id = $1";

/// This colleague has none any more.
pub async fn unlink(tx: &mut Tx, staff: StaffId) -> Result<()> {
    on!(tx, |conn| sqlx::query(UNLINK).bind(staff).execute(conn).await.map(|_| ()))?;
    Ok(())
}

const IS_LINKED: &str = "SELECT staff_id FROM oidc_account WHERE staff_id = $1";

/// Has this colleague linked one?
pub async fn is_linked(tx: &mut Tx, staff: StaffId) -> Result<bool> {
    let found: Option<StaffId> =
        on!(tx, |conn| sqlx::query_scalar(IS_LINKED).bind(staff).fetch_optional(conn).await?);
    Ok(found.is_some())
}
