//! Plans the reminders of sessions for the people enrolled in them.
//!
//! Every moment of the policy becomes a row, also one that will never go out: late is never
//! silent. Planning again changes nothing: a reminder is planned once per version of its session.
//! Who has no address that works is given to the klantmanager, once.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use super::occasion::Occasion;
use crate::ids::{ReminderId, TaskId};
use crate::plan::reminder::{Fate, Planned, at_preferred, plan};
use crate::store::courses::Enrolled;
use crate::store::hot::courses::{self, NoAddressWrite, ReminderWrite};
use crate::store::sessions::Session;
use crate::store::{StoreError, Tx};
use crate::trade::course::SessionKind;

/// What was planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plans {
    /// Reminders, dropped ones too.
    pub reminders: usize,
    /// Tasks that were opened because somebody cannot be reached.
    pub tasks: usize,
}

/// Plans for everybody in `who` every session in `sessions`, the first session first.
pub async fn plan_reminders(
    tx: &mut Tx,
    sessions: &[Session],
    who: &[Enrolled],
    on: Occasion<'_>,
) -> Result<Plans, StoreError> {
    let mut plans = Plans::default();
    let Some(first) = sessions.first() else { return Ok(plans) };
    for session in sessions {
        let rows = rows_for(session, who, on)?;
        courses::insert_reminders(tx, on.gemeente, &rows, on.now).await?;
        plans.reminders += rows.len();
    }
    let no_address: Vec<NoAddressWrite> = who
        .iter()
        .filter(|enrolled| enrolled.unreachable)
        .map(|enrolled| NoAddressWrite {
            id: TaskId::fresh(),
            mailbox: enrolled.mailbox_id,
            session: first.id,
            assigned_to: enrolled.klantmanager_id,
        })
        .collect();
    plans.tasks = courses::open_no_address(tx, on.gemeente, &no_address, on.now).await?;
    Ok(plans)
}

/// How many reminders a session of this kind gives everybody who is enrolled.
pub(super) fn reminders_of(kind: SessionKind, on: Occasion<'_>) -> usize {
    on.policies.reminder_for(kind).map_or(0, |(_, moments)| moments.len())
}

fn rows_for(
    session: &Session,
    who: &[Enrolled],
    on: Occasion<'_>,
) -> Result<Vec<ReminderWrite>, StoreError> {
    let Some((_, moments)) = on.policies.reminder_for(session.kind()?) else {
        return Ok(Vec::new());
    };
    let quiet = &on.policies.quiet_hours;
    // a plan for each time of day that people prefer, however many they are
    let mut plans: BTreeMap<Option<i64>, Vec<Planned>> = BTreeMap::new();
    for enrolled in who {
        let minute = enrolled.preferred_minute;
        plans.entry(minute).or_insert_with(|| match minute.and_then(time_of) {
            None => plan(moments, session.starts_at, quiet, on.now),
            Some(time) => plan(&at_preferred(moments, time), session.starts_at, quiet, on.now),
        });
    }
    let planned = |enrolled: &Enrolled| plans.get(&enrolled.preferred_minute);
    Ok(who
        .iter()
        .flat_map(|enrolled| {
            let planned = planned(enrolled).into_iter().flatten();
            planned.map(move |planned| row(session, enrolled, planned))
        })
        .collect())
}

fn time_of(minute: i64) -> Option<NaiveTime> {
    let seconds = u32::try_from(minute.checked_mul(60)?).ok()?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
}

fn row(session: &Session, enrolled: &Enrolled, planned: &Planned) -> ReminderWrite {
    ReminderWrite {
        id: ReminderId::fresh(),
        enrolment: enrolled.enrolment_id,
        session: session.id,
        version: session.version,
        moment: planned.key.clone(),
        due_at: planned.due_at,
        useful_until: planned.useful_until,
        late: planned.fate == Fate::Late,
        dropped_why: match planned.fate {
            Fate::Dropped(why) => Some(why.as_str()),
            Fate::OnTime | Fate::Late => None,
        },
    }
}
