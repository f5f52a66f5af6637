//! The form with which a klantmanager notes, corrects or removes somebody's telephone number.

use axum::Form as Posted;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::rectify::problem;
use super::{CallForm, page};
use crate::acts::correct_number::{Became, FIELDS, Refusal, Told, correct_number};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::html;
use crate::ids::PersonId;
use crate::store::trail;

/// What is filled in.
#[derive(Default, Deserialize)]
pub struct Form {
    #[serde(default)]
    pub(super) telefoon: String,
    /// `yyyy-mm-dd`.
    #[serde(default)]
    pub(super) akkoord: String,
    /// `ja`: what is odd was seen, and is meant.
    #[serde(default)]
    toch: String,
    /// Something was odd: it is asked whether it is meant.
    #[serde(skip)]
    pub(super) asks: bool,
    /// It was not accepted: the form stands open with what was filled in.
    #[serde(skip)]
    pub(super) stands_open: bool,
}

impl Form {
    /// As it is known.
    pub(super) fn known([telefoon, akkoord]: [String; 2]) -> Self {
        Self { telefoon, akkoord, ..Self::default() }
    }
}

fn label(field: &str) -> &'static str {
    if field == FIELDS[0] { say!("Telefoon") } else { say!("Akkoord voor WhatsApp") }
}

/// What is said when it is done.
pub(super) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "nummer-weg" => {
            say!(
                "Het nummer is weg. Er gaat niets meer heen; wat er eerder heen ging, blijft in het contactspoor."
            )
        }
        "nummer-bereikbaar" => {
            say!("Het nummer is bewaard. Berichten op WhatsApp gaan voortaan hierheen.")
        }
        "nummer-bewaard" => {
            say!(
                "Het nummer is bewaard. De bot begint daar niet: er is geen dag van akkoord, of geen WhatsApp."
            )
        }
        "nummer-toch" => say!("Het nummer is bewaard, zoals u het bedoelde."),
        _ => return None,
    })
}

/// `POST /inburgeraars/{person}/nummer`.
pub async fn set(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let (now, by) = (state.clock.civil(), visitor.viewer());
    let channel = state.numbers.get(&by.gemeente);
    let mut tx = state.db.begin().await?;
    let who = trail::seen_by(&mut tx, id, by).await?.ok_or(HttpError::NotFound)?;
    let (number, agreed_on) = (form.telefoon.as_str(), form.akkoord.as_str());
    let told = Told { number, agreed_on, sure: form.toch == "ja" };
    let (problem, asks) = match correct_number(&mut tx, &who, told, (by, channel), now).await {
        Ok(became) => {
            tx.commit().await?;
            let word = match became {
                Became::Unchanged => "gegevens",
                Became::Removed => "nummer-weg",
                Became::Reachable => "nummer-bereikbaar",
                Became::Kept => "nummer-bewaard",
                Became::KeptThough => "nummer-toch",
            };
            return Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan={word}")).into_response());
        }
        Err(Refusal::Any(refusal)) => (problem(refusal, label)?, false),
        Err(Refusal::NotSure { what, mend }) => {
            let words = say!(
                "Telefoon: {what}. Er is nog niets gewijzigd. Bewaart u het toch, dan: {mend}.",
                what = what,
                mend = mend
            );
            (words, true)
        }
    };
    drop(tx);
    let told = (None, Some(problem));
    let mut page = page(&state, &visitor, &person, CallForm::empty(now), told).await?;
    page.number = Some(Form { asks, stands_open: true, ..form });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}
