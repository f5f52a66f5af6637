//! Everything a file can say about one person, held against what is known.

use chrono::NaiveDate;

use super::import::people::{CLOCK_DAYS, PersonRow};
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

    /// The telephone number.
    pub(super) fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
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
