//! The two buttons of the home page: "Klaar" and "Antwoord genoteerd".

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;

use super::filter::{Asked, Filter};
use crate::acts::{close_task, note_answer};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::{WebState, when, words};
use crate::ids::{QuestionId, TaskId};

/// `POST /taken/{task}/klaar`; the form carries the filters to return to.
pub async fn close(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(task): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let task: TaskId = task.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match close_task::close_task(&mut tx, task, visitor.viewer(), now).await {
        Ok(()) => tx.commit().await?,
        Err(close_task::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(close_task::Refusal::AlreadyClosed { by, at }) => {
            let by = by.unwrap_or_else(|| "het systeem".to_owned());
            let at = when::moment(at, now);
            let what = format!("Deze taak is {at} al klaar gemeld door {by}.");
            return Err(HttpError::Conflict { what });
        }
        Err(close_task::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "taak"))
}

/// `POST /vragen/{question}/antwoord`; the form carries the filters to return to.
pub async fn answer(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(question): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let question: QuestionId = question.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match note_answer::note_answer(&mut tx, question, visitor.viewer(), now).await {
        Ok(_) => tx.commit().await?,
        Err(note_answer::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(note_answer::Refusal::AlreadyClosed { how, at }) => {
            let what = format!("{}: {}.", words::closed(&how), when::moment(at, now));
            return Err(HttpError::Conflict { what });
        }
        Err(note_answer::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "antwoord"))
}

fn back(asked: &Asked, visitor: &Visitor, done: &str) -> Redirect {
    let filter = Filter::of(asked, visitor.viewer().role);
    Redirect::to(&format!("/?{}&gedaan={done}", filter.query()))
}
