//! May WhatsApp send what is planned? The people of a day, per business account.

use std::collections::BTreeMap;

use super::report::Report;
use crate::acts::channel_budget::channel_budget;
use crate::cli::budget_words;
use crate::clock::Clock;
use crate::config::Config;
use crate::store::{Db, StoreError};
use crate::work::accounts_of;

/// One line per account that has a limit.
pub(super) async fn look(config: &Config, clock: &Clock, db: &Db, report: &mut Report) {
    let accounts = accounts_of(&config.channels);
    let now = (clock.civil(), clock.machine());
    let budgets = async {
        let mut tx = db.read().await?;
        channel_budget(&mut tx, &accounts, &BTreeMap::new(), now).await
    };
    let budgets = match budgets.await {
        Ok(budgets) => budgets,
        Err(error) => return not_known(&error, report),
    };
    for budget in budgets {
        let about = format!("[[channel]] {}", budget.channels.join(", "));
        let what = budget_words::for_the_doctor(&budget);
        if budget.crowds().is_empty() {
            report.ok(&about, what);
        } else {
            report.warn(
                &about,
                what,
                "raise unique_per_day if Meta allows more, or spread the sessions; what does not \
                 fit waits, and expires when its session is over",
            );
        }
    }
}

fn not_known(error: &StoreError, report: &mut Report) {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
    report.wrong(
        "limits",
        format!("the budget cannot be read: {error}{}", cause.unwrap_or_default()),
        "mend what the database names; if migrations wait, start `serve` once",
    );
}
