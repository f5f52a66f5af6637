//! What concerns somebody's privacy: everything that is kept about them, handed out or erased; and whether messages
//! show only after a tap what they say.
//!
//! Two forms here are not answered by 303: the overview is the answer itself, a file that stands nowhere else;
//! and the report of an erasure is about somebody who has no page any more.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::super::WebState;
use super::super::inzage::page as page_of;
use super::super::page::{Frame, html};
use super::super::words::erase_why;
use crate::acts::cover_messages::cover_messages;
use crate::acts::erase::{Erased, erase};
use crate::acts::inzage::inzage;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::ids::PersonId;
use crate::letter::zip;
use crate::store::trail::Somebody;
use crate::store::{Tx, gemeenten, media, trail};
use crate::trade::privacy::EraseWhy;

/// The form that asks for everything.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    vorm: String,
}

pub(super) async fn somebody(
    tx: &mut Tx,
    person: &str,
    visitor: &Visitor,
) -> Result<Somebody, HttpError> {
    let id: PersonId = person.parse().map_err(|_| HttpError::NotFound)?;
    trail::seen_by(tx, id, visitor.viewer()).await?.ok_or(HttpError::NotFound)
}

/// `POST /inburgeraars/{person}/inzage`: a file with everything, noted in the audit trail. Who sent photos or voice notes
/// gets them along, in one archive.
pub async fn tell(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Wanted>,
) -> Result<Response, HttpError> {
    let (now, by) = (state.clock.civil(), visitor.viewer());
    let mut tx = state.db.begin().await?;
    let who = somebody(&mut tx, &person, &visitor).await?;
    let name = gemeenten::name(&mut tx, by.gemeente).await?;
    let made = inzage(&mut tx, &who, (&name, state.kept), Some(by.staff), now).await?;
    let (body, kind, ending) = match form.vorm.as_str() {
        "json" => (made.json().to_string(), "application/json", "json"),
        _ => (page_of(&made)?, "text/html; charset=utf-8", "html"),
    };
    let file = made.file_name();
    let (body, kind, ending) = match made.files() {
        [] => (body.into_bytes(), kind, ending),
        files => {
            let mut all = vec![(format!("{file}.{ending}"), body.into_bytes())];
            for one in files {
                if let Some(content) = media::content(&mut tx, one.id).await? {
                    all.push((format!("bestanden/{}", one.name), content));
                }
            }
            let archive = zip::archive(&all, made.made_at()).map_err(|_| HttpError::Broken)?;
            (archive, "application/zip", "zip")
        }
    };
    tx.commit().await?;
    let name = format!("attachment; filename=\"{file}.{ending}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    frame: Frame,
    csrf: String,
    /// Of the person, while there is one.
    id: String,
    name: String,
    klantnummer: String,
    problem: Option<&'static str>,
    done: bool,
    rows: u64,
    erased: Erased,
    reasons: Vec<(&'static str, &'static str)>,
}

/// `GET /inburgeraars/{person}/wissen`: what would go. The work is done and undone, so that it is no guess.
pub async fn ask(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Html<String>, HttpError> {
    html(&asked(&state, &visitor, &person, None).await?)
}

async fn asked(
    state: &WebState,
    visitor: &Visitor,
    person: &str,
    problem: Option<&'static str>,
) -> Result<ErasePage, HttpError> {
    let mut tx = state.db.begin().await?;
    let who = somebody(&mut tx, person, visitor).await?;
    let by = Some(visitor.viewer().staff);
    let erased = erase(&mut tx, &who, EraseWhy::Verzoek, by, state.clock.civil()).await?;
    drop(tx);
    Ok(page(state, visitor, who, erased, (false, problem)))
}

fn page(
    state: &WebState,
    visitor: &Visitor,
    who: Somebody,
    erased: Erased,
    (done, problem): (bool, Option<&'static str>),
) -> ErasePage {
    ErasePage {
        frame: Frame::new(state, Some(visitor), "/inburgeraars"),
        csrf: visitor.csrf().to_owned(),
        id: who.id.to_string(),
        name: who.name,
        klantnummer: who.klantnummer,
        problem,
        done,
        rows: erased.rows(),
        erased,
        reasons: EraseWhy::ALL.iter().map(|why| (why.as_str(), erase_why(*why))).collect(),
    }
}

/// The form that erases.
#[derive(Deserialize)]
pub struct Sure {
    #[serde(default)]
    klantnummer: String,
    #[serde(default)]
    waarom: String,
}

/// `POST /inburgeraars/{person}/wissen`.
pub async fn erase_them(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Sure>,
) -> Result<Response, HttpError> {
    let mut tx = state.db.begin().await?;
    let who = somebody(&mut tx, &person, &visitor).await?;
    let refuse = async |problem| {
        let page = html(&asked(&state, &visitor, &person, Some(problem)).await?)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Some(why) = EraseWhy::parse(&form.waarom) else {
        drop(tx);
        return refuse(say!("Kies waarom u wist. Er is niets gewist.")).await;
    };
    if form.klantnummer.trim() != who.klantnummer {
        drop(tx);
        return refuse(say!("Het klantnummer klopt niet. Er is niets gewist.")).await;
    }
    let by = Some(visitor.viewer().staff);
    let erased = erase(&mut tx, &who, why, by, state.clock.civil()).await?;
    tx.commit().await?;
    let page = page(&state, &visitor, who, erased, (true, None));
    Ok(html(&page)?.into_response())
}

/// The form that sets quiet messages.
#[derive(Deserialize)]
pub struct Quiet {
    #[serde(default)]
    rustig: String,
}

/// `POST /inburgeraars/{person}/rustig`: quiet messages from now on (`ja`), or not any more.
pub async fn set_quiet(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Quiet>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    let who = somebody(&mut tx, &person, &visitor).await?;
    let on = form.rustig == "ja";
    cover_messages(&mut tx, &who, on, visitor.viewer(), state.clock.civil()).await?;
    tx.commit().await?;
    let word = if on { "rustig" } else { "gewoon" };
    Ok(Redirect::to(&format!("/inburgeraars/{}?gedaan={word}", who.id)))
}
