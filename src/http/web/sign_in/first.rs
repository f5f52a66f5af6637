//! `/inloggen/eerste-keer?code=...`: a one-time link is used to choose a password.
//!
//! Looking at the page does not use the link up: mail scanners look too.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Fault, go_on, only_beheerders, refuse, slowly};
use crate::acts::passwords::is_easy;
use crate::acts::sign_in::{self, Outcome, PASSWORD_MAX, PASSWORD_MIN, Refusal};
use crate::http::auth::{Cookie, device_of};
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::store::staff::{self, Account};
use crate::trade::staff::Role;

#[derive(Template)]
#[template(path = "first_time.html")]
struct FirstPage {
    frame: Frame,
    faults: Vec<Fault>,
    code: String,
    /// Whose link it is; None when it cannot be used.
    who: Option<(String, String)>,
    min: usize,
    /// May they choose a password?
    passwords: bool,
    /// What the account of the municipality is called, where one can begin with it.
    organisation: Option<String>,
}

impl FirstPage {
    fn new(state: &WebState, code: &str, account: Option<&Account>) -> Self {
        let keeps = account.and_then(|one| one.role().ok()).is_some_and(Role::keeps_accounts);
        Self {
            passwords: keeps || !only_beheerders(state),
            organisation: state.oidc.as_ref().map(|oidc| oidc.name().to_owned()),
            frame: Frame::new(state, None, "/inloggen"),
            faults: Vec::new(),
            code: code.to_owned(),
            who: account.map(|account| (account.name.clone(), account.email.clone())),
            min: PASSWORD_MIN,
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

/// What the address holds.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    code: String,
}

async fn whose(state: &WebState, code: &str) -> Result<Option<Account>, HttpError> {
    let mut tx = state.db.read().await?;
    Ok(staff::open_link(&mut tx, code, state.clock.machine()).await?)
}

/// `GET /inloggen/eerste-keer`.
pub async fn show(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let account = whose(&state, &asked.code).await?;
    let page = FirstPage::new(&state, &asked.code, account.as_ref());
    if account.is_none() {
        return refuse(StatusCode::GONE, &page);
    }
    Ok(html(&page)?.into_response())
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    nogmaals: String,
}

/// `POST /inloggen/eerste-keer`.
pub async fn set(
    State(state): State<WebState>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    // Before the slow work: a stranger without a link must not keep the machine busy.
    let account = whose(&state, &typed.code).await?;
    let mut page = FirstPage::new(&state, &typed.code, account.as_ref());
    let Some(account) = account else { return refuse(StatusCode::GONE, &page) };
    let about = about(&state, &account);
    page.faults.extend(faults(&typed.password, &typed.nogmaals, about).await?);
    if !page.faults.is_empty() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    match choose(&state, typed, &headers).await {
        Ok(outcome) => go_on(&state, outcome, "/").await,
        Err(Refusal::BadLink | Refusal::Wrong) => {
            refuse(StatusCode::GONE, &FirstPage::new(&state, "", None))
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(_) => Err(HttpError::Broken),
    }
}

/// What is known about an account, and so would be tried first.
pub(in crate::http::web) fn about(state: &WebState, account: &Account) -> Vec<String> {
    vec![account.name.clone(), account.email.clone(), state.title.clone()]
}

/// What is wrong with a new password.
pub(in crate::http::web) async fn faults(
    password: &str,
    again: &str,
    about: Vec<String>,
) -> Result<Option<Fault>, HttpError> {
    let (field, words) = match password.chars().count() {
        0 => ("password", say!("Kies een wachtwoord.").to_owned()),
        n if n < PASSWORD_MIN => (
            "password",
            say!(
                "Dit wachtwoord heeft {n} tekens. Kies er een van minstens {min}.",
                n = n,
                min = PASSWORD_MIN
            ),
        ),
        n if n > PASSWORD_MAX => (
            "password",
            say!("Kies een wachtwoord van hoogstens {max} tekens.", max = PASSWORD_MAX),
        ),
        _ if password != again => {
            ("nogmaals", say!("De twee wachtwoorden zijn niet gelijk.").to_owned())
        }
        _ => {
            let typed = password.to_owned();
            let look =
                move || is_easy(&typed, &about.iter().map(String::as_str).collect::<Vec<_>>());
            if !slowly(look).await.map_err(|_| HttpError::Broken)? {
                return Ok(None);
            }
            (
                "password",
                say!("Dit wachtwoord is makkelijk te raden. Kies drie of vier losse woorden.")
                    .to_owned(),
            )
        }
    };
    Ok(Some(Fault { field, words }))
}

async fn choose(state: &WebState, typed: Typed, headers: &HeaderMap) -> Result<Outcome, Refusal> {
    let phc = slowly(move || sign_in::hash_password(&typed.password)).await??;
    let (old, device) = (state.gate().cookie(headers, Cookie::Session), device_of(headers));
    let door = super::door(state, old.as_deref(), &device);
    let mut tx = state.db.begin().await?;
    let now = state.clock.machine();
    let outcome = sign_in::use_link(&mut tx, (&typed.code, &phc), door, now).await?;
    tx.commit().await?;
    Ok(outcome)
}
