//! `/aanwezigheid`: the sessions of the last weeks, and who was there. Made for a phone in a classroom.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::acts::{give_course, note_presence};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::SessionId;
use crate::store::presence::{self, Expected, Held, Trainer};
use crate::store::sessions;
use crate::trade::course::{Intent, Presence, SessionKind};

/// Older sessions are not in the list.
const SHOWN: TimeDelta = TimeDelta::days(21);
/// A trainer opens the list before the session begins.
const AHEAD: TimeDelta = TimeDelta::hours(12);
/// Sessions on one page.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "presence.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<SessionRow>,
    /// A trainer sees own courses only.
    own_only: bool,
}

struct SessionRow {
    id: String,
    what: String,
    course: String,
    when: String,
    place: String,
    noted: String,
    done: bool,
}

#[derive(Template)]
#[template(path = "presence_roll.html")]
struct RollPage {
    frame: Frame,
    csrf: String,
    id: String,
    title: String,
    when: String,
    done: Option<String>,
    /// Why nothing can be noted yet.
    closed: Option<&'static str>,
    /// What people want to talk about.
    wishes: Option<String>,
    people: Vec<Person>,
    trainers: Vec<Choice>,
}

struct Person {
    enrolment: String,
    name: String,
    said: &'static str,
    present: bool,
    absent: bool,
    missed: i64,
    /// The own group of somebody who catches up here.
    from_group: Option<String>,
}

struct Choice {
    id: String,
    name: String,
    chosen: bool,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    genoteerd: Option<usize>,
    bericht: Option<usize>,
    trainer: Option<String>,
}

/// `GET /aanwezigheid`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    let now = state.clock.civil();
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    let held = presence::held(&mut tx, by, (now - SHOWN, now + AHEAD), MOST).await?;
    drop(tx);
    html(&ListPage {
        frame: Frame::new(&state, Some(&visitor), "/aanwezigheid"),
        own_only: by.role.scope() == crate::trade::staff::Scope::Nobody,
        rows: held.into_iter().map(|row| SessionRow::new(row, now)).collect(),
    })
}

impl SessionRow {
    fn new(row: Held, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id.to_string(),
            what: words::session_name(SessionKind::parse(&row.kind), row.number),
            course: format!("{} {}", row.course, row.group_name),
            when: when::moment(row.starts_at, now),
            place: row.place,
            done: row.noted >= row.expected && row.expected > 0,
            noted: say!("{n} van {all}", n = row.noted, all = row.expected),
        }
    }
}

/// `GET /aanwezigheid/{session}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(session): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let id: SessionId = session.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    if !presence::may_note(&mut tx, id, by).await? {
        return Err(HttpError::NotFound);
    }
    let session = sessions::one(&mut tx, id).await?.ok_or(HttpError::NotFound)?;
    let roll = presence::roll(&mut tx, id).await?;
    let wishes = presence::wishes(&mut tx, id).await?;
    let trainers = match by.role.works_with_content() {
        true => presence::trainers(&mut tx, by.gemeente, session.course_id).await?,
        false => Vec::new(),
    };
    drop(tx);
    let closed = match (session.cancelled_at.is_some(), session.starts_at > now) {
        (true, _) => Some(say!("Deze bijeenkomst ging niet door.")),
        (_, true) => {
            Some(say!("Deze bijeenkomst moet nog beginnen. Daarna kunt u noteren wie er was."))
        }
        _ => None,
    };
    let kind = session.kind()?;
    html(&RollPage {
        frame: Frame::new(&state, Some(&visitor), "/aanwezigheid"),
        csrf: visitor.csrf().to_owned(),
        id: id.to_string(),
        title: words::session_name(Some(kind), session.number),
        when: when::moment(session.starts_at, now),
        done: asked.words(),
        closed,
        wishes: wished(&wishes),
        people: roll.into_iter().map(Person::new).collect(),
        trainers: trainers.into_iter().map(Choice::new).collect(),
    })
}

/// What people want to talk about: `werk 3, geld 1`.
fn wished(wishes: &[(String, i64)]) -> Option<String> {
    let told: Vec<String> =
        wishes.iter().map(|(code, people)| format!("{} {people}", wish(code))).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

fn wish(code: &str) -> &str {
    match code {
        "school" => say!("taal en school"),
        "werk" => say!("werk"),
        "geld" => say!("geld"),
        "kinderen" => say!("kinderen"),
        "anders" => say!("iets anders"),
        other => other,
    }
}

impl Asked {
    fn words(&self) -> Option<String> {
        if self.trainer.is_some() {
            return Some(say!("Opgeslagen: deze trainer ziet de cursus nu ook.").to_owned());
        }
        let noted = match self.genoteerd? {
            0 => return Some(say!("Er is niets veranderd.").to_owned()),
            1 => say!("1 persoon genoteerd.").to_owned(),
            count => say!("{n} mensen genoteerd.", n = count),
        };
        Some(match self.bericht.unwrap_or_default() {
            0 => noted,
            1 => format!("{noted} {}", say!("1 persoon krijgt vandaag een bericht.")),
            told => {
                format!("{noted} {}", say!("{n} mensen krijgen vandaag een bericht.", n = told))
            }
        })
    }
}

impl Person {
    fn new(row: Expected) -> Self {
        let marked = |presence: Presence| row.presence.as_deref() == Some(presence.as_str());
        Self {
            enrolment: row.enrolment_id.to_string(),
            said: match row.intent.as_deref().and_then(Intent::parse) {
                Some(Intent::Komt) => say!("zei: ik kom"),
                Some(Intent::KomtNiet) => say!("zei: ik kan niet"),
                None => say!("zei nog niets"),
            },
            present: marked(Presence::Aanwezig),
            absent: marked(Presence::Afwezig),
            missed: row.missed,
            from_group: row.from_group,
            name: row.name,
        }
    }
}

impl Choice {
    fn new(trainer: Trainer) -> Self {
        Self { id: trainer.id.to_string(), name: trainer.name, chosen: trainer.chosen }
    }
}

/// `POST /aanwezigheid/{session}`: a field per enrolment with `aanwezig` or `afwezig`.
pub async fn note(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(session): Path<String>,
    Form(fields): Form<HashMap<String, String>>,
) -> Result<Redirect, HttpError> {
    let id: SessionId = session.parse().map_err(|_| HttpError::NotFound)?;
    let marks: BTreeMap<_, _> = fields
        .iter()
        .filter_map(|(name, value)| Some((name.parse().ok()?, Presence::parse(value)?)))
        .collect();
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::Broken)?;
    let noted =
        note_presence::note_presence(&mut tx, &content, (id, &marks), visitor.viewer(), now).await;
    match noted {
        Ok(done) => {
            tx.commit().await?;
            let (noted, told) = (done.noted, done.told);
            Ok(Redirect::to(&format!("/aanwezigheid/{id}?genoteerd={noted}&bericht={told}")))
        }
        Err(note_presence::Refusal::Unknown) => Err(HttpError::NotFound),
        Err(note_presence::Refusal::NotYet { starts_at }) => Err(HttpError::Conflict {
            what: say!(
                "Deze bijeenkomst begint {when}. Er is niets genoteerd.",
                when = when::moment(starts_at, now)
            ),
        }),
        Err(note_presence::Refusal::Cancelled) => Err(HttpError::Conflict {
            what: say!("Deze bijeenkomst ging niet door. Er is niets genoteerd.").to_owned(),
        }),
        Err(note_presence::Refusal::Store(error)) => Err(error.into()),
    }
}

/// Which trainer gives the course.
#[derive(Debug, Deserialize)]
pub struct Given {
    trainer: String,
}

/// `POST /aanwezigheid/{session}/trainer`.
pub async fn give(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(session): Path<String>,
    Form(given): Form<Given>,
) -> Result<Redirect, HttpError> {
    let id: SessionId = session.parse().map_err(|_| HttpError::NotFound)?;
    let trainer = given.trainer.parse().map_err(|_| HttpError::NotFound)?;
    let now = state.clock.civil();
    let mut tx = state.db.begin().await?;
    match give_course::give_course(&mut tx, id, trainer, visitor.viewer(), now).await {
        Ok(()) => tx.commit().await?,
        Err(give_course::Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(give_course::Refusal::Store(error)) => return Err(error.into()),
    }
    Ok(Redirect::to(&format!("/aanwezigheid/{id}?trainer=ja")))
}
