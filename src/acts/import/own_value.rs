//! Cells of a municipality's own fields, as people write them, and what becomes of what stood there.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::cell::{Wrong, yes_no};
use super::moment;
use super::nearest::fold;
use super::people::PersonRow;
use crate::ids::{OwnFieldId, PersonId, StaffId};
use crate::store::hot::own_fields::{ValueCleared, ValueWrite};
use crate::store::own_fields::Field;
use crate::store::seal::Vault;
use crate::trade::own_field::{Kind, LONGEST_WORDS, Odd, Shape, Value};

/// The value of a cell that is not empty.
pub fn read(shape: &Shape, text: &str) -> Result<Value, Wrong> {
    match shape.kind {
        Kind::Datum => return moment::date(text).map(Value::Day),
        Kind::JaNee => return yes_no(text).map(Value::Flag),
        Kind::Keuze => {
            let found = shape.choices.iter().find(|choice| fold(choice) == fold(text));
            if let Some(choice) = found {
                return Ok(Value::Choice(choice.clone()));
            }
        }
        Kind::Tekst | Kind::Getal => {}
    }
    let wrong = match shape.read(text) {
        Ok(Some(value)) => return Ok(value),
        Ok(None) => Wrong::new("deze cel is leeg", "vul hem in"),
        Err(Odd::TooLong) => {
            Wrong::new("dit is te lang", format!("schrijf hoogstens {LONGEST_WORDS} tekens"))
        }
        Err(Odd::NoNumber) => Wrong::new("dit is geen heel getal", "schrijf het in cijfers"),
        Err(Odd::NoDay | Odd::NoAnswer | Odd::NotOnTheList) => Wrong::new(
            "dit staat niet in de lijst van dit veld",
            format!("kies uit: {}", shape.choices.join(", ")),
        ),
    };
    Err(wrong)
}

/// What a piece of a file changes in own fields.
#[derive(Default)]
pub struct OwnValues {
    held: HashMap<(PersonId, OwnFieldId), Value>,
    names: HashMap<OwnFieldId, String>,
    by: Option<(Option<StaffId>, DateTime<Utc>)>,
    /// To be written.
    pub set: Vec<ValueWrite>,
    /// To be taken away.
    pub cleared: Vec<ValueCleared>,
}

impl OwnValues {
    /// Beside what is held now; who imports, and when, civil.
    pub fn new(
        held: HashMap<(PersonId, OwnFieldId), Value>,
        fields: &[Field],
        by: (Option<StaffId>, DateTime<Utc>),
    ) -> Self {
        let names = fields.iter().map(|field| (field.id, field.name.clone())).collect();
        Self { held, names, by: Some(by), ..Self::default() }
    }

    /// Notes what a row changes; the names of the fields that it changes.
    pub fn compare(&mut self, vault: &Vault, row: &PersonRow, person: PersonId) -> Vec<String> {
        let Some(by) = self.by else { return Vec::new() };
        let mut changed = Vec::new();
        for (field, told) in &row.own {
            if self.held.get(&(person, *field)) == told.as_ref() {
                continue;
            }
            match told {
                Some(value) => {
                    self.set.push(ValueWrite::new(vault, (person, *field), value, by));
                }
                None => self.cleared.push(ValueCleared { person, field: *field }),
            }
            changed.extend(self.names.get(field).cloned());
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_people_write_them_and_say_how_to_mend_them() {
        let shape =
            |kind| Shape { kind, choices: vec!["Eigen fiets".to_owned(), "Bus".to_owned()] };
        for (kind, text, code) in [
            (Kind::Datum, "24-11-2026", "2026-11-24"),
            (Kind::JaNee, "X", "ja"),
            (Kind::Keuze, "eigen-fiets", "Eigen fiets"),
            (Kind::Getal, "3", "3"),
            (Kind::Tekst, "tot 12 uur", "tot 12 uur"),
        ] {
            let value = read(&shape(kind), text).map(|value| value.code());
            assert_eq!(value, Ok(code.to_owned()), "{text}");
        }
        let told = |kind, text| read(&shape(kind), text).err().map(|wrong| wrong.mend);
        assert_eq!(told(Kind::Keuze, "trein").as_deref(), Some("kies uit: Eigen fiets, Bus"));
        assert_eq!(told(Kind::Getal, "drie").as_deref(), Some("schrijf het in cijfers"));
        assert!(told(Kind::Datum, "morgen").is_some() && told(Kind::JaNee, "soms").is_some());
    }
}
