//! How often the bot may begin to speak to one person, and who goes first when that is not enough.
//!
//! A *start* is a message nobody asked for: a reminder, a schedule, a word after a lesson. Promises that starts never exceed
//! the budget, that a lighter wish changes nothing about a weightier one, that whatever is put off
//! still comes while it is of use, and that what never comes has its reason. What a person asked for,
//! news that a session moved or was cancelled, and the short notice to who said "ik kom" are no starts;
//! neither is a question that its ladder puts again. Pure; does not know what is said.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::local_time::{local, local_date, resolve};
use super::quiet_hours::QuietHours;
use super::reminder::SHORT_NOTICE;
use crate::trade::person::words;

/// Days of a week; any seven in a row, not from Monday on.
const WEEK: u64 = 7;
/// How far ahead wishes matter for what goes out now.
pub const AHEAD: TimeDelta = TimeDelta::days(7);
/// A wish that is put off is put off this many days at most, whatever its use.
const FURTHEST: u64 = 14;

/// How many starts one person gets. Source: domain reference, section 5, "Defaults".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// On one calendar day in the Netherlands; at least 1.
    pub per_day: u32,
    /// In any seven days in a row; at least `per_day`.
    pub per_week: u32,
}

impl Default for Budget {
    fn default() -> Self {
        Self { per_day: 1, per_week: 3 }
    }
}

/// How much it matters that something is said; the larger is the weightier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// What comes back by a schedule, such as a check-in.
    Schedule,
    /// A reminder: the nearer to its session, the weightier.
    Reminder(
        /// Minutes before the session, counted below zero, so that fewer are more.
        i64,
    ),
}

impl Weight {
    /// Of a reminder that was meant to come so long before its session.
    pub fn of_reminder(lead: TimeDelta) -> Self {
        Self::Reminder(-lead.num_minutes())
    }

    /// Of a word after a lesson, such as "we missed you": it outweighs a reminder that is repeated the
    /// day before its session, and nothing that is nearer.
    pub fn of_lesson() -> Self {
        Self::of_reminder(TimeDelta::days(2))
    }
}

/// Something that wants to be said to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How much it matters.
    pub weight: Weight,
    /// When it is planned; may have passed.
    pub due_at: DateTime<Utc>,
    /// The last moment at which it is of use.
    pub useful_until: DateTime<Utc>,
    /// A shorter notice about the same thing comes then: from there on this one says nothing new.
    pub told_again_at: Option<DateTime<Utc>>,
}

impl Wish {
    fn is_of_use(&self, at: DateTime<Utc>) -> bool {
        at <= self.useful_until && self.told_again_at.is_none_or(|again| at < again)
    }
}

/// What becomes of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes when it is planned.
    Goes,
    /// Not before this moment, which is not in quiet hours.
    Later(DateTime<Utc>),
    /// Never, by this rule.
    Dropped(Why),
}

/// The rule by which a start does not take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Weightier things fill the days on which it would be of use.
    Budget,
    /// The same, and a shorter notice about the same session comes anyway.
    Merged,
}

words!(Why { Budget = "contactbudget", Merged = "samengevoegd" });

/// Does a reminder say nothing that counts? `intent` is what was said about coming: who said yes gets
/// the short notice as a favour, who said no is told nothing at all.
pub fn is_free(intent: Option<&str>, lead: TimeDelta) -> bool {
    match intent {
        Some("komt-niet") => true,
        Some("komt") => lead <= SHORT_NOTICE,
        _ => false,
    }
}

/// What becomes of all wishes for one person as seen at `now`; position by position in `wishes`.
///
/// `made` are the starts of the last seven days. Wishes that are not due yet only keep their place:
/// whoever asks acts on those that are.
pub fn decide(
    budget: Budget,
    made: &[DateTime<Utc>],
    wishes: &[Wish],
    quiet: &QuietHours,
    now: DateTime<Utc>,
) -> Vec<Verdict> {
    let mut diary = Diary { budget, starts: BTreeMap::new() };
    for start in made {
        diary.note(local_date(*start));
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(wishes[*i].weight), wishes[*i].due_at, *i));
    let mut verdicts = vec![Verdict::Dropped(Why::Budget); wishes.len()];
    for i in order {
        verdicts[i] = diary.place(&wishes[i], quiet, now);
    }
    verdicts
}

/// The starts of one person by day.
struct Diary {
    budget: Budget,
    starts: BTreeMap<NaiveDate, u32>,
}

impl Diary {
    fn note(&mut self, day: NaiveDate) {
        *self.starts.entry(day).or_default() += 1;
    }

    fn place(&mut self, wish: &Wish, quiet: &QuietHours, now: DateTime<Utc>) -> Verdict {
        let first = wish.due_at.max(now);
        if self.has_room(local_date(first)) {
            self.note(local_date(first));
            return Verdict::Goes;
        }
        let later = (1..=FURTHEST)
            .filter_map(|days| {
                // the same time of day, unless nobody is disturbed at that time
                let wall = local(wish.due_at);
                let day = local_date(first).checked_add_days(Days::new(days))?;
                Some(quiet.next_allowed(resolve(day.and_time(wall.time()), Some(now))))
            })
            .take_while(|at| wish.is_of_use(*at))
            .find(|at| *at > now && self.has_room(local_date(*at)));
        match later {
            Some(at) => {
                self.note(local_date(at));
                Verdict::Later(at)
            }
            None if wish.told_again_at.is_some() => Verdict::Dropped(Why::Merged),
            None => Verdict::Dropped(Why::Budget),
        }
    }

    /// May there be one more start on this day, and in each seven days around it?
    fn has_room(&self, day: NaiveDate) -> bool {
        let on = |day: NaiveDate| self.starts.get(&day).copied().unwrap_or(0);
        if on(day) >= self.budget.per_day {
            return false;
        }
        (0..WEEK).all(|back| {
            let Some(first) = day.checked_sub_days(Days::new(back)) else { return true };
            let Some(last) = first.checked_add_days(Days::new(WEEK - 1)) else { return true };
            self.starts.range(first..=last).map(|(_, count)| count).sum::<u32>()
                < self.budget.per_week
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::{at, shown};
    use super::super::quiet_hours::tests::any_moment;
    use super::*;
    use proptest::prelude::*;

    const ONE_AND_THREE: Budget = Budget { per_day: 1, per_week: 3 };

    fn reminder(due: &str, lead_hours: i64, until: &str) -> Wish {
        Wish {
            weight: Weight::of_reminder(TimeDelta::hours(lead_hours)),
            due_at: at(due),
            useful_until: at(until),
            told_again_at: None,
        }
    }

    fn told(made: &[&str], wishes: &[Wish], now: &str) -> Vec<String> {
        let made: Vec<_> = made.iter().map(|text| at(text)).collect();
        decide(ONE_AND_THREE, &made, wishes, &QuietHours::default(), at(now))
            .into_iter()
            .map(|verdict| match verdict {
                Verdict::Goes => "goes".to_owned(),
                Verdict::Later(at) => format!("later {}", shown(at)),
                Verdict::Dropped(why) => why.to_string(),
            })
            .collect()
    }

    #[test]
    fn of_two_on_one_day_the_one_nearer_to_its_session_goes_and_the_other_comes_a_day_later() {
        let near = reminder("2026-11-24 18:00", 25, "2026-11-25 16:00");
        let far = reminder("2026-11-24 16:00", 73, "2026-11-26 12:00");
        assert_eq!(told(&[], &[far, near], "2026-11-24 16:00"), ["later 2026-11-25 16:00", "goes"]);
    }

    #[test]
    fn what_cannot_come_while_it_is_of_use_never_comes_and_says_why() {
        let near = reminder("2026-11-24 18:00", 25, "2026-11-25 16:00");
        let mut far = reminder("2026-11-24 16:00", 73, "2026-11-25 12:00");
        assert_eq!(told(&[], &[far, near], "2026-11-24 16:00")[0], "contactbudget");
        far.useful_until = at("2026-11-30 12:00");
        far.told_again_at = Some(at("2026-11-25 10:00"));
        assert_eq!(told(&[], &[far, near], "2026-11-24 16:00")[0], "samengevoegd");
    }

    #[test]
    fn a_fourth_start_in_seven_days_waits_for_the_eighth_day() {
        let made = ["2026-11-23 10:00", "2026-11-24 10:00", "2026-11-25 10:00"];
        let wish = reminder("2026-11-26 10:00", 200, "2026-12-03 10:00");
        // Sunday 29 November is the seventh day, and quiet
        assert_eq!(told(&made, &[wish], "2026-11-26 10:00"), ["later 2026-11-30 08:30"]);
        assert_eq!(told(&made[1..], &[wish], "2026-11-26 10:00"), ["goes"]);
    }

    #[test]
    fn one_session_with_four_reminders_fits_in_the_budget_of_a_week() {
        // a Tuesday session: 7d, 3d, 1d and 2h are three in any seven days
        let week = ["2026-11-24 18:00", "2026-11-28 18:00", "2026-11-30 16:00"];
        let last = reminder("2026-12-01 17:00", 2, "2026-12-01 18:45");
        assert_eq!(told(&week, &[last], "2026-12-01 17:00"), ["goes"]);
    }

    #[test]
    fn a_check_in_makes_way_for_a_reminder_that_is_still_to_come() {
        let made = ["2026-11-20 10:00", "2026-11-21 10:00"];
        let check_in = Wish {
            weight: Weight::Schedule,
            due_at: at("2026-11-24 11:00"),
            useful_until: at("2026-11-30 11:00"),
            told_again_at: None,
        };
        let ahead = reminder("2026-11-26 16:00", 24, "2026-11-27 12:00");
        assert_eq!(
            told(&made, &[check_in, ahead], "2026-11-24 11:00"),
            ["later 2026-11-27 11:00", "goes"]
        );
        assert_eq!(told(&made, &[check_in], "2026-11-24 11:00"), ["goes"]);
    }

    #[test]
    fn the_short_notice_is_free_for_who_comes_and_every_reminder_for_who_does_not() {
        let (short, long) = (TimeDelta::hours(2), TimeDelta::days(1));
        assert!(is_free(Some("komt"), short) && !is_free(Some("komt"), long));
        assert!(is_free(Some("komt-niet"), short) && is_free(Some("komt-niet"), long));
        assert!(!is_free(None, short) && !is_free(None, long));
    }

    fn any_wish() -> impl Strategy<Value = (i64, i64, i64, bool)> {
        (0_i64..20 * 24 * 60, 60_i64..8 * 24 * 60, 0_i64..6 * 24 * 60, any::<bool>())
    }

    fn wishes(from: DateTime<Utc>, all: &[(i64, i64, i64, bool)]) -> Vec<Wish> {
        let quiet = QuietHours::default();
        let wish = |(due, lead, useful, schedule): &(i64, i64, i64, bool)| {
            let due_at = quiet.next_allowed(from + TimeDelta::minutes(*due));
            Wish {
                weight: match schedule {
                    true => Weight::Schedule,
                    false => Weight::of_reminder(TimeDelta::minutes(*lead)),
                },
                due_at,
                useful_until: due_at + TimeDelta::minutes(*useful),
                told_again_at: None,
            }
        };
        all.iter().map(wish).collect()
    }

    /// Lives through all wishes as `work` does; gives the starts, and how many were dropped.
    fn live(budget: Budget, mut open: Vec<Wish>) -> (Vec<DateTime<Utc>>, usize) {
        let quiet = QuietHours::default();
        let (mut made, mut dropped) = (Vec::new(), 0);
        while let Some(now) = open.iter().map(|wish| wish.due_at).min() {
            let near: Vec<usize> =
                (0..open.len()).filter(|i| open[*i].due_at <= now + AHEAD).collect();
            let seen: Vec<Wish> = near.iter().map(|i| open[*i]).collect();
            let verdicts = decide(budget, &made, &seen, &quiet, now);
            let mut gone = Vec::new();
            for (i, verdict) in near.iter().zip(verdicts) {
                if open[*i].due_at > now {
                    continue;
                }
                match verdict {
                    Verdict::Goes => made.push(now),
                    Verdict::Later(at) => {
                        open[*i].due_at = at;
                        continue;
                    }
                    Verdict::Dropped(_) => dropped += 1,
                }
                gone.push(*i);
            }
            for i in gone.into_iter().rev() {
                open.remove(i);
            }
        }
        (made, dropped)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn the_budget_is_never_exceeded_and_nothing_vanishes_without_a_reason(
            from in any_moment(),
            all in prop::collection::vec(any_wish(), 0..14),
            per_day in 1_u32..3,
            more in 0_u32..4,
        ) {
            let budget = Budget { per_day, per_week: per_day + more };
            let (made, dropped) = live(budget, wishes(from, &all));
            prop_assert_eq!(made.len() + dropped, all.len());
            let days: Vec<NaiveDate> = made.iter().map(|at| local_date(*at)).collect();
            for day in &days {
                let on = days.iter().filter(|d| *d == day).count();
                prop_assert!(on <= per_day as usize, "{on} on {day}");
                let week = days.iter().filter(|d| (0..7).contains(&(**d - *day).num_days()));
                prop_assert!(week.count() <= budget.per_week as usize, "too many from {day} on");
            }
        }

        #[test]
        fn a_lighter_wish_changes_nothing_about_a_weightier_one(
            from in any_moment(),
            all in prop::collection::vec(any_wish(), 1..10),
            made in prop::collection::vec(1_i64..7 * 24 * 60, 0..4),
        ) {
            let made: Vec<_> = made.iter().map(|m| from - TimeDelta::minutes(*m)).collect();
            let wishes = wishes(from, &all);
            let quiet = QuietHours::default();
            let with_all = decide(ONE_AND_THREE, &made, &wishes, &quiet, from);
            for (i, wish) in wishes.iter().enumerate() {
                let heavier: Vec<Wish> =
                    wishes.iter().copied().filter(|w| w.weight > wish.weight).chain([*wish]).collect();
                if wishes.iter().filter(|w| w.weight == wish.weight).count() > 1 {
                    continue;
                }
                let alone = decide(ONE_AND_THREE, &made, &heavier, &quiet, from);
                prop_assert_eq!(with_all[i], alone[heavier.len() - 1]);
            }
        }

        #[test]
        fn what_is_put_off_comes_on_an_allowed_moment_while_it_is_of_use(
            from in any_moment(),
            all in prop::collection::vec(any_wish(), 1..10),
        ) {
            let wishes = wishes(from, &all);
            let quiet = QuietHours::default();
            for (wish, verdict) in
                wishes.iter().zip(decide(ONE_AND_THREE, &[], &wishes, &quiet, from))
            {
                if let Verdict::Later(at) = verdict {
                    prop_assert!(at > wish.due_at && at <= wish.useful_until);
                    prop_assert!(!quiet.is_quiet(at), "{at} is in quiet hours");
                }
            }
        }
    }
}
