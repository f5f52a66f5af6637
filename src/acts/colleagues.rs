//! What a beheerder does with the account of a colleague: another role, out and in again, logged out everywhere.
//!
//! There is always a beheerder: the last one can neither be disabled nor get another role. Somebody who is disabled is
//! out at once, with every session and link.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::acts::sign_in::SESSION_IDLE;
use crate::ids::{GemeenteId, StaffId};
use crate::store::colleagues::{self as rows, Colleague};
use crate::store::{StoreError, Tx, audit, second_factor, staff};
use crate::trade::staff::Role;

/// By whom, where, when.
#[derive(Clone, Copy)]
pub struct By {
    /// The beheerder; None: the command line.
    pub staff: Option<StaffId>,
    /// Colleagues of another municipality do not exist.
    pub gemeente: GemeenteId,
    /// Machine time.
    pub now: DateTime<Utc>,
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such colleague here.
    #[error("there is no such colleague")]
    Unknown,
    /// Somebody must keep the accounts.
    #[error("this is the last beheerder of the municipality")]
    LastBeheerder,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A colleague of this municipality, also a disabled one.
pub async fn find(tx: &mut Tx, id: StaffId, by: By) -> Result<Colleague, Refusal> {
    let times = (by.now, by.now - SESSION_IDLE);
    rows::one(tx, (id, by.gemeente), times).await?.ok_or(Refusal::Unknown)
}

/// Gives another role; it counts from the next page on. False: they had it.
pub async fn change_role(tx: &mut Tx, id: StaffId, role: Role, by: By) -> Result<bool, Refusal> {
    let who = find(tx, id, by).await?;
    if who.role == role {
        return Ok(false);
    }
    somebody_else_keeps_accounts(tx, &who, by).await?;
    rows::set_role(tx, id, role).await?;
    let detail = json!({ "from": who.role.as_str(), "to": role.as_str() });
    note(tx, "change_role", id, detail, by).await?;
    Ok(true)
}

/// Disables somebody: they are out at once. False: they were.
pub async fn disable(tx: &mut Tx, id: StaffId, by: By) -> Result<bool, Refusal> {
    let who = find(tx, id, by).await?;
    if who.disabled_at.is_some() {
        return Ok(false);
    }
    somebody_else_keeps_accounts(tx, &who, by).await?;
    rows::set_disabled(tx, id, Some(by.now)).await?;
    staff::close_sessions_of(tx, id).await?;
    staff::close_links(tx, id).await?;
    second_factor::close_steps(tx, id).await?;
    note(tx, "disable_staff", id, json!({ "people": who.people }), by).await?;
    Ok(true)
}

/// Lets somebody log in again, with the password and second factor that they had. False: they could.
pub async fn enable(tx: &mut Tx, id: StaffId, by: By) -> Result<bool, Refusal> {
    let who = find(tx, id, by).await?;
    if who.disabled_at.is_none() {
        return Ok(false);
    }
    rows::set_disabled(tx, id, None).await?;
    note(tx, "enable_staff", id, json!({}), by).await?;
    Ok(true)
}

/// Logs somebody out everywhere; gives of how many sessions.
pub async fn end_sessions(tx: &mut Tx, id: StaffId, by: By) -> Result<i64, Refusal> {
    let who = find(tx, id, by).await?;
    staff::close_sessions_of(tx, id).await?;
    second_factor::close_steps(tx, id).await?;
    note(tx, "end_sessions", id, json!({ "sessions": who.sessions }), by).await?;
    Ok(who.sessions)
}

async fn somebody_else_keeps_accounts(tx: &mut Tx, who: &Colleague, by: By) -> Result<(), Refusal> {
    let keeps = who.role.keeps_accounts() && who.disabled_at.is_none();
    if keeps && rows::other_beheerders(tx, by.gemeente, who.id).await? == 0 {
        return Err(Refusal::LastBeheerder);
    }
    Ok(())
}

async fn note(
    tx: &mut Tx,
    act: &'static str,
    id: StaffId,
    detail: Value,
    by: By,
) -> Result<(), StoreError> {
    audit::note(tx, by.gemeente, by.staff, act, Some(("staff", id.0)), detail, by.now).await
}
