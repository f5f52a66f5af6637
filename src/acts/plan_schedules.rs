//! Every schedule of the policies that are in force has its next moment in a row.

use chrono::{DateTime, Utc};

use crate::plan::policies::Policies;
use crate::plan::recurring;
use crate::store::{StoreError, Tx, recurring_jobs};

/// Brings the rows in line with `policies`; a run that is on its way goes on to its end.
pub async fn plan_schedules(
    tx: &mut Tx,
    policies: &Policies,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for (name, policy) in &policies.schedules {
        if !recurring_jobs::is_planned(tx, name, &policy.cron).await?
            && !recurring_jobs::keep_running(tx, name, &policy.cron).await?
        {
            plan_schedule(tx, name, &policy.cron, now).await?;
        }
    }
    Ok(())
}

/// One schedule runs next at the first moment after `now`, if there is one.
pub async fn plan_schedule(
    tx: &mut Tx,
    name: &str,
    cron: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let next = recurring::next_run(cron, now)
        .map_err(|e| StoreError::corrupt("recurring_job", name, e))?;
    match next {
        Some(at) => recurring_jobs::plan(tx, name, cron, at).await,
        None => recurring_jobs::remove(tx, name).await,
    }
}
