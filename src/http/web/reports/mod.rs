//! `/cijfers`: whether people are reached, whether they come, what keeps them, how soon it begins, and how the work is
//! divided. Counted at night; the page reads counts only, and shows none that could point at somebody.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use uuid::Uuid;

mod chart;
mod figures;
mod sections;

use super::page::{Frame, html};
use super::{WebState, table_file, words};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::store::Tx;
use crate::store::reports::{self, Choice};
use crate::trade::person::{GroupKind, Language};
use figures::Figures;
use sections::Section;

/// Days that can be looked at together.
const PERIODS: [u64; 3] = [7, 28, 91];

fn period_name(days: u64) -> &'static str {
    match days {
        7 => say!("Week"),
        28 => say!("Vier weken"),
        _ => say!("Kwartaal"),
    }
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    frame: Frame,
    /// From which day to which, in words; None: nothing was counted yet.
    period: Option<String>,
    periods: Vec<Tab>,
    groups: Vec<Tab>,
    days: u64,
    group: Option<&'static str>,
    languages: Vec<Pick>,
    courses: Vec<Pick>,
    query: String,
    sections: Vec<Section>,
}

struct Tab {
    href: String,
    words: &'static str,
    on: bool,
}

struct Pick {
    id: String,
    words: String,
    on: bool,
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    dagen: Option<u64>,
    groep: Option<String>,
    taal: Option<String>,
    cursus: Option<String>,
    deel: Option<String>,
}

#[derive(Clone, Copy)]
struct Filter {
    days: u64,
    group: Option<GroupKind>,
    language: Option<Language>,
    course: Option<Uuid>,
}

impl Filter {
    /// What cannot be understood is as if it was not asked.
    fn of(asked: &Asked) -> Self {
        let known = |days: &u64| PERIODS.contains(days);
        Self {
            days: asked.dagen.filter(known).unwrap_or(28),
            group: asked.groep.as_deref().and_then(GroupKind::parse),
            language: asked.taal.as_deref().and_then(Language::parse),
            course: asked.cursus.as_deref().and_then(|id| id.parse().ok()),
        }
    }

    fn query(self) -> String {
        let mut query = format!("dagen={}", self.days);
        if let Some(group) = self.group {
            query.push_str(&format!("&groep={group}"));
        }
        if let Some(language) = self.language {
            query.push_str(&format!("&taal={language}"));
        }
        if let Some(course) = self.course {
            query.push_str(&format!("&cursus={course}"));
        }
        query
    }

    fn choice(self) -> Choice {
        Choice {
            group_kind: self.group.map(GroupKind::as_str),
            language: self.language.map(Language::as_str),
            course: self.course,
        }
    }
}

/// `GET /cijfers`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let filter = Filter::of(&asked);
    let gemeente = visitor.viewer().gemeente;
    let mut tx = state.db.read().await?;
    let courses = reports::courses(&mut tx, gemeente).await?;
    let read = read(&mut tx, &visitor, filter).await?;
    drop(tx);
    let now = state.clock.civil();
    let named = |id: Uuid| {
        courses
            .iter()
            .find(|(known, ..)| *known == id)
            .map(|(_, name, group)| format!("{name} {group}"))
    };
    let (period, sections) = match read {
        None => (None, Vec::new()),
        Some((span, figures)) => (Some(period(span)), sections::all(&figures, span, &named, now)),
    };
    html(&ReportsPage {
        frame: Frame::new(&state, Some(&visitor), "/cijfers"),
        period,
        periods: PERIODS
            .map(|days| tab(Filter { days, ..filter }, period_name(days), days == filter.days))
            .into(),
        groups: group_tabs(filter),
        days: filter.days,
        group: filter.group.map(GroupKind::as_str),
        languages: Language::ALL
            .iter()
            .map(|one| Pick {
                id: one.to_string(),
                words: words::language(*one).to_owned(),
                on: filter.language == Some(*one),
            })
            .collect(),
        courses: courses
            .iter()
            .map(|(id, name, group)| Pick {
                id: id.to_string(),
                words: format!("{name} {group}"),
                on: filter.course == Some(*id),
            })
            .collect(),
        query: filter.query(),
        sections,
    })
}

/// `GET /cijfers.csv`: the table of one part.
pub async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let filter = Filter::of(&asked);
    let mut tx = state.db.read().await?;
    let courses = reports::courses(&mut tx, visitor.viewer().gemeente).await?;
    let read = read(&mut tx, &visitor, filter).await?;
    drop(tx);
    let (span, figures) = read.ok_or(HttpError::NotFound)?;
    let named = |id: Uuid| {
        courses
            .iter()
            .find(|(known, ..)| *known == id)
            .map(|(_, name, group)| format!("{name} {group}"))
    };
    let mut all = sections::all(&figures, span, &named, state.clock.civil()).into_iter();
    let part =
        all.find(|section| Some(section.id) == asked.deel.as_deref()).ok_or(HttpError::NotFound)?;
    let rows =
        part.rows.into_iter().map(|row| std::iter::once(row.head).chain(row.cells).collect());
    table_file::answer(&format!("cijfers-{}", part.id), &part.heads, rows)
}

/// From a day to a day, both included.
type Span = (NaiveDate, NaiveDate);

/// The figures of the chosen time, up to the last day that was counted.
async fn read(
    tx: &mut Tx,
    visitor: &Visitor,
    filter: Filter,
) -> Result<Option<(Span, Figures)>, HttpError> {
    let gemeente = visitor.viewer().gemeente;
    let Some(last) = reports::last_day(tx, gemeente).await? else { return Ok(None) };
    let back = |day: NaiveDate, days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let span = (back(last, filter.days - 1), last);
    let before = (back(span.0, filter.days), back(span.0, 1));
    let figures = Figures::read(tx, gemeente, (span, before), &filter.choice()).await?;
    Ok(Some((span, figures)))
}

fn period((from, to): Span) -> String {
    let day = |on: NaiveDate| on.format("%d-%m-%Y").to_string();
    say!("{first} t/m {last}", first = day(from), last = day(to))
}

fn tab(filter: Filter, words: &'static str, on: bool) -> Tab {
    Tab { href: format!("/cijfers?{}", filter.query()), words, on }
}

fn group_tabs(filter: Filter) -> Vec<Tab> {
    let all = tab(Filter { group: None, ..filter }, say!("Alle groepen"), filter.group.is_none());
    let each = GroupKind::ALL.iter().map(|group| {
        let there = Filter { group: Some(*group), ..filter };
        tab(there, words::group(group.as_str()), filter.group == Some(*group))
    });
    std::iter::once(all).chain(each).collect()
}
