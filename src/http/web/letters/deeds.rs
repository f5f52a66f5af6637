//! The buttons of `/brieven`.
//!
//! All are answered by 303 but one: printing answers the letters themselves, because their codes
//! exist nowhere else. Asking for it again prints again, with new codes. What cannot be made into a PDF
//! is answered as a page.

use axum::Form;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};

use super::href;
use super::sheets;
use crate::acts::letters::{
    By, DAYS_VALID, Refusal, drop_letters, make_letters, mark_letters_printed, mark_posted,
    mark_returned,
};
use crate::http::assets;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::ids::LetterId;
use crate::letter::Head;
use crate::letter::page::{Bar, Style, document};
use crate::plan::local_time;
use crate::store::Tx;
use crate::trade::letter::LetterState;

/// A form of the list: which letters, and which filters to return to.
pub type Fields = Form<Vec<(String, String)>>;

struct Chosen {
    letters: Vec<LetterId>,
    state: Option<LetterState>,
    mine: bool,
    as_pdf: bool,
}

impl Chosen {
    fn of(fields: &[(String, String)]) -> Result<Self, HttpError> {
        let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let letters = fields.iter().filter(|(name, _)| name == "brief");
        let letters = letters.map(|(_, id)| id.parse()).collect::<Result<_, _>>();
        Ok(Self {
            letters: letters.map_err(|_| HttpError::NotFound)?,
            state: value("staat").and_then(LetterState::parse),
            mine: value("van") == Some("mij"),
            as_pdf: value("vorm") == Some("pdf"),
        })
    }

    fn back(&self, done: &str, count: usize) -> Redirect {
        Redirect::to(&format!("{}&gedaan={done}&aantal={count}", href(self.state, self.mine)))
    }
}

fn by(visitor: &Visitor) -> By {
    let viewer = visitor.viewer();
    By { gemeente: viewer.gemeente, staff: Some(viewer.staff) }
}

fn refused(refusal: Refusal) -> HttpError {
    let what = match refusal {
        Refusal::Unknown(_) => return HttpError::NotFound,
        Refusal::Store(error) => return error.into(),
        Refusal::NotNow(_) => {
            say!(
                "Een van deze brieven is intussen al verder, bijvoorbeeld gepost of vervallen. \
                 Er is niets veranderd. Ga terug naar de lijst en kies opnieuw."
            )
        }
        Refusal::NoPostalAddress(_) => {
            say!(
                "Van een van deze mensen is het postadres weg. Er is niets geprint. Vul het adres \
                 aan met een import, of meld dat de brief niet nodig is."
            )
        }
    };
    HttpError::Conflict { what: what.to_owned() }
}

/// `POST /brieven/maken`.
pub async fn make(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let chosen = Chosen::of(&fields)?;
    let mut tx = state.db.begin().await?;
    let made = make_letters(&mut tx, by(&visitor), state.clock.civil()).await?;
    tx.commit().await?;
    let (count, without) = (made.letters.len(), made.without_address);
    let to = href(Some(LetterState::Gemaakt), chosen.mine);
    Ok(Redirect::to(&format!("{to}&gedaan=gemaakt&aantal={count}&zonder={without}")))
}

/// `POST /brieven/printen`: one page with the letters that were chosen.
pub async fn print(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Response, HttpError> {
    let chosen = Chosen::of(&fields)?;
    if chosen.letters.is_empty() {
        return Ok(chosen.back("niets", 0).into_response());
    }
    let by = by(&visitor);
    let now = state.clock.civil();
    let valid_for = TimeDelta::days(i64::from(DAYS_VALID));
    // whoever writes waits for neither the words nor the drawing
    let content = state.contents.published(&mut state.db.read().await?).await?;
    let content = content.ok_or(HttpError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let printed = mark_letters_printed(&mut tx, &chosen.letters, valid_for, by, now).await;
    let printed = printed.map_err(refused)?;
    // crash before: nothing was printed. Crash after: whoever prints again gets new codes
    tx.commit().await?;
    let fallback = Head { gemeente: state.title.clone(), ..Head::default() };
    let head = state.heads.get(&by.gemeente).unwrap_or(&fallback);
    let sheets = sheets(&content.words, head, &printed, local_time::local_date(now));
    let back = href(Some(LetterState::Geprint), chosen.mine);
    let mut bar = Bar { back: &back, no_pdf: false };
    if let Some(typesetter) = state.typesetter.as_ref().filter(|_| chosen.as_pdf) {
        match typesetter.pdf(&sheets).await {
            Ok(pdf) => return Ok(as_file(pdf, now)),
            // the letters exist, so they are shown as they can be
            Err(error) => {
                tracing::error!(%error, "letters could not be made into a PDF");
                bar.no_pdf = true;
            }
        }
    }
    let page = document(&sheets, &Style::At(assets::letter_css()), Some(&bar))?;
    Ok(Html(page).into_response())
}

fn as_file(pdf: Vec<u8>, now: DateTime<Utc>) -> Response {
    let name = format!("brieven-{}.pdf", local_time::local(now).format("%Y%m%d-%H%M%S"));
    let disposition = format!("inline; filename=\"{name}\"");
    let headers =
        [(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, pdf).into_response()
}

/// `POST /brieven/gepost`.
pub async fn posted(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let chosen = Chosen::of(&fields)?;
    let (mut tx, now) = (state.db.begin().await?, state.clock.civil());
    let count = mark_posted(&mut tx, &chosen.letters, by(&visitor), now).await;
    finish(tx, &chosen, "gepost", count).await
}

/// `POST /brieven/retour`.
pub async fn returned(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let chosen = Chosen::of(&fields)?;
    let (mut tx, now) = (state.db.begin().await?, state.clock.civil());
    let count = mark_returned(&mut tx, &chosen.letters, by(&visitor), now).await;
    finish(tx, &chosen, "retour", count).await
}

/// `POST /brieven/weg`.
pub async fn drop(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(fields): Fields,
) -> Result<Redirect, HttpError> {
    let chosen = Chosen::of(&fields)?;
    let (mut tx, now) = (state.db.begin().await?, state.clock.civil());
    let count = drop_letters(&mut tx, &chosen.letters, by(&visitor), now).await;
    finish(tx, &chosen, "weg", count).await
}

/// Crash before the commit: nothing was noted. Crash after it: all of it was.
async fn finish(
    tx: Tx,
    chosen: &Chosen,
    done: &str,
    count: Result<usize, Refusal>,
) -> Result<Redirect, HttpError> {
    let count = count.map_err(refused)?;
    tx.commit().await?;
    Ok(chosen.back(if chosen.letters.is_empty() { "niets" } else { done }, count))
}
