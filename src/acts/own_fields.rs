//! Fields of a municipality's own: a beheerder makes them and says why they are held; who works with a person fills
//! them in.
//!
//! Promises: no field, reason or value holds a BSN; what stands in a field that is removed is removed with it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::colleagues::By;
use super::import::bsn::looks_like_bsn;
use super::import::nearest::fold;
use super::import::people::COLUMNS;
use crate::ids::{OwnFieldId, PersonId};
use crate::store::board::Viewer;
use crate::store::own_fields::{self as rows, Field};
use crate::store::{StoreError, Tx, audit, smart_groups, trail};
use crate::trade::own_field::{
    Kind, LONGEST_NAME, LONGEST_PURPOSE, MOST, MOST_CHOICES, Odd, Shape, Value,
};

/// Why a field is not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// A field needs a name with a letter or digit in it.
    #[error("the field has no name")]
    NoName,
    /// A name is longer than [`LONGEST_NAME`].
    #[error("the name is too long")]
    LongName,
    /// There is one, or a column of an import is called so.
    #[error("the name is taken")]
    NameTaken,
    /// It must be said why it is held.
    #[error("it is not said why the field is held")]
    NoPurpose,
    /// Longer than [`LONGEST_PURPOSE`].
    #[error("the reason is too long")]
    LongPurpose,
    /// A list has two choices or more, and not more than [`MOST_CHOICES`], of which none is too long.
    #[error("the list does not fit")]
    OddChoices,
    /// Something in it passes for a BSN, or asks for one.
    #[error("a BSN is never asked for")]
    Bsn,
    /// There are [`MOST`].
    #[error("there are enough fields")]
    TooMany,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A field as it is asked for.
pub struct Wished<'a> {
    /// The id that the form was drawn with: sent twice it is one field.
    pub id: OwnFieldId,
    /// In Dutch.
    pub name: &'a str,
    /// In English; may be empty.
    pub english: &'a str,
    /// What kind of value.
    pub kind: Kind,
    /// One choice a line, of a list.
    pub choices: &'a str,
    /// Do coaches see it?
    pub for_coaches: bool,
    /// Why it is held.
    pub purpose: &'a str,
}

/// Makes a field.
///
/// # Errors
/// See [`NotMade`].
pub async fn define(tx: &mut Tx, wished: Wished<'_>, by: By) -> Result<(), NotMade> {
    let field = good(&wished)?;
    let there = rows::all(tx, by.gemeente).await?;
    if there.iter().any(|one| one.id == field.id) {
        return Ok(());
    }
    if there.len() >= MOST {
        return Err(NotMade::TooMany);
    }
    let is_column = COLUMNS.iter().any(|column| fold(column.name) == field.folded);
    if is_column || !rows::insert(tx, by.gemeente, &field, by.now).await? {
        return Err(NotMade::NameTaken);
    }
    let detail = json!({ "kind": field.shape.kind.as_str(), "coaches": field.for_coaches });
    let subject = Some(("own_field", field.id.0));
    Ok(audit::note(tx, by.gemeente, by.staff, "define_field", subject, detail, by.now).await?)
}

fn good(wished: &Wished<'_>) -> Result<Field, NotMade> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, english, purpose) =
        (one_line(wished.name), one_line(wished.english), one_line(wished.purpose));
    let folded = fold(&name);
    if folded.is_empty() {
        return Err(NotMade::NoName);
    }
    if name.chars().count().max(english.chars().count()) > LONGEST_NAME {
        return Err(NotMade::LongName);
    }
    match purpose.chars().count() {
        0 => return Err(NotMade::NoPurpose),
        long if long > LONGEST_PURPOSE => return Err(NotMade::LongPurpose),
        _ => {}
    }
    let choices = choices(wished)?;
    let asks_bsn = ["bsn", "burgerservicenummer", "sofinummer"].iter().any(|w| folded.contains(w));
    let all = [&name, &english, &purpose].into_iter().chain(&choices);
    if asks_bsn || all.map(String::as_str).any(looks_like_bsn) {
        return Err(NotMade::Bsn);
    }
    Ok(Field {
        id: wished.id,
        name,
        folded,
        english: Some(english).filter(|english| !english.is_empty()),
        shape: Shape { kind: wished.kind, choices },
        for_coaches: wished.for_coaches,
        purpose,
    })
}

fn choices(wished: &Wished<'_>) -> Result<Vec<String>, NotMade> {
    if wished.kind != Kind::Keuze {
        return Ok(Vec::new());
    }
    let mut choices: Vec<String> = Vec::new();
    for line in wished.choices.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if fold(line).is_empty() || line.chars().count() > LONGEST_NAME {
            return Err(NotMade::OddChoices);
        }
        if !choices.iter().any(|choice| fold(choice) == fold(line)) {
            choices.push(line.to_owned());
        }
    }
    match choices.len() {
        2..=MOST_CHOICES => Ok(choices),
        _ => Err(NotMade::OddChoices),
    }
}

/// A field of this municipality, and of how many people something stands in it.
pub async fn find(tx: &mut Tx, id: OwnFieldId, by: By) -> Result<Option<(Field, i64)>, StoreError> {
    let all = rows::all(tx, by.gemeente).await?;
    let Some(field) = all.into_iter().find(|field| field.id == id) else { return Ok(None) };
    let known = rows::known_of(tx, id).await?;
    Ok(Some((field, known)))
}

/// Removes a field and everything that stands in it; twice is once.
pub async fn remove(tx: &mut Tx, id: OwnFieldId, by: By) -> Result<(), StoreError> {
    if find(tx, id, by).await?.is_none() {
        return Ok(());
    }
    smart_groups::forget(tx, id).await?;
    let known = rows::remove(tx, (id, by.gemeente)).await?;
    let subject = Some(("own_field", id.0));
    let detail = json!({ "people": known });
    audit::note(tx, by.gemeente, by.staff, "remove_field", subject, detail, by.now).await
}

/// Why nothing is noted.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such person among those whom this colleague may see.
    #[error("there is no such person")]
    Unknown,
    /// A value does not fit its field.
    #[error("a value does not fit its field")]
    Odd {
        /// Which field, as it is called.
        field: String,
        /// Why.
        why: Odd,
    },
    /// A value passes for a BSN.
    #[error("a BSN is never kept")]
    Bsn {
        /// Which field, as it is called.
        field: String,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A field of a form: what stood there when it was drawn, and what stands there now.
pub struct Typed<'a> {
    /// Which.
    pub field: OwnFieldId,
    /// As it was shown.
    pub was: &'a str,
    /// As it is to be; empty: nothing.
    pub now: &'a str,
}

/// Notes what was changed in a form, all of it or nothing; gives how many fields. What was left as it was shown is left
/// as it is, so that two colleagues who fill in other fields do not undo each other. `now` is civil.
///
/// # Errors
/// See [`Refusal`].
pub async fn note(
    tx: &mut Tx,
    person: PersonId,
    typed: &[Typed<'_>],
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<usize, Refusal> {
    trail::seen_by(tx, person, by).await?.ok_or(Refusal::Unknown)?;
    let fields = rows::all(tx, by.gemeente).await?;
    let held = rows::of(tx, person, &fields).await?;
    let mut noted = Vec::new();
    for one in typed.iter().filter(|one| one.was.trim() != one.now.trim()) {
        let Some(field) = fields.iter().find(|field| field.id == one.field) else { continue };
        let value = fits(field, one.now)?;
        let before = held.iter().find(|held| held.field == field.id).map(|held| &held.value);
        if before != value.as_ref() {
            rows::set(tx, (person, field.id), value.as_ref(), by.staff, now).await?;
            noted.push(field.id);
        }
    }
    if !noted.is_empty() {
        let subject = Some(("person", person.0));
        let detail = json!({ "fields": noted });
        audit::note(tx, by.gemeente, Some(by.staff), "note_fields", subject, detail, now).await?;
    }
    Ok(noted.len())
}

fn fits(field: &Field, text: &str) -> Result<Option<Value>, Refusal> {
    let name = || field.name.clone();
    if looks_like_bsn(text) {
        return Err(Refusal::Bsn { field: name() });
    }
    field.shape.read(text).map_err(|why| Refusal::Odd { field: name(), why })
}
