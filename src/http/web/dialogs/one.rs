//! `/dialogen/{dialog}`: one dialog as a drawing, its words, and where people drop out.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::TimeDelta;
use serde::Deserialize;

use super::clear::{self, ClearRow};
use super::compared::{self, ComparedRow};
use super::counts::{self, OfStep, shown};
use super::said;
use crate::dialog::content::Content;
use crate::dialog::definition::Dialog;
use crate::dialog::graph::svg::{self, Place};
use crate::dialog::graph::{Graph, words};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::message::{Facts, TextId};
use crate::store::traffic;
use crate::text::{direction, without_marks};
use crate::trade::person::Language;

/// So many days are counted.
const DAYS: i64 = 90;

#[derive(Template)]
#[template(path = "dialog.html")]
struct DialogPage {
    frame: Frame,
    name: String,
    title: String,
    owner: String,
    starts: Vec<String>,
    inside: i64,
    days: i64,
    /// Are there more questions than are counted?
    is_part: bool,
    counted: i64,
    /// Is the drawing made as small as the page?
    fits: bool,
    language: &'static str,
    direction: &'static str,
    tabs: Vec<Tab>,
    drawing: String,
    steps: Vec<StepRow>,
    drops: Vec<DropRow>,
    compared: Vec<ComparedRow>,
    /// How clear its texts were.
    clear: Vec<ClearRow>,
}

/// A language to choose.
struct Tab {
    code: &'static str,
    words: &'static str,
    on: bool,
}

/// What one step says.
struct StepRow {
    name: String,
    said: Vec<String>,
    choices: Vec<String>,
    dutch: Option<Vec<String>>,
}

/// What became of the questions of one step.
struct DropRow {
    question: String,
    asked: String,
    chosen: Vec<(String, String)>,
    silent: String,
    undelivered: String,
    stopped: String,
    rest: String,
}

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    taal: Option<String>,
    beeld: Option<String>,
}

/// `GET /dialogen/{dialog}`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let language = asked.taal.as_deref().and_then(Language::parse).unwrap_or(Language::Nl);
    let gemeente = visitor.viewer().gemeente;
    let since = state.clock.civil() - TimeDelta::days(DAYS);
    let mut tx = state.db.read().await?;
    let content = state.contents.published(&mut tx).await?.ok_or(HttpError::NotFound)?;
    let dialog = content.dialogs.get(&name).ok_or(HttpError::NotFound)?;
    let rows = traffic::asked(&mut tx, gemeente, &name, since).await?;
    let inside = traffic::inside(&mut tx, gemeente).await?;
    let now = state.clock.civil();
    let compared = compared::rows(&mut tx, gemeente, (&content, dialog), now).await?;
    let clear = clear::rows(&mut tx, gemeente, dialog, now).await?;
    drop(tx);
    let mut graph = Graph::of(&content, &name, language).ok_or(HttpError::NotFound)?;
    let counted = counts::of_steps(&rows);
    counts::put_on(&mut graph, &counted);
    let tab =
        |l: &Language| Tab { code: l.as_str(), words: said::language(*l), on: *l == language };
    html(&DialogPage {
        frame: Frame::new(&state, Some(&visitor), "/dialogen"),
        title: dialog.title.clone(),
        owner: dialog.owner.clone(),
        starts: said::starts(&content, dialog),
        inside: inside.iter().find(|(of, _)| *of == name).map_or(0, |(_, count)| *count),
        days: DAYS,
        is_part: rows.iter().map(|r| r.questions).sum::<i64>() >= traffic::COUNTED,
        counted: traffic::COUNTED,
        fits: asked.beeld.as_deref() == Some("passend"),
        language: language.as_str(),
        direction: direction(language).as_str(),
        tabs: Language::ALL.iter().map(tab).collect(),
        drawing: svg::write(&graph, Place::Page),
        steps: step_rows(&content, dialog, language),
        compared,
        clear,
        drops: drop_rows(&content, dialog, &counted),
        name,
    })
}

fn step_rows(content: &Content, dialog: &Dialog, language: Language) -> Vec<StepRow> {
    let said = |l: Language, text: &TextId| -> Vec<String> {
        let gaps = words::gaps(dialog, content.words.variables(l, text));
        content.words.say(l, text, &gaps).lines().map(str::to_owned).collect()
    };
    let rows = dialog.steps.iter().filter_map(|(name, step)| {
        let text = TextId::from(step.value.say.as_ref()?.value.as_str());
        let labels = |l: Language| {
            let labels = step.value.choices.iter();
            labels.map(|(key, _)| content.words.label(l, &text, key)).collect::<Vec<_>>()
        };
        Some(StepRow {
            name: name.replace('-', " "),
            said: said(language, &text),
            choices: labels(language),
            dutch: (language != Language::Nl).then(|| said(Language::Nl, &text)),
        })
    });
    rows.collect()
}

fn drop_rows(
    content: &Content,
    dialog: &Dialog,
    counted: &BTreeMap<String, OfStep>,
) -> Vec<DropRow> {
    let row = |step: &str, of: &OfStep| {
        let def = dialog.steps.get(step).map(|s| &s.value);
        let text = def.and_then(|d| d.say.as_ref()).map(|s| TextId::from(s.value.as_str()));
        let question = text.as_ref().map(|t| {
            let facts = Facts::new();
            without_marks(&content.words.say(Language::Nl, t, &facts))
        });
        let asks = question.as_deref().and_then(|words| {
            let sentences = words.split_inclusive(['?', '.', '!', '\n']);
            sentences.map(str::trim).rfind(|s| s.ends_with('?')).map(str::to_owned)
        });
        let label = |key: &str| match &text {
            Some(text) => content.words.label(Language::Nl, text, key),
            None => key.replace('-', " "),
        };
        // in the order of the buttons, then what earlier versions offered
        let offered: Vec<&str> =
            def.map(|d| d.choices.iter().map(|(key, _)| key).collect()).unwrap_or_default();
        let before = of.chosen.keys().map(String::as_str).filter(|key| !offered.contains(key));
        let chosen = offered
            .iter()
            .copied()
            .chain(before)
            .map(|key| (label(key), shown(of.chosen.get(key).copied().unwrap_or_default())));
        let typed = def.and_then(|d| d.ask.as_ref());
        let has_ask = typed.is_some();
        let typed = typed.map(|ask| (said::answer(ask.kind).to_owned(), shown(of.typed)));
        DropRow {
            question: asks.or(question).unwrap_or_else(|| step.replace('-', " ")),
            asked: shown(of.asked),
            chosen: chosen.chain(typed).collect(),
            silent: shown(of.silent),
            undelivered: shown(of.undelivered),
            stopped: shown(of.stopped),
            rest: shown(of.elsewhere + of.waiting + if has_ask { 0 } else { of.typed }),
        }
    };
    let steps = dialog.steps.iter().map(|(step, _)| step);
    let known = steps.filter_map(|step| counted.get(step).map(|of| row(step, of)));
    let gone = counted.iter().filter(|(step, _)| dialog.steps.get(step).is_none());
    known.chain(gone.map(|(step, of)| row(step, of))).collect()
}
