//! The municipality's own fields on somebody's page, and the form that fills them in.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

use super::super::fields::name_of;
use super::super::when;
use super::care_deeds::{Came, Fields, finish, id_of};
use super::drawing::day;
use crate::acts::own_fields::{Refusal, Typed, note};
use crate::http::auth::Visitor;
use crate::http::error::HttpError;
use crate::http::web::WebState;
use crate::ids::{OwnFieldId, PersonId};
use crate::store::Tx;
use crate::store::board::Viewer;
use crate::store::own_fields::{self, Field, Held};
use crate::trade::own_field::{Kind, LONGEST_WORDS, Odd, Value};
use crate::trade::staff::Scope;

/// The part of the page.
pub(super) struct Own {
    pub(super) rows: Vec<Row>,
    /// May the viewer fill them in?
    pub(super) fills: bool,
    pub(super) longest: usize,
}

/// A field.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) purpose: String,
    /// As it is read; empty: nothing is known.
    pub(super) shown: String,
    /// As it travels in the form.
    pub(super) code: String,
    /// `text`, `number`, `date`, or `select`.
    pub(super) input: &'static str,
    /// Code, words, and whether it is so now.
    pub(super) options: Vec<(String, String, bool)>,
    /// Who noted it, and when.
    pub(super) who: String,
}

/// May a colleague with this scope see the field?
pub(in crate::http::web) fn is_seen(field: &Field, by: Viewer) -> bool {
    field.for_coaches || by.role.scope() == Scope::Gemeente
}

/// A value in words.
pub(in crate::http::web) fn shown(value: &Value) -> String {
    match value {
        Value::Day(on) => day(*on),
        Value::Flag(true) => say!("ja").to_owned(),
        Value::Flag(false) => say!("nee").to_owned(),
        Value::Words(_) | Value::Number(_) | Value::Choice(_) => value.code(),
    }
}

/// Reads the fields that the viewer may see.
pub(super) async fn read(tx: &mut Tx, person: PersonId, by: Viewer) -> Result<Own, HttpError> {
    let mut fields = own_fields::all(tx, by.gemeente).await?;
    fields.retain(|field| is_seen(field, by));
    let held = match fields.is_empty() {
        true => Vec::new(),
        false => own_fields::of(tx, person, &fields).await?,
    };
    let row = |field: &Field| row(field, held.iter().find(|held| held.field == field.id));
    Ok(Own {
        rows: fields.iter().map(row).collect(),
        fills: by.role.answers_for_data(),
        longest: LONGEST_WORDS,
    })
}

fn row(field: &Field, held: Option<&Held>) -> Row {
    let code = held.map(|held| held.value.code()).unwrap_or_default();
    let option = |value: Value| {
        let of = value.code();
        let on = of == code;
        (of, shown(&value), on)
    };
    let options = match field.shape.kind {
        Kind::JaNee => [true, false].map(|yes| option(Value::Flag(yes))).into(),
        Kind::Keuze => {
            field.shape.choices.iter().map(|one| option(Value::Choice(one.clone()))).collect()
        }
        Kind::Tekst | Kind::Getal | Kind::Datum => Vec::new(),
    };
    Row {
        id: field.id.to_string(),
        name: name_of(field).to_owned(),
        purpose: field.purpose.clone(),
        shown: held.map(|held| shown(&held.value)).unwrap_or_default(),
        input: match field.shape.kind {
            Kind::Tekst => "text",
            Kind::Getal => "number",
            Kind::Datum => "date",
            Kind::JaNee | Kind::Keuze => "select",
        },
        options,
        who: held.map(who).unwrap_or_default(),
        code,
    }
}

fn who(held: &Held) -> String {
    let at = when::dated(held.noted_at);
    match &held.noted_by {
        Some(name) => format!("{name}, {at}"),
        None => say!("uit een bestand, {at}", at = at),
    }
}

/// `POST /inburgeraars/{person}/velden`.
pub async fn set(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(person): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, HttpError> {
    let (id, now) = (id_of(&person)?, state.clock.civil());
    let typed: Vec<Typed<'_>> = form
        .iter()
        .filter_map(|(name, value)| {
            let field: OwnFieldId = name.strip_prefix("veld-")?.parse().ok()?;
            let was = form.get(&format!("was-{field}")).map_or("", String::as_str);
            Some(Typed { field, was, now: value })
        })
        .collect();
    let mut tx = state.db.begin().await?;
    let came = match note(&mut tx, id, &typed, visitor.viewer(), now).await {
        Ok(_) => Came::Done("velden"),
        Err(Refusal::Unknown) => return Err(HttpError::NotFound),
        Err(Refusal::Store(error)) => return Err(error.into()),
        Err(Refusal::Bsn { field }) => Came::refused(say!(
            "{field}: dit lijkt op een BSN. Er is niets bewaard; haal het weg.",
            field = field
        )),
        Err(Refusal::Odd { field, why }) => Came::refused(odd(&field, why)),
    };
    finish(&state, &visitor, id, (tx, came), "velden").await
}

fn odd(field: &str, why: Odd) -> String {
    match why {
        Odd::TooLong => say!("{field}: dit is te lang, hooguit 200 tekens.", field = field),
        Odd::NoNumber => say!("{field}: dit is geen heel getal.", field = field),
        Odd::NoDay => say!("{field}: dit is geen datum.", field = field),
        Odd::NoAnswer | Odd::NotOnTheList => {
            say!("{field}: kies iets uit de lijst.", field = field)
        }
    }
}
