//! Who is so likely to miss a session that a coach calls, besides the reminder: somebody whose last
//! questions nobody answered. The rule stands in policies.yaml and is told with the task.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::{MailboxId, TaskId};
use crate::plan::policies::HighRisk;
use crate::store::due::DueReminder;
use crate::store::hot::effects::{self, TaskWrite, Writes};
use crate::store::hot::starts::{self, Asked};
use crate::store::{StoreError, Tx};
use crate::trade::task::{Desk, TaskKind};

/// Questions of longer ago say nothing about now.
const BACK: TimeDelta = TimeDelta::days(90);
/// An open question counts as unanswered after this.
const PATIENCE: TimeDelta = TimeDelta::hours(20);
/// Why the coach calls, as a code.
pub(super) const RISK: &str = "risico";

/// Opens a task for whoever of `fired` is at risk, one per session.
pub(super) async fn call_first(
    tx: &mut Tx,
    rule: &HighRisk,
    fired: &[&DueReminder],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let near: Vec<&&DueReminder> =
        fired.iter().filter(|r| r.moment == rule.at && r.intent.is_none()).collect();
    let whose: HashSet<MailboxId> = near.iter().map(|r| r.mailbox_id).collect();
    if whose.is_empty() {
        return Ok(());
    }
    let mut asked: HashMap<MailboxId, Vec<Asked>> = HashMap::new();
    for question in starts::asked(tx, &whose, now - BACK).await? {
        asked.entry(question.mailbox_id).or_default().push(question);
    }
    let mut writes = Writes::default();
    for reminder in near {
        let mine = asked.get_mut(&reminder.mailbox_id).map(Vec::as_mut_slice);
        if unanswered(mine.unwrap_or_default(), now) < rule.unanswered {
            continue;
        }
        writes.open(TaskWrite {
            id: TaskId::fresh(),
            gemeente: reminder.gemeente_id,
            mailbox: reminder.mailbox_id,
            conversation: None,
            question: None,
            session: Some(reminder.session_id),
            kind: TaskKind::Coach.as_str(),
            desk: Desk::Coach.as_str(),
            assigned_to: reminder.coach_id,
            reason: Some(RISK.to_owned()),
            opened_at: now,
            cause: format!("{RISK}:{}", reminder.session_id),
        });
    }
    effects::write(tx, &mut writes).await
}

/// So many of the newest questions that nobody answered.
fn unanswered(asked: &mut [Asked], now: DateTime<Utc>) -> u32 {
    asked.sort_by_key(|question| std::cmp::Reverse(question.first_asked_at));
    let silent = |question: &&Asked| match question.closed_how.as_deref() {
        None => question.first_asked_at + PATIENCE <= now,
        Some(how) => matches!(how, "no_answer" | "undelivered"),
    };
    // what made way for another form of the same question tells nothing
    let told = |question: &&Asked| question.closed_how.as_deref() != Some("superseded");
    u32::try_from(asked.iter().filter(told).take_while(silent).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_questions_in_a_row_count_and_fresh_ones_have_time() {
        let now: DateTime<Utc> = "2026-11-24T15:00:00Z".parse().unwrap();
        let question = |days: i64, how: Option<&str>| Asked {
            mailbox_id: MailboxId::fresh(),
            first_asked_at: now - TimeDelta::days(days),
            closed_how: how.map(str::to_owned),
        };
        let silent = Some("no_answer");
        let table = [
            (vec![], 0),
            (vec![question(9, silent), question(5, silent)], 2),
            (vec![question(9, silent), question(5, silent), question(1, None)], 3),
            (vec![question(9, silent), question(5, silent), question(0, None)], 0),
            (vec![question(9, silent), question(5, Some("answered")), question(2, silent)], 1),
            (vec![question(9, silent), question(5, Some("superseded")), question(5, silent)], 2),
            (vec![question(9, Some("undelivered")), question(5, Some("elsewhere"))], 0),
        ];
        for (mut asked, expected) in table {
            assert_eq!(unanswered(&mut asked, now), expected, "{asked:?}");
        }
    }
}
