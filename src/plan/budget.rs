//! How many people planned messages will write to first, against what an account may: told before a
//! run, not found out during it.
//!
//! Reckons in whole days, as people plan, where the platform counts moving ones of 24 hours; so a
//! budget is a forecast. Nothing is held by it: [`super::purse`] does that.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

use chrono::{Days, NaiveDate};
use serde::Serialize;

/// A business account, and the limit of its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Under which name its people are counted.
    pub portfolio: String,
    /// Its channels.
    pub channels: Vec<String>,
    /// People who may be written to first in 24 hours.
    pub limit: usize,
}

/// What one account needs in the coming days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// Its channels.
    pub channels: Vec<String>,
    /// People who may be written to first in 24 hours.
    pub limit: usize,
    /// How many were, in the last 24 hours.
    pub reached: usize,
    /// The days on which something is planned or left over, in order.
    pub days: Vec<Day>,
}

/// One day of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// On the Dutch calendar.
    pub day: NaiveDate,
    /// People whom planned messages write to first.
    pub needed: usize,
    /// Of these and of what was left over, how many can be.
    pub sent: usize,
    /// How many wait for the next day.
    pub left_over: usize,
}

/// A day that needs more than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Crowd {
    /// On which day.
    pub day: NaiveDate,
    /// Messages that write to somebody first, with those of the days over which they spread.
    pub needed: usize,
    /// What may be sent on that day.
    pub free: usize,
    /// Over how many days they spread.
    pub over_days: usize,
}

/// Spreads what is needed per day over what may be sent, from `today` on; what does not fit goes
/// first on the next day. `reached`: in the last 24 hours.
pub fn spread(
    account: &Account,
    needed: &BTreeMap<NaiveDate, usize>,
    today: NaiveDate,
    reached: usize,
) -> Budget {
    let Account { channels, limit, .. } = account;
    let (limit, mut left_over, mut days) = (*limit, 0, Vec::new());
    let mut next = needed.range(today..).next().map(|(day, _)| *day);
    while let Some(day) = next.filter(|_| limit > 0) {
        let wanted = needed.get(&day).copied().unwrap_or(0);
        let free = if day == today { limit.saturating_sub(reached) } else { limit };
        let sent = (left_over + wanted).min(free);
        left_over = left_over + wanted - sent;
        days.push(Day { day, needed: wanted, sent, left_over });
        let tomorrow = day.checked_add_days(Days::new(1));
        next = match left_over {
            0 => needed.range((Excluded(day), Unbounded)).next().map(|(day, _)| *day),
            _ => tomorrow,
        };
    }
    Budget { channels: channels.clone(), limit, reached, days }
}

impl Budget {
    /// The days that need more than there is, each with the days over which it spreads.
    pub fn crowds(&self) -> Vec<Crowd> {
        let mut crowds: Vec<Crowd> = Vec::new();
        let mut is_open = false;
        for day in &self.days {
            if let Some(crowd) = crowds.last_mut().filter(|_| is_open) {
                crowd.needed += day.needed;
                crowd.over_days += 1;
            } else if day.left_over > 0 {
                let (needed, free) = (day.needed, day.sent);
                crowds.push(Crowd { day: day.day, needed, free, over_days: 1 });
            }
            is_open = day.left_over > 0;
        }
        crowds
    }

    /// The day on which most is needed, the first of equals.
    pub fn busiest(&self) -> Option<&Day> {
        self.days.iter().rev().max_by_key(|day| day.needed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 1).unwrap() + Days::new(n)
    }

    fn account(limit: usize) -> Account {
        Account { portfolio: "p".into(), channels: vec!["whatsapp".into()], limit }
    }

    fn budget(limit: usize, reached: usize, needed: &[(u64, usize)]) -> Budget {
        let needed = needed.iter().map(|(n, count)| (day(*n), *count)).collect();
        spread(&account(limit), &needed, day(0), reached)
    }

    #[test]
    fn what_does_not_fit_goes_on_the_days_that_follow() {
        // limit, reached, needed per day; then per crowd: day, needed, free, over so many days
        type Case<'a> = (usize, usize, &'a [(u64, usize)], &'a [(u64, usize, usize, usize)]);
        let cases: [Case<'_>; 8] = [
            (1000, 0, &[], &[]),
            (1000, 0, &[(0, 1000), (1, 1000)], &[]),
            (1000, 0, &[(3, 1240)], &[(3, 1240, 1000, 2)]),
            (1000, 900, &[(0, 150), (5, 900)], &[(0, 150, 100, 2)]),
            (1000, 2000, &[(0, 1)], &[(0, 1, 0, 2)]),
            // the day after needs its own too
            (100, 0, &[(1, 150), (2, 80), (9, 300)], &[(1, 230, 100, 3), (9, 300, 100, 3)]),
            (100, 0, &[(1, 150), (2, 50), (3, 120)], &[(1, 200, 100, 2), (3, 120, 100, 2)]),
            // no limit
            (0, 0, &[(1, 5000)], &[]),
        ];
        for (limit, reached, needed, expected) in cases {
            let found: Vec<Crowd> = budget(limit, reached, needed).crowds();
            let expected: Vec<Crowd> = expected
                .iter()
                .map(|(n, needed, free, over_days)| Crowd {
                    day: day(*n),
                    needed: *needed,
                    free: *free,
                    over_days: *over_days,
                })
                .collect();
            assert_eq!(found, expected, "{limit} {reached} {needed:?}");
        }
    }

    #[test]
    fn the_busiest_day_is_the_first_of_equals_and_the_past_does_not_count() {
        let budget = budget(1000, 0, &[(2, 7), (4, 9), (6, 9)]);
        assert_eq!(budget.busiest().map(|d| (d.day, d.needed)), Some((day(4), 9)));
        let needed = BTreeMap::from([(day(0), 5), (day(3), 1)]);
        assert_eq!(spread(&account(9), &needed, day(1), 0).days.len(), 1);
    }

    proptest! {
        #[test]
        fn everything_is_sent_once_and_no_day_passes_the_limit(
            limit in 1_usize..50,
            reached in 0_usize..60,
            needed in proptest::collection::btree_map(0_u64..20, 0_usize..120, 0..10),
        ) {
            let needed: BTreeMap<NaiveDate, usize> =
                needed.into_iter().map(|(n, count)| (day(n), count)).collect();
            let budget = spread(&account(limit), &needed, day(0), reached);
            let total: usize = budget.days.iter().map(|day| day.sent).sum();
            prop_assert_eq!(total, needed.values().sum::<usize>());
            prop_assert!(budget.days.iter().all(|day| day.sent <= limit));
            prop_assert!(budget.days.windows(2).all(|two| two[0].day < two[1].day));
            prop_assert_eq!(budget.days.last().map_or(0, |day| day.left_over), 0);
        }
    }
}
