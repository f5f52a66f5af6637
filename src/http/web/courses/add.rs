//! `/cursussen/{course}/bijeenkomsten/nieuw`: one more session of a course that is there. Who will be reminded, and what
//! is odd about it, is shown before it is done.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::session::{self, LONGEST, at, busy};
use super::{code_of, course_kind, occasion, odd_words, own};
use crate::acts::add_session::{NewSession, Refusal, add_session, next_number};
use crate::acts::import::odd_sessions::odd;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, words};
use crate::ids::CourseId;
use crate::store::courses::{self, Course};
use crate::store::sessions::{self, Session};
use crate::trade::course::SessionKind;

#[derive(Template)]
#[template(path = "course_session_add.html")]
struct AddPage {
    frame: Frame,
    csrf: String,
    course: CourseId,
    name: String,
    problem: Option<String>,
    fields: Fields,
    /// Code, words, whether it is chosen.
    kinds: Vec<(&'static str, &'static str, bool)>,
    longest: usize,
    /// What it would be; None: the form is yet to be filled in.
    look: Option<Look>,
}

struct Look {
    what: String,
    when: String,
    people: usize,
    warnings: Vec<String>,
}

/// What the form carries.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    soort: String,
    /// The number that was free when the form was drawn.
    #[serde(default)]
    nummer: String,
    #[serde(default)]
    meenemen: String,
    /// `terug`: back to the form.
    #[serde(default)]
    wat: String,
    #[serde(flatten)]
    place: session::Fields,
}

impl Fields {
    /// As the last session was, but for its day.
    fn after(of: &[Session]) -> Self {
        let last = of.iter().rfind(|one| one.cancelled_at.is_none());
        let place = last.map(session::Fields::known).unwrap_or_default();
        Self {
            soort: last
                .and_then(|last| last.kind().ok())
                .map_or("", SessionKind::as_str)
                .to_owned(),
            nummer: next_number(of).to_string(),
            place: session::Fields { dag: String::new(), ..place },
            ..Self::default()
        }
    }

    /// The session; or what is wrong, in words.
    fn session(&self, now: DateTime<Utc>) -> Result<NewSession, &'static str> {
        let kind =
            SessionKind::parse(&self.soort).ok_or(say!("Kies wat voor bijeenkomst het is."))?;
        let time = self.place.time(now)?;
        if self.meenemen.chars().count() > LONGEST {
            return Err(say!("Dit is te lang. Het mag hooguit 200 tekens zijn."));
        }
        let bring = self.meenemen.trim();
        Ok(NewSession {
            kind,
            number: self.nummer.parse().map_err(|_| say!("Dit formulier is te oud."))?,
            time,
            place: self.place.plaats.trim().to_owned(),
            street: self.place.adres.trim().to_owned(),
            bring: (!bring.is_empty()).then(|| bring.to_owned()),
        })
    }
}

fn page(
    state: &WebState,
    visitor: &Visitor,
    course: &Course,
    (fields, problem): (Fields, Option<&str>),
) -> AddPage {
    let kinds = SessionKind::ALL
        .iter()
        .map(|kind| (kind.as_str(), course_kind(*kind), kind.as_str() == fields.soort))
        .collect();
    AddPage {
        frame: Frame::new(state, Some(visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        course: course.id,
        name: format!("{} {}", course.name, course.group_name),
        problem: problem.map(str::to_owned),
        fields,
        kinds,
        longest: LONGEST,
        look: None,
    }
}

fn refused(
    (state, visitor): (&WebState, &Visitor),
    course: &Course,
    (fields, problem): (Fields, &str),
) -> Result<Response, HttpError> {
    let shown = page(state, visitor, course, (fields, Some(problem)));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&shown)?).into_response())
}

/// `GET /cursussen/{course}/bijeenkomsten/nieuw`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
) -> Result<Html<String>, HttpError> {
    let mut tx = state.db.read().await?;
    let course = own(&mut tx, &visitor, &course).await?;
    let of = sessions::of_course(&mut tx, course.id).await?;
    drop(tx);
    html(&page(&state, &visitor, &course, (Fields::after(&of), None)))
}

/// `POST .../nieuw/kijken`: who will be reminded, and what is odd about it. Changes nothing.
pub async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, HttpError> {
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let course = own(&mut tx, &visitor, &course).await?;
    if fields.wat == "terug" {
        return Ok(html(&page(&state, &visitor, &course, (fields, None)))?.into_response());
    }
    let new = match fields.session(now) {
        Ok(new) => new,
        Err(problem) => return refused((&state, &visitor), &course, (fields, problem)),
    };
    let mut warnings: Vec<String> = odd(new.time).into_iter().map(odd_words::told).collect();
    warnings.extend(busy(&mut tx, course.id, new.time).await?);
    let look = Look {
        what: words::session_name(Some(new.kind), new.number),
        when: at(new.time, &new.place, now),
        people: courses::enrolled_count(&mut tx, course.id).await?,
        warnings,
    };
    drop(tx);
    let shown = AddPage { look: Some(look), ..page(&state, &visitor, &course, (fields, None)) };
    Ok(html(&shown)?.into_response())
}

/// `POST .../nieuw`: adds it, with everybody's reminders.
pub async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, HttpError> {
    let mut tx = state.db.begin().await?;
    let course = own(&mut tx, &visitor, &course).await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let code = code_of(&mut tx, &visitor).await?;
    let policies = content.policies.of(&code);
    let on = occasion(&state, &visitor, &policies);
    let new = match fields.session(on.now) {
        Ok(new) => new,
        Err(problem) => return refused((&state, &visitor), &course, (fields, problem)),
    };
    match add_session(&mut tx, &course, &new, on).await {
        // crash before: it is not there. Crash after: it is, with its reminders, and the form again finds it
        Ok(()) => tx.commit().await?,
        Err(Refusal::Taken) => {
            let what =
                say!("Een collega voegde intussen een andere bijeenkomst toe. Begin opnieuw.");
            return Err(HttpError::Conflict { what: what.to_owned() });
        }
        Err(Refusal::Store(error)) if error.is_duplicate() => {
            let what =
                say!("Een collega voegde intussen een andere bijeenkomst toe. Begin opnieuw.");
            return Err(HttpError::Conflict { what: what.to_owned() });
        }
        Err(Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(Redirect::to(&format!("/cursussen/{}?gedaan=toegevoegd", course.id)).into_response())
}
