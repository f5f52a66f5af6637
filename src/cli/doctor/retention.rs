//! Is what was kept long enough removed? What went last, and when the next night is.

use chrono::{DateTime, TimeDelta, Utc};

use super::report::Report;
use crate::clock::Clock;
use crate::config::Config;
use crate::store::{Db, StoreError, retention};
use crate::trade::privacy::Category;

/// A night that is so much overdue is missed.
const LATE: TimeDelta = TimeDelta::hours(36);

/// A line per category that is removed by itself.
pub(super) async fn look(config: &Config, clock: &Clock, db: &Db, report: &mut Report) {
    let runs = async {
        let mut tx = db.read().await?;
        retention::runs(&mut tx).await
    };
    let runs: Result<_, StoreError> = runs.await;
    let runs = match runs {
        Ok(runs) => runs,
        Err(error) => {
            let what = format!("cannot be read: {error}");
            return report.wrong("[retention]", what, "start `serve` once: it makes the tables");
        }
    };
    if runs.is_empty() {
        return report.ok("[retention]", "the first start of `serve` plans the nights");
    }
    let (kept, now) = (config.kept(), clock.civil());
    if config.retention.people_days.is_none() || config.retention.talk_days.is_none() {
        let what = "people and conversations are kept for ever: nobody chose how long";
        let mend = "choose people_days and talk_days with your privacy officer; 0 is for ever";
        report.warn("[retention]", what, mend);
    }
    for run in runs {
        let Some(category) = Category::parse(&run.category) else { continue };
        let about = format!("[retention] {category}");
        let days = match kept.days(category) {
            0 => "kept until somebody removes it".to_owned(),
            days => format!("kept {days} days"),
        };
        let last = match run.finished_at {
            Some(at) => format!("removed {} rows on {}", run.removed, day(at)),
            None => "nothing removed yet".to_owned(),
        };
        let next = day(run.next_at);
        if now - run.next_at > LATE {
            let what = format!("{days}; {last}; was due on {next} and did not run");
            report.warn(&about, what, "does `serve` run, and what does its log say?");
        } else {
            report.ok(&about, format!("{days}; {last}; next on {next}"));
        }
    }
}

fn day(at: DateTime<Utc>) -> String {
    at.format("%d-%m-%Y %H:%M UTC").to_string()
}
