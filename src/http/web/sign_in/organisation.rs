//! `/inloggen/organisatie` and `/inloggen/terug`: to the provider of the municipality's accounts, and back.
//!
//! Leaving is a link and no form: a form may lead to our own pages only (`form-action` of the content security policy).
//! So what begins with a form is answered by a page with that link.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{let_in, next_page, refuse};
use crate::acts::oidc_sign_in::{self, Refusal};
use crate::acts::sign_in::Door;
use crate::http::auth::{Cookie, Visitor, device_of};
use crate::http::error::HttpError;
use crate::http::oidc::{Arrival, Oidc, OidcError, Purpose, Return};
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::ids::StaffId;
use crate::store::staff;

#[derive(Template)]
#[template(path = "sign_in_organisation.html")]
struct RefusedPage {
    frame: Frame,
    title: &'static str,
    what: &'static str,
    /// Where else to go.
    back: &'static str,
}

#[derive(Template)]
#[template(path = "link_organisation.html")]
struct LeavePage {
    frame: Frame,
    url: String,
    back: &'static str,
}

fn refused(
    state: &WebState,
    status: StatusCode,
    (title, what): (&'static str, &'static str),
) -> Result<Response, HttpError> {
    let frame = Frame::new(state, None, "/inloggen");
    refuse(status, &RefusedPage { frame, title, what, back: "/inloggen" })
}

fn not_now(state: &WebState, error: &OidcError) -> Result<Response, HttpError> {
    match error {
        OidcError::Stranger => {
            let what = say!(
                "U bent ergens anders begonnen met inloggen, of het duurde te lang. Begin opnieuw."
            );
            refused(state, StatusCode::FORBIDDEN, (say!("Inloggen is niet gelukt"), what))
        }
        OidcError::Refused => {
            let what = say!(
                "Uw organisatie gaf geen toestemming. Vraag de beheerder of u Wegwijzer mag gebruiken."
            );
            refused(state, StatusCode::FORBIDDEN, (say!("Inloggen is niet gelukt"), what))
        }
        OidcError::Token(why) => {
            tracing::warn!(why, "a log-in with the provider was refused: {why}");
            let what = say!(
                "Het antwoord van uw organisatie klopt niet. Probeer het opnieuw. Lukt het weer niet? \
                        Meld het de beheerder."
            );
            refused(state, StatusCode::FORBIDDEN, (say!("Inloggen is niet gelukt"), what))
        }
        OidcError::Down(why) | OidcError::Settings(why) => {
            tracing::error!(why, "the provider of accounts cannot be used: {why}");
            let what = say!(
                "De inlogpagina van uw organisatie geeft geen antwoord. Probeer het later opnieuw. \
                        Hebt u hier een wachtwoord? Daarmee kunt u wel inloggen."
            );
            refused(
                state,
                StatusCode::SERVICE_UNAVAILABLE,
                (say!("Inloggen lukt nu even niet"), what),
            )
        }
    }
}

/// What the address may hold.
#[derive(Deserialize)]
pub struct Asked {
    verder: Option<String>,
}

/// `GET /inloggen/organisatie`.
pub async fn leave(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let Some(oidc) = state.oidc.clone() else { return Err(HttpError::NotFound) };
    let next = next_page(asked.verder.as_deref());
    let gone = oidc.depart(state.db.vault(), (&next, Purpose::SignIn), state.clock.machine()).await;
    match gone {
        Ok(departure) => {
            let answer = Redirect::to(&departure.url).into_response();
            with_visit(&state, answer, &departure.cookie)
        }
        Err(error) => not_now(&state, &error),
    }
}

fn with_visit(state: &WebState, mut to: Response, cookie: &str) -> Result<Response, HttpError> {
    let set = state.gate().set_cookie(Cookie::Visit, cookie).ok_or(HttpError::Broken)?;
    to.headers_mut().insert(header::SET_COOKIE, set);
    Ok(to)
}

/// A page with the link to the provider, for what begins with a form.
pub(in crate::http::web) async fn page_to_leave(
    state: &WebState,
    visitor: Option<&Visitor>,
    (oidc, purpose): (&Oidc, Purpose),
) -> Result<Response, OidcError> {
    let broken = |_| OidcError::Settings("the page cannot be made".to_owned());
    let (next, back) =
        if visitor.is_some() { ("/account", "/account") } else { ("/", "/inloggen") };
    let departure = oidc.depart(state.db.vault(), (next, purpose), state.clock.machine()).await?;
    let page = LeavePage { frame: Frame::new(state, visitor, back), url: departure.url, back };
    let answer = html(&page).map_err(broken)?.into_response();
    with_visit(state, answer, &departure.cookie).map_err(broken)
}

/// What was typed: the code of a log-in link.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// `POST /inloggen/eerste-keer/organisatie`: not a password, but the account of the municipality from now on.
pub async fn first_time(
    State(state): State<WebState>,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let Some(oidc) = state.oidc.clone() else { return Err(HttpError::NotFound) };
    let mut tx = state.db.read().await?;
    let account = staff::open_link(&mut tx, &typed.code, state.clock.machine()).await?;
    drop(tx);
    if account.is_none() {
        return refused(&state, StatusCode::GONE, words(&Refusal::BadLink));
    }
    match page_to_leave(&state, None, (&oidc, Purpose::FirstTime(typed.code))).await {
        Ok(page) => Ok(page),
        Err(error) => not_now(&state, &error),
    }
}

/// What the provider sends along.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// `GET /inloggen/terug`.
pub async fn come_back(
    State(state): State<WebState>,
    headers: HeaderMap,
    extensions: Extensions,
    Query(back): Query<Back>,
) -> Result<Response, HttpError> {
    let Some(oidc) = state.oidc.clone() else { return Err(HttpError::NotFound) };
    let gate = state.gate();
    let cookie = gate.cookie(&headers, Cookie::Visit).unwrap_or_default();
    let (issuer, code) = (back.iss.as_deref(), back.code.as_deref());
    let back = Return { cookie: &cookie, state: &back.state, issuer, code };
    let mut response = match oidc.arrive(state.db.vault(), back, state.clock.machine()).await {
        // whoever sent them here left another visit alone: it may still be under way
        Err(OidcError::Stranger) => return not_now(&state, &OidcError::Stranger),
        Err(error) => not_now(&state, &error)?,
        Ok(arrival) => match arrival.purpose {
            Purpose::Link(staff) => {
                let visitor = extensions.get::<Visitor>();
                link(&state, visitor, (&arrival, staff)).await?
            }
            _ => enter(&state, &headers, (&oidc, &arrival)).await?,
        },
    };
    let clear = gate.clear_cookie(Cookie::Visit).ok_or(HttpError::Broken)?;
    response.headers_mut().append(header::SET_COOKIE, clear);
    Ok(response)
}

async fn enter(
    state: &WebState,
    headers: &HeaderMap,
    (oidc, arrival): (&Oidc, &Arrival),
) -> Result<Response, HttpError> {
    let (old, device) = (state.gate().cookie(headers, Cookie::Session), device_of(headers));
    let door = Door { old_cookie: old.as_deref(), device: &device, only_beheerders: false };
    let (here, now) = ((oidc.gemeente, door), state.clock.machine());
    let mut tx = state.db.begin().await?;
    let done = match &arrival.purpose {
        Purpose::FirstTime(token) => {
            oidc_sign_in::first_time(&mut tx, (&arrival.claims, token), here, now).await
        }
        _ => oidc_sign_in::sign_in(&mut tx, &arrival.claims, here, now).await,
    };
    let refusal = match done {
        Ok(done) => {
            tx.commit().await?;
            return let_in(state, &done, &arrival.next).await;
        }
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(refusal) => refusal,
    };
    if refusal.is_noted() {
        tx.commit().await?;
    }
    refused(state, StatusCode::FORBIDDEN, words(&refusal))
}

async fn link(
    state: &WebState,
    visitor: Option<&Visitor>,
    (arrival, staff): (&Arrival, StaffId),
) -> Result<Response, HttpError> {
    let Some(visitor) = visitor.filter(|visitor| visitor.viewer().staff == staff) else {
        return not_now(state, &OidcError::Stranger);
    };
    let who = (visitor.viewer().gemeente, staff);
    let mut tx = state.db.begin().await?;
    match oidc_sign_in::link(&mut tx, &arrival.claims, who, state.clock.machine()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/account?gedaan=gekoppeld").into_response())
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(refusal) => refused(state, StatusCode::CONFLICT, words(&refusal)),
    }
}

fn words(refusal: &Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::NoRole => (
            say!("U hebt hier geen rol"),
            say!(
                "Uw organisatie kent u, maar gaf u geen rol voor Wegwijzer. Vraag de beheerder erom."
            ),
        ),
        Refusal::EmailTaken => (
            say!("Er is al een account met uw e-mailadres"),
            say!(
                "Hebt u hier een wachtwoord? Log daarmee in en koppel bij uw account het account van uw organisatie. \
             Anders: vraag de beheerder om een link om in te loggen."
            ),
        ),
        Refusal::NoEmail => (
            say!("Uw e-mailadres ontbreekt"),
            say!("Uw organisatie gaf geen e-mailadres door. Vraag de beheerder dat aan te zetten."),
        ),
        Refusal::Linked => (
            say!("Koppelen is niet gelukt"),
            say!("Dit account is al gekoppeld, of u hebt al een ander account gekoppeld."),
        ),
        Refusal::LastBeheerder => (
            say!("U bent hier de laatste beheerder"),
            say!(
                "Uw organisatie geeft u nu een andere rol, maar iemand moet de accounts beheren. \
             Laat eerst een andere beheerder inloggen."
            ),
        ),
        Refusal::SecondFactor => (
            say!("Uw account heeft een tweede stap"),
            say!(
                "Log in met uw wachtwoord en code, en koppel dan bij uw account het account van uw organisatie. \
             Lukt dat niet? Vraag de beheerder de tweede stap weg te halen."
            ),
        ),
        Refusal::BadLink => (
            say!("Deze link werkt niet meer"),
            say!(
                "Een link om in te loggen werkt één keer, en hoogstens een dag. Vraag de beheerder om een nieuwe."
            ),
        ),
        Refusal::Disabled | Refusal::Store(_) => {
            (say!("Uw account staat uit"), say!("Vraag de beheerder het weer aan te zetten."))
        }
    }
}
