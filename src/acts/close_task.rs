//! A colleague closes a task. Of two who press at the same time the second is told who was first.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::ids::TaskId;
use crate::store::board::Viewer;
use crate::store::{StoreError, Tx, audit, desk};
use crate::trade::task::TaskKind;

/// Why a task is not closed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// There is no such task among those this colleague may see.
    #[error("there is no such task")]
    Unknown,
    /// It was closed before.
    #[error("the task was closed at {at}")]
    AlreadyClosed {
        /// The name of the colleague who closed it; None: the system.
        by: Option<String>,
        /// When, civil.
        at: DateTime<Utc>,
    },
    /// It ends by a decision on the page of the person, and not otherwise.
    #[error("the task ends by a decision")]
    NeedsDecision,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Closes `task`; `now` is civil.
pub async fn close_task(
    tx: &mut Tx,
    task: TaskId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let found = desk::task(tx, task, by).await?.ok_or(Refusal::Unknown)?;
    if found.kind == TaskKind::Schrijnend.as_str() && found.closed_at.is_none() {
        return Err(Refusal::NeedsDecision);
    }
    if desk::close(tx, task, by.staff, now).await? {
        let subject = Some(("task", task.0));
        audit::note(tx, by.gemeente, Some(by.staff), "close_task", subject, json!({}), now).await?;
        return Ok(());
    }
    let state = desk::task(tx, task, by).await?.ok_or(Refusal::Unknown)?;
    Err(Refusal::AlreadyClosed { by: state.closed_by, at: state.closed_at.unwrap_or(now) })
}
