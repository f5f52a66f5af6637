//! A colleague joins, and gets a one-time link to choose a password with.
//!
//! The link's token is returned once and stored as a keyed hash only. It works for a day; a new
//! link takes the older ones back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::ids::{GemeenteId, StaffId};
use crate::store::seal::random_bytes;
use crate::store::staff::{self, NewStaff};
use crate::store::{StoreError, Tx, audit};
use crate::trade::staff::Role;

/// How long a log-in link works.
pub const LINK_VALID: TimeDelta = TimeDelta::hours(24);

/// The longest e-mail address that can exist. Source: RFC 5321, 4.5.3.1.3, less the brackets.
const EMAIL_LENGTH: usize = 254;

/// Who joins.
pub struct Input {
    /// Which municipality.
    pub gemeente: GemeenteId,
    /// As colleagues know them.
    pub name: String,
    /// Where they get their mail; the name to log in with.
    pub email: String,
    /// What they will do.
    pub role: Role,
}

/// They joined.
#[derive(Debug)]
pub struct Done {
    /// The new colleague.
    pub staff: StaffId,
    /// Goes into `/inloggen/eerste-keer?code=...`; cannot be read back.
    pub token: String,
    /// The link works until then.
    pub expires_at: DateTime<Utc>,
}

/// Why somebody cannot join.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No name.
    #[error("a colleague needs a name")]
    NoName,
    /// Not an e-mail address.
    #[error("this is not an e-mail address")]
    BadEmail,
    /// Somebody has that address.
    #[error("a colleague with this e-mail address exists already")]
    EmailTaken,
    /// No such colleague, or disabled.
    #[error("there is no such colleague")]
    Unknown,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a colleague. `by` is None on the command line; `now` is machine time.
pub async fn add_staff(
    tx: &mut Tx,
    input: Input,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let name = input.name.trim();
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    let email = email(&input.email).ok_or(Refusal::BadEmail)?;
    let new = NewStaff { gemeente: input.gemeente, name, email: &email, role: input.role };
    let staff = staff::insert(tx, new, now).await?.ok_or(Refusal::EmailTaken)?;
    let detail = json!({ "role": input.role.as_str() });
    audit::note(tx, input.gemeente, by, "add_staff", Some(("staff", staff.0)), detail, now).await?;
    link(tx, staff, now).await
}

/// Gives a colleague a new link, for a lost or forgotten password. The old password works until
/// the link is used.
pub async fn new_link(
    tx: &mut Tx,
    staff: StaffId,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    let account = staff::by_id(tx, staff).await?.ok_or(Refusal::Unknown)?;
    staff::close_links(tx, staff).await?;
    let subject = Some(("staff", staff.0));
    audit::note(tx, account.gemeente_id, by, "new_login_link", subject, json!({}), now).await?;
    link(tx, staff, now).await
}

async fn link(tx: &mut Tx, staff: StaffId, now: DateTime<Utc>) -> Result<Done, Refusal> {
    let token = secret();
    let expires_at = now + LINK_VALID;
    staff::insert_link(tx, &token, staff, now, expires_at).await?;
    Ok(Done { staff, token, expires_at })
}

/// 256 random bits, as they can stand in an address or a cookie.
pub(super) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// An address in the form in which it is stored; None when no mail can go there.
///
/// ```
/// use wegwijzer::acts::add_staff::email;
/// assert_eq!(email(" F.Bakker@Houten.NL ").as_deref(), Some("f.bakker@houten.nl"));
/// assert_eq!(email("houten.nl"), None);
/// ```
pub fn email(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(c);
    let labels_filled = domain.split('.').all(|label| !label.is_empty());
    let good = !local.is_empty()
        && !local.contains('@')
        && domain.contains('.')
        && labels_filled
        && !email.contains(odd)
        && email.len() <= EMAIL_LENGTH;
    good.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_what_is_none() {
        for good in ["a@b.nl", "F.de-Vries+werk@gemeente.houten.nl"] {
            assert!(email(good).is_some(), "{good}");
        }
        for bad in
            ["", "@b.nl", "a@", "a@b", "a@.nl", "a@b..nl", "a b@c.nl", "a@b@c.nl", "<a@b.nl>"]
        {
            assert!(email(bad).is_none(), "{bad}");
        }
    }
}
