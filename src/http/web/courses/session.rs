//! `/cursussen/{course}/bijeenkomsten/{session}`: a session gets another time or place, or will not take place. What
//! that does to whom is told before it is done.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

use super::{code_of, occasion, odd_words, own};
use crate::acts::cancel_session::{self, cancel_session};
use crate::acts::import::odd_sessions::odd;
use crate::acts::move_session::{self, To, move_session};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, when, words};
use crate::ids::{CourseId, SessionId};
use crate::plan::local_time::{local, resolve};
use crate::store::Tx;
use crate::store::hot::overlaps::{self, Meant};
use crate::store::sessions::{self, Session};
use crate::trade::course::SessionTime;

/// Characters of a place, as in an import.
pub(super) const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "course_session.html")]
struct SessionPage {
    frame: Frame,
    csrf: String,
    course: String,
    id: String,
    what: String,
    when: String,
    problem: Option<String>,
    fields: Fields,
    longest: usize,
}

#[derive(Template)]
#[template(path = "course_session_look.html")]
struct LookPage {
    frame: Frame,
    csrf: String,
    course: String,
    id: String,
    what: String,
    /// From when and where; to when and where. None: it will not take place.
    from: String,
    to: Option<String>,
    told: usize,
    dropped: usize,
    planned: usize,
    warnings: Vec<String>,
    fields: Fields,
}

/// What the forms carry.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    pub(super) dag: String,
    #[serde(default)]
    pub(super) begin: String,
    #[serde(default)]
    pub(super) einde: String,
    #[serde(default)]
    pub(super) plaats: String,
    #[serde(default)]
    pub(super) adres: String,
    /// `verplaatsen` or `afzeggen`.
    #[serde(default)]
    pub(super) wat: String,
}

impl Fields {
    pub(super) fn known(session: &Session) -> Self {
        let (starts, ends) = (local(session.starts_at), local(session.ends_at));
        Self {
            dag: starts.format("%Y-%m-%d").to_string(),
            begin: starts.format("%H:%M").to_string(),
            einde: ends.format("%H:%M").to_string(),
            plaats: session.place.clone(),
            adres: session.street.clone(),
            wat: String::new(),
        }
    }

    /// When it would be; what is wrong, in Dutch.
    pub(super) fn time(&self, now: DateTime<Utc>) -> Result<SessionTime, &'static str> {
        let day: NaiveDate = self.dag.parse().map_err(|_| say!("Vul de dag in."))?;
        let clock = |text: &str| NaiveTime::parse_from_str(text, "%H:%M");
        let begin =
            clock(&self.begin).map_err(|_| say!("Vul in hoe laat het begint, zoals 19:00."))?;
        let end =
            clock(&self.einde).map_err(|_| say!("Vul in hoe laat het eindigt, zoals 21:00."))?;
        let at = |time| resolve(day.and_time(time), None);
        let time =
            SessionTime::new(at(begin), at(end)).ok_or(say!("Het einde ligt voor het begin."))?;
        if time.starts_at <= now {
            return Err(say!("Die dag en tijd zijn al voorbij."));
        }
        if self.plaats.trim().is_empty() || self.plaats.chars().count() > LONGEST {
            return Err(say!("Vul de plaats in, in hooguit 200 tekens."));
        }
        if self.adres.chars().count() > LONGEST {
            return Err(say!("Het adres heeft meer dan 200 tekens."));
        }
        Ok(time)
    }
}

/// `GET /cursussen/{course}/bijeenkomsten/{session}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((course, session)): Path<(String, String)>,
) -> Result<Html<String>, HttpError> {
    let mut tx = state.db.read().await?;
    let found = named(&mut tx, &visitor, (&course, &session)).await?;
    drop(tx);
    html(&form(&state, &visitor, &found, (Fields::known(&found), None)))
}

fn form(
    state: &WebState,
    visitor: &Visitor,
    found: &Session,
    (fields, problem): (Fields, Option<String>),
) -> SessionPage {
    SessionPage {
        frame: Frame::new(state, Some(visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        course: found.course_id.to_string(),
        id: found.id.to_string(),
        what: words::session_name(found.kind().ok(), found.number),
        when: place_and_time(found, state.clock.civil()),
        problem,
        fields,
        longest: LONGEST,
    }
}

fn place_and_time(session: &Session, now: DateTime<Utc>) -> String {
    at(session.time(), &session.place, now)
}

pub(super) fn at(time: SessionTime, place: &str, now: DateTime<Utc>) -> String {
    let ends = local(time.ends_at).format("%H:%M");
    say!(
        "{starts} tot {ends}, {place}",
        starts = when::moment(time.starts_at, now),
        ends = ends,
        place = place
    )
}

/// `POST .../kijken`: what it would do, tried and undone.
pub async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((course, session)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, HttpError> {
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let found = named(&mut tx, &visitor, (&course, &session)).await?;
    let done = match act(&state, &visitor, &mut tx, (&found, &fields)).await? {
        Ok(done) => done,
        Err(problem) => {
            let page = form(&state, &visitor, &found, (fields, Some(problem)));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
        }
    };
    drop(tx);
    let mut warnings = Vec::new();
    let mut to = None;
    if fields.wat != "afzeggen"
        && let Ok(time) = fields.time(now)
    {
        warnings = odd(time).into_iter().map(odd_words::told).collect();
        let mut tx = state.db.read().await?;
        warnings.extend(busy(&mut tx, found.course_id, time).await?);
        to = Some(at(time, fields.plaats.trim(), now));
    }
    let page = LookPage {
        frame: Frame::new(&state, Some(&visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        course: found.course_id.to_string(),
        id: found.id.to_string(),
        what: words::session_name(found.kind().ok(), found.number),
        from: place_and_time(&found, now),
        to,
        told: done.told,
        dropped: done.dropped,
        planned: done.planned,
        warnings,
        fields,
    };
    Ok(html(&page)?.into_response())
}

/// How many people of the course are somewhere else at that time.
pub(super) async fn busy(
    tx: &mut Tx,
    course: CourseId,
    time: SessionTime,
) -> Result<Option<String>, HttpError> {
    let meant = Meant { nr: 1, course, starts_at: time.starts_at, ends_at: time.ends_at };
    let found = overlaps::of_sessions(tx, &[meant]).await?;
    let people = found.first().map(|(_, people)| *people);
    Ok(people.map(|people| match people {
        1 => say!("1 deelnemer is dan ook in een andere cursus").to_owned(),
        many => say!("{n} deelnemers zijn dan ook in een andere cursus", n = many),
    }))
}

/// `POST .../doen`.
pub async fn carry_out(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((course, session)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    let found = named(&mut tx, &visitor, (&course, &session)).await?;
    match act(&state, &visitor, &mut tx, (&found, &fields)).await? {
        // crash before: nothing happened and nobody heard. Crash after: everybody hears
        Ok(_) => tx.commit().await?,
        Err(what) => return Err(HttpError::Conflict { what }),
    }
    let done = if fields.wat == "afzeggen" { "afgezegd" } else { "verplaatst" };
    Ok(Redirect::to(&format!("/cursussen/{}?gedaan={done}", found.course_id)))
}

struct Done {
    told: usize,
    dropped: usize,
    planned: usize,
}

/// Does it in `tx`; `Err`: why not, in Dutch.
async fn act(
    state: &WebState,
    visitor: &Visitor,
    tx: &mut Tx,
    (session, fields): (&Session, &Fields),
) -> Result<Result<Done, String>, HttpError> {
    let content = state.contents.published(tx).await?.ok_or(HttpError::Broken)?;
    let code = code_of(tx, visitor).await?;
    let policies = content.policies.of(&code);
    let on = occasion(state, visitor, &policies);
    if fields.wat == "afzeggen" {
        return Ok(match cancel_session(tx, session.id, on).await {
            Ok(done) => Ok(Done { told: done.told, dropped: done.dropped, planned: 0 }),
            Err(cancel_session::Refusal::Unknown) => return Err(HttpError::NotFound),
            Err(cancel_session::Refusal::Already) => {
                Err(say!("Deze bijeenkomst is al afgezegd.").to_owned())
            }
            Err(cancel_session::Refusal::Past) => {
                Err(say!("Deze bijeenkomst is al begonnen of voorbij.").to_owned())
            }
            Err(cancel_session::Refusal::Store(error)) => return Err(error.into()),
        });
    }
    let time = match fields.time(on.now) {
        Ok(time) => time,
        Err(problem) => return Ok(Err(problem.to_owned())),
    };
    let to = To { time, place: fields.plaats.trim(), street: fields.adres.trim() };
    Ok(match move_session(tx, session.id, to, on).await {
        Ok(moved) => {
            Ok(Done { told: moved.told, dropped: moved.dropped, planned: moved.planned.reminders })
        }
        Err(move_session::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(move_session::Refusal::Cancelled) => {
            Err(say!("Deze bijeenkomst is afgezegd.").to_owned())
        }
        Err(move_session::Refusal::Same) => Err(say!("Dit is al de tijd en de plaats.").to_owned()),
        Err(move_session::Refusal::Store(error)) => return Err(error.into()),
    })
}

/// The session, if it is of this course and the course of the visitor's municipality.
async fn named(
    tx: &mut Tx,
    visitor: &Visitor,
    (course, session): (&str, &str),
) -> Result<Session, HttpError> {
    let course = own(tx, visitor, course).await?.id;
    let session: SessionId = session.parse().map_err(|_| HttpError::NotFound)?;
    let found = sessions::one(tx, session).await?;
    found.filter(|found| found.course_id == course).ok_or(HttpError::NotFound)
}
