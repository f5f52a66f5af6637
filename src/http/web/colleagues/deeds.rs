//! What a beheerder does with the account of a colleague.
//!
//! A log-in link answers its form itself, and is not answered by 303: it stands nowhere else.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::page::html;
use super::super::sign_in::{Fault, refuse};
use super::super::{WebState, when};
use super::{Link, id_of, list_page, one_page};
use crate::acts::add_staff::{self, Done, Input, add_staff as join, new_link};
use crate::acts::colleagues::{self as acts, By, Refusal};
use crate::acts::second_factor;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::StaffId;
use crate::store::{Tx, staff};
use crate::trade::staff::Role;

/// The longest name of a colleague, in characters.
const NAME_LENGTH: usize = 120;

fn by(state: &WebState, visitor: &Visitor) -> By {
    let viewer = visitor.viewer();
    By { staff: Some(viewer.staff), gemeente: viewer.gemeente, now: state.clock.machine() }
}

/// Who is new.
#[derive(Deserialize)]
pub struct New {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    rol: String,
}

/// `POST /collegas`.
pub async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(new): Form<New>,
) -> Result<Response, HttpError> {
    let by = by(&state, &visitor);
    let role = Role::parse(&new.rol);
    let fault = |field, words: &str| Fault { field, words: words.to_owned() };
    let fault = match role {
        None => fault("rol", say!("Kies een rol.")),
        Some(_) if new.naam.chars().count() > NAME_LENGTH => {
            fault("naam", say!("Deze naam is te lang."))
        }
        Some(role) => {
            let (name, email) = (new.naam.clone(), new.email.clone());
            let mut tx = state.db.begin().await?;
            let input = Input { gemeente: by.gemeente, name, email, role };
            match join(&mut tx, input, by.staff, by.now).await {
                Ok(done) => {
                    tx.commit().await?;
                    return with_link(&state, &visitor, done).await;
                }
                Err(add_staff::Refusal::NoName) => fault("naam", say!("Vul een naam in.")),
                Err(add_staff::Refusal::BadEmail) => {
                    fault("email", say!("Dit is geen e-mailadres."))
                }
                Err(add_staff::Refusal::EmailTaken) => {
                    fault("email", say!("Er is al een collega met dit e-mailadres."))
                }
                Err(add_staff::Refusal::Unknown) => return Err(HttpError::NotFound),
                Err(add_staff::Refusal::Store(error)) => return Err(error.into()),
            }
        }
    };
    let mut page = list_page(&state, &visitor).await?;
    (page.name, page.email, page.role) = (new.naam, new.email, new.rol);
    page.faults.push(fault);
    refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn with_link(state: &WebState, visitor: &Visitor, done: Done) -> Result<Response, HttpError> {
    let mut page = one_page(state, visitor, done.staff).await?;
    let url = format!("{}/inloggen/eerste-keer?code={}", state.public_url, done.token);
    // always with the day: who gets it reads this tomorrow
    page.link = Some(Link { url, until: when::full(done.expires_at) });
    Ok(html(&page)?.into_response())
}

/// `POST /collegas/{staff}/link`.
pub async fn link(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&staff)?, by(&state, &visitor));
    let mut tx = state.db.begin().await?;
    found(acts::find(&mut tx, id, by).await)?;
    match new_link(&mut tx, id, by.staff, by.now).await {
        Ok(done) => {
            tx.commit().await?;
            with_link(&state, &visitor, done).await
        }
        Err(add_staff::Refusal::Store(error)) => Err(error.into()),
        Err(_) => Err(HttpError::NotFound),
    }
}

/// Another role.
#[derive(Deserialize)]
pub struct Given {
    #[serde(default)]
    rol: String,
}

/// `POST /collegas/{staff}/rol`.
pub async fn change_role(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
    Form(given): Form<Given>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&staff)?, by(&state, &visitor));
    let Some(role) = Role::parse(&given.rol) else { return Err(HttpError::NotFound) };
    let mut tx = state.db.begin().await?;
    let done = acts::change_role(&mut tx, id, role, by).await.map(|_| ());
    answer(&state, &visitor, (tx, id), (done, "rol")).await
}

/// `POST /collegas/{staff}/uit`.
pub async fn disable(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&staff)?, by(&state, &visitor));
    let mut tx = state.db.begin().await?;
    let done = acts::disable(&mut tx, id, by).await.map(|_| ());
    answer(&state, &visitor, (tx, id), (done, "uit")).await
}

/// `POST /collegas/{staff}/aan`.
pub async fn enable(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&staff)?, by(&state, &visitor));
    let mut tx = state.db.begin().await?;
    let done = acts::enable(&mut tx, id, by).await.map(|_| ());
    answer(&state, &visitor, (tx, id), (done, "aan")).await
}

/// `POST /collegas/{staff}/sessies`.
pub async fn end_sessions(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&staff)?, by(&state, &visitor));
    let mut tx = state.db.begin().await?;
    let done = acts::end_sessions(&mut tx, id, by).await.map(|_| ());
    answer(&state, &visitor, (tx, id), (done, "sessies")).await
}

/// `POST /collegas/{staff}/tweede-stap`.
pub async fn reset_factor(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    let (id, by) = (id_of(&id)?, by(&state, &visitor));
    let mut tx = state.db.begin().await?;
    found(acts::find(&mut tx, id, by).await)?;
    let account = staff::by_id(&mut tx, id).await?.ok_or(HttpError::NotFound)?;
    second_factor::reset(&mut tx, &account, by.staff, by.now).await?;
    answer(&state, &visitor, (tx, id), (Ok(()), "tweede-stap")).await
}

fn found<T>(outcome: Result<T, Refusal>) -> Result<T, HttpError> {
    outcome.map_err(|refusal| match refusal {
        Refusal::Store(error) => error.into(),
        Refusal::Unknown | Refusal::LastBeheerder => HttpError::NotFound,
    })
}

async fn answer(
    state: &WebState,
    visitor: &Visitor,
    (tx, id): (Tx, StaffId),
    (outcome, what): (Result<(), Refusal>, &str),
) -> Result<Response, HttpError> {
    match outcome {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("/collegas/{id}?gedaan={what}")).into_response())
        }
        Err(Refusal::LastBeheerder) => {
            drop(tx);
            let mut page = one_page(state, visitor, id).await?;
            page.problem = Some(say!(
                "Dit is de laatste beheerder. Geef eerst een andere collega die rol. Er is niets veranderd."
            ));
            refuse(StatusCode::CONFLICT, &page)
        }
        Err(refusal) => found(Err(refusal)),
    }
}
