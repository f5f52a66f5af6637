//! A colleague knows that whoever a letter linked is who they should be: nothing needs to be proven.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::close_task::{Refusal, close_task};
use super::second_phone::allow_second_phone;
use crate::ids::TaskId;
use crate::store::board::Viewer;
use crate::store::{Tx, audit, desk, proofs};

/// Says yes to the person of `task`, a task to find out who somebody is, and closes it; `now` is civil.
pub async fn vouch(
    tx: &mut Tx,
    task: TaskId,
    by: Viewer,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let person = desk::proof_task(tx, task, by).await?.ok_or(Refusal::Unknown)?;
    close_task(tx, task, by, now).await?;
    let addresses = proofs::vouched(tx, person).await?;
    allow_second_phone(tx, person, Some(by.staff), now).await?;
    let subject = Some(("person", person.0));
    let detail = json!({ "addresses": addresses });
    audit::note(tx, by.gemeente, Some(by.staff), "vouch", subject, detail, now).await?;
    Ok(())
}
