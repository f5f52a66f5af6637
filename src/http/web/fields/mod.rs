//! `/velden`, for beheerders: fields of the municipality's own, why each is held, and what goes when one is removed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::WebState;
use super::page::{Frame, html};
use super::sign_in::{Fault, refuse};
use crate::acts::colleagues::By;
use crate::acts::own_fields::{self as acts, NotMade, Wished};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::locale::Locale;
use crate::ids::OwnFieldId;
use crate::store::own_fields::{self, Field};
use crate::store::smart_groups;
use crate::trade::own_field::{Kind, LONGEST_NAME, LONGEST_PURPOSE, MOST, MOST_CHOICES};

#[derive(Template)]
#[template(path = "fields.html")]
struct Page {
    frame: Frame,
    csrf: String,
    done: Option<&'static str>,
    faults: Vec<Fault>,
    /// The id of the field that the form makes.
    fresh: String,
    typed: New,
    kinds: Vec<(&'static str, &'static str)>,
    longest_name: usize,
    longest_purpose: usize,
    most: usize,
    most_choices: usize,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    english: Option<String>,
    kind: &'static str,
    choices: String,
    for_coaches: bool,
    purpose: String,
}

impl Page {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }
}

/// What a kind of field is called.
fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Tekst => say!("korte tekst"),
        Kind::Getal => say!("getal"),
        Kind::Datum => say!("datum"),
        Kind::JaNee => say!("ja of nee"),
        Kind::Keuze => say!("keuze uit een lijst"),
    }
}

/// What a field is called on this page.
pub(in crate::http::web) fn name_of(field: &Field) -> &str {
    match (Locale::current(), &field.english) {
        (Locale::English, Some(english)) => english,
        _ => &field.name,
    }
}

fn row(field: Field) -> Row {
    Row {
        id: field.id.to_string(),
        kind: kind_words(field.shape.kind),
        choices: field.shape.choices.join(", "),
        name: field.name,
        english: field.english,
        for_coaches: field.for_coaches,
        purpose: field.purpose,
    }
}

fn by(state: &WebState, visitor: &Visitor) -> By {
    let viewer = visitor.viewer();
    By { staff: Some(viewer.staff), gemeente: viewer.gemeente, now: state.clock.machine() }
}

async fn read(state: &WebState, visitor: &Visitor) -> Result<Page, HttpError> {
    let mut tx = state.db.read().await?;
    let fields = own_fields::all(&mut tx, visitor.viewer().gemeente).await?;
    Ok(Page {
        frame: Frame::new(state, Some(visitor), "/collegas"),
        csrf: visitor.csrf().to_owned(),
        done: None,
        faults: Vec::new(),
        fresh: OwnFieldId::fresh().to_string(),
        typed: New::default(),
        kinds: Kind::ALL.iter().map(|kind| (kind.as_str(), kind_words(*kind))).collect(),
        longest_name: LONGEST_NAME,
        longest_purpose: LONGEST_PURPOSE,
        most: MOST,
        most_choices: MOST_CHOICES,
        rows: fields.into_iter().map(row).collect(),
    })
}

/// What stands in the address.
#[derive(Deserialize)]
pub struct Asked {
    gedaan: Option<String>,
}

/// `GET /velden`.
pub async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, HttpError> {
    let mut page = read(&state, &visitor).await?;
    page.done = match asked.gedaan.as_deref() {
        Some("veld") => Some(say!("Het veld is er. Het staat nu op de pagina van elke persoon.")),
        Some("weg") => Some(say!("Het veld is weg, met alles wat erin stond.")),
        _ => None,
    };
    html(&page)
}

/// A new field.
#[derive(Default, Deserialize)]
pub struct New {
    #[serde(default)]
    id: String,
    #[serde(default)]
    naam: String,
    #[serde(default)]
    engels: String,
    #[serde(default)]
    soort: String,
    #[serde(default)]
    keuzes: String,
    #[serde(default)]
    coaches: String,
    #[serde(default)]
    waarom: String,
}

/// `POST /velden`.
pub async fn define(
    State(state): State<WebState>,
    visitor: Visitor,
    Form(new): Form<New>,
) -> Result<Response, HttpError> {
    let id = field_of(&new.id)?;
    let kind = Kind::parse(&new.soort).ok_or(HttpError::NotFound)?;
    let wished = Wished {
        id,
        name: &new.naam,
        english: &new.engels,
        kind,
        choices: &new.keuzes,
        for_coaches: new.coaches == "ja",
        purpose: &new.waarom,
    };
    let mut tx = state.db.begin().await?;
    match acts::define(&mut tx, wished, by(&state, &visitor)).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(Redirect::to("/velden?gedaan=veld").into_response())
        }
        Err(NotMade::Store(error)) => Err(error.into()),
        Err(why) => {
            drop(tx);
            let page = read(&state, &visitor).await?;
            let page =
                Page { faults: vec![fault(&why)], typed: new, fresh: id.to_string(), ..page };
            refuse(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn fault(why: &NotMade) -> Fault {
    let (field, words) = match why {
        NotMade::NoName => ("naam", say!("Vul een naam in.")),
        NotMade::LongName => ("naam", say!("Deze naam is te lang.")),
        NotMade::NameTaken => ("naam", say!("Er is al een veld of een kolom met deze naam.")),
        NotMade::NoPurpose => ("waarom", say!("Zeg waarom de gemeente dit bewaart.")),
        NotMade::LongPurpose => ("waarom", say!("Deze zin is te lang.")),
        NotMade::OddChoices => {
            ("keuzes", say!("Zet minstens twee keuzes onder elkaar, en hoogstens twintig korte."))
        }
        NotMade::Bsn => {
            ("naam", say!("Wegwijzer bewaart nooit een BSN, ook niet in een eigen veld."))
        }
        NotMade::TooMany => ("naam", say!("Er zijn al twintig velden. Haal er eerst een weg.")),
        NotMade::Store(_) => ("naam", say!("Het lukt nu niet.")),
    };
    Fault { field, words: words.to_owned() }
}

#[derive(Template)]
#[template(path = "field_remove.html")]
struct RemovePage {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    known: i64,
    /// Smart groups that ask after it.
    groups: i64,
}

/// `GET /velden/{field}/weg`: of how many people it is known.
pub async fn ask(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(field): Path<String>,
) -> Result<Html<String>, HttpError> {
    let id = field_of(&field)?;
    let mut tx = state.db.read().await?;
    let found = acts::find(&mut tx, id, by(&state, &visitor)).await?;
    let (field, known) = found.ok_or(HttpError::NotFound)?;
    let groups = smart_groups::asking(&mut tx, id).await?;
    html(&RemovePage {
        frame: Frame::new(&state, Some(&visitor), "/collegas"),
        csrf: visitor.csrf().to_owned(),
        id: id.to_string(),
        name: field.name,
        known,
        groups,
    })
}

/// `POST /velden/{field}/weg`.
pub async fn remove(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(field): Path<String>,
) -> Result<Redirect, HttpError> {
    let mut tx = state.db.begin().await?;
    acts::remove(&mut tx, field_of(&field)?, by(&state, &visitor)).await?;
    tx.commit().await?;
    Ok(Redirect::to("/velden?gedaan=weg"))
}

fn field_of(text: &str) -> Result<OwnFieldId, HttpError> {
    text.parse().map_err(|_| HttpError::NotFound)
}
