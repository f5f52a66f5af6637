//! The buttons of the home page: "Klaar", "Antwoord genoteerd", the next try, putting off, and who wants to
//! stop.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Redirect;
use chrono::{DateTime, Utc};

use super::filter::{Asked, Filter};
use super::steps;
use super::task_rows::{EVERYBODY, NOBODY};
use crate::acts::say_who_stops::Who;
use crate::acts::{close_task, note_answer, say_who_stops, snooze, try_now, vouch};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::{WebState, when, words};
use crate::ids::{PersonId, QuestionId, TaskId};
use crate::plan::ladder::RungKind;

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
            let by = by.unwrap_or_else(|| say!("het systeem").to_owned());
            return Err(conflict(closed_by(&by, at, now)));
        }
        Err(close_task::Refusal::NeedsDecision) => return Err(conflict(decide().to_owned())),
        Err(close_task::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "taak"))
}

/// `POST /taken/{task}/bewezen`: a colleague knows that this is the person.
pub async fn vouch(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(task): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let task: TaskId = task.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match vouch::vouch(&mut tx, task, visitor.viewer(), now).await {
        // crash before: nothing is proven and the task is open. Crash after: both are done
        Ok(()) => tx.commit().await?,
        Err(close_task::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(close_task::Refusal::AlreadyClosed { by, at }) => {
            let by = by.unwrap_or_else(|| say!("het systeem").to_owned());
            return Err(conflict(closed_by(&by, at, now)));
        }
        Err(close_task::Refusal::NeedsDecision) => return Err(conflict(decide().to_owned())),
        Err(close_task::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "bewezen"))
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
            return Err(conflict(what));
        }
        Err(note_answer::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "antwoord"))
}

/// `POST /vragen/{question}/nu`: the next try, without waiting for the ladder; `wat` says which.
pub async fn try_now(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(question): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let question: QuestionId = question.parse().map_err(|_| HttpError::NotFound)?;
    let rung = asked.wat.as_deref().and_then(RungKind::parse).ok_or(HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match try_now::try_now(&mut tx, (question, rung), visitor.viewer(), now).await {
        // crash before: nothing happens. Crash after: the event waits for the loop
        Ok(_) => tx.commit().await?,
        Err(try_now::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(try_now::Refusal::AlreadyClosed { how, at }) => {
            return Err(conflict(format!("{}: {}.", words::closed(&how), when::moment(at, now))));
        }
        Err(try_now::Refusal::Cannot(why)) => return Err(conflict(steps::refused(why).to_owned())),
        Err(try_now::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, rung.as_str()))
}

/// `POST /inburgeraars/{person}/uitstel`: not shown among the others for `dagen` days; none: shown again.
pub async fn put_off(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let person: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.begin().await?;
    let done = match asked.dagen {
        Some(days) => snooze::put_off(&mut tx, person, days, by, now).await.map(|_| "uitgesteld"),
        None => snooze::show_again(&mut tx, person, by, now).await.map(|()| "terug"),
    };
    match done {
        Ok(done) => {
            tx.commit().await?;
            Ok(back(&asked, &visitor, done))
        }
        Err(snooze::Refusal::Unknown | snooze::Refusal::Days(_)) => Err(HttpError::NotFound),
        Err(snooze::Refusal::Store(error)) => Err(error.into()),
    }
}

/// `POST /taken/{task}/stop`; the form carries the filters to return to, and in `wie` who wants to
/// stop: a person, [`EVERYBODY`] or [`NOBODY`].
pub async fn say_who_stops(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(task): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Redirect, HttpError> {
    let task: TaskId = task.parse().map_err(|_| HttpError::NotFound)?;
    let who = match asked.wie.as_deref().unwrap_or_default() {
        EVERYBODY => Who::Everybody,
        NOBODY => Who::Nobody,
        person => Who::Person(person.parse().map_err(|_| HttpError::NotFound)?),
    };
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match say_who_stops::say_who_stops(&mut tx, task, who, visitor.viewer(), now).await {
        // crash before: the task is open still. Crash after: what was said waits for the loop
        Ok(()) => tx.commit().await?,
        Err(say_who_stops::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(say_who_stops::Refusal::AlreadyClosed { by, at }) => {
            return Err(conflict(match by {
                Some(by) => closed_by(&by, at, now),
                None => {
                    let when = when::moment(at, now);
                    say!(
                        "Dit is {when} al opgelost op de telefoon zelf. Er is niets veranderd.",
                        when = when
                    )
                }
            }));
        }
        Err(say_who_stops::Refusal::Busy) => {
            let what = say!(
                "Er kwam net iets binnen van deze telefoon, misschien het antwoord zelf. \
                 Er is niets veranderd. Kijk over een paar tellen opnieuw."
            );
            return Err(conflict(what.to_owned()));
        }
        Err(say_who_stops::Refusal::NotThere) => {
            let what = say!(
                "Deze telefoon is niet meer stil, of deze persoon gebruikt hem niet meer. \
                 Er is niets veranderd. Kijk opnieuw naar de lijst."
            );
            return Err(conflict(what.to_owned()));
        }
        Err(say_who_stops::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(back(&asked, &visitor, "stop"))
}

fn decide() -> &'static str {
    say!("Deze taak eindigt met een besluit, op de pagina van deze persoon.")
}

fn closed_by(by: &str, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let when = when::moment(at, now);
    say!("Deze taak is {when} al klaar gemeld door {by}.", when = when, by = by)
}

fn conflict(what: String) -> HttpError {
    HttpError::Conflict { what }
}

fn back(asked: &Asked, visitor: &Visitor, done: &str) -> Redirect {
    let filter = Filter::of(asked, visitor.viewer().role);
    Redirect::to(&format!("/?{}&gedaan={done}", filter.query()))
}
