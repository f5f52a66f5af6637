//! The form with which a klantmanager corrects what is kept about somebody.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{CallForm, page};
use crate::acts::rectify::{FIELDS, Refusal, rectify};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::html;
use crate::http::web::{WebState, words};
use crate::ids::PersonId;
use crate::store::trail;
use crate::trade::person::{GroupKind, Language, Leerroute};

/// One field of the form.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
    /// `text`, `date`, or `select` with its options.
    pub(super) kind: &'static str,
    /// Value, words, chosen.
    pub(super) options: Vec<(&'static str, &'static str, bool)>,
    pub(super) required: bool,
}

/// The fields as they are known.
pub(super) fn fields(known: Vec<(&'static str, String)>) -> Vec<Field> {
    known
        .into_iter()
        .map(|(name, value)| {
            let options = options(name, &value);
            let kind = match name {
                _ if !options.is_empty() => "select",
                "pip_datum" => "date",
                _ => "text",
            };
            let required = ["naam", "taal", "groep"].contains(&name);
            Field { name, label: label(name), value, kind, options, required }
        })
        .collect()
}

fn options(name: &str, chosen: &str) -> Vec<(&'static str, &'static str, bool)> {
    let all: Vec<(&'static str, &'static str)> = match name {
        "taal" => Language::ALL.iter().map(|l| (l.as_str(), words::language(*l))).collect(),
        "groep" => GroupKind::ALL
            .iter()
            .map(|g| (g.as_str(), crate::http::web::words::group(g.as_str())))
            .collect(),
        "leerroute" => [("", say!("nog niet bekend"))]
            .into_iter()
            .chain(Leerroute::ALL.iter().map(|route| (route.as_str(), words::leerroute(*route))))
            .collect(),
        _ => Vec::new(),
    };
    all.into_iter().map(|(value, words)| (value, words, value == chosen)).collect()
}

pub(in crate::http::web) fn label(name: &str) -> &'static str {
    match name {
        "naam" => say!("Naam"),
        "taal" => say!("Taal"),
        "groep" => say!("Groep"),
        "leerroute" => say!("Leerroute"),
        "pip_datum" => say!("Datum van het PIP"),
        "geboortejaar" => say!("Geboortejaar"),
        "email" => say!("E-mail"),
        "straat" => say!("Straat"),
        "huisnummer" => say!("Huisnummer"),
        "postcode" => say!("Postcode"),
        _ => say!("Plaats"),
    }
}

/// `POST /inburgeraars/{person}/gegevens`.
pub async fn set(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> Result<Response, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let (now, by) = (state.clock.civil(), visitor.viewer());
    let told: Vec<(&'static str, String)> =
        FIELDS.iter().filter_map(|field| Some((*field, form.get(*field)?.clone()))).collect();
    let mut tx = state.db.begin().await?;
    let who = trail::seen_by(&mut tx, id, by).await?.ok_or(HttpError::NotFound)?;
    match rectify(&mut tx, &who, &told, by, now).await {
        Ok(_) => tx.commit().await?,
        Err(refusal) => {
            drop(tx);
            let problem = problem(refusal, label)?;
            let form = CallForm::empty(now);
            let page = page(&state, &visitor, &person, form, (None, Some(problem))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
        }
    }
    Ok(Redirect::to(&format!("/inburgeraars/{id}?gedaan=gegevens")).into_response())
}

/// Why nothing was corrected, in words; `label` tells what a field is called.
pub(super) fn problem(
    refusal: Refusal,
    label: impl Fn(&str) -> &'static str,
) -> Result<String, HttpError> {
    match refusal {
        Refusal::NotYours => Err(HttpError::Forbidden),
        Refusal::Store(error) => Err(error.into()),
        Refusal::Wrong { field, what, mend } => Ok(say!(
            "{field}: {what}; {mend}. Er is niets gewijzigd.",
            field = label(field),
            what = what,
            mend = mend
        )),
    }
}
