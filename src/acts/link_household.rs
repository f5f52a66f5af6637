//! A colleague notes who lives together: partner, parent, grown-up child.
//!
//! Linking shows people on each other's page for colleagues, and nothing else: each keeps an own account
//! and an own consent, and the bot tells nothing of one to another.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::hot::people;
use crate::store::{StoreError, Tx, audit, desk, household, trail};
use crate::trade::household::Kin;
use crate::trade::staff::Scope;
use crate::trade::task::TaskKind;

/// Why nothing is linked.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such person among those this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// A coach sees who lives together and does not set it.
    #[error("this is for klantmanagers")]
    NotYours,
    /// Nobody in the municipality has this klantnummer.
    #[error("nobody has this klantnummer")]
    NoSuchNumber,
    /// Somebody with themselves.
    #[error("this is the same person")]
    Same,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Notes that the one with `klantnummer` is `other_is` of `person`. As partner it is what the task asked
/// for that the partner's own wish opened, so that one closes. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn link(
    tx: &mut Tx,
    person: PersonId,
    (klantnummer, other_is): (&str, Kin),
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let who = trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    may_set(by)?;
    let found = people::ids(tx, by.gemeente, [klantnummer.trim()]).await?;
    let (_, other) = found.into_iter().next().ok_or(Refusal::NoSuchNumber)?;
    if other == person {
        return Err(Refusal::Same);
    }
    household::link(tx, (person, other), other_is, by.staff, now).await?;
    if other_is == Kin::Partner {
        desk::close_kind(tx, who.mailbox_id, TaskKind::Partner, by.staff, now).await?;
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "other": other, "kin": other_is.as_str() });
    audit::note(tx, by.gemeente, Some(by.staff), "link_household", subject, detail, now).await?;
    Ok(())
}

/// They do not belong together after all: the pair goes, and the person leaves the household that an
/// import told of.
///
/// # Errors
/// See [`Refusal`].
pub async fn unlink(
    tx: &mut Tx,
    person: PersonId,
    other: PersonId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    may_set(by)?;
    let members = household::members(tx, person, by).await?;
    if !members.iter().any(|member| member.id == other) {
        return Err(Refusal::Unknown);
    }
    if !household::unlink(tx, person, other).await? {
        household::leave(tx, person, now).await?;
    }
    let subject = Some(("person", person.0));
    let detail = json!({ "other": other });
    audit::note(tx, by.gemeente, Some(by.staff), "unlink_household", subject, detail, now).await?;
    Ok(())
}

fn may_set(by: Viewer) -> Result<(), Refusal> {
    match by.role.scope() {
        Scope::Gemeente => Ok(()),
        Scope::OwnAsCoach | Scope::Nobody => Err(Refusal::NotYours),
    }
}
