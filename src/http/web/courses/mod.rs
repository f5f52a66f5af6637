//! `/cursussen`: how full each group is, who is in it, and who waits for a place. A colleague gives a free
//! place, takes somebody off the list, or ends a place; what happens to one session is in `session`.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use chrono::{DateTime, Utc};
use serde::Deserialize;

pub mod add;
mod odd_words;
pub mod plan;
pub mod session;

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::acts::end_enrolment::{self, end_enrolment};
use crate::acts::occasion::Occasion;
use crate::acts::waiting_list::{self, give_place, leave_list};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{CourseId, EnrolmentId, PersonId};
use crate::store::courses::Course;
use crate::store::sessions::{self, Session};
use crate::store::waiting::{self, Full};
use crate::store::{Tx, courses, gemeenten};
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

#[derive(Template)]
#[template(path = "courses.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<CourseRow>,
}

struct CourseRow {
    id: String,
    name: String,
    language: Option<&'static str>,
    places: String,
    is_full: bool,
    waiting: i64,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "course.html")]
struct CoursePage {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    places: String,
    /// Is there a place to give?
    has_room: bool,
    done: Option<&'static str>,
    sessions: Vec<SessionRow>,
    people: Vec<Person>,
    waiting: Vec<Waits>,
}

struct SessionRow {
    id: String,
    what: String,
    when: String,
    place: String,
    /// Still to come, and not cancelled: it can be moved.
    is_ahead: bool,
    is_cancelled: bool,
}

impl SessionRow {
    fn new(session: Session, now: DateTime<Utc>) -> Self {
        Self {
            id: session.id.to_string(),
            what: words::session_name(session.kind().ok(), session.number),
            when: when::moment(session.starts_at, now),
            is_cancelled: session.cancelled_at.is_some(),
            is_ahead: session.cancelled_at.is_none() && session.starts_at > now,
            place: session.place,
        }
    }
}

struct Person {
    id: String,
    place: String,
    name: String,
    klantnummer: String,
}

struct Waits {
    id: String,
    name: String,
    klantnummer: String,
    since: String,
}

impl CourseRow {
    fn new(row: Full, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id.to_string(),
            name: format!("{} {}", row.name, row.group_name),
            language: row.language.as_deref().and_then(Language::parse).map(words::language),
            is_full: row.capacity.is_some_and(|capacity| row.taken >= capacity),
            places: places(row.capacity, row.taken),
            waiting: row.waiting,
            next: row.next_at.map(|at| when::moment(at, now)),
        }
    }
}

fn places(capacity: Option<i64>, taken: i64) -> String {
    match capacity {
        Some(capacity) => say!("{n} van {all}", n = taken, all = capacity),
        None => taken.to_string(),
    }
}

/// `GET /cursussen`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    let rows = waiting::courses(&mut tx, visitor.viewer().gemeente, now).await?;
    drop(tx);
    html(&ListPage {
        frame: Frame::new(&state, Some(&visitor), "/cursussen"),
        rows: rows.into_iter().map(|row| CourseRow::new(row, now)).collect(),
    })
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// `GET /cursussen/{course}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let (now, gemeente) = (state.clock.civil(), visitor.viewer().gemeente);
    let mut tx = state.db.read().await?;
    let known = own(&mut tx, &visitor, &course).await?;
    let id = known.id;
    let held = sessions::of_course(&mut tx, id).await?;
    let placed = waiting::placed(&mut tx, id).await?;
    let list = waiting::list(&mut tx, gemeente, id).await?;
    drop(tx);
    let taken = i64::try_from(placed.len()).unwrap_or(i64::MAX);
    let done = match asked.gedaan.as_deref() {
        Some("geplaatst") => {
            Some(say!("Deze persoon heeft nu een plaats. De herinneringen zijn gepland."))
        }
        Some("van-de-lijst") => Some(say!("Deze persoon staat niet meer op de wachtlijst.")),
        Some("uitgeschreven") => {
            Some(say!("Deze persoon is uitgeschreven. Er gaan geen herinneringen meer uit."))
        }
        Some("aangeboden") => Some(say!(
            "Deze persoon is uitgeschreven. De eerste van de wachtlijst is nu een taak voor de klantmanager."
        )),
        Some("verplaatst") => {
            Some(say!("De bijeenkomst is verplaatst. Wie er al van hoorde, krijgt bericht."))
        }
        Some("toegevoegd") => Some(say!(
            "De bijeenkomst staat erbij. Wie is ingeschreven, krijgt er herinneringen van."
        )),
        Some("gepland") => Some(say!("De cursus staat in de planning.")),
        Some("afgezegd") => Some(say!("De bijeenkomst is afgezegd. Iedereen krijgt bericht.")),
        _ => None,
    };
    html(&CoursePage {
        frame: Frame::new(&state, Some(&visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        id: id.to_string(),
        name: format!("{} {}", known.name, known.group_name),
        places: places(known.capacity, taken),
        has_room: known.capacity.is_none_or(|capacity| taken < capacity),
        done,
        sessions: held.into_iter().map(|one| SessionRow::new(one, now)).collect(),
        people: placed
            .into_iter()
            .map(|one| Person {
                id: one.person_id.to_string(),
                place: one.enrolment_id.to_string(),
                name: one.name,
                klantnummer: one.klantnummer,
            })
            .collect(),
        waiting: list
            .into_iter()
            .map(|one| Waits {
                id: one.person_id.to_string(),
                name: one.name,
                klantnummer: one.klantnummer,
                since: when::moment(one.since, now),
            })
            .collect(),
    })
}

/// About whom.
#[derive(Debug, Deserialize)]
pub struct Whom {
    #[serde(default)]
    persoon: String,
    #[serde(default)]
    plaats: String,
}

/// `POST /cursussen/{course}/plaats`: a free place for somebody who waits.
pub async fn place(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Form(whom): Form<Whom>,
) -> Result<Redirect, HttpError> {
    let (id, person) = named(&course, &whom)?;
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let code = code_of(&mut tx, &visitor).await?;
    let policies = content.policies.of(&code);
    let on = occasion(&state, &visitor, &policies);
    give_place(&mut tx, (id, person), on).await.map_err(refused)?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/cursussen/{id}?gedaan=geplaatst")))
}

/// `POST /cursussen/{course}/wachtlijst`: somebody does not wait any more.
pub async fn leave(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Form(whom): Form<Whom>,
) -> Result<Redirect, HttpError> {
    let (id, person) = named(&course, &whom)?;
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let on = occasion(&state, &visitor, &content.policies);
    leave_list(&mut tx, (id, person), on).await.map_err(refused)?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/cursussen/{id}?gedaan=van-de-lijst")))
}

/// `POST /cursussen/{course}/uitschrijven`: somebody has no place any more.
pub async fn end(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(course): Path<String>,
    Form(whom): Form<Whom>,
) -> Result<Redirect, HttpError> {
    let id: CourseId = course.parse().map_err(|_| HttpError::NotFound)?;
    let place: EnrolmentId = whom.plaats.parse().map_err(|_| HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let on = occasion(&state, &visitor, &content.policies);
    let done = match end_enrolment(&mut tx, (id, place), on).await {
        Ok(done) => done,
        Err(end_enrolment::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(end_enrolment::Refusal::Store(error)) => return Err(error.into()),
    };
    tx.commit().await?;
    let word = if done.offered { "aangeboden" } else { "uitgeschreven" };
    Ok(Redirect::to(&format!("/cursussen/{id}?gedaan={word}")))
}

fn named(course: &str, whom: &Whom) -> Result<(CourseId, PersonId), HttpError> {
    let course = course.parse().map_err(|_| HttpError::NotFound)?;
    Ok((course, whom.persoon.parse().map_err(|_| HttpError::NotFound)?))
}

/// The course, if it is of the visitor's municipality.
async fn own(tx: &mut Tx, visitor: &Visitor, course: &str) -> Result<Course, HttpError> {
    let course: CourseId = course.parse().map_err(|_| HttpError::NotFound)?;
    let known = courses::one(tx, course).await?;
    known.filter(|known| known.gemeente_id == visitor.viewer().gemeente).ok_or(HttpError::NotFound)
}

/// What a course or a session is for, on a list to choose from.
fn course_kind(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Pvt => say!("PVT"),
        SessionKind::PvtExcursie => say!("PVT, excursie"),
        SessionKind::PvtOndertekening => say!("PVT, ondertekening"),
        SessionKind::Map => say!("MAP"),
        SessionKind::BredeIntake => say!("brede intake"),
        SessionKind::Voortgangsgesprek => say!("voortgangsgesprek"),
        SessionKind::Eindgesprek => say!("eindgesprek"),
        SessionKind::Checklist => say!("checklistbijeenkomst"),
        SessionKind::Taalcafe => say!("taalcafé"),
        SessionKind::Examen => say!("examen"),
    }
}

async fn code_of(tx: &mut Tx, visitor: &Visitor) -> Result<String, HttpError> {
    Ok(gemeenten::code(tx, visitor.viewer().gemeente).await?)
}

fn occasion<'a>(
    state: &WebState,
    visitor: &Visitor,
    policies: &'a crate::plan::policies::Policies,
) -> Occasion<'a> {
    let by = visitor.viewer();
    Occasion { gemeente: by.gemeente, by: Some(by.staff), policies, now: state.clock.civil() }
}

fn refused(refusal: waiting_list::Refusal) -> HttpError {
    let what = match refusal {
        waiting_list::Refusal::NotWaiting => return HttpError::NotFound,
        waiting_list::Refusal::Store(error) => return error.into(),
        waiting_list::Refusal::Full { capacity, taken } => {
            say!(
                "De groep is vol: {taken} van de {capacity} plaatsen zijn bezet. Er is niets veranderd.",
                taken = taken,
                capacity = capacity
            )
        }
        // the page of the person puts somebody on the list
        waiting_list::Refusal::Waits => say!("Deze persoon staat al op de wachtlijst.").to_owned(),
        waiting_list::Refusal::Already => {
            say!("Deze persoon heeft of had al een plaats in deze groep. Er is niets veranderd.")
                .to_owned()
        }
    };
    HttpError::Conflict { what }
}
