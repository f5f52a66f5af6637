//! Looks ahead: how many people will planned reminders write to first on WhatsApp, and may they?
//!
//! Reads only. Counts reminders, which are planned long before; nudges and announcements come on
//! top of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use super::import::enrolments::EnrolmentRow;
use super::import::sessions::CourseKey;
use super::occasion::Occasion;
use crate::ids::{AddressId, CourseId};
use crate::plan::budget::{Account, Budget, spread};
use crate::plan::local_time;
use crate::plan::purse::DAY;
use crate::plan::reminder::{Fate, plan};
use crate::store::hot::budget::{self, Again, Place, Span};
use crate::store::hot::rates;
use crate::store::{StoreError, Tx, courses, sessions};

/// So many days are looked ahead, today included.
const AHEAD: u64 = 60;

/// People whom reminders write to first, by day on the Dutch calendar and channel.
pub type Needed = BTreeMap<(NaiveDate, String), usize>;

/// The budget of each account at `civil`, with whom it reached in the 24 hours before `machine`;
/// `more`: what is not planned yet and counts as well.
pub async fn channel_budget(
    tx: &mut Tx,
    accounts: &[Account],
    more: &Needed,
    (civil, machine): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Budget>, StoreError> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let today = local_time::local_date(civil);
    let spans: Vec<Span> = (0..AHEAD).filter_map(|n| span(today, n)).collect();
    let portfolios: BTreeSet<&str> = accounts.iter().map(|of| of.portfolio.as_str()).collect();
    let reached = rates::count(tx, &portfolios, machine - DAY).await?;
    let mut needed = more.clone();
    for (day, channel, people) in budget::needed(tx, &spans).await? {
        let day = day.parse().map_err(|e| StoreError::corrupt("reminder", &day, e))?;
        *needed.entry((day, channel)).or_default() += usize::try_from(people).unwrap_or(0);
    }
    let of = |account: &Account| {
        let mut own: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for ((day, channel), people) in &needed {
            if account.channels.contains(channel) {
                *own.entry(*day).or_default() += people;
            }
        }
        let reached = reached.get(&account.portfolio).copied().unwrap_or(0);
        spread(account, &own, today, usize::try_from(reached).unwrap_or(0))
    };
    Ok(accounts.iter().map(of).collect())
}

/// Day `n` from `today`, on the Dutch clock.
fn span(today: NaiveDate, n: u64) -> Option<Span> {
    let midnight = |day: NaiveDate| local_time::resolve(day.and_time(NaiveTime::MIN), None);
    let day = today.checked_add_days(Days::new(n))?;
    let ends = midnight(day.succ_opt()?);
    Some(Span { day: day.to_string(), begins: midnight(day), ends, shut: ends - DAY })
}

/// What a file of enrolments would add, for those of its rows that are new. Rows of unknown people
/// or courses count for nothing: they are mistakes.
pub async fn needed_by(
    tx: &mut Tx,
    rows: &[EnrolmentRow],
    on: Occasion<'_>,
) -> Result<Needed, StoreError> {
    let courses: HashMap<CourseKey, CourseId> = courses::all(tx, on.gemeente)
        .await?
        .into_iter()
        .map(|course| (CourseKey::new(&course.name, &course.group_name), course.id))
        .collect();
    let place = |row: &'_ EnrolmentRow| courses.get(&row.key()).copied();
    let places: Vec<Place<'_>> = rows
        .iter()
        .filter_map(|row| {
            let course = place(row)?;
            Some(Place { gemeente: on.gemeente, klantnummer: &row.klantnummer, course })
        })
        .collect();
    let days: HashMap<CourseId, Vec<NaiveDate>> = days_of(tx, &places, on).await?;
    let mut people: BTreeMap<(NaiveDate, String), HashSet<AddressId>> = BTreeMap::new();
    let mut again = Vec::new();
    for new in budget::newcomers(tx, &places).await? {
        for day in days.get(&new.course).into_iter().flatten() {
            let Some(span) = span(*day, 0) else { continue };
            if new.last_inbound_at.is_none_or(|at| at < span.shut) {
                people.entry((*day, new.channel.clone())).or_default().insert(new.address_id);
                again.push(Again {
                    address: new.address_id,
                    person: new.person,
                    day: span.day,
                    begins: span.begins,
                    ends: span.ends,
                });
            }
        }
    }
    // who is reminded of something else that day anyway costs nothing more
    let counted: HashSet<(String, AddressId)> =
        budget::counted(tx, &again).await?.into_iter().collect();
    for ((day, _), people) in &mut people {
        people.retain(|address| !counted.contains(&(day.to_string(), *address)));
    }
    people.retain(|_, people| !people.is_empty());
    Ok(people.into_iter().map(|(day, people)| (day, people.len())).collect())
}

/// On which days somebody who gets a place in these courses now is reminded.
async fn days_of(
    tx: &mut Tx,
    places: &[Place<'_>],
    on: Occasion<'_>,
) -> Result<HashMap<CourseId, Vec<NaiveDate>>, StoreError> {
    let mut all: HashMap<CourseId, Vec<NaiveDate>> = HashMap::new();
    for Place { course, .. } in places {
        if all.contains_key(course) {
            continue;
        }
        let mut days = BTreeSet::new();
        for session in sessions::upcoming(tx, *course, on.now).await? {
            let Some((_, moments)) = on.policies.reminder_for(session.kind()?) else { continue };
            let planned = plan(moments, session.starts_at, &on.policies.quiet_hours, on.now);
            let goes_out = planned.iter().filter(|p| !matches!(p.fate, Fate::Dropped(_)));
            days.extend(goes_out.map(|p| local_time::local_date(p.due_at.max(on.now))));
        }
        all.insert(*course, days.into_iter().collect());
    }
    Ok(all)
}
