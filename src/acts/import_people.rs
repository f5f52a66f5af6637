//! Imports people: all rows or none, and the same file twice changes nothing.
//!
//! The klantnummer says who a row is about. A column that the file lacks leaves what is known as
//! it is. A language that somebody used when writing to us is never overwritten by a file.
//!
//! One transaction of set-wise statements: it holds SQLite's writer longer than other acts (the
//! test `ten_thousand_people_twice` prints how long), which is the price of all or none.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::import::cell::Wrong;
use super::import::colleagues::{Colleague, find};
use super::import::outcome::{Imported, Refusal};
use super::import::people::{PersonRow, Told};
use super::import::report::{Remark, Report};
use super::person_card::Card;
use super::whatsapp_addresses::{Wish, grant};
use crate::ids::{GemeenteId, MailboxId, PersonId, StaffId};
use crate::message::ChannelId;
use crate::store::hot::people::{self as hot, PersonWrite};
use crate::store::people::{self, Known};
use crate::store::{Result as StoreResult, Tx, audit};

/// A file that was read, and where its people go.
pub struct PeopleFile<'a> {
    /// Of which municipality.
    pub gemeente: GemeenteId,
    /// The municipality's channel of WhatsApp, if it has one.
    pub whatsapp: Option<&'a ChannelId>,
    /// What was read.
    pub rows: Vec<PersonRow>,
    /// What was remarked so far.
    pub report: Report,
}

/// Imports a file of people.
pub async fn import_people(
    tx: &mut Tx,
    file: PeopleFile<'_>,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Imported, Refusal> {
    let PeopleFile { gemeente, whatsapp, rows, mut report } = file;
    let colleagues: Vec<Colleague> = people::colleagues(tx, gemeente)
        .await?
        .into_iter()
        .map(|(id, name, email)| Colleague { id, name, email })
        .collect();
    let staff: Vec<[Option<StaffId>; 2]> = rows
        .iter()
        .map(|row| {
            [("klantmanager", &row.klantmanager), ("coach", &row.coach)]
                .map(|(column, told)| staff(row, column, told, &colleagues, &mut report))
        })
        .collect();
    if !report.is_good() {
        return Err(Refusal::Mistakes(report));
    }

    let known = people::known(tx, gemeente).await?;
    let known: HashMap<&str, &Known> = known.iter().map(|k| (k.klantnummer.as_str(), k)).collect();
    let mut changes = Changes::default();
    for (row, staff) in rows.into_iter().zip(staff) {
        let before = known.get(row.klantnummer.as_str()).copied();
        changes.compare(tx, row, staff, before, &mut report)?;
    }
    hot::insert(tx, gemeente, &changes.new, now).await?;
    hot::update(tx, &changes.changed, now).await?;
    if let Some(channel) = whatsapp {
        grant(tx, (gemeente, channel), &changes.wishes, &mut report, now).await?;
    }
    let (new, changed) = (changes.new.len(), changes.changed.len());
    if new + changed > 0 {
        let counts = json!({ "new": new, "changed": changed });
        audit::note(tx, gemeente, by, "import_people", None, counts, now).await?;
        tx.ring_pages();
    }
    Ok(Imported { new, changed, unchanged: changes.unchanged, report })
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

#[derive(Default)]
struct Changes {
    new: Vec<PersonWrite>,
    changed: Vec<PersonWrite>,
    unchanged: usize,
    wishes: Vec<Wish>,
}

impl Changes {
    fn compare(
        &mut self,
        tx: &Tx,
        row: PersonRow,
        staff: [Option<StaffId>; 2],
        known: Option<&Known>,
        report: &mut Report,
    ) -> StoreResult<()> {
        let before = known.map(|known| Card::known(tx.vault(), known)).transpose()?;
        let mut after = Card::told(&row, staff, before.as_ref());
        if let (Some(before), Some(true)) = (&before, known.map(|known| known.wrote))
            && before.language != after.language
        {
            after.language = before.language;
            let mend = "de taal in het bestand is niet overgenomen";
            let remark = Remark::on_file("deze persoon schrijft ons al in een andere taal", mend);
            report.warning(remark.at(row.row, Some(&row.klantnummer)).in_column("taal"));
        }
        let ids = known.map_or_else(
            || (PersonId::fresh(), MailboxId::fresh()),
            |known| (known.id, known.mailbox_id),
        );
        self.wishes.push(Wish {
            row: row.row,
            klantnummer: row.klantnummer.clone(),
            person: ids.0,
            mailbox: ids.1,
            number: after.whatsapp().map(str::to_owned),
            before: before.as_ref().and_then(Card::whatsapp).map(str::to_owned),
            withdrawn: before.as_ref().is_some_and(|before| before.phone() == after.phone()),
        });
        match before {
            Some(before) if before == after => self.unchanged += 1,
            Some(_) => self.changed.push(after.write(tx.vault(), row.klantnummer, ids)?),
            None => self.new.push(after.write(tx.vault(), row.klantnummer, ids)?),
        }
        Ok(())
    }
}
