//! Everything a file can say about one person, held against what is known.

use chrono::NaiveDate;

use super::import::cell::{self, Wrong};
use super::import::people::{CLOCK_DAYS, PersonRow, Told, consent_date, group, route};
use super::import::{languages, moment};
use crate::ids::{MailboxId, PersonId, StaffId};
use crate::store::hot::Hex;
use crate::store::hot::people::PersonWrite;
use crate::store::people::{ClockFacts, Known};
use crate::store::seal::Vault;
use crate::store::{Result, StoreError};
use crate::trade::person::{GroupKind, Language, Leerroute, PostalAddress};

/// A person in plain values. Deliberately without `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Card {
    name: String,
    pub(super) language: Language,
    group: GroupKind,
    leerroute: Option<Leerroute>,
    pip_on: Option<NaiveDate>,
    klantmanager: Option<StaffId>,
    coach: Option<StaffId>,
    phone: Option<String>,
    email: Option<String>,
    postal: PostalAddress,
    consent_on: Option<NaiveDate>,
    birth_year: Option<i64>,
    household: Option<String>,
    clock: ClockFacts,
}

impl Card {
    /// What is known.
    pub(super) fn known(vault: &Vault, known: &Known) -> Result<Self> {
        let odd = |what| StoreError::corrupt("person", known.id, what);
        let open = |column, sealed: &Option<Vec<u8>>| {
            let text = sealed.as_ref().map(|sealed| vault.open(column, sealed)).transpose()?;
            text.map(String::from_utf8).transpose().map_err(|_| odd("is no text"))
        };
        let postal = known.postal_sealed.as_ref();
        Ok(Self {
            name: known.name.clone(),
            language: Language::parse(&known.language).ok_or_else(|| odd("unknown language"))?,
            group: GroupKind::parse(&known.group_kind).ok_or_else(|| odd("unknown group"))?,
            leerroute: known.leerroute.as_deref().and_then(Leerroute::parse),
            pip_on: known.pip_on,
            klantmanager: known.klantmanager_id,
            coach: known.coach_id,
            phone: open("person.phone_sealed", &known.phone_sealed)?,
            email: open("person.email_sealed", &known.email_sealed)?,
            postal: postal
                .map(|sealed| vault.open_json("person.postal_sealed", sealed))
                .transpose()?
                .unwrap_or_default(),
            consent_on: known.whatsapp_consent_on,
            birth_year: known.birth_year,
            household: known.household.clone(),
            clock: known.clock.clone(),
        })
    }

    /// What holds when `row` is believed, with the colleagues it names already found.
    pub(super) fn told(
        row: &PersonRow,
        [klantmanager, coach]: [Option<StaffId>; 2],
        before: Option<&Self>,
    ) -> Self {
        let blank = |text: Option<String>| text.unwrap_or_default();
        let mut clock = before.map(|b| b.clock.clone()).unwrap_or_default();
        clock.preferred_minute = row.preferred_minute.over(clock.preferred_minute);
        for ((_, place), told) in CLOCK_DAYS.iter().zip(&row.clock) {
            let day = place(&mut clock);
            *day = told.over(*day);
        }
        let was = |read: fn(&PostalAddress) -> &String| before.map(|b| read(&b.postal).clone());
        Self {
            name: row.name.clone(),
            language: row.language,
            group: row.group,
            leerroute: row.leerroute.over(before.and_then(|b| b.leerroute)),
            pip_on: row.pip_on.over(before.and_then(|b| b.pip_on)),
            klantmanager: row
                .klantmanager
                .map(|_| klantmanager)
                .over(before.and_then(|b| b.klantmanager)),
            coach: row.coach.map(|_| coach).over(before.and_then(|b| b.coach)),
            phone: row.phone.over(before.and_then(|b| b.phone.clone())),
            email: row.email.over(before.and_then(|b| b.email.clone())),
            postal: PostalAddress {
                street: blank(row.street.over(was(|p| &p.street))),
                house_number: blank(row.house_number.over(was(|p| &p.house_number))),
                postcode: blank(row.postcode.over(was(|p| &p.postcode))),
                town: blank(row.town.over(was(|p| &p.town))),
            },
            consent_on: row.whatsapp_consent_on.over(before.and_then(|b| b.consent_on)),
            birth_year: row.birth_year.over(before.and_then(|b| b.birth_year)),
            household: row.household.over(before.and_then(|b| b.household.clone())),
            clock,
        }
    }

    /// A field, by the name of its column in an import, as a colleague writes it; empty: not known.
    pub(super) fn text(&self, field: &str) -> String {
        let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match field {
            "naam" => self.name.clone(),
            "taal" => self.language.as_str().to_owned(),
            "groep" => self.group.as_str().to_owned(),
            "leerroute" => self.leerroute.map(Leerroute::as_str).unwrap_or_default().to_owned(),
            "pip_datum" => day(&self.pip_on),
            "geboortejaar" => self.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            "email" => self.email.clone().unwrap_or_default(),
            "straat" => self.postal.street.clone(),
            "huisnummer" => self.postal.house_number.clone(),
            "postcode" => self.postal.postcode.clone(),
            "plaats" => self.postal.town.clone(),
            "telefoon" => self.phone.clone().unwrap_or_default(),
            "whatsapp_akkoord_op" => day(&self.consent_on),
            clock => {
                let mut days = self.clock.clone();
                let known = CLOCK_DAYS.iter().find(|(name, _)| *name == clock);
                known.map(|(_, place)| day(place(&mut days))).unwrap_or_default()
            }
        }
    }

    /// The same card with this in a field; empty: not known any more. Read as the cell of an import is.
    ///
    /// # Errors
    /// What is wrong with it, and how to mend it, in Dutch.
    pub(super) fn set(&mut self, field: &str, text: &str) -> std::result::Result<(), Wrong> {
        let text = text.trim();
        let none = text.is_empty();
        if none && ["naam", "taal", "groep"].contains(&field) {
            return Err(Wrong::new("dit veld is leeg", "vul het in"));
        }
        match field {
            "naam" => self.name = cell::words(text)?,
            "taal" => {
                let unknown = || Wrong::new("deze taal is er niet", "kies een taal uit de lijst");
                self.language = languages::language(text).ok_or_else(unknown)?;
            }
            "groep" => self.group = group(text)?,
            "leerroute" => self.leerroute = optional(none, || route(text))?,
            "pip_datum" => self.pip_on = optional(none, || moment::date(text))?,
            "geboortejaar" => self.birth_year = optional(none, || cell::birth_year(text))?,
            "email" => self.email = optional(none, || cell::email(text))?,
            "straat" => {
                self.postal.street = optional(none, || cell::words(text))?.unwrap_or_default()
            }
            "huisnummer" => {
                self.postal.house_number =
                    optional(none, || cell::words(text))?.unwrap_or_default();
            }
            "postcode" => {
                self.postal.postcode = optional(none, || cell::postcode(text))?.unwrap_or_default();
            }
            "plaats" => {
                self.postal.town = optional(none, || cell::words(text))?.unwrap_or_default()
            }
            "telefoon" => self.phone = optional(none, || cell::phone(text))?,
            "whatsapp_akkoord_op" => self.consent_on = optional(none, || consent_date(text))?,
            _ => {}
        }
        Ok(())
    }

    /// The columns that say something else on the other card.
    pub(super) fn differing(&self, other: &Self) -> Vec<String> {
        let named = FIELDS.into_iter().chain(CLOCK_DAYS.iter().map(|(name, _)| *name));
        let told = named.filter(|field| self.text(field) != other.text(field));
        let others = [
            ("klantmanager", self.klantmanager != other.klantmanager),
            ("coach", self.coach != other.coach),
            ("huishouden", self.household != other.household),
            ("voorkeurstijd", self.clock.preferred_minute != other.clock.preferred_minute),
        ];
        let others = others.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name);
        told.chain(others).map(str::to_owned).collect()
    }

    /// Takes a field as the other card has it.
    pub(super) fn keep(&mut self, field: &str, of: &Self) {
        match field {
            "naam" => self.name.clone_from(&of.name),
            "taal" => self.language = of.language,
            "groep" => self.group = of.group,
            "leerroute" => self.leerroute = of.leerroute,
            "pip_datum" => self.pip_on = of.pip_on,
            "geboortejaar" => self.birth_year = of.birth_year,
            "email" => self.email.clone_from(&of.email),
            "straat" => self.postal.street.clone_from(&of.postal.street),
            "huisnummer" => self.postal.house_number.clone_from(&of.postal.house_number),
            "postcode" => self.postal.postcode.clone_from(&of.postal.postcode),
            "plaats" => self.postal.town.clone_from(&of.postal.town),
            "telefoon" => self.phone.clone_from(&of.phone),
            "whatsapp_akkoord_op" => self.consent_on = of.consent_on,
            clock => {
                if let Some((_, place)) = CLOCK_DAYS.iter().find(|(name, _)| *name == clock) {
                    let mut theirs = of.clock.clone();
                    *place(&mut self.clock) = *place(&mut theirs);
                }
            }
        }
    }

    /// The telephone number.
    pub(super) fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    /// The day on which the person agreed to be messaged first.
    pub(super) fn agreed_on(&self) -> Option<NaiveDate> {
        self.consent_on
    }

    /// The number on which the person agreed to be messaged first.
    pub(super) fn whatsapp(&self) -> Option<&str> {
        self.consent_on.and(self.phone())
    }

    /// The card as rows.
    pub(super) fn write(
        &self,
        vault: &Vault,
        klantnummer: String,
        (id, mailbox): (PersonId, MailboxId),
    ) -> Result<PersonWrite> {
        let seal = |column, text: &Option<String>| {
            text.as_ref().map(|text| Hex(vault.seal(column, text.as_bytes())))
        };
        let postal = (self.postal != PostalAddress::default())
            .then(|| vault.seal_json("person.postal_sealed", &self.postal).map(Hex))
            .transpose()?;
        Ok(PersonWrite {
            id,
            mailbox,
            klantnummer,
            name: self.name.clone(),
            language: self.language.as_str(),
            group_kind: self.group.as_str(),
            leerroute: self.leerroute.map(Leerroute::as_str),
            pip_on: self.pip_on,
            klantmanager: self.klantmanager,
            coach: self.coach,
            phone: seal("person.phone_sealed", &self.phone),
            email: seal("person.email_sealed", &self.email),
            postal,
            consent_on: self.consent_on,
            birth_year: self.birth_year,
            household: self.household.clone(),
            clock: self.clock.clone(),
        })
    }
}

/// Fields that [`Card::text`] knows, before the days of the clock.
const FIELDS: [&str; 13] = [
    "naam",
    "taal",
    "telefoon",
    "email",
    "straat",
    "huisnummer",
    "postcode",
    "plaats",
    "groep",
    "leerroute",
    "pip_datum",
    "whatsapp_akkoord_op",
    "geboortejaar",
];

type Read<T> = std::result::Result<T, Wrong>;

fn optional<T>(none: bool, read: impl FnOnce() -> Read<T>) -> Read<Option<T>> {
    if none { Ok(None) } else { read().map(Some) }
}

/// Does the file say anything about this field? A column that it lacks says nothing.
pub(super) fn tells(row: &PersonRow, field: &str) -> bool {
    fn told<T>(cell: &Told<T>) -> bool {
        matches!(cell, Told::Now(_))
    }
    match field {
        "leerroute" => told(&row.leerroute),
        "pip_datum" => told(&row.pip_on),
        "geboortejaar" => told(&row.birth_year),
        "email" => told(&row.email),
        "straat" => told(&row.street),
        "huisnummer" => told(&row.house_number),
        "postcode" => told(&row.postcode),
        "plaats" => told(&row.town),
        "telefoon" => told(&row.phone),
        "whatsapp_akkoord_op" => told(&row.whatsapp_consent_on),
        "naam" | "taal" | "groep" => true,
        clock => {
            let place = CLOCK_DAYS.iter().position(|(name, _)| *name == clock);
            place.and_then(|place| row.clock.get(place)).is_some_and(told)
        }
    }
}
