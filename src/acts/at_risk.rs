//! Which people fall under a rule of `plan::risk`, looked up for many at once.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ids::MailboxId;
use crate::plan::policies::HighRisk;
use crate::plan::risk::{Known, Risk, rules_met};
use crate::store::hot::presence;
use crate::store::hot::starts::{self, Asked};
use crate::store::{Result, Tx};

/// Questions of longer ago say nothing about now.
const BACK: TimeDelta = TimeDelta::days(90);
/// An open question counts as unanswered after this.
const PATIENCE: TimeDelta = TimeDelta::hours(20);

/// The rules that hold for these people at `now`, civil; who falls under none is not in it.
pub async fn at_risk(
    tx: &mut Tx,
    rule: &HighRisk,
    whose: &HashSet<MailboxId>,
    now: DateTime<Utc>,
) -> Result<HashMap<MailboxId, Vec<Risk>>> {
    let mut asked: HashMap<MailboxId, Vec<Asked>> = HashMap::new();
    for question in starts::asked(tx, whose, now - BACK).await? {
        asked.entry(question.mailbox_id).or_default().push(question);
    }
    let since = now - TimeDelta::weeks(i64::from(rule.weeks));
    let missed = match rule.missed {
        0 => HashMap::new(),
        _ => presence::missed(tx, whose, since).await?,
    };
    let mut reasons = match rule.same_reason {
        0 => HashMap::new(),
        _ => presence::reason_most_given(tx, whose, since).await?,
    };
    let mut found = HashMap::new();
    for mailbox in whose {
        let mine = asked.get_mut(mailbox).map(Vec::as_mut_slice).unwrap_or_default();
        let known = Known {
            unanswered: unanswered(mine, now),
            missed: missed.get(mailbox).copied().unwrap_or(0),
            reason: reasons.remove(mailbox),
        };
        let risks = rules_met(rule, known);
        if !risks.is_empty() {
            found.insert(*mailbox, risks);
        }
    }
    Ok(found)
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
