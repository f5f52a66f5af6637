//! Makes the letters that tasks ask for, and the second ones of those who did not respond to a first.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::By;
use crate::ids::{GemeenteId, LetterId, PersonId};
use crate::plan::{local_time, working_days};
use crate::store::letters::{self, NewLetter, Wanted};
use crate::store::tasks::{self, NewTask};
use crate::store::{Result, Tx, audit};
use crate::trade::letter::{LetterKind, SECOND_AFTER_WORKING_DAYS, kind_for};
use crate::trade::person::PostalAddress;
use crate::trade::task::{Desk, TaskKind};

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// New letters, in the order of who waited longest.
    pub letters: Vec<LetterId>,
    /// People without a postal address; their klantmanager has a task now.
    pub without_address: usize,
}

/// Makes a letter for everybody who needs one, at most `letters::MOST`; `now` is civil.
pub async fn make_letters(tx: &mut Tx, by: By, now: DateTime<Utc>) -> Result<Made> {
    let mut made = Made::default();
    for one in needed(tx, by.gemeente, now).await? {
        if !is_usable(tx, &one)? {
            made.without_address += 1;
            ask_for_address(tx, &one, by, now).await?;
            continue;
        }
        let is_ladder = one.task_kind.as_deref() == Some(TaskKind::Brief.as_str());
        let kind = match one.follows {
            Some(_) => LetterKind::Herinnering,
            None => kind_for(is_ladder, one.has_address, one.posted_before),
        };
        let new = NewLetter {
            gemeente: by.gemeente,
            person: one.person_id,
            mailbox: one.mailbox_id,
            task: one.task_id,
            follows: one.follows,
            kind,
            language: &one.language,
            by: by.staff,
        };
        made.letters.push(letters::insert(tx, new, now).await?);
    }
    if !made.letters.is_empty() {
        let detail = json!({ "letters": made.letters });
        audit::note(tx, by.gemeente, by.staff, "make_letters", None, detail, now).await?;
    }
    Ok(made)
}

/// How many people wait for a letter to be made, at most some hundreds; `now` is civil.
pub async fn waiting(tx: &mut Tx, gemeente: GemeenteId, now: DateTime<Utc>) -> Result<usize> {
    Ok(needed(tx, gemeente, now).await?.len())
}

/// Each person once, those with a task first.
async fn needed(tx: &mut Tx, gemeente: GemeenteId, now: DateTime<Utc>) -> Result<Vec<Wanted>> {
    let long_ago = posted_until(now);
    let mut all = letters::wanted(tx, gemeente, long_ago).await?;
    all.extend(letters::needs_second(tx, gemeente, long_ago).await?);
    let mut seen: HashSet<PersonId> = HashSet::new();
    all.retain(|one| seen.insert(one.person_id));
    Ok(all)
}

/// A letter that was posted then, or before, has had its working days.
fn posted_until(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = local_time::local_date(now);
    let mut day = today;
    // the last day whose tenth working day after it has come
    while working_days::add_working_days(day, SECOND_AFTER_WORKING_DAYS) > today {
        let Some(before) = day.pred_opt() else { break };
        day = before;
    }
    let end = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN);
    local_time::resolve(end, None)
}

fn is_usable(tx: &Tx, one: &Wanted) -> Result<bool> {
    let Some(sealed) = &one.postal_sealed else { return Ok(false) };
    let postal: PostalAddress = tx.vault().open_json("person.postal_sealed", sealed)?;
    Ok(postal.is_usable())
}

async fn ask_for_address(tx: &mut Tx, one: &Wanted, by: By, now: DateTime<Utc>) -> Result<()> {
    let task = NewTask {
        gemeente: by.gemeente,
        mailbox: one.mailbox_id,
        kind: TaskKind::Adres,
        desk: Desk::Klantmanager,
        assigned_to: one.klantmanager_id,
        conversation: None,
        question: None,
        session: None,
        reason: Some("geen-postadres"),
        cause: "postadres",
    };
    tasks::open(tx, task, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_letter_has_ten_working_days() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (now, until) in [
            // Thursday 26 November: posted on Thursday 12 November or before
            ("2026-11-26T09:00:00Z", "2026-11-12T23:00:00Z"),
            // Monday: posted on Monday two weeks before
            ("2026-11-30T09:00:00Z", "2026-11-16T23:00:00Z"),
            // Christmas and New Year are no working days
            ("2027-01-04T09:00:00Z", "2026-12-17T23:00:00Z"),
            // summer time
            ("2026-07-02T09:00:00Z", "2026-06-18T22:00:00Z"),
        ] {
            assert_eq!(posted_until(at(now)), at(until), "{now}");
        }
    }
}
