//! What colleagues do with their own account: another password, an end to sessions elsewhere.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::ids::StaffSessionId;
use crate::store::staff::{self, Account};
use crate::store::{StoreError, Tx, audit, second_factor};

/// Sets another password and ends the sessions on other devices. Whoever calls this has had the old one proven.
pub async fn change_password(
    tx: &mut Tx,
    account: &Account,
    (phc, session): (&str, StaffSessionId),
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    staff::set_password(tx, account.id, phc).await?;
    staff::close_links(tx, account.id).await?;
    second_factor::close_steps(tx, account.id).await?;
    let ended = staff::close_others(tx, account.id, session).await?;
    note(tx, account, "change_password", ended, now).await?;
    Ok(ended)
}

/// Ends one session; false: it is none of theirs, or ended already.
pub async fn end_session(
    tx: &mut Tx,
    account: &Account,
    session: StaffSessionId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let ended = staff::close_one(tx, account.id, session).await?;
    if ended {
        note(tx, account, "end_session", 1, now).await?;
    }
    Ok(ended)
}

/// Ends every session but `session`; gives how many.
pub async fn end_others(
    tx: &mut Tx,
    account: &Account,
    session: StaffSessionId,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let ended = staff::close_others(tx, account.id, session).await?;
    note(tx, account, "end_session", ended, now).await?;
    Ok(ended)
}

/// They have seen that a beheerder took their second step away.
pub async fn seen_reset(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    second_factor::set_reset(tx, account.id, None).await
}

async fn note(
    tx: &mut Tx,
    account: &Account,
    act: &'static str,
    sessions: u64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (by, subject) = (Some(account.id), Some(("staff", account.id.0)));
    audit::note(tx, account.gemeente_id, by, act, subject, json!({ "sessions": sessions }), now)
        .await
}
