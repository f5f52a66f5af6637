//! `/inloggen` and `/uitloggen`; the code behind the password is in `code`.

use std::net::SocketAddr;

use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use tokio::sync::Semaphore;

pub mod code;
pub mod first;
pub mod organisation;

use super::page::{Frame, html};
use super::{DemoAccount, WebState, when};
use crate::acts::sign_in::{self, Done, Door, Input, Outcome, Refusal};
use crate::config::LocalAccounts;
use crate::http::auth::{Cookie, device_of, origin};
use crate::http::error::HttpError;
use crate::http::guard::is_page;
use crate::store::second_factor;

/// Passwords checked or hashed at the same time: each takes 19 MiB and a core.
static SLOW_WORK: Semaphore = Semaphore::const_new(2);

/// Something wrong with a form, beside the field it is about.
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) words: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    frame: Frame,
    faults: Vec<Fault>,
    email: String,
    next: String,
    notice: Option<&'static str>,
    accounts: Vec<DemoAccount>,
    /// What the account of the municipality is called, where one can log in with it.
    organisation: Option<String>,
    /// Where one logs out there too, for who just did so here.
    leaves: Option<String>,
    only_beheerders: bool,
}

impl SignInPage {
    fn new(state: &WebState) -> Self {
        Self {
            frame: Frame::new(state, None, "/inloggen"),
            faults: Vec::new(),
            email: String::new(),
            next: "/".to_owned(),
            notice: None,
            organisation: state.oidc.as_ref().map(|oidc| oidc.name().to_owned()),
            leaves: None,
            only_beheerders: only_beheerders(state),
            accounts: state.demo.as_ref().map(|demo| demo.accounts.clone()).unwrap_or_default(),
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

/// What the address of the log-in page may hold.
#[derive(Deserialize)]
pub struct Asked {
    verder: Option<String>,
    uitgelogd: Option<String>,
}

// Only pages of ours: never on to another website.
fn next_page(asked: Option<&str>) -> String {
    asked.filter(|path| is_page(path)).unwrap_or("/").to_owned()
}

/// `GET /inloggen`.
pub async fn show(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let mut page = SignInPage::new(&state);
    page.next = next_page(asked.verder.as_deref());
    if asked.uitgelogd.is_some() {
        page.notice = Some(say!("U bent uitgelogd."));
        page.leaves = state.oidc.as_ref().and_then(|oidc| oidc.sign_out_page());
    }
    Ok(html(&page)?.into_response())
}

/// What was typed on the log-in page.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    verder: Option<String>,
}

/// `POST /inloggen`.
pub async fn sign_in(
    State(state): State<WebState>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let next = next_page(typed.verder.as_deref());
    let mut page = SignInPage { email: typed.email.clone(), next, ..SignInPage::new(&state) };
    page.faults = empty_fields(&typed);
    if !page.faults.is_empty() {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let input =
        Input { email: typed.email, password: typed.password, origin: origin(peer, &headers) };
    let now = state.clock.machine();
    match try_in(&state, input, &headers, now).await {
        Ok(outcome) => go_on(&state, outcome, &page.next).await,
        Err(Refusal::Wait { until }) => {
            page.faults.push(too_often("email", until - now));
            wait(&page, until - now)
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(_) => {
            let words = say!("Dit e-mailadres en dit wachtwoord horen niet bij elkaar.").to_owned();
            page.faults.push(Fault { field: "email", words });
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn only_beheerders(state: &WebState) -> bool {
    state.sign_in.local_accounts == LocalAccounts::Beheerders
}

fn door<'a>(state: &WebState, old_cookie: Option<&'a str>, device: &'a str) -> Door<'a> {
    Door { old_cookie, device, only_beheerders: only_beheerders(state) }
}

/// Too many tries, beside this field.
pub(super) fn too_often(field: &'static str, wait: TimeDelta) -> Fault {
    let words = say!(
        "Er is te vaak geprobeerd in te loggen. Probeer het over {wait} opnieuw.",
        wait = when::at_least_a_minute(wait)
    );
    Fault { field, words }
}

/// 429, and when to come back.
pub(super) fn wait(page: &impl Template, wait: TimeDelta) -> Result<Response, HttpError> {
    let mut response = refuse(StatusCode::TOO_MANY_REQUESTS, page)?;
    let secs = HeaderValue::from(wait.num_seconds().max(1));
    response.headers_mut().insert(header::RETRY_AFTER, secs);
    Ok(response)
}

fn empty_fields(typed: &Typed) -> Vec<Fault> {
    let mut faults = Vec::new();
    if typed.email.trim().is_empty() {
        faults.push(Fault { field: "email", words: say!("Vul uw e-mailadres in.").to_owned() });
    }
    if typed.password.is_empty() {
        faults.push(Fault { field: "password", words: say!("Vul uw wachtwoord in.").to_owned() });
    }
    faults
}

async fn try_in(
    state: &WebState,
    input: Input,
    headers: &HeaderMap,
    now: DateTime<Utc>,
) -> Result<Outcome, Refusal> {
    let mut tx = state.db.begin().await?;
    let attempt = sign_in::prepare(&mut tx, input, now).await?;
    tx.commit().await?;
    let checked = slowly(move || attempt.check()).await?;
    let (old, device) = (state.gate().cookie(headers, Cookie::Session), device_of(headers));
    let door = door(state, old.as_deref(), &device);
    let mut tx = state.db.begin().await?;
    let outcome = sign_in::finish(&mut tx, checked, door, now).await;
    if matches!(outcome, Ok(_) | Err(Refusal::Wrong)) {
        tx.commit().await?;
    }
    outcome
}

// Off the async threads, and never more of it at once than the machine can bear.
pub(super) async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Refusal> {
    let _turn = SLOW_WORK.acquire().await.map_err(|_| Refusal::Hash)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Hash)
}

pub(super) fn refuse(status: StatusCode, page: &impl Template) -> Result<Response, HttpError> {
    Ok((status, html(page)?).into_response())
}

/// In, or on to the code.
async fn go_on(state: &WebState, outcome: Outcome, to: &str) -> Result<Response, HttpError> {
    match outcome {
        Outcome::In(done) => let_in(state, &done, to).await,
        Outcome::Step(step) => {
            let mut response = Redirect::to(&format!("/inloggen/code?verder={to}")).into_response();
            let set = state.gate().set_cookie(Cookie::Step, &step.token);
            response.headers_mut().insert(header::SET_COOKIE, set.ok_or(HttpError::Broken)?);
            Ok(response)
        }
    }
}

/// To the page that was asked for; first to the own account when there is something to tell.
async fn let_in(state: &WebState, done: &Done, to: &str) -> Result<Response, HttpError> {
    let mut tx = state.db.read().await?;
    let was_reset = second_factor::was_reset(&mut tx, done.staff).await?.is_some();
    drop(tx);
    let mut response = Redirect::to(if was_reset { "/account" } else { to }).into_response();
    let set = state.gate().set_cookie(Cookie::Session, &done.cookie).ok_or(HttpError::Broken)?;
    response.headers_mut().insert(header::SET_COOKIE, set);
    Ok(response)
}

/// `POST /uitloggen`.
pub async fn sign_out(
    State(state): State<WebState>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    let gate = state.gate();
    if let Some(cookie) = gate.cookie(&headers, Cookie::Session) {
        let mut tx = state.db.begin().await?;
        match sign_in::sign_out(&mut tx, &cookie, state.clock.machine()).await {
            Ok(_) => tx.commit().await?,
            Err(Refusal::Store(error)) => return Err(error.into()),
            Err(_) => return Err(HttpError::Broken),
        }
    }
    let mut response = Redirect::to("/inloggen?uitgelogd=ja").into_response();
    let clear = gate.clear_cookie(Cookie::Session).ok_or(HttpError::Broken)?;
    response.headers_mut().insert(header::SET_COOKIE, clear);
    Ok(response)
}
