//! `/account/tweede-stap`: switching the second factor on and off, and new codes on paper.
//!
//! The page with the codes on paper answers the form itself, and is not answered by 303: they stand nowhere else.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::page::{Frame, html};
use super::super::sign_in::{Fault, refuse};
use super::{own, prove};
use crate::acts::second_factor::{self as acts, SHOWN_FOR, TurnedOn, codes};
use crate::config::SecondFactor;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::letter::square;
use crate::store::second_factor;
use crate::store::staff::Account;
use crate::trade::staff::Way;

#[derive(Template)]
#[template(path = "second_factor.html")]
struct FactorPage {
    frame: Frame,
    csrf: String,
    faults: Vec<Fault>,
    stage: Stage,
    /// The settings ask for it: it cannot be switched off.
    required: bool,
}

enum Stage {
    /// Not to be had: the settings, or a log-in with the account of the municipality.
    None,
    /// Off; the password first.
    Off,
    /// Shown; the first code switches it on.
    Shown(Shown),
    /// On.
    On { codes_left: i64 },
    /// Codes on paper, once.
    Codes(Vec<String>),
}

struct Shown {
    side: usize,
    path: String,
    key: String,
}

impl FactorPage {
    fn new(state: &WebState, visitor: &Visitor, stage: Stage) -> Self {
        Self {
            frame: Frame::new(state, Some(visitor), "/account"),
            csrf: visitor.csrf().to_owned(),
            faults: Vec::new(),
            stage,
            required: state.sign_in.second_factor == SecondFactor::Required,
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

async fn page(state: &WebState, visitor: &Visitor) -> Result<FactorPage, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.read().await?;
    let account = own(&mut tx, visitor).await?;
    let factor = second_factor::of(&mut tx, account.id).await?;
    let codes_left = second_factor::codes_left(&mut tx, account.id).await?;
    drop(tx);
    let stage = match factor {
        Some(factor) if factor.on_since.is_some() => Stage::On { codes_left },
        _ if !is_offered(state, visitor, &account) => Stage::None,
        Some(factor) if now - factor.begun_at <= SHOWN_FOR => {
            shown(state, &account, &factor.secret).map_or(Stage::Off, Stage::Shown)
        }
        _ => Stage::Off,
    };
    Ok(FactorPage::new(state, visitor, stage))
}

fn is_offered(state: &WebState, visitor: &Visitor, account: &Account) -> bool {
    let has_password = account.password_hash.is_some() && visitor.way() == Way::Password;
    has_password && state.sign_in.second_factor != SecondFactor::Off
}

fn shown(state: &WebState, account: &Account, secret: &[u8]) -> Option<Shown> {
    let issuer = format!("Wegwijzer {}", state.title);
    let (url, key) = codes::for_telephone(secret, &issuer, &account.email)?;
    let (side, path) = square(&url)?;
    Some(Shown { side, path, key })
}

async fn refused(state: &WebState, visitor: &Visitor, fault: Fault) -> Result<Response, HttpError> {
    let mut page = page(state, visitor).await?;
    page.faults.push(fault);
    refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `GET /account/tweede-stap`.
pub async fn show(State(state): State<WebState>, visitor: Visitor) -> Result<Response, HttpError> {
    Ok(html(&page(&state, &visitor).await?)?.into_response())
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    nu: String,
    #[serde(default)]
    code: String,
}

fn back() -> Response {
    Redirect::to("/account/tweede-stap").into_response()
}

/// `POST /account/tweede-stap`: the password is right, show the key.
pub async fn begin(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let account = match prove::password(&state, &visitor, &typed.nu).await? {
        Ok(account) => account,
        Err(fault) => return refused(&state, &visitor, fault).await,
    };
    if is_offered(&state, &visitor, &account) {
        let mut tx = state.db.begin().await?;
        acts::begin(&mut tx, &account, state.clock.machine()).await?;
        tx.commit().await?;
    }
    Ok(back())
}

/// `POST /account/tweede-stap/aan`: the first code.
pub async fn turn_on(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.begin().await?;
    let account = own(&mut tx, &visitor).await?;
    let with = (typed.code.as_str(), visitor.session());
    let turned = acts::turn_on(&mut tx, &account, with, now).await?;
    tx.commit().await?;
    match turned {
        TurnedOn::Codes(codes) => on_paper(&state, &visitor, codes),
        TurnedOn::Nothing => Ok(back()),
        TurnedOn::Not(verdict) => match prove::fault_of(verdict, now) {
            Some(fault) => refused(&state, &visitor, fault).await,
            None => Ok(back()),
        },
    }
}

fn on_paper(
    state: &WebState,
    visitor: &Visitor,
    codes: Vec<String>,
) -> Result<Response, HttpError> {
    Ok(html(&FactorPage::new(state, visitor, Stage::Codes(codes)))?.into_response())
}

// The password and a code: nobody who finds a screen that is not locked can do this.
async fn proven(
    state: &WebState,
    visitor: &Visitor,
    typed: &Typed,
) -> Result<Result<Account, Fault>, HttpError> {
    let account = match prove::password(state, visitor, &typed.nu).await? {
        Ok(account) => account,
        Err(fault) => return Ok(Err(fault)),
    };
    Ok(match prove::code(state, &account, &typed.code).await? {
        Some(fault) => Err(fault),
        None => Ok(account),
    })
}

/// `POST /account/tweede-stap/uit`.
pub async fn turn_off(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    if state.sign_in.second_factor == SecondFactor::Required {
        return Ok(back());
    }
    let account = match proven(&state, &visitor, &typed).await? {
        Ok(account) => account,
        Err(fault) => return refused(&state, &visitor, fault).await,
    };
    let mut tx = state.db.begin().await?;
    acts::turn_off(&mut tx, &account, state.clock.machine()).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?gedaan=tweede-stap-uit").into_response())
}

/// `POST /account/tweede-stap/codes`.
pub async fn new_codes(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let account = match proven(&state, &visitor, &typed).await? {
        Ok(account) => account,
        Err(fault) => return refused(&state, &visitor, fault).await,
    };
    let mut tx = state.db.begin().await?;
    let codes = acts::new_codes(&mut tx, &account, state.clock.machine()).await?;
    tx.commit().await?;
    on_paper(&state, &visitor, codes)
}

/// `POST /account/gezien`: they know that a beheerder took it away.
pub async fn seen(State(state): State<WebState>, visitor: Visitor) -> Result<Response, HttpError> {
    let mut tx = state.db.begin().await?;
    let account = own(&mut tx, &visitor).await?;
    crate::acts::own_account::seen_reset(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account").into_response())
}
