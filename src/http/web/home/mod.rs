//! `/`: "Wie heeft niet geantwoord?", and the tasks that wait for a colleague.
//!
//! The list is a part of its own (`/lijst`), which the script fetches when it hears that something changed (`/live`), or else
//! every few seconds; without the script the page is as complete, and a reload refreshes it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};

pub mod deeds;
mod filter;
mod rows;
pub mod smart;
mod steps;
pub mod table;
mod task_rows;
pub mod together;

use super::WebState;
use super::held::HeldWords;
use super::page::{Frame, html, part};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::plan::ladder::RungKind;
use crate::store::hot::shares::sharers;
use crate::store::{absence, board, smart_groups, teams, unread};
use filter::{Asked, Filter};
use rows::List;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    list: List,
    done: Option<String>,
    has_list: bool,
}

#[derive(Template)]
#[template(path = "home_list.html")]
struct ListPart {
    list: List,
}

/// `GET /`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let done = asked.gedaan.as_deref().and_then(|done| told(done, asked.aantal));
    let list = read(&state, &visitor, &asked).await?;
    let has_list = visitor.viewer().role.scope() != crate::trade::staff::Scope::Nobody;
    html(&HomePage { frame: Frame::new(&state, Some(&visitor), "/"), list, done, has_list })
}

/// What was done just now, in words.
fn told(done: &str, people: Option<u32>) -> Option<String> {
    let words = match done {
        "taak" => say!("De taak is klaar."),
        "bewezen" => {
            say!("Genoteerd: dit is deze persoon. Vraagt die weer om de gegevens, dan komen ze.")
        }
        "antwoord" => say!("Het antwoord is genoteerd. De vraag gaat zo van de lijst."),
        "stop" => say!("Genoteerd. Wie niet wil stoppen, krijgt weer berichten."),
        "uitgesteld" => say!("Uitgesteld. Deze persoon staat zolang onder Uitgesteld."),
        "groep" => say!("De groep is bewaard."),
        "terug" => say!("Deze persoon staat weer in de lijst."),
        "samen" => return people.map(together::told),
        rung => steps::done(RungKind::parse(rung)?),
    };
    Some(words.to_owned())
}

/// `GET /lijst`: the same list without the frame; 304 when the script has it already.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    part(&ListPart { list: read(&state, &visitor, &asked).await? }, &headers)
}

async fn read(state: &WebState, visitor: &Visitor, asked: &Asked) -> Result<List, HttpError> {
    let viewer = visitor.viewer();
    let filter = Filter::of(asked, viewer.role);
    let (choice, now) = (filter.choice(), state.clock.civil());
    let mut tx = state.db.read().await?;
    smart::check(&mut tx, filter, viewer).await?;
    let smart = smart_groups::seen(&mut tx, viewer).await?;
    let in_groups = match smart.is_empty() {
        true => Vec::new(),
        false => board::in_groups(&mut tx, viewer, now).await?,
    };
    let tasks = board::tasks(&mut tx, viewer, choice).await?;
    let silent_phones: Vec<_> = tasks.iter().filter_map(|task| task.silent_phone).collect();
    let found = rows::Found {
        silent: board::silent(&mut tx, viewer, choice, now).await?,
        counts: board::counts(&mut tx, viewer, choice, now).await?,
        courses: board::courses(&mut tx, viewer, choice, now).await?,
        smart,
        in_groups,
        tasks,
        held: HeldWords::new(absence::held_by(&mut tx, viewer).await?, viewer.today),
        waits: unread::told(&mut tx, viewer).await?,
        users: match silent_phones.is_empty() {
            true => HashMap::new(),
            false => sharers(&mut tx, silent_phones).await?,
        },
    };
    let team = teams::of(&mut tx, viewer.staff).await?;
    drop(tx);
    let frame = rows::Frame {
        filter,
        has_others: Filter::has_others(viewer.role),
        has_team: team.is_some(),
        csrf: visitor.csrf().to_owned(),
        now,
    };
    Ok(List::new(found, frame, state.words.as_ref()))
}
