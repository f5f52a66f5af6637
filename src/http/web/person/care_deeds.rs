//! The forms beside the trajectory: the flag and its decision, the household, places and plans.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

use super::{CallForm, page};
use crate::acts::{flag_hardship, keep_plan, link_household, note_placement};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::html;
use crate::ids::PersonId;
use crate::store::Tx;
use crate::trade::hardship::{Outcome, Reason};
use crate::trade::household::Kin;
use crate::trade::own_plan::Letter;
use crate::trade::placement::{Place, Stand};

pub(super) type Fields = HashMap<String, String>;

/// What came of a form: the word in the address that tells what was done, or why it was not.
pub(super) enum Came {
    Done(&'static str),
    Refused(String),
}

impl Came {
    pub(super) fn refused(what: impl Into<String>) -> Self {
        Self::Refused(what.into())
    }
}

/// What was done, for the page that follows.
pub(super) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "schrijnend" => say!("Een senior kijkt ernaar. De taak eindigt met een besluit."),
        "besloten" => say!("Het besluit is bewaard, en de taak is klaar."),
        "gekoppeld" => say!("Bewaard. Allebei houden een eigen account en een eigen toestemming."),
        "losgemaakt" => say!("Zij horen niet meer bij elkaar."),
        "plek" | "velden" => say!("Bewaard."),
        "plan" => say!("Het plan is bewaard."),
        "plan-nu" => say!("Dit is nu het plan. De bot vraagt ernaar, in de eigen woorden."),
        "plan-stil" => say!("Dit is nu het plan."),
        _ => return None,
    })
}

pub(super) fn field<'a>(form: &'a Fields, name: &str) -> &'a str {
    form.get(name).map(String::as_str).unwrap_or_default().trim()
}

pub(super) fn id_of(person: &str) -> Result<PersonId, HttpError> {
    person.parse().map_err(|_| HttpError::NotFound)
}

/// `POST /inburgeraars/{person}/schrijnend`.
pub async fn raise(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let Some(reason) = Reason::parse(field(&form, "waarom")) else {
        return refuse(&state, &visitor, &person, say!("Kies waarom dit schrijnend is.")).await;
    };
    let mut tx = state.db.begin().await?;
    use flag_hardship::Refusal;
    let came = match flag_hardship::raise(&mut tx, id, reason, visitor.viewer(), now).await {
        Ok(()) => Came::Done("schrijnend"),
        Err(Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(_) => Came::refused(say!("Dit staat al als schrijnend, en een senior kijkt ernaar.")),
    };
    finish(&state, &visitor, id, (tx, came), "schrijnend").await
}

/// `POST /inburgeraars/{person}/schrijnend/besluit`.
pub async fn decide(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let Some(outcome) = Outcome::parse(field(&form, "besluit")) else {
        return refuse(&state, &visitor, &person, say!("Kies wat u besluit.")).await;
    };
    let mut tx = state.db.begin().await?;
    let what = (outcome, field(&form, "uitleg"));
    use flag_hardship::Refusal;
    let came = match flag_hardship::decide(&mut tx, id, what, visitor.viewer(), now).await {
        Ok(_) => Came::Done("besloten"),
        Err(refusal) => Came::refused(match refusal {
            Refusal::Unknown => return Err(HttpError::NotFound),
            Refusal::Store(error) => return Err(error.into()),
            Refusal::NotSenior => return Err(HttpError::Forbidden),
            Refusal::NoWords => say!("Schrijf waarom u dit besluit."),
            Refusal::TooLong => say!("De uitleg is te lang: hooguit 500 tekens."),
            Refusal::NotSet | Refusal::AlreadySet => say!("Hierover is al besloten."),
        }),
    };
    finish(&state, &visitor, id, (tx, came), "schrijnend").await
}

/// `POST /inburgeraars/{person}/huishouden`.
pub async fn link(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let Some(kin) = Kin::parse(field(&form, "wie")) else {
        return refuse(&state, &visitor, &person, say!("Kies wat deze persoon is.")).await;
    };
    let mut tx = state.db.begin().await?;
    let other = (field(&form, "klantnummer"), kin);
    use link_household::Refusal;
    let came = match link_household::link(&mut tx, id, other, visitor.viewer(), now).await {
        Ok(()) => Came::Done("gekoppeld"),
        Err(refusal) => Came::refused(match refusal {
            Refusal::Unknown => return Err(HttpError::NotFound),
            Refusal::NotYours => return Err(HttpError::Forbidden),
            Refusal::Store(error) => return Err(error.into()),
            Refusal::NoSuchNumber => {
                say!("Niemand heeft dit klantnummer. Neem de partner eerst op in een import.")
            }
            Refusal::Same => say!("Dit is dezelfde persoon."),
        }),
    };
    finish(&state, &visitor, id, (tx, came), "huishouden").await
}

/// `POST /inburgeraars/{person}/huishouden/los`.
pub async fn unlink(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let other = id_of(field(&form, "ander"))?;
    let mut tx = state.db.begin().await?;
    use link_household::Refusal;
    let came = match link_household::unlink(&mut tx, id, other, visitor.viewer(), now).await {
        Ok(()) => Came::Done("losgemaakt"),
        Err(Refusal::NotYours) => return Err(HttpError::Forbidden),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(_) => return Err(HttpError::NotFound),
    };
    finish(&state, &visitor, id, (tx, came), "huishouden").await
}

/// `POST /inburgeraars/{person}/plek`.
pub async fn place(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let place = Place::parse(field(&form, "soort")).ok_or(HttpError::NotFound)?;
    let stand = Stand::parse(field(&form, "stand"));
    let day = Some(field(&form, "sinds")).filter(|day| !day.is_empty());
    let since = day.map(str::parse::<NaiveDate>).transpose();
    let (Some(stand), Ok(since)) = (stand, since) else {
        return refuse(
            &state,
            &visitor,
            &person,
            say!("Kies hoe het ermee staat, en vul een dag in."),
        )
        .await;
    };
    let mut tx = state.db.begin().await?;
    let what = (place, stand, since);
    use note_placement::Refusal;
    let came = match note_placement::note_placement(&mut tx, id, what, visitor.viewer(), now).await
    {
        Ok(()) => Came::Done("plek"),
        Err(Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(Refusal::OddDay) => {
            Came::refused(say!("Deze dag kan niet. Vul een dag in die al is geweest."))
        }
    };
    finish(&state, &visitor, id, (tx, came), "plek").await
}

/// `POST /inburgeraars/{person}/plan`.
pub async fn plan(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let letter = Letter::parse(field(&form, "plan")).ok_or(HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let what = (letter, field(&form, "woorden"));
    use keep_plan::Refusal;
    let came = match keep_plan::write(&mut tx, id, what, visitor.viewer(), now).await {
        Ok(_) => Came::Done("plan"),
        Err(Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(Refusal::NoWords) => {
            Came::refused(say!("Schrijf het plan in de woorden van deze persoon."))
        }
        Err(Refusal::TooLong) => Came::refused(say!("Het plan is te lang: hooguit 300 tekens.")),
    };
    finish(&state, &visitor, id, (tx, came), "plan").await
}

/// `POST /inburgeraars/{person}/plan/nu`.
pub async fn choose(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let letter = Letter::parse(field(&form, "plan")).ok_or(HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    // without content the bot asks nothing, and the plan is taken up all the same
    let content = state.contents.published(&mut tx).await.ok().flatten();
    let which = (id, letter);
    use keep_plan::Refusal;
    let asks =
        match keep_plan::choose(&mut tx, content.as_deref(), which, visitor.viewer(), now).await {
            Ok(asks) => asks,
            Err(Refusal::Store(error)) => return Err(error.into()),
            Err(_) => return Err(HttpError::NotFound),
        };
    let came = Came::Done(if asks { "plan-nu" } else { "plan-stil" });
    finish(&state, &visitor, id, (tx, came), "plan").await
}

/// Keeps what was done and goes to that part of the page, or shows the page with why not, and keeps nothing.
pub(super) async fn finish(
    state: &WebState,
    visitor: &Visitor,
    person: PersonId,
    (tx, came): (Tx, Came),
    place: &str,
) -> Result<Response, HttpError> {
    match came {
        Came::Done(word) => {
            tx.commit().await?;
            let to = format!("/inburgeraars/{person}?gedaan={word}#{place}");
            Ok(Redirect::to(&to).into_response())
        }
        Came::Refused(what) => {
            drop(tx);
            refuse(state, visitor, &person.to_string(), what).await
        }
    }
}

/// The page again, with why nothing was done.
pub(super) async fn refuse(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    what: impl Into<String>,
) -> Result<Response, HttpError> {
    let form = CallForm::empty(state.clock.civil());
    let told = (None, Some(what.into()));
    let page = html(&page(state, visitor, person, form, told).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
