//! Erases somebody: everything that is kept about them, in one transaction, with a report.
//!
//! What waits to be sent to them is cancelled first. Of what is being sent at this very moment nobody can say
//! whether it arrives: the report tells how much that is, and nothing of it is kept. The audit entry holds ids
//! and counts; the same klantnummer in a later file is a new person.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;

use super::share_phone::leave_phone;
use crate::ids::StaffId;
use crate::store::personal::{erase as rows, register};
use crate::store::trail::Somebody;
use crate::store::{Result, Tx, audit};
use crate::trade::privacy::EraseWhy;

/// What became of everything about somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Erased {
    /// Messages that waited to be sent, and are not.
    pub cancelled: u64,
    /// Messages that were being sent at this moment: they may arrive.
    pub on_its_way: u64,
    /// Rows that went, per table.
    pub gone: Vec<Gone>,
    /// What stays, and why, in Dutch.
    pub stays: Vec<Stays>,
}

/// Rows of one table that went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// The table.
    pub table: &'static str,
    /// What stands in it, in Dutch; None: nothing that anybody reads.
    pub what: Option<&'static str>,
    /// How many.
    pub rows: u64,
}

/// What stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stays {
    /// The table, or where else it is.
    pub what: &'static str,
    /// Why, in Dutch.
    pub why: &'static str,
}

impl Erased {
    /// Rows that went, all together.
    pub fn rows(&self) -> u64 {
        self.gone.iter().map(|gone| gone.rows).sum()
    }
}

/// What no transaction can reach.
const OUTSIDE: [Stays; 2] = [
    Stays {
        what: "reservekopieën",
        why: "kopieën van vóór vandaag houden deze gegevens tot u ze vervangt; zet u er een terug, wis dan \
              opnieuw",
    },
    Stays {
        what: "telefoons en platforms",
        why: "berichten die al zijn verstuurd staan op de telefoon van de persoon en bij Telegram of WhatsApp",
    },
];

/// Erases somebody. Whoever calls found out that `by` may (`Role::erases`); None: a command, or the nightly
/// removal. `now` is civil.
pub async fn erase(
    tx: &mut Tx,
    who: &Somebody,
    why: EraseWhy,
    by: Option<StaffId>,
    now: DateTime<Utc>,
) -> Result<Erased> {
    let all = rows::mailboxes_of(tx, who.mailbox_id).await?;
    let phones = rows::phones(tx, who.id).await?;
    let locked: Vec<_> =
        all.iter().copied().chain(phones.iter().map(|(_, mailbox)| *mailbox)).collect();
    rows::lock(tx, &locked).await?;
    let (cancelled, on_its_way) = rows::cancel_sends(tx, who.mailbox_id, now).await?;
    for (address, mailbox) in phones {
        leave_phone(tx, address, who.mailbox_id, now).await?;
        rows::take_name_from_phone(tx, mailbox, who.mailbox_id).await?;
    }
    let gone = rows::remove(tx, who.id, &all, now).await?;
    let gone =
        gone.into_iter().map(|(table, rows)| Gone { table, what: register::in_dutch(table), rows });
    let erased = Erased {
        cancelled,
        on_its_way,
        gone: gone.filter(|gone| gone.rows > 0).collect(),
        stays: register::what_stays()
            .map(|(what, why)| Stays { what, why })
            .chain(OUTSIDE)
            .collect(),
    };
    let detail = json!({
        "why": why.as_str(),
        "rows": erased.rows(),
        "cancelled": cancelled,
        "on_its_way": on_its_way,
    });
    let subject = Some(("person", who.id.0));
    audit::note(tx, who.gemeente_id, by, "erase_person", subject, detail, now).await?;
    Ok(erased)
}
