//! A colleague logs in, chooses a password, or logs out.
//!
//! Checking a password takes tens of milliseconds on purpose, so it never happens inside a
//! transaction: [`prepare`] counts the try and fetches what is needed, [`Attempt::check`] is the
//! slow part, [`finish`] opens the session. A try is counted *before* it is checked, so that many
//! at the same moment do not slip past the limit together; a success takes its own count back.
//!
//! Whoever has a second factor is not in after the password: [`finish`] then gives a step, and
//! [`super::second_factor`] the rest. A log-in that is refused is noted in the audit trail, whether or not
//! somebody has the address, so that guessing shows there.
//!
//! Nobody learns from it whether an address has an account: an unknown, a disabled and a real one
//! cost the same work, meet the same limits and get the same answer. All times are machine time.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::add_staff::secret;
use crate::ids::StaffId;
use crate::store::login_failure::{self, Key};
use crate::store::seal::random_bytes;
use crate::store::staff::{self, Account, NewSession};
use crate::store::{StoreError, Tx, audit, gemeenten, second_factor};
use crate::trade::staff::Way;

/// Shortest password, in characters. Source: NIST SP 800-63B rev. 4 and ASVS 5.0 6.2.1 ask 8 at
/// least and advise 15 without a second factor, which not every colleague has; so 12.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, in characters.
pub const PASSWORD_MAX: usize = 128;
/// A session ends after this, however busy the colleague is.
pub const SESSION_LASTS: TimeDelta = TimeDelta::hours(10);
/// A session ends when no page was asked for in this time.
pub const SESSION_IDLE: TimeDelta = TimeDelta::minutes(30);

/// Failures that an account may have before it must wait.
pub(super) const ACCOUNT_FREE: i64 = 5;
/// Failures that an origin may have: a town hall is one origin.
const ORIGIN_FREE: i64 = 50;
/// The longest wait: a stranger must not be able to lock a colleague out for a day.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);
/// Failures are forgotten after this.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Address and password do not belong together.
    #[error("address and password do not belong together")]
    Wrong,
    /// Too many tries, from here or for this address.
    #[error("too many tries; not before {until}")]
    Wait {
        /// The next try is welcome then.
        until: DateTime<Utc>,
    },
    /// Fewer than [`PASSWORD_MIN`] characters.
    #[error("the password is too short")]
    TooShort,
    /// More than [`PASSWORD_MAX`] characters.
    #[error("the password is too long")]
    TooLong,
    /// The link was used, ran out, or never was.
    #[error("the log-in link cannot be used")]
    BadLink,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was typed, and where.
pub struct Input {
    /// The address, as typed.
    pub email: String,
    /// The password.
    pub password: String,
    /// Where the try comes from, if that is known.
    pub origin: Option<String>,
}

/// A counted try whose password is still to be checked.
pub struct Attempt {
    input: Input,
    account: Option<Account>,
}

/// A try whose password has been checked.
pub struct Checked {
    input: Input,
    account: Option<Account>,
    fits: bool,
}

/// Where somebody comes in.
#[derive(Clone, Copy)]
pub struct Door<'a> {
    /// The cookie of a session that was open there; it is closed.
    pub old_cookie: Option<&'a str>,
    /// Browser and system, in two words.
    pub device: &'a str,
}

/// How far somebody came.
pub enum Outcome {
    /// They are in.
    In(Done),
    /// The password was right; a code of the second factor is still to come.
    Step(Step),
}

/// Stands between both steps.
pub struct Step {
    /// The value of the cookie of this step; stored as a keyed hash only.
    pub token: String,
}

/// How long after the password the code may come.
pub const STEP_LASTS: TimeDelta = TimeDelta::minutes(5);

/// The colleague is in.
pub struct Done {
    /// Who.
    pub staff: StaffId,
    /// The value of the cookie; stored as a keyed hash only.
    pub cookie: String,
}

/// Counts a try, unless there were too many. Commit before [`Attempt::check`], also on a refusal.
pub async fn prepare(
    tx: &mut Tx,
    mut input: Input,
    now: DateTime<Utc>,
) -> Result<Attempt, Refusal> {
    input.email = input.email.trim().to_lowercase();
    login_failure::sweep(tx, now - FORGOTTEN_AFTER).await?;
    let limits = limits(&input);
    let mut counts = Vec::with_capacity(limits.len());
    for (key, free) in limits {
        let (failures, last_at) = login_failure::lock(tx, key, now).await?;
        let until = last_at + delay(failures, free);
        if until > now {
            return Err(Refusal::Wait { until });
        }
        counts.push((key, failures + 1));
    }
    for (key, failures) in counts {
        login_failure::set(tx, key, failures, now).await?;
    }
    let account = staff::by_email(tx, &input.email).await?;
    Ok(Attempt { input, account })
}

// Always the account first: two tries that lock the same two rows never wait for each other.
fn limits(input: &Input) -> Vec<(Key<'_>, i64)> {
    let mut limits = vec![(Key::Account(&input.email), ACCOUNT_FREE)];
    limits.extend(input.origin.as_deref().map(|origin| (Key::Origin(origin), ORIGIN_FREE)));
    limits
}

/// How long to wait after the last of `failures`: none at first, then 5 s, doubling each time.
pub(super) fn delay(failures: i64, free: i64) -> TimeDelta {
    match failures - free {
        over if over < 0 => TimeDelta::zero(),
        over if over > 8 => LONGEST_WAIT,
        over => TimeDelta::seconds(5 << over).min(LONGEST_WAIT),
    }
}

/// What an unknown account is checked against, so that it costs as much as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_password(&secret()).unwrap_or_default());

impl Attempt {
    /// Checks the password: slow, and without the database. Not for an async thread.
    pub fn check(self) -> Checked {
        let Self { input, account } = self;
        let stored = account.as_ref().and_then(|a| a.password_hash.as_deref());
        let phc = stored.unwrap_or(&NOBODY);
        // An over-long password is cut, never skipped: skipping would show in the time it takes.
        let typed: String = input.password.chars().take(PASSWORD_MAX + 1).collect();
        let fits = PasswordHash::new(phc)
            .is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok());
        let fits = fits && stored.is_some();
        Checked { input, account, fits }
    }
}

impl Checked {
    /// Was it right? Then what was counted against this account is forgotten.
    async fn proven(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Account>, StoreError> {
        let Some(account) = self.account.as_ref().filter(|_| self.fits) else { return Ok(None) };
        // Disabled, or given another password, while this one was being checked?
        let still = staff::by_id(tx, account.id).await?;
        let Some(still) = still.filter(|now| now.password_hash == account.password_hash) else {
            return Ok(None);
        };
        login_failure::set(tx, Key::Account(&self.input.email), 0, now).await?;
        if let Some(origin) = self.input.origin.as_deref() {
            let (failures, last_at) = login_failure::lock(tx, Key::Origin(origin), now).await?;
            login_failure::set(tx, Key::Origin(origin), (failures - 1).max(0), last_at).await?;
        }
        Ok(Some(still))
    }
}

/// Opens a session with a new id, or gives the step before it. Commit also on [`Refusal::Wrong`]: it is noted.
pub async fn finish(
    tx: &mut Tx,
    checked: Checked,
    door: Door<'_>,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let Some(account) = checked.proven(tx, now).await? else {
        note_refused(tx, checked.account.as_ref(), now).await?;
        return Err(Refusal::Wrong);
    };
    go_on(tx, &account, door, "sign_in", now).await
}

/// Somebody who is logged in proves once more who they are, for what matters most. Commit also on
/// [`Refusal::Wrong`].
pub async fn confirm(
    tx: &mut Tx,
    checked: Checked,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    match checked.proven(tx, now).await? {
        Some(account) => Ok(account),
        None => {
            note_refused(tx, checked.account.as_ref(), now).await?;
            Err(Refusal::Wrong)
        }
    }
}

// Of an address that nobody has it is noted too, for the first municipality: otherwise the time that it takes
// would tell who works here.
async fn note_refused(
    tx: &mut Tx,
    account: Option<&Account>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let gemeente = match account {
        Some(account) => Some(account.gemeente_id),
        None => gemeenten::codes(tx).await?.first().map(|(id, _)| *id),
    };
    let Some(gemeente) = gemeente else { return Ok(()) };
    let subject = account.map(|account| ("staff", account.id.0));
    audit::note(tx, gemeente, None, "sign_in_refused", subject, json!({}), now).await
}

/// Lets somebody in whose first step is done, unless there is a second.
async fn go_on(
    tx: &mut Tx,
    account: &Account,
    door: Door<'_>,
    act: &'static str,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let factor = second_factor::of(tx, account.id).await?;
    if factor.is_some_and(|factor| factor.on_since.is_some()) {
        second_factor::sweep_steps(tx, now).await?;
        let token = secret();
        second_factor::open_step(tx, &token, account.id, now + STEP_LASTS).await?;
        return Ok(Outcome::Step(Step { token }));
    }
    open(tx, account, (Way::Password, act), door, now).await.map(Outcome::In)
}

pub(super) async fn open(
    tx: &mut Tx,
    account: &Account,
    (way, act): (Way, &'static str),
    door: Door<'_>,
    now: DateTime<Utc>,
) -> Result<Done, Refusal> {
    if let Some(old) = door.old_cookie {
        staff::close_session(tx, old).await?;
    }
    staff::sweep_sessions(tx, now).await?;
    let (cookie, csrf) = (secret(), secret());
    let new = NewSession {
        cookie: &cookie,
        csrf: &csrf,
        staff: account.id,
        way,
        device: door.device,
        expires_at: now + SESSION_LASTS,
    };
    staff::open_session(tx, new, now).await?;
    let (by, subject) = (Some(account.id), Some(("staff", account.id.0)));
    audit::note(tx, account.gemeente_id, by, act, subject, json!({}), now).await?;
    Ok(Done { staff: account.id, cookie })
}

/// Hashes a new password with argon2id: slow, and without the database. Not for an async thread.
pub fn hash_password(password: &str) -> Result<String, Refusal> {
    match password.chars().count() {
        n if n < PASSWORD_MIN => return Err(Refusal::TooShort),
        n if n > PASSWORD_MAX => return Err(Refusal::TooLong),
        _ => {}
    }
    let salt = SaltString::encode_b64(&random_bytes::<16>()).map_err(|_| Refusal::Hash)?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| Refusal::Hash)?.to_string())
}

/// Uses a log-in link: sets the password, ends every other session of this colleague, logs in. A link is
/// no way around the second factor.
pub async fn use_link(
    tx: &mut Tx,
    (token, phc): (&str, &str),
    door: Door<'_>,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let account = staff::open_link(tx, token, now).await?.ok_or(Refusal::BadLink)?;
    staff::use_link(tx, token, now).await?.ok_or(Refusal::BadLink)?;
    staff::close_links(tx, account.id).await?;
    staff::set_password(tx, account.id, phc).await?;
    staff::close_sessions_of(tx, account.id).await?;
    let (by, subject) = (Some(account.id), Some(("staff", account.id.0)));
    audit::note(tx, account.gemeente_id, by, "set_password", subject, json!({}), now).await?;
    go_on(tx, &account, door, "sign_in", now).await
}

/// Logs out: the session is gone at the server too. False when there was none.
pub async fn sign_out(tx: &mut Tx, cookie: &str, now: DateTime<Utc>) -> Result<bool, Refusal> {
    let Some(id) = staff::close_session(tx, cookie).await? else {
        return Ok(false);
    };
    if let Some(account) = staff::by_id(tx, id).await? {
        let subject = Some(("staff", id.0));
        audit::note(tx, account.gemeente_id, Some(id), "sign_out", subject, json!({}), now).await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_from_nothing_to_a_quarter_of_an_hour() {
        let secs: Vec<i64> =
            [0, 4, 5, 6, 7, 12, 13, 60].map(|n| delay(n, ACCOUNT_FREE).num_seconds()).to_vec();
        assert_eq!(secs, [0, 0, 5, 10, 20, 640, 900, 900]);
    }

    #[test]
    fn a_password_of_eleven_characters_is_too_short_and_one_of_129_too_long() {
        assert!(matches!(hash_password(&"a".repeat(11)), Err(Refusal::TooShort)));
        assert!(matches!(hash_password(&"a".repeat(129)), Err(Refusal::TooLong)));
        assert!(hash_password(&"é".repeat(12)).is_ok_and(|phc| phc.starts_with("$argon2id$")));
    }
}
