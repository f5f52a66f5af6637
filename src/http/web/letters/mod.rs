//! `/brieven`: the letters on paper, from "must be made" to "came back".

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

pub(super) mod deeds;
mod sheets;

pub use sheets::sheets;

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::acts::letters::waiting;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::store::letters::{self, Listed};
use crate::trade::letter::{LetterKind, LetterState};
use crate::trade::person::Language;

/// Letters that were made longer ago are not in the list.
const SHOWN: TimeDelta = TimeDelta::days(400);

/// The filters of an address: `?staat=geprint&van=mij`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    staat: Option<String>,
    van: Option<String>,
    /// What was just done, to say so once.
    gedaan: Option<String>,
    /// How many.
    aantal: Option<u32>,
    /// People without a postal address.
    zonder: Option<u32>,
}

#[derive(Template)]
#[template(path = "letters_list.html")]
struct LettersPage {
    frame: Frame,
    csrf: String,
    done: Option<String>,
    /// People for whom a letter must be made.
    waiting: usize,
    tabs: Vec<Tab>,
    whose: Vec<Tab>,
    /// What the buttons are for.
    state: Option<LetterState>,
    mine: bool,
    /// Can letters be had as PDF too?
    has_pdf: bool,
    rows: Vec<Row>,
    is_cut: bool,
}

struct Tab {
    href: String,
    words: &'static str,
    count: Option<i64>,
    on: bool,
}

struct Row {
    id: String,
    name: String,
    klantnummer: String,
    klantmanager: Option<String>,
    kind: &'static str,
    language: String,
    state: &'static str,
    since: String,
    since_machine: String,
}

/// `GET /brieven`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let viewer = visitor.viewer();
    let now = state.clock.civil();
    let mine = asked.van.as_deref() == Some("mij");
    let of = mine.then_some((viewer.staff, viewer.today));
    let chosen = match asked.staat.as_deref() {
        Some("alle") => None,
        Some(word) => LetterState::parse(word).or(Some(LetterState::Gemaakt)),
        None => Some(LetterState::Gemaakt),
    };
    let mut tx = state.db.read().await?;
    let counts = letters::counts(&mut tx, viewer.gemeente, now - SHOWN, of).await?;
    let rows = letters::list(&mut tx, viewer.gemeente, now - SHOWN, (chosen, of)).await?;
    let waiting = waiting(&mut tx, viewer.gemeente, now).await?;
    drop(tx);
    let count = |state: LetterState| {
        counts.iter().find(|(word, _)| word == state.as_str()).map_or(0, |(_, count)| *count)
    };
    let mut tabs: Vec<Tab> = LetterState::ALL
        .iter()
        .map(|one| Tab {
            href: href(Some(*one), mine),
            words: tab_words(*one),
            count: Some(count(*one)),
            on: chosen == Some(*one),
        })
        .collect();
    tabs.push(Tab {
        href: href(None, mine),
        words: say!("Alle"),
        count: None,
        on: chosen.is_none(),
    });
    let whose = [(false, say!("Van iedereen")), (true, say!("Van mij"))].map(|(own, words)| Tab {
        href: href(chosen, own),
        words,
        count: None,
        on: own == mine,
    });
    html(&LettersPage {
        frame: Frame::new(&state, Some(&visitor), "/brieven"),
        csrf: visitor.csrf().to_owned(),
        done: done(&asked),
        waiting,
        tabs,
        whose: whose.into(),
        state: chosen,
        mine,
        has_pdf: state.typesetter.is_some(),
        is_cut: rows.len() as i64 >= letters::MOST,
        rows: rows.into_iter().map(|row| Row::new(row, now)).collect(),
    })
}

/// The address of the list with these filters.
fn href(state: Option<LetterState>, mine: bool) -> String {
    let state = state.map_or("alle", LetterState::as_str);
    format!("/brieven?staat={state}&van={}", if mine { "mij" } else { "allen" })
}

fn done(asked: &Asked) -> Option<String> {
    let count = asked.aantal.unwrap_or_default();
    let words = match (asked.gedaan.as_deref()?, count) {
        ("gemaakt", 1) => say!("1 brief is gemaakt.").to_owned(),
        ("gemaakt", n) => say!("{n} brieven zijn gemaakt.", n = n),
        ("gepost", 1) => say!("1 brief is gepost.").to_owned(),
        ("gepost", n) => say!("{n} brieven zijn gepost.", n = n),
        ("retour", 1) => say!("1 brief kwam terug. De klantmanager heeft een taak.").to_owned(),
        ("retour", n) => {
            say!("{n} brieven kwamen terug. De klantmanager heeft een taak.", n = n)
        }
        ("weg", 1) => say!("1 brief is vervallen.").to_owned(),
        ("weg", n) => say!("{n} brieven zijn vervallen.", n = n),
        ("niets", _) => say!("Kies eerst een of meer brieven.").to_owned(),
        _ => return None,
    };
    let without = match asked.zonder.unwrap_or_default() {
        0 => return Some(words),
        1 => say!("Van 1 persoon is geen postadres bekend: daarvoor is een taak.").to_owned(),
        n => say!("Van {n} mensen is geen postadres bekend: daarvoor zijn taken.", n = n),
    };
    Some(format!("{words} {without}"))
}

fn tab_words(state: LetterState) -> &'static str {
    match state {
        LetterState::Gemaakt => say!("Te printen"),
        LetterState::Geprint => say!("Te posten"),
        LetterState::Gepost => say!("Onderweg"),
        LetterState::Gekoppeld => say!("Gekoppeld"),
        LetterState::Retour => say!("Retour"),
        LetterState::Vervallen => say!("Vervallen"),
    }
}

fn state_words(word: &str) -> &'static str {
    match LetterState::parse(word) {
        Some(LetterState::Gemaakt) => say!("gemaakt"),
        Some(LetterState::Geprint) => say!("geprint"),
        Some(LetterState::Gepost) => say!("gepost"),
        Some(LetterState::Gekoppeld) => say!("code gebruikt"),
        Some(LetterState::Retour) => say!("kwam terug"),
        Some(LetterState::Vervallen) => say!("niet nodig"),
        None => say!("onbekend"),
    }
}

fn kind_words(word: &str) -> &'static str {
    match LetterKind::parse(word) {
        Some(LetterKind::Uitnodiging) => say!("Eerste brief"),
        Some(LetterKind::Herinnering) => say!("Tweede brief"),
        Some(LetterKind::Stil) => say!("Wij horen niets van u"),
        None => say!("Brief"),
    }
}

fn language_words(code: &str) -> String {
    let own = match Language::parse(code) {
        Some(Language::Nl) => return words::language(Language::Nl).to_owned(),
        // shorter than elsewhere
        Some(Language::Fa) => say!("Farsi"),
        Some(other) => words::language(other),
        None => code,
    };
    say!("Nederlands en {language}", language = own)
}

impl Row {
    fn new(row: Listed, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            klantnummer: row.klantnummer,
            klantmanager: row.klantmanager,
            kind: kind_words(&row.kind),
            language: language_words(&row.language),
            state: state_words(&row.state),
            since: when::moment(row.since, now),
            since_machine: when::machine(row.since),
        }
    }
}
