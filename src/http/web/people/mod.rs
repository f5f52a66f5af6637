//! `/inburgeraars`: everybody in the care of the municipality, to be found by name or klantnummer.
//!
//! What is looked for is a name, so it is posted and stands in no address: addresses are kept by browsers and
//! by whatever stands between.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Html;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::held::{HeldWords, StandsIn};
use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::find::{self, After, Found, ROWS};
use crate::store::{StoreError, Tx, absence};
use crate::text::sought::beginnings;
use crate::trade::person::{GroupKind, Language, Leerroute};
use crate::trade::staff::Scope;

/// Characters that are looked for.
const LONGEST: usize = 60;

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    csrf: String,
    sought: String,
    longest: usize,
    /// Whose: the address and what it says; none for who sees only their own.
    whose: Vec<Tab>,
    groups: Vec<Tab>,
    group: Option<&'static str>,
    rows: Vec<Row>,
    /// How the list goes on.
    more: Option<More>,
    /// Something was looked for, with no letter or digit in it.
    in_vain: bool,
    /// The visitor may make one person of two.
    merges: bool,
}

struct Tab {
    href: String,
    words: &'static str,
    on: bool,
}

struct Row {
    id: String,
    name: String,
    klantnummer: String,
    about: String,
    language: &'static str,
    klantmanager: Option<String>,
    coach: Option<String>,
    /// They are among the visitor's because of whom the visitor stands in for.
    held: Option<StandsIn>,
    heard: Option<(String, String)>,
    is_asked: bool,
}

enum More {
    /// A link.
    Link(String),
    /// What the form of the search carries.
    Search { word: String, who: String },
}

/// What stands in the address, and in the form.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    van: Option<String>,
    groep: Option<String>,
    na: Option<String>,
    #[serde(default)]
    zoek: String,
    na_woord: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Mine,
    Everybody,
    Nobody,
}

impl Whose {
    fn of(asked: &Asked, viewer: Viewer) -> Self {
        match asked.van.as_deref() {
            _ if viewer.role.scope() != Scope::Gemeente => Self::Mine,
            Some("mij") => Self::Mine,
            Some("niemand") => Self::Nobody,
            _ => Self::Everybody,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Mine => "mij",
            Self::Everybody => "allen",
            Self::Nobody => "niemand",
        }
    }
}

/// `GET /inburgeraars`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let viewer = visitor.viewer();
    let whose = Whose::of(&asked, viewer);
    let group = asked.groep.as_deref().and_then(GroupKind::parse);
    let after: Option<PersonId> = asked.na.as_deref().and_then(|id| id.parse().ok());
    let mut tx = state.db.read().await?;
    let found = match whose {
        Whose::Mine => find::of_staff(&mut tx, viewer, viewer.staff, (None, group), after).await?,
        _ => find::all(&mut tx, viewer, (whose == Whose::Nobody, group), after).await?,
    };
    let held = HeldWords::new(absence::held_by(&mut tx, viewer).await?, viewer.today);
    drop(tx);
    let more = found.get(ROWS).and_then(|_| found.get(ROWS - 1));
    let more = more.map(|last| More::Link(format!("{}&na={}", href(whose, group), last.id)));
    let page = List { found, held, more, sought: String::new(), whose: Some(whose), group };
    html(&page.into_page(&state, &visitor))
}

/// `POST /inburgeraars/zoeken`: changes nothing.
pub async fn search(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(asked): Form<Asked>,
) -> Result<Html<String>, HttpError> {
    let viewer = visitor.viewer();
    let sought: String = asked.zoek.trim().chars().take(LONGEST).collect();
    let group = asked.groep.as_deref().and_then(GroupKind::parse);
    let words = beginnings(&sought);
    let mut tx = state.db.read().await?;
    let found = found(&mut tx, viewer, (&words, group), after(&asked)).await?;
    let held = HeldWords::new(absence::held_by(&mut tx, viewer).await?, viewer.today);
    drop(tx);
    let more = found.get(ROWS).and_then(|_| found.get(ROWS - 1));
    let more = more.map(|last| More::Search {
        word: String::from_utf8_lossy(last.word.as_deref().unwrap_or_default()).into_owned(),
        who: last.id.to_string(),
    });
    let page = List { found, held, more, sought, whose: None, group };
    html(&page.into_page(&state, &visitor))
}

fn after(asked: &Asked) -> Option<After> {
    let word = asked.na_woord.as_deref()?.as_bytes().to_vec();
    Some((word, asked.na.as_deref()?.parse().ok()?))
}

/// Whoever sees only their own people looks among those.
async fn found(
    tx: &mut Tx,
    viewer: Viewer,
    (words, group): (&[String], Option<GroupKind>),
    after: Option<After>,
) -> Result<Vec<Found>, StoreError> {
    let Some(first) = words.first() else { return Ok(Vec::new()) };
    if viewer.role.scope() == Scope::Gemeente {
        return find::by_words(tx, viewer, words, group, after).await;
    }
    let after = after.map(|(_, who)| who);
    find::of_staff(tx, viewer, viewer.staff, (Some(first), group), after).await
}

struct List {
    found: Vec<Found>,
    held: HeldWords,
    more: Option<More>,
    sought: String,
    /// None: they were looked for.
    whose: Option<Whose>,
    group: Option<GroupKind>,
}

impl List {
    fn into_page(self, state: &WebState, visitor: &Visitor) -> PeoplePage {
        let now = state.clock.civil();
        let sees_all = visitor.viewer().role.scope() == Scope::Gemeente;
        let here = self.whose.unwrap_or(Whose::Everybody);
        let mut rows: Vec<Row> = Vec::new();
        for one in self.found.into_iter().take(ROWS) {
            // found by two words
            if !rows.iter().any(|row| row.id == one.id.to_string()) {
                rows.push(Row::new(one, &self.held, now));
            }
        }
        PeoplePage {
            frame: Frame::new(state, Some(visitor), "/inburgeraars"),
            csrf: visitor.csrf().to_owned(),
            longest: LONGEST,
            whose: if sees_all { whose_tabs(self.whose, self.group) } else { Vec::new() },
            groups: group_tabs(here, self.group),
            group: self.group.map(GroupKind::as_str),
            rows,
            more: self.more,
            in_vain: self.whose.is_none() && beginnings(&self.sought).is_empty(),
            merges: visitor.viewer().role.merges(),
            sought: self.sought,
        }
    }
}

fn href(whose: Whose, group: Option<GroupKind>) -> String {
    match group {
        Some(group) => format!("/inburgeraars?van={}&groep={group}", whose.word()),
        None => format!("/inburgeraars?van={}", whose.word()),
    }
}

fn whose_tabs(here: Option<Whose>, group: Option<GroupKind>) -> Vec<Tab> {
    [
        (Whose::Everybody, say!("Iedereen")),
        (Whose::Mine, say!("Mijn mensen")),
        (Whose::Nobody, say!("Zonder klantmanager")),
    ]
    .map(|(whose, words)| Tab { href: href(whose, group), words, on: here == Some(whose) })
    .into()
}

fn group_tabs(whose: Whose, here: Option<GroupKind>) -> Vec<Tab> {
    let all = Tab { href: href(whose, None), words: say!("Alle groepen"), on: here.is_none() };
    let each = GroupKind::ALL.iter().map(|group| Tab {
        href: href(whose, Some(*group)),
        words: words::group(group.as_str()),
        on: here == Some(*group),
    });
    std::iter::once(all).chain(each).collect()
}

impl Row {
    fn new(one: Found, held: &HeldWords, now: DateTime<Utc>) -> Self {
        let route = one.leerroute.as_deref().and_then(Leerroute::parse).map(words::leerroute);
        let group = words::group(&one.group_kind);
        Self {
            id: one.id.to_string(),
            about: route.map_or_else(|| group.to_owned(), |route| format!("{group} · {route}")),
            language: Language::parse(&one.language).map_or("", words::language),
            heard: one.heard_at.map(|at| (when::machine(at), when::moment(at, now))),
            name: one.name,
            klantnummer: one.klantnummer,
            klantmanager: one.klantmanager,
            coach: one.coach,
            held: held.first_of(&[one.klantmanager_id, one.coach_id]),
            is_asked: one.is_asked,
        }
    }
}
