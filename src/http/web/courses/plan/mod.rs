//! `/cursussen/nieuw`: a whole course, planned: what it is, its days, a look at every session with what is odd about
//! it, and then all of it at once.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::NaiveDate;

mod typed;

use self::typed::{Fault, Input, Typed};
use super::{occasion, odd_words};
use crate::acts::import::nearest::fold;
use crate::acts::import::odd_sessions::odd;
use crate::acts::plan_series::{Refusal, Series, plan_series};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::page::{Frame, html};
use crate::http::web::{WebState, when, words};
use crate::ids::CourseId;
use crate::plan::local_time::local_date;
use crate::store::sessions;
use crate::trade::course::{Daypart, SessionTime};

type Fields = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "course_new.html")]
struct NewPage {
    frame: Frame,
    csrf: String,
    inputs: Vec<Input>,
    faults: Vec<Fault>,
}

#[derive(Template)]
#[template(path = "course_new_look.html")]
struct LookPage {
    frame: Frame,
    csrf: String,
    name: String,
    part: &'static str,
    times: String,
    place: String,
    fields: Vec<(String, String)>,
    /// The days as they are shown: nothing else is saved.
    seen: String,
    rows: Vec<Row>,
    skipped: Vec<(String, String)>,
    /// Days are typed one by one: none is made up for.
    own_days: bool,
    /// The days are others than those that were looked at.
    changed: bool,
}

struct Row {
    number: usize,
    what: String,
    day: String,
    date: String,
    warnings: Vec<String>,
}

/// `GET /cursussen/nieuw`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, HttpError> {
    html(&form(&state, &visitor, &Typed::default(), Vec::new()))
}

fn form(state: &WebState, visitor: &Visitor, typed: &Typed, faults: Vec<Fault>) -> NewPage {
    NewPage {
        frame: Frame::new(state, Some(visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        inputs: typed.inputs(&faults),
        faults,
    }
}

fn refused(
    state: &WebState,
    visitor: &Visitor,
    typed: &Typed,
    faults: Vec<Fault>,
) -> Result<Response, HttpError> {
    let page = form(state, visitor, typed, faults);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// `POST /cursussen/nieuw/kijken`: every session, with what is odd about it. Changes nothing.
pub async fn look(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Response, HttpError> {
    let typed = Typed::new(fields);
    if typed.get("wat") == "terug" {
        return Ok(html(&form(&state, &visitor, &typed, Vec::new()))?.into_response());
    }
    match typed.series(state.clock.civil()) {
        Err(faults) => refused(&state, &visitor, &typed, faults),
        Ok(series) => {
            let page = look_page(&state, &visitor, (&typed, &series)).await?;
            Ok(html(&page)?.into_response())
        }
    }
}

async fn look_page(
    state: &WebState,
    visitor: &Visitor,
    (typed, series): (&Typed, &Series),
) -> Result<LookPage, HttpError> {
    let today = local_date(state.clock.civil());
    let times = series.times().unwrap_or_default();
    let (first, last) = (times.first(), times.last());
    let mut held = Vec::new();
    if let (Some(first), Some(last)) = (first, last) {
        let mut tx = state.db.read().await?;
        let span = (first.starts_at, last.ends_at);
        held = sessions::held(&mut tx, visitor.viewer().gemeente, span).await?;
    }
    // online there is room for everybody
    let here = fold(&series.place);
    held.retain(|one| series.online_url.is_none() && fold(&one.place) == here);
    let row = |(number, (day, time)): (usize, (&NaiveDate, &SessionTime))| {
        let clash = held
            .iter()
            .filter(|one| one.starts_at < time.ends_at && time.starts_at < one.ends_at)
            .map(|one| say!("Op deze plaats is dan ook {course}.", course = one.course()));
        Row {
            number,
            what: words::session_name(
                Some(series.kind_of(number)),
                i64::try_from(number).unwrap_or(0),
            ),
            day: when::date(*day, today),
            date: day.to_string(),
            warnings: odd(*time).into_iter().map(odd_words::told).chain(clash).collect(),
        }
    };
    let shown = |day: NaiveDate| (day.to_string(), when::date(day, today));
    Ok(LookPage {
        frame: Frame::new(state, Some(visitor), "/cursussen"),
        csrf: visitor.csrf().to_owned(),
        name: format!("{} {}", series.course, series.group),
        part: daypart(Daypart::of(series.begin)),
        times: format!("{} - {}", series.begin.format("%H:%M"), series.end.format("%H:%M")),
        place: series.place.clone(),
        fields: typed.kept(),
        seen: seen(series),
        rows: (1..).zip(series.days.iter().zip(&times)).map(row).collect(),
        skipped: typed.skipped().into_iter().map(shown).collect(),
        own_days: typed.has_own_days(),
        changed: false,
    })
}

fn seen(series: &Series) -> String {
    let days: Vec<String> = series.days.iter().map(ToString::to_string).collect();
    days.join(" ")
}

fn daypart(part: Daypart) -> &'static str {
    match part {
        Daypart::Ochtend => say!("ochtend"),
        Daypart::Middag => say!("middag"),
        Daypart::Avond => say!("avond"),
    }
}

/// `POST /cursussen/nieuw`: plans what was looked at; other days are looked at first.
pub async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Response, HttpError> {
    let typed = Typed::new(fields);
    let series = match typed.series(state.clock.civil()) {
        Ok(series) => series,
        Err(faults) => return refused(&state, &visitor, &typed, faults),
    };
    if typed.get("gezien") != seen(&series) {
        let page = look_page(&state, &visitor, (&typed, &series)).await?;
        let page = LookPage { changed: true, ..page };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let mut done = planned(&state, &visitor, &series).await;
    if matches!(&done, Err(Refusal::Store(error)) if error.is_duplicate()) {
        // the same form, sent twice at once: the other one was first
        done = planned(&state, &visitor, &series).await;
    }
    match done {
        Ok(id) => Ok(Redirect::to(&format!("/cursussen/{id}?gedaan=gepland")).into_response()),
        Err(Refusal::Taken(_)) => {
            let words = say!("Er is al een cursus met deze naam en groep. Kies een andere groep.");
            refused(&state, &visitor, &typed, vec![Fault { field: "groep", words }])
        }
        Err(Refusal::BadTime) => Err(HttpError::Unreadable),
        Err(Refusal::Store(error)) => Err(error.into()),
    }
}

async fn planned(
    state: &WebState,
    visitor: &Visitor,
    series: &Series,
) -> Result<CourseId, Refusal> {
    let mut tx = state.db.begin().await?;
    let nothing = || crate::store::StoreError::corrupt("publication", "", "nothing is published");
    let content = state.contents.published(&mut tx).await?.ok_or_else(nothing)?;
    let code = crate::store::gemeenten::code(&mut tx, visitor.viewer().gemeente).await?;
    let policies = content.policies.of(&code);
    let id = plan_series(&mut tx, series, occasion(state, visitor, &policies)).await?;
    // crash before: nothing of it is there. Crash after: all of it, and the form again finds it
    tx.commit().await?;
    Ok(id)
}
