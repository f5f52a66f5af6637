//! `/inloggen/organisatie` and `/inloggen/terug`: to the provider of the municipality's accounts, and back.
//!
//! Leaving is a link and no form: a form may lead to our own pages only (`form-action` of the content security policy).

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{let_in, next_page, refuse};
use crate::acts::oidc_sign_in::{self, Refusal};
use crate::acts::sign_in::Door;
use crate::http::auth::{Cookie, Visitor, device_of};
use crate::http::error::HttpError;
use crate::http::oidc::{Arrival, OidcError};
use crate::http::web::WebState;
use crate::http::web::page::Frame;

#[derive(Template)]
#[template(path = "sign_in_organisation.html")]
struct RefusedPage {
    frame: Frame,
    title: &'static str,
    what: &'static str,
    /// Where else to go.
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
            let what =
                "U bent ergens anders begonnen met inloggen, of het duurde te lang. Begin opnieuw.";
            refused(state, StatusCode::FORBIDDEN, ("Inloggen is niet gelukt", what))
        }
        OidcError::Refused(_) => {
            let what = "Uw organisatie gaf geen toestemming. Vraag de beheerder of u Wegwijzer mag gebruiken.";
            refused(state, StatusCode::FORBIDDEN, ("Inloggen is niet gelukt", what))
        }
        OidcError::Token(why) => {
            tracing::warn!(why, "a log-in with the provider was refused: {why}");
            let what = "Het antwoord van uw organisatie klopt niet. Probeer het opnieuw. Lukt het weer niet? \
                        Meld het de beheerder.";
            refused(state, StatusCode::FORBIDDEN, ("Inloggen is niet gelukt", what))
        }
        OidcError::Down(why) | OidcError::Settings(why) => {
            tracing::error!(why, "the provider of accounts cannot be used: {why}");
            let what = "De inlogpagina van uw organisatie geeft geen antwoord. Probeer het later opnieuw. \
                        Hebt u hier een wachtwoord? Daarmee kunt u wel inloggen.";
            refused(state, StatusCode::SERVICE_UNAVAILABLE, ("Inloggen lukt nu even niet", what))
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
    let tx = state.db.read().await?;
    let next = next_page(asked.verder.as_deref());
    match oidc.depart(tx.vault(), (&next, None), state.clock.machine()).await {
        Ok(departure) => {
            let mut response = Redirect::to(&departure.url).into_response();
            let set = state.gate().set_cookie(Cookie::Visit, &departure.cookie);
            response.headers_mut().insert(header::SET_COOKIE, set.ok_or(HttpError::Broken)?);
            Ok(response)
        }
        Err(error) => not_now(&state, &error),
    }
}

/// What the provider sends along.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    error: Option<String>,
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
    let now = state.clock.machine();
    let cookie = gate.cookie(&headers, Cookie::Visit).unwrap_or_default();
    let arrived = match back.error {
        Some(error) => Err(OidcError::Refused(error)),
        None => {
            let tx = state.db.read().await?;
            oidc.arrive(tx.vault(), (&cookie, &back.state, &back.code), now).await
        }
    };
    let mut response = match arrived {
        Err(error) => not_now(&state, &error)?,
        Ok(arrival) => match arrival.link {
            Some(staff) => {
                let visitor = extensions.get::<Visitor>().filter(|v| v.viewer().staff == staff);
                match visitor {
                    Some(visitor) => link(&state, visitor, &arrival).await?,
                    None => not_now(&state, &OidcError::Stranger)?,
                }
            }
            None => enter(&state, &headers, &arrival, oidc.gemeente).await?,
        },
    };
    let clear = gate.clear_cookie(Cookie::Visit).ok_or(HttpError::Broken)?;
    response.headers_mut().append(header::SET_COOKIE, clear);
    Ok(response)
}

async fn enter(
    state: &WebState,
    headers: &HeaderMap,
    arrival: &Arrival,
    gemeente: crate::ids::GemeenteId,
) -> Result<Response, HttpError> {
    let (old, device) = (state.gate().cookie(headers, Cookie::Session), device_of(headers));
    let door = Door { old_cookie: old.as_deref(), device: &device, only_beheerders: false };
    let now = state.clock.machine();
    // what a refusal made on its way is undone, and only the refusal noted
    let mut tx = state.db.begin().await?;
    let done = oidc_sign_in::sign_in(&mut tx, &arrival.claims, (gemeente, door), now).await;
    match done {
        Ok(done) => {
            tx.commit().await?;
            let_in(state, &done, &arrival.next).await
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(Refusal::Linked) => refused(state, StatusCode::CONFLICT, words(&Refusal::Linked)),
        Err(refusal) => {
            tx.commit().await?;
            refused(state, StatusCode::FORBIDDEN, words(&refusal))
        }
    }
}

async fn link(
    state: &WebState,
    visitor: &Visitor,
    arrival: &Arrival,
) -> Result<Response, HttpError> {
    let who = (visitor.viewer().gemeente, visitor.viewer().staff);
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
            "U hebt hier geen rol",
            "Uw organisatie kent u, maar gaf u geen rol voor Wegwijzer. Vraag de beheerder erom.",
        ),
        Refusal::EmailTaken => (
            "Er is al een account met uw e-mailadres",
            "Log in met uw wachtwoord en koppel daarna bij uw account het account van uw organisatie.",
        ),
        Refusal::NoEmail => (
            "Uw e-mailadres ontbreekt",
            "Uw organisatie gaf geen e-mailadres door. Vraag de beheerder dat aan te zetten.",
        ),
        Refusal::Linked => (
            "Koppelen is niet gelukt",
            "Dit account is al gekoppeld, of u hebt al een ander account gekoppeld.",
        ),
        Refusal::Disabled | Refusal::Store(_) => {
            ("Uw account staat uit", "Vraag de beheerder het weer aan te zetten.")
        }
    }
}
