//! A colleague comes with the account of the municipality.
//!
//! The rule: the account is known by issuer and subject. The first time it makes a new colleague. If somebody here has its
//! e-mail address already, it does not: an address alone takes nobody's account over. That colleague links it at the own
//! account, or with a log-in link of the beheerder. Roles are those of the provider, at every log-in; without a known role
//! nobody comes in, and who was in is out. The last beheerder does not lose that role so.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::add_staff::email;
use super::sign_in::{self, Done, Door};
use crate::ids::{GemeenteId, StaffId};
use crate::store::oidc::{self, Account};
use crate::store::staff::{self, NewStaff};
use crate::store::{StoreError, Tx, audit, colleagues, second_factor};
use crate::trade::staff::{Role, Way};

/// Longest name that is taken over, in characters.
const NAME_LENGTH: usize = 100;

/// What the provider says, after its signature was checked. Without `Debug`: it names somebody.
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

    // As a line of words: a name of a colleague stands in pages and files.
    fn name(&self) -> Option<String> {
        let is_word = |c: &char| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let name: String =
            self.name.as_deref()?.chars().filter(is_word).take(NAME_LENGTH).collect();
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }
}

/// Why somebody is not let in. Commit also then, but for `Linked`, `BadLink` and `Store`: it is noted.
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
    /// Somebody must keep the accounts here.
    #[error("this is the last beheerder, and the provider gives another role")]
    LastBeheerder,
    /// Whoever has only a log-in link does not come past the second factor.
    #[error("the colleague has a second factor")]
    SecondFactor,
    /// The link was used, ran out, or never was.
    #[error("the log-in link cannot be used")]
    BadLink,
    /// The account is somebody's already, or this colleague has another.
    #[error("the account is linked already")]
    Linked,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refusal {
    /// Is there something to commit?
    pub fn is_noted(&self) -> bool {
        !matches!(self, Self::Store(_) | Self::Linked | Self::BadLink)
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoRole => "no_role",
            Self::EmailTaken => "email_taken",
            Self::NoEmail => "no_email",
            Self::Disabled => "disabled",
            Self::LastBeheerder => "last_beheerder",
            Self::SecondFactor => "second_factor",
            Self::BadLink => "bad_link",
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
    let entered = enter(tx, claims, (gemeente, door), now).await;
    if let Err(refusal) = &entered
        && refusal.is_noted()
    {
        let known = oidc::of(tx, claims.account()).await?;
        if let (Refusal::NoRole, Some(id)) = (refusal, known) {
            staff::close_sessions_of(tx, id).await?;
        }
        let detail = json!({ "way": "oidc", "why": refusal.code() });
        let subject = known.map(|id| ("staff", id.0));
        audit::note(tx, gemeente, None, "sign_in_refused", subject, detail, now).await?;
    }
    entered
}

async fn enter(
    tx: &mut Tx,
    claims: &Claims,
    (gemeente, door): (GemeenteId, Door<'_>),
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let role = claims.role().ok_or(Refusal::NoRole)?;
    let id = match oidc::of(tx, claims.account()).await? {
        Some(id) => id,
        None => join(tx, claims, (gemeente, role), now).await?,
    };
    let account = staff::by_id(tx, id).await?;
    let account = account.filter(|one| one.gemeente_id == gemeente).ok_or(Refusal::Disabled)?;
    let had = account.role()?;
    if had != role {
        let keeps = had.keeps_accounts() && !role.keeps_accounts();
        if keeps && colleagues::other_beheerders(tx, gemeente, id).await? == 0 {
            return Err(Refusal::LastBeheerder);
        }
        colleagues::set_role(tx, id, role).await?;
        let detail = json!({ "from": had.as_str(), "to": role.as_str(), "way": "oidc" });
        note(tx, gemeente, "change_role", id, detail, now).await?;
    }
    sign_in::open(tx, &account, (Way::Oidc, "sign_in_oidc"), door, now).await.map_err(|refusal| {
        match refusal {
            sign_in::Refusal::Store(error) => error.into(),
            _ => Refusal::Disabled,
        }
    })
}

async fn join(
    tx: &mut Tx,
    claims: &Claims,
    (gemeente, role): (GemeenteId, Role),
    now: DateTime<Utc>,
) -> Result<StaffId, Refusal> {
    let address = claims.email.as_deref().and_then(email).ok_or(Refusal::NoEmail)?;
    let name = claims.name().unwrap_or_else(|| address.clone());
    let new = NewStaff { gemeente, name: &name, email: &address, role };
    let id = staff::insert(tx, new, now).await?.ok_or(Refusal::EmailTaken)?;
    if !oidc::link(tx, claims.account(), id, now).await? {
        return Err(Refusal::Linked);
    }
    let detail = json!({ "role": role.as_str(), "way": "oidc" });
    note(tx, gemeente, "add_staff", id, detail, now).await?;
    Ok(id)
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

/// Uses a log-in link up: links the account, instead of the one that was linked, and lets them in. Other sessions end.
pub async fn first_time(
    tx: &mut Tx,
    (claims, token): (&Claims, &str),
    (gemeente, door): (GemeenteId, Door<'_>),
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let account = staff::open_link(tx, token, now).await?.ok_or(Refusal::BadLink)?;
    if claims.role().is_some() && account.gemeente_id == gemeente {
        let factor = second_factor::of(tx, account.id).await?;
        if factor.is_some_and(|factor| factor.on_since.is_some()) {
            return Err(Refusal::SecondFactor);
        }
        if oidc::of(tx, claims.account()).await? != Some(account.id) {
            oidc::unlink(tx, account.id).await?;
        }
        link(tx, claims, (gemeente, account.id), now).await?;
        staff::use_link(tx, token, now).await?.ok_or(Refusal::BadLink)?;
        staff::close_links(tx, account.id).await?;
        staff::close_sessions_of(tx, account.id).await?;
    }
    sign_in(tx, claims, (gemeente, door), now).await
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
