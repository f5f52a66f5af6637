//! The buttons of the publish page: publish, put back, throw the draft away, take the files.

use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use super::look;
use crate::acts::draft::{self as draft_acts, discard_draft, take_folder};
use crate::acts::publish::{By, Checked, How, LONGEST_NOTE, Refusal, publish, publish_draft};
use crate::dialog::content::Files;
use crate::dialog::conversation::RevisionId;
use crate::dialog::load::Problem;
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::store::{content, draft};

/// What a form of the page says.
#[derive(Deserialize)]
pub struct Pressed {
    /// What stood on the page as in force.
    gezien: String,
    /// The draft that stood on the page.
    versie: Option<i64>,
    /// Back to this revision.
    terug: Option<String>,
    /// Why.
    notitie: Option<String>,
    /// `mee`: people come along where they can.
    lopend: Option<String>,
    /// `gezien`: who publishes read which stories go otherwise.
    verhalen: Option<String>,
}

impl Pressed {
    fn seen(&self) -> Option<RevisionId> {
        (!self.gezien.is_empty()).then(|| RevisionId(self.gezien.clone()))
    }
}

fn by(visitor: &Visitor) -> By {
    let viewer = visitor.viewer();
    By { gemeente: viewer.gemeente, staff: Some(viewer.staff) }
}

/// `POST /publiceren`: the draft is put in force.
pub async fn publish_it(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(pressed): Form<Pressed>,
) -> Result<Redirect, HttpError> {
    let version = pressed.versie.ok_or(HttpError::Unreadable)?;
    let mut tx = state.db.read().await?;
    let open = draft::open(&mut tx).await?;
    drop(tx);
    let open = open.filter(|open| open.version == version).ok_or_else(overtaken)?;
    let checked = check(open.files.clone(), Checked::new).await?;
    must_be_tried(&state, open.files, pressed.verhalen.is_some()).await?;
    put_in_force(&state, &visitor, &pressed, &checked, Some(version)).await?;
    Ok(done("gepubliceerd"))
}

/// Nothing is published from here before every path was walked and every story lived. What is not proven
/// is not published; a story that goes otherwise may be what is wrong, so a person says that they read it.
async fn must_be_tried(state: &WebState, files: Files, read: bool) -> Result<(), HttpError> {
    let not = |what: &str| {
        Err(HttpError::Conflict { what: format!("{what} {}", say!("Er is niets gepubliceerd.")) })
    };
    match look::tried(state, files).await? {
        None => not(say!(
            "Dit concept wordt nog nagelopen. Ga terug en wacht tot op de pagina staat wat eruit kwam."
        )),
        Some(tried) if !tried.refuted.is_empty() => {
            let (place, what) = &tried.refuted[0];
            not(&say!(
                "Niet elk pad eindigt goed, zoals bij {place}: {what}.",
                place = place,
                what = what
            ))
        }
        Some(tried) if !tried.otherwise.is_empty() && !read => not(say!(
            "Er zijn verhalen die anders gaan dan ze geschreven zijn. Lees ze, en zet een vinkje."
        )),
        Some(_) => Ok(()),
    }
}

/// `POST /publiceren/terug`: an earlier revision is in force again.
pub async fn put_back(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(pressed): Form<Pressed>,
) -> Result<Redirect, HttpError> {
    let revision = RevisionId(pressed.terug.clone().ok_or(HttpError::Unreadable)?);
    let mut tx = state.db.read().await?;
    // only what was in force before: a thrown-away draft is a revision too
    let was_in_force = content::was_published(&mut tx, &revision).await?;
    let files = content::files(&mut tx, &revision).await?.filter(|_| was_in_force);
    drop(tx);
    let checked = check(files.ok_or(HttpError::NotFound)?, Checked::in_force_before).await?;
    put_in_force(&state, &visitor, &pressed, &checked, None).await?;
    Ok(done("terug"))
}

/// Reading takes longer than an async thread may be held.
async fn check(
    files: Files,
    check: impl FnOnce(Files) -> Result<Checked, Vec<Problem>> + Send + 'static,
) -> Result<Checked, HttpError> {
    let checked = tokio::task::spawn_blocking(move || check(files)).await;
    checked.map_err(|_| HttpError::Broken)?.map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        let what = match problems.len() {
            1 => say!("Er staat een fout in: {first}. Er is niets gepubliceerd.", first = first),
            n => say!(
                "Er staan {n} fouten in, zoals {first}. Er is niets gepubliceerd.",
                n = n,
                first = first
            ),
        };
        HttpError::Conflict { what }
    })
}

async fn put_in_force(
    state: &WebState,
    visitor: &Visitor,
    pressed: &Pressed,
    checked: &Checked,
    version: Option<i64>,
) -> Result<(), HttpError> {
    let (now, by, seen) = (state.clock.civil(), by(visitor), pressed.seen());
    let how = How {
        seen: seen.as_ref(),
        note: pressed.notitie.as_deref(),
        carries: pressed.lopend.as_deref() == Some("mee"),
    };
    let mut tx = state.db.begin().await?;
    let published = match version {
        Some(version) => publish_draft(&mut tx, checked, version, how, by, now).await,
        None => publish(&mut tx, checked, how, Some(by), now).await,
    };
    match published {
        // the first event after the commit finds the content loaded
        // crash before: what was in force is. Crash after: new conversations follow this one
        Ok(_) => {
            state.contents.keep(checked.content());
            Ok(tx.commit().await?)
        }
        Err(Refusal::Store(error)) => Err(error.into()),
        Err(Refusal::Overtaken) => Err(overtaken()),
        Err(Refusal::Unchanged) => {
            let what = say!("Deze versie geldt al. Er is niets veranderd.").to_owned();
            Err(HttpError::Conflict { what })
        }
        Err(Refusal::NoSound(path)) => {
            let what = say!(
                "Van de opname {path} is geen geluid binnengekomen. Zet het bestand in de map van de dialogen, of haal een pakket op waar het in zit. Er is niets gepubliceerd.",
                path = path
            );
            Err(HttpError::Conflict { what })
        }
        Err(Refusal::LongNote) => {
            let what = say!(
                "De notitie is te lang: hooguit {n} tekens. Er is niets gepubliceerd.",
                n = LONGEST_NOTE
            );
            Err(HttpError::Conflict { what })
        }
    }
}

/// `POST /publiceren/weg`: the draft is thrown away.
pub async fn discard(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(pressed): Form<Pressed>,
) -> Result<Redirect, HttpError> {
    let version = pressed.versie.ok_or(HttpError::Unreadable)?;
    let mut tx = state.db.begin().await?;
    let discarded = discard_draft(&mut tx, version, by(&visitor), state.clock.civil()).await;
    discarded.map_err(refused)?;
    tx.commit().await?;
    Ok(done("weg"))
}

/// `POST /publiceren/schijf`: the files in the folders are the draft from now on.
pub async fn take_files(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(pressed): Form<Pressed>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    let taken = take_folder(&mut tx, pressed.versie, by(&visitor), state.clock.civil()).await;
    taken.map_err(refused)?;
    tx.commit().await?;
    Ok(done("schijf"))
}

fn refused(refusal: draft_acts::Refusal) -> HttpError {
    match refusal {
        draft_acts::Refusal::Store(error) => error.into(),
        draft_acts::Refusal::Overtaken { .. } | draft_acts::Refusal::None => overtaken(),
        draft_acts::Refusal::TooLarge(what) => HttpError::Conflict { what },
    }
}

fn overtaken() -> HttpError {
    let what = say!(
        "Er is intussen iets anders gepubliceerd, of het concept is veranderd. Er is niets veranderd door uw klik. Ga terug en bekijk de pagina opnieuw."
    );
    HttpError::Conflict { what: what.to_owned() }
}

fn done(what: &str) -> Redirect {
    Redirect::to(&format!("/publiceren?gedaan={what}"))
}
