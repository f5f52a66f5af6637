//! `/collegas/teams`, for beheerders: who works together, and who hears it when somebody waits.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::WebState;
use super::super::page::{Frame, html};
use super::super::sign_in::{Fault, refuse};
use super::deeds::by;
use super::{Asked, id_of};
use crate::acts::teams::{self as acts, NAME_LENGTH, Refusal};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::TeamId;
use crate::store::teams;

#[derive(Template)]
#[template(path = "teams.html")]
struct Page {
    frame: Frame,
    csrf: String,
    done: Option<&'static str>,
    faults: Vec<Fault>,
    /// The id of the team that the form founds.
    fresh: String,
    name: String,
    longest: usize,
    teams: Vec<TeamCard>,
}

struct TeamCard {
    id: String,
    name: String,
    lead_is_gone: bool,
    members: Vec<MemberRow>,
}

struct MemberRow {
    id: String,
    name: String,
    leads: bool,
}

impl Page {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

async fn read(state: &WebState, visitor: &Visitor) -> Result<Page, HttpError> {
    let gemeente = visitor.viewer().gemeente;
    let mut tx = state.db.read().await?;
    let found = teams::all(&mut tx, gemeente).await?;
    let members = teams::members(&mut tx, gemeente).await?;
    drop(tx);
    let card = |team: teams::Team| TeamCard {
        members: members
            .iter()
            .filter(|member| member.team_id == team.id)
            .map(|member| MemberRow {
                id: member.id.to_string(),
                name: member.name.clone(),
                leads: team.lead_id == Some(member.id),
            })
            .collect(),
        id: team.id.to_string(),
        name: team.name,
        lead_is_gone: team.lead_is_gone,
    };
    Ok(Page {
        frame: Frame::new(state, Some(visitor), "/collegas"),
        csrf: visitor.csrf().to_owned(),
        done: None,
        faults: Vec::new(),
        fresh: TeamId::fresh().to_string(),
        name: String::new(),
        longest: NAME_LENGTH,
        teams: found.into_iter().map(card).collect(),
    })
}

/// `GET /collegas/teams`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let mut page = read(&state, &visitor).await?;
    page.done = asked.gedaan.as_deref().and_then(|what| match what {
        "team" => Some(say!("Het team is er. Zet nu collega’s in het team, op hun eigen pagina.")),
        "bewaard" => Some(say!("Het team is bewaard.")),
        "weg" => Some(say!("Het team is opgeheven. De collega’s zijn nu in geen team.")),
        _ => None,
    });
    html(&page)
}

/// A new team.
#[derive(Deserialize)]
pub struct New {
    id: String,
    #[serde(default)]
    naam: String,
}

/// `POST /collegas/teams`.
pub async fn found(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(new): Form<New>,
) -> Result<Response, HttpError> {
    let mut tx = state.db.begin().await?;
    match acts::found(&mut tx, team_of(&new.id)?, &new.naam, by(&state, &visitor)).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/collegas/teams?gedaan=team").into_response())
        }
        Err(refusal) => {
            drop(tx);
            let fault = Fault { field: "naam", words: words(refusal)?.to_owned() };
            let page = Page { name: new.naam, ..read(&state, &visitor).await? };
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &Page { faults: vec![fault], ..page })
        }
    }
}

/// A team as it is to be.
#[derive(Deserialize)]
pub struct Changed {
    #[serde(default)]
    naam: String,
    #[serde(default)]
    leider: String,
}

/// `POST /collegas/teams/{team}`.
pub async fn change(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(team): Path<String>,
    Form(changed): Form<Changed>,
) -> Result<Response, HttpError> {
    let lead = Some(changed.leider.as_str()).filter(|lead| !lead.is_empty());
    let lead = lead.map(id_of).transpose()?;
    let mut tx = state.db.begin().await?;
    let asked = (changed.naam.as_str(), lead);
    match acts::change(&mut tx, team_of(&team)?, asked, by(&state, &visitor)).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/collegas/teams?gedaan=bewaard").into_response())
        }
        Err(refusal) => {
            drop(tx);
            let mut page = read(&state, &visitor).await?;
            page.faults.push(Fault { field: "team", words: words(refusal)?.to_owned() });
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// `POST /collegas/teams/{team}/weg`.
pub async fn end(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(team): Path<String>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    match acts::end(&mut tx, team_of(&team)?, by(&state, &visitor)).await {
        Ok(()) => tx.commit().await?,
        Err(refusal) => return Err(words(refusal).err().unwrap_or(HttpError::NotFound)),
    }
    Ok(Redirect::to("/collegas/teams?gedaan=weg"))
}

/// In which team a colleague is.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    team: String,
}

/// `POST /collegas/{staff}/team`.
pub async fn put(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, HttpError> {
    let id = id_of(&staff)?;
    let team = Some(chosen.team.as_str()).filter(|team| !team.is_empty());
    let team = team.map(team_of).transpose()?;
    let mut tx = state.db.begin().await?;
    match acts::put(&mut tx, id, team, by(&state, &visitor)).await {
        Ok(()) => tx.commit().await?,
        Err(refusal) => return Err(words(refusal).err().unwrap_or(HttpError::NotFound)),
    }
    Ok(Redirect::to(&format!("/collegas/{id}?gedaan=team")))
}

fn team_of(text: &str) -> Result<TeamId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}

fn words(refusal: Refusal) -> Result<&'static str, HttpError> {
    match refusal {
        Refusal::NoName => Ok(say!("Vul een naam in.")),
        Refusal::LongName => Ok(say!("Deze naam is te lang.")),
        Refusal::NameTaken => Ok(say!("Er is al een team met deze naam.")),
        Refusal::NotAMember => {
            Ok(say!("Wie een team leidt, is in dat team. Er is niets veranderd."))
        }
        Refusal::Unknown => Err(HttpError::NotFound),
        Refusal::Store(error) => Err(error.into()),
    }
}
