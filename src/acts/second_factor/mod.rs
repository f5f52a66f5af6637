//! The second step of logging in: a code from the colleague's telephone.
//!
//! It is switched on by typing a first code, so that nobody is locked out by a telephone that shows others. A code
//! works once: the newest step that was used is kept. Ten codes on paper, each for one log-in, are for who lost the
//! telephone; a beheerder can take the second step away, which the colleague is told.
//!
//! Guessing codes gets slower as guessing passwords does (`sign_in`). All times are machine time.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::sign_in::{ACCOUNT_FREE, Done, Door, Refusal, delay, open};
use crate::ids::StaffId;
use crate::store::login_failure::{self, Key};
use crate::store::second_factor as rows;
use crate::store::staff::{self, Account};
use crate::store::{StoreError, Tx, audit};
use crate::trade::staff::Way;

pub mod codes;

/// A secret whose first code was not typed is shown no longer than this.
pub const SHOWN_FOR: TimeDelta = TimeDelta::minutes(15);

/// What became of a code. Commit whatever it was: a wrong one is counted.
pub enum Verdict {
    /// It was right.
    Right,
    /// It was not, or was used before.
    Wrong,
    /// Too many were wrong.
    Wait {
        /// The next try is welcome then.
        until: DateTime<Utc>,
    },
}

/// What became of the second step of a log-in. Commit whatever it was.
pub enum Second {
    /// They are in; `by_paper`: with so many recovery codes left.
    In {
        /// The session.
        done: Done,
        /// Who.
        account: Account,
        /// How many are left, when one was used.
        codes_left: Option<i64>,
    },
    /// The code was wrong.
    Wrong,
    /// Too many were.
    Wait {
        /// The next try is welcome then.
        until: DateTime<Utc>,
    },
    /// The first step was too long ago, or never done.
    TooLate,
}

/// A new secret, to be shown until its first code is typed. False: it is on already.
pub async fn begin(tx: &mut Tx, account: &Account, now: DateTime<Utc>) -> Result<bool, StoreError> {
    rows::begin(tx, account.id, &codes::new_secret(), now).await
}

/// What becomes of the first code.
pub enum TurnedOn {
    /// From now on it is asked for; these are the recovery codes, shown once.
    Codes(Vec<String>),
    /// Not yet.
    Not(Verdict),
    /// It was on already, or was begun too long ago.
    Nothing,
}

/// Switches it on with the first code. Ends the colleague's other sessions: they did not do this step.
pub async fn turn_on(
    tx: &mut Tx,
    account: &Account,
    (code, session): (&str, crate::ids::StaffSessionId),
    now: DateTime<Utc>,
) -> Result<TurnedOn, StoreError> {
    let factor = rows::lock(tx, account.id).await?;
    let waits = |f: &rows::Factor| f.on_since.is_none() && now - f.begun_at <= SHOWN_FOR;
    if !factor.as_ref().is_some_and(waits) {
        return Ok(TurnedOn::Nothing);
    }
    match check(tx, account.id, code, now).await? {
        Verdict::Right => {
            rows::turn_on(tx, account.id, now).await?;
            rows::set_reset(tx, account.id, None).await?;
            staff::close_others(tx, account.id, session).await?;
            note(tx, account, Some(account.id), "second_factor_on", now).await?;
            Ok(TurnedOn::Codes(give_codes(tx, account.id, now).await?))
        }
        not => Ok(TurnedOn::Not(not)),
    }
}

async fn give_codes(
    tx: &mut Tx,
    staff: StaffId,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let made = codes::new_recovery_codes();
    rows::new_codes(tx, staff, &made, now).await?;
    Ok(made)
}

/// New recovery codes; those of before do not work any more.
pub async fn new_codes(
    tx: &mut Tx,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    note(tx, account, Some(account.id), "new_recovery_codes", now).await?;
    give_codes(tx, account.id, now).await
}

/// Switches it off, by the colleague.
pub async fn turn_off(
    tx: &mut Tx,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if rows::turn_off(tx, account.id).await? {
        note(tx, account, Some(account.id), "second_factor_off", now).await?;
    }
    Ok(())
}

/// Takes it away from a colleague who lost the telephone and the codes. Their sessions end, and the next log-in
/// tells them. False: there was none.
pub async fn reset(
    tx: &mut Tx,
    account: &Account,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if !rows::turn_off(tx, account.id).await? {
        return Ok(false);
    }
    staff::close_sessions_of(tx, account.id).await?;
    rows::set_reset(tx, account.id, Some(now)).await?;
    note(tx, account, by, "reset_second_factor", now).await?;
    Ok(true)
}

/// Is it a code of this colleague: from the telephone, or one on paper? Counts, and uses it up.
pub async fn check(
    tx: &mut Tx,
    staff: StaffId,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Verdict, StoreError> {
    let (failures, last_at) = login_failure::lock(tx, Key::Code(staff), now).await?;
    let until = last_at + delay(failures, ACCOUNT_FREE);
    if until > now {
        return Ok(Verdict::Wait { until });
    }
    let right = is_right(tx, staff, typed, now).await?;
    let failures = if right { 0 } else { failures + 1 };
    login_failure::set(tx, Key::Code(staff), failures, now).await?;
    Ok(if right { Verdict::Right } else { Verdict::Wrong })
}

async fn is_right(
    tx: &mut Tx,
    staff: StaffId,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if let Some(code) = codes::recovery_code(typed) {
        return rows::use_code(tx, staff, &code, now).await;
    }
    let Some(factor) = rows::lock(tx, staff).await? else { return Ok(false) };
    match codes::step_of(&factor.secret, typed, factor.last_step, now.timestamp()) {
        Some(step) => rows::use_step(tx, staff, step).await.map(|()| true),
        None => Ok(false),
    }
}

/// The second step: a code behind the token that the first one gave.
pub async fn finish(
    tx: &mut Tx,
    (token, typed): (&str, &str),
    door: Door<'_>,
    now: DateTime<Utc>,
) -> Result<Second, Refusal> {
    let Some(account) = rows::step(tx, token, now).await? else { return Ok(Second::TooLate) };
    match check(tx, account.id, typed, now).await? {
        Verdict::Wait { until } => Ok(Second::Wait { until }),
        Verdict::Wrong => {
            note(tx, &account, None, "second_factor_refused", now).await?;
            Ok(Second::Wrong)
        }
        Verdict::Right => {
            rows::close_steps(tx, account.id).await?;
            let by_paper = codes::recovery_code(typed).is_some();
            let act = if by_paper { "sign_in_recovery" } else { "sign_in" };
            let codes_left =
                if by_paper { Some(rows::codes_left(tx, account.id).await?) } else { None };
            let done = open(tx, &account, (Way::Password, act), door, now).await?;
            Ok(Second::In { done, account, codes_left })
        }
    }
}

async fn note(
    tx: &mut Tx,
    account: &Account,
    by: Option<StaffId>,
    act: &'static str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Some(("staff", account.id.0));
    audit::note(tx, account.gemeente_id, by, act, subject, json!({}), now).await
}
