//! What was kept long enough, and what must stay whatever its age.
//!
//! Laws, each a property below: nothing younger than its days goes; nothing that a platform may still deliver
//! again goes ([`REPEATS`]); nothing from the time before something that is still open goes ([`BEFORE_OPEN`]); who
//! still has something open, or a session to come, stays whole.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::local_time::{local, resolve};

/// Platforms repeat what they delivered: Telegram for 24 hours, WhatsApp for seven days; and news of a message of
/// ours comes as late. So long, and two days of grace, everything stays. The keys that know a repeat live as long.
pub const REPEATS: TimeDelta = TimeDelta::days(9);

/// A colleague who handles something open reads back so far before it began.
pub const BEFORE_OPEN: TimeDelta = TimeDelta::days(30);

/// When the nightly removal begins, by the Dutch clock: quiet hours, and after both clock switches.
const NIGHT: (u32, u32) = (3, 10);

/// Everything from before this may go; None: nothing goes. `days`: how long it is kept, 0 is for ever. `open_since`:
/// the oldest that is still open for this person, be it a question, a task, a conversation or an event. Civil
/// time.
pub fn cutoff(
    days: u16,
    open_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if days == 0 {
        return None;
    }
    let by_age = now - TimeDelta::days(i64::from(days)).max(REPEATS);
    Some(match open_since {
        Some(open) => by_age.min(open - BEFORE_OPEN),
        None => by_age,
    })
}

/// What decides whether a person may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The day on which the duty was met or lifted, in Europe/Amsterdam.
    pub finished_on: Option<NaiveDate>,
    /// The oldest that is still open; as of [`cutoff`].
    pub open_since: Option<DateTime<Utc>>,
    /// The last that was said, by either side.
    pub last_talk: Option<DateTime<Utc>>,
    /// Has a session to come.
    pub is_expected: bool,
}

/// May this person be erased? `days`: after the end of the trajectory, 0 is never. Somebody who still talks with
/// us after the end stays until that is as long ago as a platform repeats.
pub fn may_go(days: u16, who: &Standing, today: NaiveDate, now: DateTime<Utc>) -> bool {
    let Some(finished_on) = who.finished_on else { return false };
    let Some(last_day) = finished_on.checked_add_days(Days::new(u64::from(days))) else {
        return false;
    };
    days > 0
        && last_day < today
        && who.open_since.is_none()
        && !who.is_expected
        && who.last_talk.is_none_or(|at| at < now - REPEATS)
}

/// The next night in which what was kept long enough is removed: always later than `now`.
pub fn next_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let at = NaiveTime::from_hms_opt(NIGHT.0, NIGHT.1, 0).unwrap_or_default();
    let today = local(now).date();
    let tonight = resolve(today.and_time(at), None);
    if tonight > now {
        return tonight;
    }
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    resolve(tomorrow.and_time(at), None)
}

#[cfg(test)]
mod tests {
    use chrono::Timelike;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn moments() -> impl Strategy<Value = DateTime<Utc>> {
        (1_700_000_000_i64..1_900_000_000).prop_map(|s| DateTime::from_timestamp(s, 0).unwrap())
    }

    #[test]
    fn a_finished_person_goes_only_when_nothing_is_open_or_to_come() {
        let now = at("2026-11-24T09:00:00Z");
        let today: NaiveDate = "2026-11-24".parse().unwrap();
        let done = Standing {
            finished_on: Some("2024-11-23".parse().unwrap()),
            open_since: None,
            last_talk: Some(at("2025-01-01T09:00:00Z")),
            is_expected: false,
        };
        let on = |day: &str| Standing { finished_on: Some(day.parse().unwrap()), ..done };
        for (who, days, expected, why) in [
            (done, 730, true, "two years and a day ago"),
            (on("2024-11-24"), 730, false, "two years ago today: the last day is still theirs"),
            (done, 0, false, "nobody is removed by itself"),
            (Standing { finished_on: None, ..done }, 730, false, "not finished"),
            (Standing { open_since: Some(now), ..done }, 730, false, "something is open"),
            (Standing { is_expected: true, ..done }, 730, false, "a session is to come"),
            (Standing { last_talk: Some(now), ..done }, 730, false, "talks with us now"),
            (Standing { last_talk: None, ..done }, 730, true, "never said a word"),
        ] {
            assert_eq!(may_go(days, &who, today, now), expected, "{why}");
        }
    }

    #[test]
    fn a_night_is_at_ten_past_three_by_the_dutch_clock_also_when_it_is_switched() {
        for (now, expected) in [
            ("2026-11-24T09:00:00Z", "2026-11-25T02:10:00Z"),
            ("2026-11-25T02:09:59Z", "2026-11-25T02:10:00Z"),
            ("2026-11-25T02:10:00Z", "2026-11-26T02:10:00Z"),
            ("2027-03-27T12:00:00Z", "2027-03-28T01:10:00Z"),
            ("2026-10-24T12:00:00Z", "2026-10-25T02:10:00Z"),
        ] {
            assert_eq!(next_night(at(now)), at(expected), "{now}");
        }
    }

    proptest! {
        #[test]
        fn nothing_goes_that_is_young_or_may_come_again_or_belongs_to_what_is_open(
            days in 0_u16..4000,
            open in proptest::option::of(moments()),
            now in moments(),
        ) {
            match cutoff(days, open, now) {
                None => prop_assert_eq!(days, 0),
                Some(cut) => {
                    prop_assert!(days > 0);
                    prop_assert!(cut <= now - TimeDelta::days(i64::from(days)));
                    prop_assert!(cut <= now - REPEATS);
                    prop_assert!(open.is_none_or(|open| cut <= open - BEFORE_OPEN));
                }
            }
        }

        #[test]
        fn what_may_go_today_may_go_tomorrow_unless_something_opened(
            days in 1_u16..4000, now in moments(), later in 0_i64..1000,
        ) {
            let then = now + TimeDelta::days(later);
            prop_assert!(cutoff(days, None, now) <= cutoff(days, None, then));
        }

        #[test]
        fn a_night_lies_ahead_and_within_little_more_than_a_day(now in moments()) {
            let night = next_night(now);
            prop_assert!(night > now && night - now <= TimeDelta::hours(26));
            prop_assert_eq!((local(night).hour(), local(night).minute()), NIGHT);
        }
    }
}
