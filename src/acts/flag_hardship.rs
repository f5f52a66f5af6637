//! "Schrijnend": a colleague says that a case is hard, and a senior decides what can be done.
//!
//! The flag is a task for the seniors that ends by a decision only, with words and a name. Nothing is
//! told to the inburgeraar.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::tasks::{self, NewTask};
use crate::store::{StoreError, Tx, audit, desk, hardship, trail};
use crate::text::bsn;
use crate::trade::hardship::{Outcome, Reason};
use crate::trade::staff::Scope;
use crate::trade::task::{Desk, TaskKind};

/// Characters of a decision.
pub const LONGEST: usize = 500;

/// Why nothing is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// The flag is set already.
    #[error("the flag is set already")]
    AlreadySet,
    /// There is no flag to decide about; somebody else was first.
    #[error("there is no open flag")]
    NotSet,
    /// Only a senior decides.
    #[error("only a senior decides")]
    NotSenior,
    /// A decision needs words.
    #[error("a decision needs words")]
    NoWords,
    /// The words are too many.
    #[error("the decision has more than {LONGEST} characters")]
    TooLong,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets the flag on a person, and asks a senior; `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn raise(
    tx: &mut Tx,
    person: PersonId,
    reason: Reason,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    if !hardship::raise(tx, person, reason, by.staff, now).await? {
        return Err(Refusal::AlreadySet);
    }
    let seniors = hardship::seniors(tx, by.gemeente).await?;
    // somebody else than who set it, where there is one
    let other = seniors.iter().find(|(id, _)| *id != by.staff).or(seniors.first());
    let task = NewTask {
        gemeente: who.gemeente_id,
        mailbox: who.mailbox_id,
        kind: TaskKind::Schrijnend,
        desk: Desk::Senior,
        assigned_to: other.map(|(id, _)| *id),
        conversation: None,
        question: None,
        session: None,
        reason: Some(reason.as_str()),
        cause: "schrijnend",
    };
    tasks::open(tx, task, now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "reason": reason.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "raise_hardship", subject, detail, now).await?;
    Ok(())
}

/// May this colleague decide? A senior; where the municipality has none, whoever keeps cases.
///
/// # Errors
/// When the database does not answer.
pub async fn may_decide(tx: &mut Tx, by: Viewer) -> Result<bool, StoreError> {
    let seniors = hardship::seniors(tx, by.gemeente).await?;
    let none = seniors.is_empty() && by.role.scope() == Scope::Gemeente;
    Ok(none || seniors.iter().any(|(id, _)| *id == by.staff))
}

/// Decides about the flag of a person, and closes its task. True: a BSN in the words was left out.
///
/// # Errors
/// See [`Refusal`].
pub async fn decide(
    tx: &mut Tx,
    person: PersonId,
    (outcome, words): (Outcome, &str),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<bool, Refusal> {
    let who = trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    if !may_decide(tx, by).await? {
        return Err(Refusal::NotSenior);
    }
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::NoWords);
    }
    if words.chars().count() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let kept = bsn::without_bsn(words);
    if !hardship::decide(tx, person, (outcome, &kept), by.staff, now).await? {
        return Err(Refusal::NotSet);
    }
    desk::close_kind(tx, who.mailbox_id, TaskKind::Schrijnend, by.staff, now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "outcome": outcome.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "decide_hardship", subject, detail, now).await?;
    Ok(kept != words)
}

/// Makes a colleague a senior, or takes it back. False: nobody in the municipality has this address.
///
/// # Errors
/// When the database does not do it.
pub async fn appoint(
    tx: &mut Tx,
    gemeente: crate::ids::GemeenteId,
    (email, senior): (&str, bool),
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let email = email.trim().to_lowercase();
    let Some(staff) = hardship::appoint(tx, gemeente, &email, senior).await? else {
        return Ok(false);
    };
    let detail = json!({ "senior": senior });
    audit::note(tx, gemeente, None, "appoint_senior", Some(("staff", staff.0)), detail, now)
        .await?;
    Ok(true)
}
