//! One step with several people at once: first a page that tells what would happen with each, then the step.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{Html, Redirect};
use chrono::{DateTime, Utc};

use super::filter::{Asked, Filter};
use super::{smart, steps};
use crate::acts::snooze::{self, DAYS};
use crate::acts::try_now::{self, Why, why_not};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::ids::PersonId;
use crate::plan::ladder::RungKind;
use crate::store::board::{self, Silent};

/// A form of the list: who, what, and which filters to return to.
type Fields = Form<Vec<(String, String)>>;

/// What is done with everybody who is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Try(RungKind),
    PutOff(i64),
}

impl Step {
    fn of(word: &str) -> Option<Self> {
        match word.strip_prefix("uitstel-") {
            Some(days) => days.parse().ok().filter(|days| DAYS.contains(days)).map(Self::PutOff),
            None => RungKind::parse(word).map(Self::Try),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Try(rung) => steps::button(rung).to_owned(),
            Self::PutOff(days) => say!("Stel uit: {days}", days = steps::days_in_words(days)),
        }
    }

    /// Why this cannot be done with somebody, in words.
    fn why_not(self, row: &Silent, now: DateTime<Utc>) -> Option<&'static str> {
        let Self::Try(rung) = self else { return None };
        if row.question_id.is_none() {
            return Some(say!("Er staat geen vraag open."));
        }
        let just_asked =
            !rung.is_human() && row.last_asked_at.is_some_and(|at| now - at < try_now::AGAIN_AFTER);
        why_not(rung, row.reach).or(just_asked.then_some(Why::JustAsked)).map(steps::refused)
    }
}

#[derive(Template)]
#[template(path = "home_together.html")]
struct TogetherPage {
    frame: Frame,
    csrf: String,
    /// Everything that the form brought, but the token: it is sent again.
    fields: Vec<(String, String)>,
    back: String,
    step: Option<String>,
    can: Vec<Who>,
    cannot: Vec<(Who, &'static str)>,
}

struct Who {
    id: String,
    name: String,
    klantnummer: String,
}

impl Who {
    fn of(row: &Silent) -> Self {
        Self {
            id: row.person_id.to_string(),
            name: row.name.clone(),
            klantnummer: row.klantnummer.clone(),
        }
    }
}

struct Chosen {
    filter: Filter,
    step: Option<Step>,
    people: Vec<PersonId>,
}

impl Chosen {
    fn of(fields: &[(String, String)], visitor: &Visitor) -> Self {
        let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
        let people = fields.iter().filter(|(name, _)| name == "kies");
        Self {
            filter: Filter::of(&Asked::of(fields), visitor.viewer().role),
            step: value("wat").as_deref().and_then(Step::of),
            people: people.filter_map(|(_, id)| id.parse().ok()).collect(),
        }
    }

    /// The chosen of the same list: whoever left it meanwhile is not in it any more.
    fn among(&self, rows: Vec<Silent>) -> Vec<Silent> {
        rows.into_iter().filter(|row| self.people.contains(&row.person_id)).collect()
    }
}

/// `POST /samen`: what would happen with each. Changes nothing.
pub async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Html<String>, HttpError> {
    let chosen = Chosen::of(&fields, &visitor);
    let now = state.clock.civil();
    let mut tx = state.db.read().await?;
    smart::check(&mut tx, chosen.filter, visitor.viewer()).await?;
    let rows = board::silent(&mut tx, visitor.viewer(), chosen.filter.choice(), now).await?;
    drop(tx);
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    if let Some(step) = chosen.step {
        for row in chosen.among(rows) {
            match step.why_not(&row, now) {
                None => can.push(Who::of(&row)),
                Some(why) => cannot.push((Who::of(&row), why)),
            }
        }
    }
    html(&TogetherPage {
        frame: Frame::new(&state, Some(&visitor), "/"),
        csrf: visitor.csrf().to_owned(),
        back: format!("/?{}", chosen.filter.query()),
        fields: chosen
            .filter
            .fields()
            .into_iter()
            .chain(fields.into_iter().filter(|(name, _)| name == "wat"))
            .collect(),
        step: chosen.step.map(Step::words),
        can,
        cannot,
    })
}

/// `POST /samen/doen`: the step, with everybody of the form with whom it can be done.
pub async fn act(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let chosen = Chosen::of(&fields, &visitor);
    let step = chosen.step.ok_or(HttpError::NotFound)?;
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let mut tx = state.db.begin().await?;
    smart::check(&mut tx, chosen.filter, by).await?;
    let rows = board::silent(&mut tx, by, chosen.filter.choice(), now).await?;
    let mut done = 0_u32;
    for row in chosen.among(rows) {
        let went = match (step, row.question_id) {
            (Step::PutOff(days), _) => put_off(&mut tx, row.person_id, (days, by, now)).await?,
            (Step::Try(rung), Some(question)) => {
                match try_now::try_now(&mut tx, (question, rung), by, now).await {
                    Ok(_) => true,
                    Err(try_now::Refusal::Store(error)) => return Err(error.into()),
                    Err(_) => false,
                }
            }
            (Step::Try(_), None) => false,
        };
        done += u32::from(went);
    }
    // crash before: nothing happened with anybody. Crash after: with everybody
    tx.commit().await?;
    let query = chosen.filter.query();
    Ok(Redirect::to(&format!("/?{query}&gedaan=samen&aantal={done}")))
}

async fn put_off(
    tx: &mut crate::store::Tx,
    person: PersonId,
    (days, by, now): (i64, board::Viewer, DateTime<Utc>),
) -> Result<bool, HttpError> {
    match snooze::put_off(tx, person, days, by, now).await {
        Ok(_) => Ok(true),
        Err(snooze::Refusal::Store(error)) => Err(error.into()),
        Err(_) => Ok(false),
    }
}

/// Every step that can be done together: the word of the form, and what it says.
pub(super) fn choices() -> Vec<(String, String)> {
    let rungs = RungKind::ALL.iter().map(|rung| (rung.to_string(), Step::Try(*rung).words()));
    let days = DAYS.iter().map(|days| (format!("uitstel-{days}"), Step::PutOff(*days).words()));
    rungs.chain(days).collect()
}

pub(super) fn told(people: u32) -> String {
    match people {
        0 => say!("Bij niemand was dit nog nodig. Er is niets veranderd.").to_owned(),
        1 => say!("Gedaan bij 1 persoon.").to_owned(),
        many => say!("Gedaan bij {n} mensen.", n = many),
    }
}
