//! `/account`: what colleagues see and do with their own account. Sessions, password, second factor.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

pub mod away;
pub mod factor;
pub mod organisation;
pub mod password;
mod prove;

use super::page::{Frame, html};
use super::sign_in::{Fault, refuse};
use super::{WebState, absence, when};
use crate::acts::own_account;
use crate::acts::sign_in::{PASSWORD_MIN, SESSION_IDLE, SESSION_LASTS};
use crate::config::SecondFactor;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::store::staff::{self, Account};
use crate::store::{Tx, oidc, second_factor};
use crate::trade::staff::Way;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    csrf: String,
    name: String,
    email: String,
    role: &'static str,
    done: Option<String>,
    faults: Vec<Fault>,
    /// A beheerder took the second factor away, then.
    reset: Option<String>,
    sessions: Vec<SessionRow>,
    lasts: String,
    idle: String,
    /// Is the password kept here?
    has_password: bool,
    new_password: String,
    /// Since when the second factor is on.
    factor_since: Option<String>,
    codes_left: i64,
    /// Can it be switched on?
    offered: bool,
    /// When this colleague is away; None: has no people.
    absence: Option<absence::Part>,
    /// What the account of the municipality is called, where it can be linked.
    organisation: Option<String>,
}

struct SessionRow {
    id: String,
    device: String,
    since: String,
    seen: String,
    is_this: bool,
}

impl AccountPage {
    fn help(&self) -> &str {
        &self.new_password
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

/// What was just done.
#[derive(Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

async fn own(tx: &mut Tx, visitor: &Visitor) -> Result<Account, HttpError> {
    staff::by_id(tx, visitor.viewer().staff).await?.ok_or(HttpError::Forbidden)
}

/// `GET /account`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let mut page = page(&state, &visitor, Vec::new()).await?;
    page.done = asked.gedaan.and_then(|what| in_words(&what, page.codes_left));
    Ok(html(&page)?.into_response())
}

/// Days were noted.
pub(super) fn away_noted() -> &'static str {
    say!("Genoteerd. In deze dagen ziet de vervanger deze mensen. Daarna stopt dat vanzelf.")
}

/// They were taken back.
pub(super) fn away_taken_back() -> &'static str {
    say!("Teruggenomen. Niemand vervangt meer in die dagen.")
}

fn in_words(what: &str, codes_left: i64) -> Option<String> {
    Some(match what {
        "wachtwoord" => {
            say!("Uw wachtwoord is veranderd. Op andere apparaten bent u uitgelogd.").to_owned()
        }
        "afwezig" => away_noted().to_owned(),
        "weer-hier" => away_taken_back().to_owned(),
        "vervanger" => say!("Uw vaste vervanger is bewaard.").to_owned(),
        "sessie" => say!("Dat apparaat is uitgelogd.").to_owned(),
        "sessies" => say!("U bent uitgelogd op alle andere apparaten.").to_owned(),
        "tweede-stap-uit" => {
            say!("De tweede stap is uit. Inloggen gaat nu met alleen uw wachtwoord.").to_owned()
        }
        "gekoppeld" => {
            say!("Gekoppeld. U kunt nu ook inloggen met het account van uw organisatie.").to_owned()
        }
        "papier" if codes_left == 1 => {
            say!("U hebt een code op papier gebruikt. U hebt er nog 1.").to_owned()
        }
        "papier" => {
            say!("U hebt een code op papier gebruikt. U hebt er nog {n}.", n = codes_left)
        }
        _ => return None,
    })
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    faults: Vec<Fault>,
) -> Result<AccountPage, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.read().await?;
    let account = own(&mut tx, visitor).await?;
    let sessions = staff::sessions_of(&mut tx, account.id, now, now - SESSION_IDLE).await?;
    let factor = second_factor::of(&mut tx, account.id).await?.and_then(|factor| factor.on_since);
    let codes_left = second_factor::codes_left(&mut tx, account.id).await?;
    let reset = second_factor::was_reset(&mut tx, account.id).await?;
    let absence = absence::read(&mut tx, visitor, (account.id, "/account".to_owned())).await?;
    let linked = oidc::is_linked(&mut tx, account.id).await?;
    drop(tx);
    let has_password = account.password_hash.is_some() && visitor.way() == Way::Password;
    let linkable = state.oidc.as_ref().filter(|_| has_password && !linked);
    Ok(AccountPage {
        organisation: linkable.map(|oidc| oidc.name().to_owned()),
        frame: Frame::new(state, Some(visitor), "/account"),
        csrf: visitor.csrf().to_owned(),
        role: account.role()?.as_str(),
        name: account.name,
        email: account.email,
        done: None,
        faults,
        reset: reset.map(|at| when::moment(at, now)),
        sessions: sessions
            .into_iter()
            .map(|session| SessionRow {
                is_this: session.id == visitor.session(),
                id: session.id.to_string(),
                device: match session.device.as_str() {
                    "onbekend" => say!("onbekend").to_owned(),
                    device => device.to_owned(),
                },
                since: when::moment(session.created_at, now),
                seen: when::moment(session.last_seen_at, now),
            })
            .collect(),
        lasts: when::span(SESSION_LASTS),
        idle: when::span(SESSION_IDLE),
        has_password,
        new_password: say!(
            "Minstens {n} tekens. Drie of vier losse woorden achter elkaar zijn goed te onthouden.",
            n = PASSWORD_MIN
        ),
        factor_since: factor.map(|at| when::moment(at, now)),
        codes_left,
        absence,
        offered: has_password && state.sign_in.second_factor != SecondFactor::Off,
    })
}

/// Which session must end: an id, or `andere` for all but this one.
#[derive(Deserialize)]
pub struct Ended {
    #[serde(default)]
    sessie: String,
}

/// `POST /account/sessies`.
pub async fn end_sessions(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(form): Form<Ended>,
) -> Result<Response, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.begin().await?;
    let account = own(&mut tx, &visitor).await?;
    let to = if form.sessie == "andere" {
        own_account::end_others(&mut tx, &account, visitor.session(), now).await?;
        "/account?gedaan=sessies"
    } else {
        // ended already, or somebody else's: it is not there any more, which is what was asked for
        if let Ok(session) = form.sessie.parse() {
            own_account::end_session(&mut tx, &account, session, now).await?;
        }
        "/account?gedaan=sessie"
    };
    tx.commit().await?;
    Ok(Redirect::to(to).into_response())
}

async fn with_faults(
    state: &WebState,
    visitor: &Visitor,
    fault: Fault,
) -> Result<Response, HttpError> {
    refuse(StatusCode::UNPROCESSABLE_ENTITY, &page(state, visitor, vec![fault]).await?)
}
