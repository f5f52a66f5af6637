//! `/collegas`, for beheerders: who can log in here, what each may do, and when they were last here.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

pub mod away;
pub mod deeds;

use super::page::{Frame, html};
use super::sign_in::Fault;
use super::{WebState, absence as away_part, account, table_file, when};
use crate::acts::sign_in::SESSION_IDLE;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::StaffId;
use crate::store::colleagues::{self, Colleague, InCare};
use crate::store::{absence, audit, oidc};
use crate::trade::staff::Role;

#[derive(Template)]
#[template(path = "colleagues.html")]
struct ListPage {
    frame: Frame,
    csrf: String,
    rows: Vec<Row>,
    /// For whom nobody stands in: id, name, days.
    alone: Vec<(String, String, String)>,
    faults: Vec<Fault>,
    name: String,
    email: String,
    role: String,
    roles: Vec<String>,
}

impl ListPage {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

struct Row {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    since: String,
    last_used: String,
    factor: String,
    people: i64,
    state: String,
    /// Away today: until when, and who stands in.
    away: Option<Away>,
}

struct Away {
    until: String,
    deputy: Option<String>,
}

impl Row {
    fn new(who: &Colleague, now: DateTime<Utc>) -> Self {
        let moment = |at: DateTime<Utc>| when::moment(at, now);
        Self {
            id: who.id.to_string(),
            name: who.name.clone(),
            email: who.email.clone(),
            role: who.role.as_str(),
            since: moment(who.created_at),
            last_used: who.last_used_at.map_or(say!("nooit").to_owned(), moment),
            factor: who.factor_since.map_or(say!("uit").to_owned(), |at| {
                say!("aan, sinds {since}", since = moment(at))
            }),
            people: who.people,
            state: match who.disabled_at {
                Some(at) => say!("uit, sinds {since}", since = moment(at)),
                None if !who.has_password => say!("nog geen wachtwoord gekozen").to_owned(),
                None => say!("aan").to_owned(),
            },
            away: None,
        }
    }
}

fn roles() -> Vec<String> {
    Role::ALL.iter().map(|role| role.as_str().to_owned()).collect()
}

async fn everybody(state: &WebState, visitor: &Visitor) -> Result<Vec<Colleague>, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.read().await?;
    Ok(colleagues::all(&mut tx, visitor.viewer().gemeente, (now, now - SESSION_IDLE)).await?)
}

async fn list_page(state: &WebState, visitor: &Visitor) -> Result<ListPage, HttpError> {
    let now = state.clock.machine();
    let everybody = everybody(state, visitor).await?;
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    let away = absence::away(&mut tx, by.gemeente, by.today).await?;
    let alone = absence::alone(&mut tx, by.gemeente, by.today).await?;
    drop(tx);
    let rows = everybody.iter().map(|who| Row {
        away: away.iter().find(|one| one.absent_id == who.id).map(|one| Away {
            until: when::date(one.last_on, by.today),
            deputy: one.deputy.clone(),
        }),
        ..Row::new(who, now)
    });
    Ok(ListPage {
        frame: Frame::new(state, Some(visitor), "/collegas"),
        csrf: visitor.csrf().to_owned(),
        rows: rows.collect(),
        alone: alone
            .into_iter()
            .map(|one| {
                let days = when::days((one.first_on, one.last_on), by.today);
                (one.absent_id.to_string(), one.name, days)
            })
            .collect(),
        faults: Vec::new(),
        name: String::new(),
        email: String::new(),
        role: Role::Klantmanager.to_string(),
        roles: roles(),
    })
}

/// `GET /collegas`.
pub async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    html(&list_page(&state, &visitor).await?)
}

/// `GET /collegas/lijst.csv`: accounts, roles and last use, for the review of rights. Noted in the audit trail.
pub async fn export(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Response, HttpError> {
    let (viewer, now) = (visitor.viewer(), state.clock.machine());
    let rows = everybody(&state, &visitor).await?;
    let mut tx = state.db.begin().await?;
    let detail = serde_json::json!({ "rows": rows.len() });
    audit::note(&mut tx, viewer.gemeente, Some(viewer.staff), "export_staff", None, detail, now)
        .await?;
    tx.commit().await?;
    let head = [
        say!("naam"),
        say!("e-mailadres"),
        say!("rol"),
        say!("account sinds"),
        say!("laatst hier"),
        say!("tweede stap sinds"),
        say!("mensen"),
        say!("uitgezet op"),
    ];
    let day = |at: DateTime<Utc>| when::machine(at);
    let cells = |who: &Colleague| {
        vec![
            who.name.clone(),
            who.email.clone(),
            who.role.to_string(),
            day(who.created_at),
            who.last_used_at.map_or(String::new(), day),
            who.factor_since.map_or(String::new(), day),
            who.people.to_string(),
            who.disabled_at.map_or(String::new(), day),
        ]
    };
    table_file::answer("collegas", &head, rows.iter().map(cells))
}

#[derive(Template)]
#[template(path = "colleague.html")]
struct OnePage {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    email: String,
    role: &'static str,
    since: String,
    last_used: String,
    factor: String,
    state: String,
    sessions: String,
    disabled: bool,
    has_factor: bool,
    /// The account of the municipality is linked, and gives the role.
    linked: bool,
    people: i64,
    in_care: Vec<InCare>,
    roles: Vec<String>,
    done: Option<&'static str>,
    problem: Option<&'static str>,
    faults: Vec<Fault>,
    link: Option<Link>,
    /// When this colleague is away; None: has no people, or no account.
    absence: Option<away_part::Part>,
}

struct Link {
    url: String,
    until: String,
}

/// What was just done.
#[derive(Default, Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

fn id_of(text: &str) -> Result<StaffId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}

async fn one_page(state: &WebState, visitor: &Visitor, id: StaffId) -> Result<OnePage, HttpError> {
    let now = state.clock.machine();
    let mut tx = state.db.read().await?;
    let of = (id, visitor.viewer().gemeente);
    let who = colleagues::one(&mut tx, of, (now, now - SESSION_IDLE)).await?;
    let who = who.ok_or(HttpError::NotFound)?;
    let in_care = colleagues::in_care(&mut tx, id).await?;
    let absence = away_part::read(&mut tx, visitor, (id, format!("/collegas/{id}"))).await?;
    let linked = oidc::is_linked(&mut tx, id).await?;
    drop(tx);
    let Row { id, name, email, role, since, last_used, factor, people, state: open, away: _ } =
        Row::new(&who, now);
    Ok(OnePage {
        frame: Frame::new(state, Some(visitor), "/collegas"),
        csrf: visitor.csrf().to_owned(),
        sessions: match who.sessions {
            0 => say!("geen apparaat").to_owned(),
            1 => say!("1 apparaat").to_owned(),
            n => say!("{n} apparaten", n = n),
        },
        disabled: who.disabled_at.is_some(),
        has_factor: who.factor_since.is_some(),
        linked,
        roles: roles(),
        done: None,
        problem: None,
        faults: Vec::new(),
        link: None,
        absence,
        state: open,
        id,
        name,
        email,
        role,
        since,
        last_used,
        factor,
        people,
        in_care,
    })
}

/// `GET /collegas/{staff}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(staff): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let mut page = one_page(&state, &visitor, id_of(&staff)?).await?;
    page.done = asked.gedaan.as_deref().and_then(|what| match what {
        "rol" => Some(say!("De collega heeft nu een andere rol. Dat geldt vanaf de volgende pagina.")),
        "uit" => Some(say!("Het account staat uit, en de collega is overal uitgelogd.")),
        "aan" => Some(say!("Het account staat weer aan, met het wachtwoord van eerder.")),
        "afwezig" => Some(account::away_noted()),
        "weer-hier" => Some(account::away_taken_back()),
        "vervanger" => Some(say!("De vaste vervanger is bewaard.")),
        "sessies" => Some(say!("De collega is overal uitgelogd.")),
        "tweede-stap" => Some(
            say!("De tweede stap is weg, en de collega is overal uitgelogd. Bij het inloggen leest de collega dit ook."),
        ),
        _ => None,
    });
    html(&page)
}
