//! Who is so likely to miss a session that a coach calls, besides the reminder. The rules stand in
//! policies.yaml (`plan::risk`) and the one that holds is told with the task.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::acts::at_risk::at_risk;
use crate::ids::{MailboxId, TaskId};
use crate::plan::policies::HighRisk;
use crate::store::due::DueReminder;
use crate::store::hot::effects::{self, TaskWrite, Writes};
use crate::store::{StoreError, Tx};
use crate::trade::task::{Desk, TaskKind};

/// What makes it one task.
const RISK: &str = "risico";

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
    let risks = at_risk(tx, rule, &whose, now).await?;
    let mut writes = Writes::default();
    for reminder in near {
        let mine = risks.get(&reminder.mailbox_id);
        let Some(risk) = mine.and_then(|risks| risks.first()) else { continue };
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
            reason: Some(risk.as_str().to_owned()),
            opened_at: now,
            cause: format!("{RISK}:{}", reminder.session_id),
            waits_since: None,
        });
    }
    effects::write(tx, &mut writes).await
}
