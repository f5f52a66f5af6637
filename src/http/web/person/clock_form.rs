//! The forms with which a klantmanager sets the days of the trajectory clock, and decides whether work
//! counts for the MAP.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use super::{CallForm, page};
use crate::acts::import::people::CLOCK_DAYS;
use crate::acts::note_trajectory::{Refusal, decide_map, note_days};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::html;
use crate::ids::PersonId;
use crate::store::people::ClockFacts;

/// One day in the form.
pub(super) struct DayField {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
}

/// The fields as they are known.
pub(super) fn fields(mut known: ClockFacts) -> Vec<DayField> {
    CLOCK_DAYS
        .iter()
        .map(|(name, place)| DayField {
            name,
            label: label(name),
            value: place(&mut known).map(|day| day.to_string()).unwrap_or_default(),
        })
        .collect()
}

pub(in crate::http::web) fn label(name: &str) -> &'static str {
    match name {
        "duo_melding_op" => say!("Melding van DUO"),
        "brp_op" => say!("Ingeschreven in de BRP"),
        "gegevens_compleet_op" => say!("Gegevens van anderen compleet"),
        "cursus_begonnen_op" => say!("Taalcursus begonnen"),
        "duaal_sinds" => say!("Duaal traject sinds"),
        "medisch_wacht_sinds" => say!("Wacht op medische beoordeling sinds"),
        "medisch_beoordeeld_op" => say!("Medisch beoordeeld"),
        "laatste_examen_op" => say!("Laatste examen geboekt op"),
        _ => say!("Klaar met inburgeren"),
    }
}

/// `POST /inburgeraars/{person}/klok`.
pub async fn set(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut days = ClockFacts::default();
    for (name, place) in CLOCK_DAYS {
        let text = form.get(name).map(String::as_str).unwrap_or_default().trim();
        if !text.is_empty() {
            match text.parse::<NaiveDate>() {
                Ok(day) => *place(&mut days) = Some(day),
                Err(_) => {
                    let what = say!("{field}: dit is geen datum.", field = label(name));
                    return refused(&state, &visitor, &person, what).await;
                }
            }
        }
    }
    let mut tx = state.db.begin().await?;
    match note_days(&mut tx, id, days, visitor.viewer(), now).await {
        Ok(_) => tx.commit().await?,
        Err(refusal) => {
            drop(tx);
            return answer(&state, &visitor, &person, refusal).await;
        }
    }
    Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan=klok")).into_response())
}

/// `POST /inburgeraars/{person}/map`.
pub async fn decide(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let reason = form.get("reden").map(String::as_str).unwrap_or_default();
    let counts = match form.get("telt").map(String::as_str) {
        Some("ja") => true,
        Some("nee") => false,
        _ => {
            let what = say!("Kies of het werk meetelt voor de MAP.").to_owned();
            return refused(&state, &visitor, &person, what).await;
        }
    };
    let mut tx = state.db.begin().await?;
    match decide_map(&mut tx, id, (counts, reason), visitor.viewer(), now).await {
        Ok(_) => tx.commit().await?,
        Err(refusal) => {
            drop(tx);
            return answer(&state, &visitor, &person, refusal).await;
        }
    }
    Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan=map")).into_response())
}

async fn answer(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    refusal: Refusal,
) -> Result<Response, HttpError> {
    let what = match refusal {
        Refusal::Unknown => return Err(HttpError::NotFound),
        Refusal::NotYours => return Err(HttpError::Forbidden),
        Refusal::Store(error) => return Err(error.into()),
        Refusal::Odd(name) => say!("{field}: deze datum kan niet.", field = label(name)),
        Refusal::Backwards => {
            say!("De medische beoordeling ligt voor het begin van het wachten.").to_owned()
        }
        Refusal::NoReason => say!("Schrijf waarom u dit besluit.").to_owned(),
        Refusal::TooLong => say!("De reden is te lang: hooguit 500 tekens.").to_owned(),
    };
    refused(state, visitor, person, what).await
}

async fn refused(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    what: String,
) -> Result<Response, HttpError> {
    let form = CallForm::empty(state.clock.civil());
    let page = html(&page(state, visitor, person, form, (None, Some(what))).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
