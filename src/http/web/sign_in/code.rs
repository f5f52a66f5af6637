//! `/inloggen/code`: the password was right, and now the code of the second factor.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Fault, door, let_in, next_page, refuse, too_often, wait};
use crate::acts::second_factor::{self, Second};
use crate::acts::sign_in::Refusal;
use crate::http::auth::{Cookie, device_of};
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::http::web::page::{Frame, html};
use crate::store::second_factor as rows;

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct CodePage {
    frame: Frame,
    faults: Vec<Fault>,
    next: String,
    /// Is somebody between both steps?
    waits: bool,
}

impl CodePage {
    fn new(state: &WebState, next: String, waits: bool) -> Self {
        Self { frame: Frame::new(state, None, "/inloggen"), faults: Vec::new(), next, waits }
    }
}

/// What the address may hold.
#[derive(Deserialize)]
pub struct Asked {
    verder: Option<String>,
}

/// `GET /inloggen/code`.
pub async fn show(
    State(state): State<WebState>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, HttpError> {
    let token = state.gate().cookie(&headers, Cookie::Step).unwrap_or_default();
    let mut tx = state.db.read().await?;
    let waits = rows::step(&mut tx, &token, state.clock.machine()).await?.is_some();
    drop(tx);
    let page = CodePage::new(&state, next_page(asked.verder.as_deref()), waits);
    if waits { Ok(html(&page)?.into_response()) } else { refuse(StatusCode::GONE, &page) }
}

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    verder: Option<String>,
}

/// `POST /inloggen/code`.
pub async fn check(
    State(state): State<WebState>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, HttpError> {
    let (gate, now) = (state.gate(), state.clock.machine());
    let token = gate.cookie(&headers, Cookie::Step).unwrap_or_default();
    let mut page = CodePage::new(&state, next_page(typed.verder.as_deref()), true);
    let (old, device) = (gate.cookie(&headers, Cookie::Session), device_of(&headers));
    let door = door(&state, old.as_deref(), &device);
    let mut tx = state.db.begin().await?;
    let second = second_factor::finish(&mut tx, (&token, &typed.code), door, now).await;
    let second = second.map_err(|refusal| match refusal {
        Refusal::Store(error) => error.into(),
        _ => HttpError::Broken,
    })?;
    tx.commit().await?;
    match second {
        Second::In { done, codes_left, .. } => {
            let on_paper = codes_left.map(|_| "/account?gedaan=papier");
            let mut response = let_in(&state, &done, on_paper.unwrap_or(&page.next)).await?;
            let clear = gate.clear_cookie(Cookie::Step).ok_or(HttpError::Broken)?;
            response.headers_mut().append(header::SET_COOKIE, clear);
            Ok(response)
        }
        Second::Wait { until } => {
            page.faults.push(too_often("code", until - now));
            wait(&page, until - now)
        }
        Second::Wrong => {
            let words = say!("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code.")
                .to_owned();
            page.faults.push(Fault { field: "code", words });
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Second::TooLate => {
            page.waits = false;
            refuse(StatusCode::GONE, &page)
        }
    }
}
