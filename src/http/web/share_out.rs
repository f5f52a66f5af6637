//! `/verdelen`: how many people each klantmanager has, and giving several of them to others: chosen, looked at with
//! their names, and then done.

use std::collections::HashMap;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::page::{Frame, html};
use super::{WebState, when, words};
use crate::acts::conversation::Refusal;
use crate::acts::conversation::share_out::{hand_over, spread};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::{PersonId, StaffId};
use crate::store::caseload::{self, Filter, Load};
use crate::store::{absence, courses};
use crate::trade::person::{GroupKind, Language};

/// People that are moved at once: what one form can hold, and somebody can read.
const MOST: i64 = 300;
/// People whose move shares a commit: others write between them.
const TOGETHER: usize = 20;
/// The word for people without a klantmanager.
const NOBODY: &str = "niemand";

type Fields = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "share_out.html")]
struct SharePage {
    frame: Frame,
    csrf: String,
    problem: Option<&'static str>,
    /// How many were moved, and how many stayed, because something changed.
    done: Option<(u32, u32)>,
    loads: Vec<Row>,
    of_nobody: i64,
    groups: Vec<Choice>,
    languages: Vec<Choice>,
    courses: Vec<Choice>,
    from_nobody: bool,
    number: String,
    most: i64,
}

struct Row {
    id: StaffId,
    name: String,
    people: i64,
    works: bool,
    /// Until when they are away, and who stands in.
    away: Option<(String, Option<String>)>,
    from: bool,
    to: bool,
}

struct Choice {
    value: String,
    words: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "share_out_look.html")]
struct LookPage {
    frame: Frame,
    csrf: String,
    from: String,
    /// The word of whose people they are.
    whose: String,
    /// To whom, with the names.
    parts: Vec<Part>,
    total: usize,
    /// There are more than are moved at once.
    more: bool,
}

struct Part {
    to: StaffId,
    name: String,
    people: Vec<caseload::InCare>,
}

struct Asked<'a>(&'a [(String, String)]);

impl Asked<'_> {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Whose people; None: it is not said. Nobody's people are `Some(None)`.
    fn from(&self) -> Option<Option<StaffId>> {
        match self.get("van") {
            NOBODY => Some(None),
            id => id.parse().ok().map(Some),
        }
    }

    fn to(&self) -> Vec<StaffId> {
        let typed = self.0.iter().filter(|(name, _)| name == "naar");
        typed.filter_map(|(_, id)| id.parse().ok()).collect()
    }

    fn filter(&self) -> Filter {
        Filter {
            group: GroupKind::parse(self.get("groep")),
            language: Language::parse(self.get("taal")),
            course: self.get("cursus").parse().ok(),
        }
    }
}

/// What was just done.
#[derive(Default, serde::Deserialize)]
pub struct Done {
    gedaan: Option<u32>,
    #[serde(default)]
    over: u32,
}

/// `GET /verdelen`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(done): Query<Done>,
) -> Result<Html<String>, HttpError> {
    let mut page = page(&state, &visitor, &Asked(&[])).await?;
    page.done = done.gedaan.map(|moved| (moved, done.over));
    html(&page)
}

async fn page(
    state: &WebState,
    visitor: &Visitor,
    asked: &Asked<'_>,
) -> Result<SharePage, HttpError> {
    let by = visitor.viewer();
    let mut tx = state.db.read().await?;
    let loads = caseload::loads(&mut tx, by.gemeente).await?;
    let of_nobody = caseload::of_nobody(&mut tx, by.gemeente).await?;
    let away = absence::away(&mut tx, by.gemeente, by.today).await?;
    let courses = courses::all(&mut tx, by.gemeente).await?;
    drop(tx);
    let (from, to) = (asked.from(), asked.to());
    let row = |load: Load| Row {
        away: away
            .iter()
            .find(|one| one.absent_id == load.id)
            .map(|one| (when::date(one.last_on, by.today), one.deputy.clone())),
        from: from == Some(Some(load.id)),
        to: to.contains(&load.id),
        id: load.id,
        name: load.name,
        people: load.people,
        works: load.works,
    };
    let choice = |name: &str, value: String, words: String| {
        let on = asked.get(name) == value;
        Choice { value, words, on }
    };
    Ok(SharePage {
        frame: Frame::new(state, Some(visitor), "/verdelen"),
        csrf: visitor.csrf().to_owned(),
        problem: None,
        done: None,
        loads: loads.into_iter().map(row).collect(),
        of_nobody,
        groups: GroupKind::ALL
            .iter()
            .map(|group| {
                choice("groep", group.to_string(), words::group(group.as_str()).to_owned())
            })
            .collect(),
        languages: Language::ALL
            .iter()
            .map(|one| choice("taal", one.to_string(), words::language(*one).to_owned()))
            .collect(),
        courses: courses
            .into_iter()
            .map(|one| {
                let name = format!("{} {}", one.name, one.group_name);
                choice("cursus", one.id.to_string(), name)
            })
            .collect(),
        from_nobody: from == Some(None),
        number: asked.get("aantal").to_owned(),
        most: MOST,
    })
}

/// `POST /verdelen/kijken`: who would go to whom. Changes nothing.
pub async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Response, HttpError> {
    let asked = Asked(&fields);
    match chosen(&state, &visitor, &asked).await? {
        Ok(page) => Ok(html(&page)?.into_response()),
        Err(problem) => {
            let page =
                SharePage { problem: Some(problem), ..page(&state, &visitor, &asked).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
    }
}

async fn chosen(
    state: &WebState,
    visitor: &Visitor,
    asked: &Asked<'_>,
) -> Result<Result<LookPage, &'static str>, HttpError> {
    let Some(from) = asked.from() else { return Ok(Err(say!("Kies van wie de mensen zijn."))) };
    let most = match asked.get("aantal") {
        "" => MOST,
        text => match text.parse() {
            Ok(number) if (1..=MOST).contains(&number) => number,
            _ => return Ok(Err(say!("Vul een getal van 1 tot en met 300 in, of laat dit leeg."))),
        },
    };
    let gemeente = visitor.viewer().gemeente;
    let mut tx = state.db.read().await?;
    let loads = caseload::loads(&mut tx, gemeente).await?;
    let wanted = asked.to();
    let name = |id: Option<StaffId>| match id {
        Some(id) => loads.iter().find(|load| load.id == id).map(|load| load.name.clone()),
        None => Some(say!("niemand").to_owned()),
    };
    let Some(from_name) = name(from) else { return Err(HttpError::NotFound) };
    let to: Vec<&Load> = loads
        .iter()
        .filter(|load| load.works && Some(load.id) != from && wanted.contains(&load.id))
        .collect();
    if to.is_empty() {
        return Ok(Err(say!("Kies naar wie de mensen gaan: iemand anders dan van wie zij zijn.")));
    }
    let mut people = caseload::people(&mut tx, gemeente, (from, asked.filter()), most + 1).await?;
    drop(tx);
    if people.is_empty() {
        return Ok(Err(say!("Niemand past bij deze keuze.")));
    }
    let whole = usize::try_from(most).unwrap_or(usize::MAX);
    let more = asked.get("aantal").is_empty() && people.len() > whole;
    people.truncate(whole);
    let ids: Vec<PersonId> = people.iter().map(|one| one.id).collect();
    let given: HashMap<PersonId, StaffId> =
        spread(&ids, &to.iter().map(|load| (load.id, load.people)).collect::<Vec<_>>())
            .into_iter()
            .collect();
    let total = people.len();
    let parts = to.into_iter().map(|load| Part {
        to: load.id,
        name: load.name.clone(),
        people: people.iter().filter(|one| given.get(&one.id) == Some(&load.id)).cloned().collect(),
    });
    Ok(Ok(LookPage {
        frame: Frame::new(state, Some(visitor), "/verdelen"),
        csrf: visitor.csrf().to_owned(),
        from: from_name,
        whose: asked.get("van").to_owned(),
        parts: parts.filter(|part| !part.people.is_empty()).collect(),
        total,
        more,
    }))
}

/// `POST /verdelen`: moves everybody of the form who is still where they were.
pub async fn carry_out(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let from = Asked(&fields).from().ok_or(HttpError::NotFound)?;
    let pair = |value: &str| -> Option<(PersonId, StaffId)> {
        let (person, to) = value.split_once(' ')?;
        Some((person.parse().ok()?, to.parse().ok()?))
    };
    let typed = fields.iter().filter(|(name, _)| name == "kies");
    let pairs: Vec<(PersonId, StaffId)> = typed.filter_map(|(_, value)| pair(value)).collect();
    let (by, now) = (visitor.viewer(), state.clock.civil());
    let (mut moved, mut stayed) = (0_u32, 0_u32);
    for some in pairs.chunks(TOGETHER) {
        let mut tx = state.db.begin().await?;
        for (person, to) in some {
            match hand_over(&mut tx, *person, (from, *to), by, now).await {
                Ok(true) => moved += 1,
                Ok(false) | Err(Refusal::NoSuchChoice) => stayed += 1,
                Err(Refusal::Store(error)) => return Err(error.into()),
                Err(_) => return Err(HttpError::NotFound),
            }
        }
        // crash between two: who was moved is moved whole, and the form again moves the others
        tx.commit().await?;
    }
    Ok(Redirect::to(&format!("/verdelen?gedaan={moved}&over={stayed}")))
}
