//! `/audit`, for beheerders: who did what, and who looked at whom. Read only.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::Deserialize;

pub mod acts;

use super::page::{Frame, html};
use super::{WebState, table_file, when};
use crate::acts::sign_in::SESSION_IDLE;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::plan::local_time::resolve;
use crate::store::audit::search::{self, Found, Wanted, search as find};
use crate::store::{Tx, audit, colleagues};

/// Entries on a page.
const PAGE: i64 = 50;
/// Entries in a file: what a spreadsheet and a person can handle; a shorter period gives the rest.
const FILE: i64 = 10_000;

/// What is looked for, as it was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    collega: String,
    wat: String,
    klantnummer: String,
    van: String,
    tot: String,
    /// The last entry of the page before: its moment in microseconds, and its number.
    eerder: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    frame: Frame,
    asked: Asked,
    colleagues: Vec<(String, String)>,
    acts: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
    /// Nobody has this klantnummer.
    unknown: bool,
    /// What was asked for, as part of an address.
    query: String,
    /// The same, and older than the last entry here.
    older: Option<String>,
}

struct Row {
    seq: i64,
    at: String,
    by: String,
    act: String,
    about: String,
    detail: String,
}

impl Row {
    fn new(found: &Found, acts: &acts::Words) -> Self {
        Self {
            seq: found.seq,
            at: when::full(found.at),
            by: found
                .by_name
                .clone()
                .unwrap_or_else(|| say!("niemand die bekend is, of de dienst zelf").to_owned()),
            act: acts.of(&found.act).to_owned(),
            about: about(found),
            detail: detail(found),
        }
    }
}

fn about(found: &Found) -> String {
    let kind = found.subject.as_deref().unwrap_or_default();
    match (&found.klantnummer, &found.colleague, found.subject_id) {
        (Some(number), _, _) => say!("klantnummer {number}", number = number),
        (_, Some(name), _) => name.clone(),
        (_, _, Some(id)) => format!("{} {id}", acts::kind(kind)),
        _ => String::new(),
    }
}

// Codes and counts, as they were noted.
fn detail(found: &Found) -> String {
    let Some(fields) = found.detail.as_object() else { return found.detail.to_string() };
    let word = |value: &serde_json::Value| match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let parts: Vec<String> =
        fields.iter().map(|(key, value)| format!("{key}: {}", word(value))).collect();
    parts.join(", ")
}

/// The address that asks for the same.
fn query(asked: &Asked, older: Option<(DateTime<Utc>, i64)>) -> String {
    let mut pairs: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in [
        ("collega", &asked.collega),
        ("wat", &asked.wat),
        ("klantnummer", &asked.klantnummer),
        ("van", &asked.van),
        ("tot", &asked.tot),
    ] {
        if !value.is_empty() {
            pairs.insert(name, value.clone());
        }
    }
    if let Some((at, seq)) = older {
        pairs.insert("eerder", format!("{}-{seq}", at.timestamp_micros()));
    }
    match serde_urlencoded::to_string(pairs) {
        Ok(text) if !text.is_empty() => format!("?{text}"),
        _ => String::new(),
    }
}

fn cursor(text: &str) -> Option<(DateTime<Utc>, i64)> {
    let (at, seq) = text.split_once('-')?;
    Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, seq.parse().ok()?))
}

fn midnight(day: &str, later: u64) -> Option<DateTime<Utc>> {
    let day: NaiveDate = day.trim().parse().ok()?;
    Some(resolve(day.checked_add_days(Days::new(later))?.and_time(NaiveTime::MIN), None))
}

/// What is wanted; None: nobody has this klantnummer.
async fn wanted(
    tx: &mut Tx,
    asked: &Asked,
    visitor: &Visitor,
) -> Result<Option<Wanted>, HttpError> {
    let number = asked.klantnummer.trim();
    // who was erased has no klantnummer any more, but entries do carry the id
    let person = match number {
        "" => None,
        number => match number.parse().ok() {
            Some(id) => Some(id),
            None => match search::person(tx, visitor.viewer().gemeente, number).await? {
                Some(id) => Some(id),
                None => return Ok(None),
            },
        },
    };
    Ok(Some(Wanted {
        staff: asked.collega.parse().ok(),
        act: Some(asked.wat.clone()).filter(|act| !act.is_empty()),
        person,
        from: midnight(&asked.van, 0),
        until: midnight(&asked.tot, 1),
        older_than: cursor(&asked.eerder),
    }))
}

/// `GET /audit`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let (gemeente, now) = (visitor.viewer().gemeente, state.clock.machine());
    let mut tx = state.db.read().await?;
    let wanted = wanted(&mut tx, &asked, &visitor).await?;
    let mut found = match &wanted {
        Some(wanted) => find(&mut tx, gemeente, wanted, (now, PAGE + 1)).await?,
        None => Vec::new(),
    };
    let everybody = colleagues::all(&mut tx, gemeente, (now, now - SESSION_IDLE)).await?;
    drop(tx);
    let more = found.len() as i64 > PAGE;
    found.truncate(PAGE as usize);
    let last = found.last().filter(|_| more).map(|last| (last.at, last.seq));
    let words = acts::Words::now();
    html(&AuditPage {
        frame: Frame::new(&state, Some(&visitor), "/audit"),
        colleagues: everybody.into_iter().map(|who| (who.id.to_string(), who.name)).collect(),
        acts: acts::all(),
        rows: found.iter().map(|one| Row::new(one, &words)).collect(),
        unknown: wanted.is_none(),
        query: query(&asked, None),
        older: last.map(|last| query(&asked, Some(last))),
        asked,
    })
}

/// `GET /audit/lijst.csv`: the same as a file, noted itself.
pub async fn export(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let (viewer, now) = (visitor.viewer(), state.clock.machine());
    let mut tx = state.db.begin().await?;
    let wanted = wanted(&mut tx, &asked, &visitor)
        .await?
        .unwrap_or(Wanted { until: Some(now - TimeDelta::days(36_500)), ..Wanted::default() });
    let found = find(&mut tx, viewer.gemeente, &wanted, (now, FILE)).await?;
    let detail = serde_json::json!({ "rows": found.len() });
    audit::note(&mut tx, viewer.gemeente, Some(viewer.staff), "export_audit", None, detail, now)
        .await?;
    tx.commit().await?;
    let head = [
        say!("nummer"),
        say!("wanneer"),
        say!("wie"),
        say!("wat"),
        say!("code"),
        say!("over"),
        say!("details"),
    ];
    let words = acts::Words::now();
    let cells = |found: &Found| {
        let row = Row::new(found, &words);
        let at = when::machine(found.at);
        vec![row.seq.to_string(), at, row.by, row.act, found.act.clone(), row.about, row.detail]
    };
    table_file::answer("logboek", &head, found.iter().map(cells))
}
