//! Every schedule of the policies that are in force has its next moment in a row; so has the job that
//! looks for alarms of the trajectory clock.

use chrono::{DateTime, Utc};

use crate::plan::policies::Policies;
use crate::plan::recurring;
use crate::store::{StoreError, Tx, recurring_jobs};

/// The job that looks for alarms of the trajectory clock; no schedule of policies.yaml is called so.
pub const TERM_ALARMS: &str = "termijnen";
/// Every morning before the office opens.
pub const TERM_ALARMS_CRON: &str = "0 30 6 * * *";

/// Brings the rows in line with `policies`; a run that is on its way goes on to its end.
pub async fn plan_schedules(
    tx: &mut Tx,
    policies: &Policies,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for run in policies.runs() {
        let (job, cron) = (run.job(), &run.policy.cron);
        if !recurring_jobs::is_planned(tx, &job, cron).await?
            && !recurring_jobs::keep_running(tx, &job, cron).await?
        {
            plan_schedule(tx, &job, cron, now).await?;
        }
    }
    if !recurring_jobs::is_planned(tx, TERM_ALARMS, TERM_ALARMS_CRON).await? {
        plan_schedule(tx, TERM_ALARMS, TERM_ALARMS_CRON, now).await?;
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
