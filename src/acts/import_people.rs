//! Imports people: a file with a mistake stores nothing, and the same file twice changes nothing.
//!
//! The klantnummer says who a row is about. A column that the file lacks leaves what is known as
//! it is. A language that somebody used when writing to us is never overwritten by a file; nor is what a
//! colleague corrected, until the file says the same: each contradiction is told.
//!
//! A piece is compared with what is known in the transaction that writes it, so that nothing that a
//! colleague or another process did in between is undone.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::import::cell::Wrong;
use super::import::colleagues::{Colleague, find};
use super::import::merged;
use super::import::outcome::{Becomes, Fate, Imported, Refusal};
use super::import::own_value::OwnValues;
use super::import::people::{PersonRow, Told};
use super::import::pieces::{self, PIECE};
use super::import::report::{Remark, Report};
use super::person_card::{Card, tells};
use super::whatsapp_addresses::{Numbers, Wish, grant};
use crate::ids::{GemeenteId, MailboxId, PersonId, StaffId};
use crate::message::ChannelId;
use crate::store::hot::own_fields;
use crate::store::hot::people::{self as hot, PersonWrite};
use crate::store::hot::trajectory::{ExtensionWrite, extend};
use crate::store::own_fields::Field;
use crate::store::people::{self, Known};
use crate::store::{Result as StoreResult, Tx, audit, corrections};

/// A file that was read, and where its people go.
pub struct PeopleFile<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// The municipality's channel of WhatsApp, if it has one.
    pub whatsapp: Option<&'a ChannelId>,
    /// What was read.
    pub rows: Vec<PersonRow>,
    /// The municipality's own fields.
    pub fields: Vec<Field>,
    /// What was remarked so far.
    pub report: Report,
}

/// A file of people without mistakes.
pub struct CheckedPeople<'a> {
    gemeente: GemeenteId,
    whatsapp: Option<&'a ChannelId>,
    rows: Vec<Row>,
    fields: Vec<Field>,
    numbers: Numbers,
}

/// A person, a mailbox, an address and a handle.
const WEIGHT: usize = 4;

/// Finds the colleagues that the file names; its warnings so far come beside it.
pub async fn check<'a>(
    tx: &mut Tx,
    file: PeopleFile<'a>,
) -> Result<(CheckedPeople<'a>, Report), Refusal> {
    let PeopleFile { gemeente, whatsapp, rows, fields, mut report } = file;
    let rows = merged::lead_on(tx, gemeente, rows, &mut report).await?;
    let colleagues: Vec<Colleague> = people::colleagues(tx, gemeente)
        .await?
        .into_iter()
        .map(|(id, name, email)| Colleague { id, name, email })
        .collect();
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|row| {
            let staff = [("klantmanager", &row.klantmanager), ("coach", &row.coach)]
                .map(|(column, told)| staff(&row, column, told, &colleagues, &mut report));
            (row, staff)
        })
        .collect();
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }
    let numbers = match whatsapp {
        Some(_) => numbers(tx, gemeente, &rows).await?,
        None => Numbers::default(),
    };
    Ok((CheckedPeople { gemeente, whatsapp, rows, fields, numbers }, report))
}

type Row = (PersonRow, [Option<StaffId>; 2]);

/// Which numbers the file takes from people who are known.
async fn numbers(tx: &mut Tx, gemeente: GemeenteId, rows: &[Row]) -> StoreResult<Numbers> {
    let mut numbers = Numbers::default();
    for rows in rows.chunks(PIECE) {
        let told: HashMap<&str, &Row> =
            rows.iter().map(|told| (told.0.klantnummer.as_str(), told)).collect();
        let corrected = corrected(tx, gemeente, told.keys().copied()).await?;
        for known in hot::known(tx, gemeente, told.keys().copied()).await? {
            let Some((row, staff)) = told.get(known.klantnummer.as_str()) else { continue };
            let before = Card::known(tx.vault(), &known)?;
            let mut after = Card::told(row, *staff, Some(&before));
            for field in corrected.get(&known.id).into_iter().flatten() {
                after.keep(field, &before);
            }
            let wish = wish(row, (known.id, known.mailbox_id), Some(&before), &after);
            numbers.note(tx.vault(), wish);
        }
    }
    Ok(numbers)
}

/// What colleagues corrected about these people.
async fn corrected<'a>(
    tx: &mut Tx,
    gemeente: GemeenteId,
    klantnummers: impl IntoIterator<Item = &'a str>,
) -> StoreResult<HashMap<PersonId, Vec<String>>> {
    let mut corrected: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, field) in hot::corrected(tx, gemeente, klantnummers).await? {
        corrected.entry(person).or_default().push(field);
    }
    Ok(corrected)
}

impl CheckedPeople<'_> {
    /// Where it may be cut.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        pieces::cut(self.rows.iter().map(|_| WEIGHT))
    }

    /// Writes one piece; they come in order.
    pub async fn write(
        &mut self,
        tx: &mut Tx,
        piece: Range<usize>,
        (by, now): (Option<StaffId>, DateTime<Utc>),
    ) -> StoreResult<Imported> {
        let rows = &self.rows[piece];
        let keys = rows.iter().map(|(row, _)| row.klantnummer.as_str());
        let known = hot::known(tx, self.gemeente, keys.clone()).await?;
        let corrected = corrected(tx, self.gemeente, keys).await?;
        let held = match rows.iter().any(|(row, _)| !row.own.is_empty()) {
            true => own_fields::of(tx, known.iter().map(|known| known.id), &self.fields).await?,
            false => HashMap::new(),
        };
        let known: HashMap<&str, &Known> =
            known.iter().map(|k| (k.klantnummer.as_str(), k)).collect();
        let own = OwnValues::new(held, &self.fields, (by, now));
        let (mut changes, mut report) = (Changes { own, ..Changes::default() }, Report::default());
        let mut done = Imported::default();
        for (row, staff) in rows {
            let before = known.get(row.klantnummer.as_str()).copied();
            let fields = before.and_then(|before| corrected.get(&before.id));
            let known = (before, fields.map(Vec::as_slice).unwrap_or_default());
            let fate = changes.compare(tx, (row, *staff), known, &mut report, now)?;
            fate.into_iter().for_each(|fate| done.note(fate));
        }
        hot::insert(tx, self.gemeente, &changes.new, now).await?;
        hot::update(tx, self.gemeente, &changes.changed, now).await?;
        for (person, field) in &changes.agreed {
            corrections::agreed(tx, *person, field).await?;
        }
        extend(tx, &changes.extensions).await?;
        own_fields::write(tx, &changes.own.set, &changes.own.cleared).await?;
        if let Some(channel) = self.whatsapp {
            let seen = (&mut self.numbers, &mut report);
            grant(tx, (self.gemeente, channel), &changes.wishes, seen, now).await?;
        }
        let changed = changes.changed.len() + changes.only_own;
        let new = changes.new.len();
        if new + changed > 0 {
            let counts = json!({ "new": new, "changed": changed });
            audit::note(tx, self.gemeente, by, "import_people", None, counts, now).await?;
            tx.ring_pages();
        }
        Ok(Imported { new, changed, unchanged: changes.unchanged, report, ..done })
    }
}

fn staff(
    row: &PersonRow,
    column: &'static str,
    told: &Told<String>,
    colleagues: &[Colleague],
    report: &mut Report,
) -> Option<StaffId> {
    let Told::Now(Some(name)) = told else { return None };
    find(name, colleagues)
        .map_err(|Wrong { what, mend }| {
            let klantnummer = Some(row.klantnummer.as_str()).filter(|key| !key.is_empty());
            report.mistake(Remark::on_file(what, mend).at(row.row, klantnummer).in_column(column));
        })
        .ok()
}

fn wish(row: &PersonRow, ids: (PersonId, MailboxId), before: Option<&Card>, after: &Card) -> Wish {
    Wish {
        row: row.row,
        klantnummer: row.klantnummer.clone(),
        person: ids.0,
        mailbox: ids.1,
        number: after.whatsapp().map(str::to_owned),
        before: before.and_then(Card::whatsapp).map(str::to_owned),
        withdrawn: before.is_some_and(|before| before.phone() == after.phone()),
    }
}

#[derive(Default)]
struct Changes {
    new: Vec<PersonWrite>,
    changed: Vec<PersonWrite>,
    unchanged: usize,
    /// What becomes of own fields.
    own: OwnValues,
    /// People of whom nothing but own fields changes.
    only_own: usize,
    wishes: Vec<Wish>,
    extensions: Vec<ExtensionWrite>,
    /// Corrections that the file agrees with by now.
    agreed: Vec<(PersonId, String)>,
}

impl Changes {
    fn compare(
        &mut self,
        tx: &Tx,
        (row, staff): (&PersonRow, [Option<StaffId>; 2]),
        (known, corrected): (Option<&Known>, &[String]),
        report: &mut Report,
        now: DateTime<Utc>,
    ) -> StoreResult<Option<Fate>> {
        let before = known.map(|known| Card::known(tx.vault(), known)).transpose()?;
        let mut after = Card::told(row, staff, before.as_ref());
        if let (Some(before), Some(true)) = (&before, known.map(|known| known.wrote))
            && before.language != after.language
        {
            after.language = before.language;
            let mend = "de taal in het bestand is niet overgenomen";
            let remark = Remark::on_file("deze persoon schrijft ons al in een andere taal", mend);
            report.warning(remark.at(row.row, Some(&row.klantnummer)).in_column("taal"));
        }
        if let (Some(before), Some(known)) = (&before, known) {
            for field in corrected.iter().filter(|field| tells(row, field)) {
                if before.text(field) == after.text(field) {
                    self.agreed.push((known.id, field.clone()));
                    continue;
                }
                after.keep(field, before);
                let what = "een collega verbeterde dit, en het bestand zegt iets anders";
                let mend = "de verbetering blijft; pas het bestand aan, of verbeter het op de pagina van \
                            deze persoon";
                let remark = Remark::on_file(what, mend).at(row.row, Some(&row.klantnummer));
                report.warning(remark.in_column(field));
            }
        }
        let ids = known.map_or_else(
            || (PersonId::fresh(), MailboxId::fresh()),
            |known| (known.id, known.mailbox_id),
        );
        self.wishes.push(wish(row, ids, before.as_ref(), &after));
        self.extensions.extend(row.extension.as_ref().map(|extension| ExtensionWrite {
            id: Uuid::now_v7(),
            person: ids.0,
            weeks: i64::from(extension.weeks),
            ground: extension.ground,
            granted_on: extension.granted_on,
            noted_at: now,
        }));
        let mut own = self.own.compare(tx.vault(), row, ids.0);
        let klantnummer = row.klantnummer.clone();
        let about = klantnummer.clone();
        let fate = |becomes, columns| Some(Fate { row: row.row, about, becomes, columns });
        Ok(match before {
            Some(before) if before == after && own.is_empty() => {
                self.unchanged += 1;
                None
            }
            Some(before) => {
                let mut columns = before.differing(&after);
                columns.append(&mut own);
                match before == after {
                    true => self.only_own += 1,
                    false => self.changed.push(after.write(tx.vault(), klantnummer, ids)?),
                }
                fate(Becomes::Changed, columns)
            }
            None => {
                self.new.push(after.write(tx.vault(), klantnummer, ids)?);
                fate(Becomes::New, Vec::new())
            }
        })
    }
}
