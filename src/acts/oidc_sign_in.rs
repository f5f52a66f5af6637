//! A colleague comes with the account of the municipality.
//!
//! The rule: the account is known by issuer and subject. The first time it makes a new colleague. If somebody here has its
//! e-mail address already, it does not: an address alone takes nobody's account over. That colleague logs in as before and
//! links it at the own account. Roles are those of the provider, at every log-in; without a known role nobody comes in.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::add_staff::email;
use super::sign_in::{self, Done, Door};
use crate::ids::{GemeenteId, StaffId};
use crate::store::oidc::{self, Account};
use crate::store::staff::{self, NewStaff};
use crate::store::{StoreError, Tx, audit, colleagues};
use crate::trade::staff::{Role, Way};

/// What the provider says, after its signature was checked.
pub struct Claims {
    /// Who vouches.
    pub issuer: String,
    /// For which account.
    pub subject: String,
    /// As colleagues know them.
    pub name: Option<String>,
    /// Where they get their mail; only for a new colleague.
    pub email: Option<String>,
    /// Which of our roles it gives.
    pub roles: Vec<Role>,
}

impl Claims {
    fn account(&self) -> Account<'_> {
        Account { issuer: &self.issuer, subject: &self.subject }
    }

    // Of several the one that may most: the order of the trade.
    fn role(&self) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| self.roles.contains(role))
    }
}

/// Why somebody is not let in. Commit also then, but for `Linked` and `Store`: it is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// None of the provider's roles is one of ours.
    #[error("the provider gives no role that is known here")]
    NoRole,
    /// Somebody here has this address.
    #[error("a colleague with this e-mail address exists, and did not link this account")]
    EmailTaken,
    /// A new colleague needs an address.
    #[error("the provider gives no e-mail address")]
    NoEmail,
    /// The colleague was disabled here, or belongs to another municipality.
    #[error("the colleague is disabled")]
    Disabled,
    /// The account is somebody's already, or this colleague has another.
    #[error("the account is linked already")]
    Linked,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoRole => "no_role",
            Self::EmailTaken => "email_taken",
            Self::NoEmail => "no_email",
            Self::Disabled => "disabled",
            Self::Linked => "linked",
            Self::Store(_) => "store",
        }
    }
}

/// Lets them in, as a new colleague where needed.
pub async fn sign_in(
    tx: &mut Tx,
    claims: &Claims,
    (gemeente, door): (GemeenteId, Door<'_>),
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let found = find(tx, claims, gemeente, now).await;
    let (id, role) = match found {
        Ok(found) => found,
        Err(undone @ (Refusal::Store(_) | Refusal::Linked)) => return Err(undone),
        Err(refusal) => {
            let detail = json!({ "way": "oidc", "why": refusal.code() });
            audit::note(tx, gemeente, None, "sign_in_refused", None, detail, now).await?;
            return Err(refusal);
        }
    };
    let account = staff::by_id(tx, id).await?.ok_or(Refusal::Disabled)?;
    if account.role()? != role {
        colleagues::set_role(tx, id, role).await?;
        let detail =
            json!({ "from": account.role()?.as_str(), "to": role.as_str(), "way": "oidc" });
        note(tx, gemeente, "change_role", id, detail, now).await?;
    }
    sign_in::open(tx, &account, (Way::Oidc, "sign_in_oidc"), door, now).await.map_err(|refusal| {
        match refusal {
            sign_in::Refusal::Store(error) => error.into(),
            _ => Refusal::Disabled,
        }
    })
}

async fn find(
    tx: &mut Tx,
    claims: &Claims,
    gemeente: GemeenteId,
    now: DateTime<Utc>,
) -> Result<(StaffId, Role), Refusal> {
    let role = claims.role().ok_or(Refusal::NoRole)?;
    if let Some(id) = oidc::of(tx, claims.account()).await? {
        let account = staff::by_id(tx, id).await?.ok_or(Refusal::Disabled)?;
        return if account.gemeente_id == gemeente {
            Ok((id, role))
        } else {
            Err(Refusal::Disabled)
        };
    }
    let address = claims.email.as_deref().and_then(email).ok_or(Refusal::NoEmail)?;
    let name = claims.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let new = NewStaff { gemeente, name: name.unwrap_or(&address), email: &address, role };
    let id = staff::insert(tx, new, now).await?.ok_or(Refusal::EmailTaken)?;
    if !oidc::link(tx, claims.account(), id, now).await? {
        return Err(Refusal::Linked);
    }
    let detail = json!({ "role": role.as_str(), "way": "oidc" });
    note(tx, gemeente, "add_staff", id, detail, now).await?;
    Ok((id, role))
}

/// Links the account to a colleague who is logged in, and proved who they are.
pub async fn link(
    tx: &mut Tx,
    claims: &Claims,
    (gemeente, id): (GemeenteId, StaffId),
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if oidc::of(tx, claims.account()).await? == Some(id) {
        return Ok(());
    }
    if !oidc::link(tx, claims.account(), id, now).await? {
        return Err(Refusal::Linked);
    }
    let (by, subject) = (Some(id), Some(("staff", id.0)));
    audit::note(tx, gemeente, by, "link_oidc", subject, json!({}), now).await?;
    Ok(())
}

async fn note(
    tx: &mut Tx,
    gemeente: GemeenteId,
    act: &'static str,
    id: StaffId,
    detail: Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    audit::note(tx, gemeente, None, act, Some(("staff", id.0)), detail, now).await
}
