//! Proving once more who one is, before what matters most: the password, and the code where there is one.
//! Guessing here gets slower as it does at the door.

use super::super::sign_in::{Fault, slowly, too_often};
use crate::acts::second_factor::{self, Verdict};
use crate::acts::sign_in::{self, Input, Refusal};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::store::staff::{self, Account};

/// Whose account it is, when `password` is right; else what to say beside the field.
pub(super) async fn password(
    state: &WebState,
    visitor: &Visitor,
    password: &str,
) -> Result<Result<Account, Fault>, HttpError> {
    let now = state.clock.machine();
    let wrong = || Fault { field: "nu", words: say!("Dit is niet uw wachtwoord.").to_owned() };
    if password.is_empty() {
        let words = say!("Vul het wachtwoord in waarmee u nu inlogt.").to_owned();
        return Ok(Err(Fault { field: "nu", words }));
    }
    let mut tx = state.db.begin().await?;
    let who = visitor.viewer().staff;
    let account = staff::by_id(&mut tx, who).await?.ok_or(HttpError::Forbidden)?;
    let input = Input { email: account.email, password: password.to_owned(), origin: None };
    let attempt = match sign_in::prepare(&mut tx, input, now).await {
        Ok(attempt) => attempt,
        Err(Refusal::Wait { until }) => return Ok(Err(too_often("nu", until - now))),
        Err(refusal) => return Err(broken(refusal)),
    };
    tx.commit().await?;
    let checked = slowly(move || attempt.check()).await.map_err(broken)?;
    let mut tx = state.db.begin().await?;
    let proven = sign_in::confirm(&mut tx, checked, now).await;
    if matches!(proven, Ok(_) | Err(Refusal::Wrong)) {
        tx.commit().await?;
    }
    match proven {
        Ok(account) => Ok(Ok(account)),
        Err(Refusal::Wrong) => Ok(Err(wrong())),
        Err(refusal) => Err(broken(refusal)),
    }
}

/// Is it a code of this colleague? Else what to say beside the field.
pub(super) async fn code(
    state: &WebState,
    account: &Account,
    typed: &str,
) -> Result<Option<Fault>, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.begin().await?;
    let verdict = second_factor::check(&mut tx, account.id, typed, now).await?;
    tx.commit().await?;
    Ok(fault_of(verdict, now))
}

/// What to say about a code that was not right.
pub(super) fn fault_of(verdict: Verdict, now: chrono::DateTime<chrono::Utc>) -> Option<Fault> {
    match verdict {
        Verdict::Right => None,
        Verdict::Wait { until } => Some(too_often("code", until - now)),
        Verdict::Wrong => {
            let words = say!("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.");
            Some(Fault { field: "code", words: words.to_owned() })
        }
    }
}

fn broken(refusal: Refusal) -> HttpError {
    match refusal {
        Refusal::Store(error) => error.into(),
        _ => HttpError::Broken,
    }
}
