//! When each reminder for a session goes out, or why it does not.
//!
//! Promises that every moment of the policy is in the answer, that nothing goes out in quiet hours,
//! after its last useful moment or after the session began, and that a shorter notice never goes
//! out before a longer one. Pure: planning again with the same `now` gives the same plan. Does not
//! know what has been sent already, nor whether anyone answered.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::local_time::{local_date, resolve};
use super::quiet_hours::QuietHours;
use super::span::Span;
use crate::trade::person::words;

/// A reminder no longer ahead than this may go out from `short_notice_from`: it is worth nothing
/// later in the morning.
pub const SHORT_NOTICE: TimeDelta = TimeDelta::hours(3);

/// One line of the policy: how long before the session, and until when it is of use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Its name in the policy, such as `1d`.
    pub key: String,
    /// How long before the session. With `at` only the whole days count.
    pub before: Span,
    /// The local time of day, that many calendar days earlier; without it exactly `before` earlier.
    pub at: Option<NaiveTime>,
    /// How long before the session's start it stops being of use.
    pub useful_until: Span,
    /// Does it go out only to who has not said whether they come?
    #[serde(default)]
    pub only_if_unanswered: bool,
}

/// What becomes of one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The moment's name in the policy.
    pub key: String,
    /// When it goes out; of a dropped one, when it was meant to.
    pub due_at: DateTime<Utc>,
    /// The last moment at which it may go out.
    pub useful_until: DateTime<Utc>,
    /// Whether it goes out.
    pub fate: Fate,
}

/// Whether a reminder goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// At its own moment, or moved out of quiet hours.
    OnTime,
    /// Its own moment has passed, but it is still of use: as soon as it is allowed.
    Late,
    /// Never.
    Dropped(Why),
}

impl Fate {
    /// Does it go out?
    pub fn goes_out(self) -> bool {
        !matches!(self, Self::Dropped(_))
    }
}

/// The rule by which a reminder does not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The session has begun.
    SessionOver,
    /// Its last useful moment has passed.
    Expired,
    /// Quiet hours last until after its last useful moment.
    Quiet,
    /// One nearer to the session goes out at the same time or earlier.
    Superseded,
    /// A short notice that could only go out on an earlier day; a longer one goes out anyway.
    Covered,
}

words!(Why {
    SessionOver = "session-over",
    Expired = "expired",
    Quiet = "quiet",
    Superseded = "superseded",
    Covered = "covered",
});

/// Plans all `moments` of one session as seen at `now`, in the order given.
pub fn plan(
    moments: &[Moment],
    session_start: DateTime<Utc>,
    quiet: &QuietHours,
    now: DateTime<Utc>,
) -> Vec<Planned> {
    let mut drafts: Vec<Draft> =
        moments.iter().map(|moment| Draft::new(moment, session_start, quiet, now)).collect();
    keep_newest_late(&mut drafts);
    drop_covered(&mut drafts);
    keep_in_order(&mut drafts);
    drafts.into_iter().map(|draft| draft.planned).collect()
}

/// One moment on its way to a plan.
struct Draft {
    /// When it would go out if nobody ever slept.
    ideal: DateTime<Utc>,
    /// A short notice that quiet hours push to a day before its own.
    is_early_short_notice: bool,
    planned: Planned,
}

impl Draft {
    fn new(moment: &Moment, start: DateTime<Utc>, quiet: &QuietHours, now: DateTime<Utc>) -> Self {
        let ideal = ideal(moment, start, now);
        let useful_until = start - moment.useful_until.0;
        let is_short = moment.before.0 <= SHORT_NOTICE;
        let quiet = if is_short { quiet.for_short_notice() } else { quiet.clone() };

        let moved = out_of_quiet_hours(ideal, start, useful_until, &quiet);
        let (due_at, fate) = if now >= start {
            (ideal, Fate::Dropped(Why::SessionOver))
        } else if useful_until < now || useful_until < ideal {
            (ideal, Fate::Dropped(Why::Expired))
        } else if moved >= now && !quiet.is_quiet(moved) {
            (moved, Fate::OnTime)
        } else {
            let soonest = quiet.next_allowed(now);
            if soonest <= useful_until && !quiet.is_quiet(soonest) {
                (soonest, Fate::Late)
            } else {
                (ideal, Fate::Dropped(Why::Quiet))
            }
        };
        Self {
            ideal,
            is_early_short_notice: is_short && local_date(due_at) < local_date(ideal),
            planned: Planned { key: moment.key.clone(), due_at, useful_until, fate },
        }
    }

    fn goes_out(&self) -> bool {
        self.planned.fate.goes_out()
    }

    fn drop(&mut self, why: Why) {
        self.planned.fate = Fate::Dropped(why);
        self.planned.due_at = self.ideal;
    }
}

/// The same moments at the time of day that somebody prefers; those that have none keep their own.
pub fn at_preferred(moments: &[Moment], preferred: NaiveTime) -> Vec<Moment> {
    let at = |moment: &Moment| Moment { at: moment.at.map(|_| preferred), ..moment.clone() };
    moments.iter().map(at).collect()
}

fn ideal(moment: &Moment, start: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let days = u64::try_from(moment.before.0.num_days()).unwrap_or(0);
    moment
        .at
        .and_then(|time| Some(local_date(start).checked_sub_days(Days::new(days))?.and_time(time)))
        .map_or_else(|| start - moment.before.0, |wall| resolve(wall, Some(now)))
}

/// The nearest allowed moment before `ideal`, unless a later one still leaves half its lead.
fn out_of_quiet_hours(
    ideal: DateTime<Utc>,
    start: DateTime<Utc>,
    useful_until: DateTime<Utc>,
    quiet: &QuietHours,
) -> DateTime<Utc> {
    let later = quiet.next_allowed(ideal);
    if later <= useful_until && (start - later) * 2 >= start - ideal {
        return later;
    }
    quiet.previous_allowed(ideal)
}

/// Somebody enrolled late gets one message about what was missed, not a pile.
fn keep_newest_late(drafts: &mut [Draft]) {
    let is_late = |draft: &Draft| draft.planned.fate == Fate::Late;
    let newest = drafts.iter().filter(|d| is_late(d)).map(|d| d.ideal).max();
    for draft in drafts.iter_mut().filter(|d| is_late(d) && Some(d.ideal) != newest) {
        draft.drop(Why::Superseded);
    }
}

/// "See you in two hours" makes no sense the evening before; where a longer notice goes out,
/// sessions early in the morning rely on that.
fn drop_covered(drafts: &mut [Draft]) {
    let longest =
        drafts.iter().filter(|d| d.goes_out() && !d.is_early_short_notice).map(|d| d.ideal).min();
    for draft in drafts.iter_mut().filter(|d| d.goes_out() && d.is_early_short_notice) {
        if longest.is_some_and(|longest| longest < draft.ideal) {
            draft.drop(Why::Covered);
        }
    }
}

/// Two that quiet hours push together, or past each other, become the one nearest to the session.
fn keep_in_order(drafts: &mut [Draft]) {
    let mut nearest_first: Vec<&mut Draft> = drafts.iter_mut().filter(|d| d.goes_out()).collect();
    nearest_first.sort_by_key(|d| std::cmp::Reverse(d.ideal));
    let mut following: Option<DateTime<Utc>> = None;
    for draft in nearest_first {
        if following.is_some_and(|following| draft.planned.due_at >= following) {
            draft.drop(Why::Superseded);
        } else {
            following = Some(draft.planned.due_at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::{at, shown};
    use super::super::quiet_hours::tests::{any_moment, any_quiet_hours};
    use super::*;
    use proptest::prelude::*;

    fn moment(key: &str, before: &str, time: Option<&str>, useful_until: &str) -> Moment {
        Moment {
            key: key.to_owned(),
            before: before.parse().expect("a span"),
            at: time.map(|t| NaiveTime::parse_from_str(t, "%H:%M").expect("a time")),
            useful_until: useful_until.parse().expect("a span"),
            only_if_unanswered: false,
        }
    }

    fn usual() -> Vec<Moment> {
        vec![
            moment("7d", "7d", Some("18:00"), "4d"),
            moment("3d", "3d", Some("18:00"), "30h"),
            moment("1d", "1d", Some("16:00"), "3h"),
            moment("2h", "2h", None, "15m"),
        ]
    }

    /// One line per moment: `key due` or `key late due` or `key why`.
    fn told(start: &str, now: &str) -> Vec<String> {
        plan(&usual(), at(start), &QuietHours::default(), at(now))
            .into_iter()
            .map(|p| match p.fate {
                Fate::OnTime => format!("{} {}", p.key, shown(p.due_at)),
                Fate::Late => format!("{} late {}", p.key, shown(p.due_at)),
                Fate::Dropped(why) => format!("{} {why}", p.key),
            })
            .collect()
    }

    #[test]
    fn reminders_fall_on_local_days_and_times_also_across_the_clock_switches() {
        // a Wednesday session: nothing to move but the Sunday ones
        let plain = [
            "7d 2026-11-11 18:00",
            "3d 2026-11-16 08:30",
            "1d 2026-11-17 16:00",
            "2h 2026-11-18 11:00",
        ];
        assert_eq!(told("2026-11-18 13:00", "2026-11-02 12:00"), plain);
        // autumn switch on 25 October, between the 7d and the session; local times stay
        let autumn = [
            "7d 2026-10-20 18:00",
            "3d 2026-10-24 18:00",
            "1d 2026-10-26 16:00",
            "2h 2026-10-27 11:00",
        ];
        assert_eq!(told("2026-10-27 13:00", "2026-10-01 12:00"), autumn);
        // spring switch on 28 March 2027, Easter Sunday; 1d leaves Easter Monday for Saturday
        let spring = [
            "7d 2027-03-23 18:00",
            "3d 2027-03-27 18:00",
            "1d 2027-03-27 20:29",
            "2h 2027-03-30 11:00",
        ];
        assert_eq!(told("2027-03-30 13:00", "2027-03-01 12:00"), spring);
    }

    #[test]
    fn exact_moments_are_hours_not_wall_time_when_the_clock_switches() {
        let quiet = QuietHours { sundays: false, holidays: false, ..QuietHours::default() };
        let day = [moment("24h", "24h", None, "1h")];
        let plan_for =
            |start| shown(plan(&day, at(start), &quiet, at("2026-10-01 12:00"))[0].due_at);
        assert_eq!(plan_for("2026-10-25 12:00"), "2026-10-24 13:00");
        assert_eq!(plan_for("2027-03-28 12:00"), "2027-03-27 11:00");
    }

    #[test]
    fn a_reminder_in_quiet_hours_goes_out_before_them_unless_later_leaves_half_its_lead() {
        // Monday 13:00: Sunday 16:00 would leave 4.5 of 21 hours on Monday morning
        assert_eq!(told("2026-11-16 13:00", "2026-11-02 12:00")[2], "1d 2026-11-14 20:29");
        // Wednesday: Sunday 18:00 keeps more than half on Monday morning
        assert_eq!(told("2026-11-18 13:00", "2026-11-02 12:00")[1], "3d 2026-11-16 08:30");
        // 09:00: 07:00 may become 07:30, a short notice
        assert_eq!(told("2026-11-18 09:00", "2026-11-02 12:00")[3], "2h 2026-11-18 07:30");
        // 08:15: 07:30 leaves less than half; the evening before is no "see you soon"
        assert_eq!(told("2026-11-18 08:15", "2026-11-02 12:00")[3], "2h covered");
    }

    #[test]
    fn an_early_short_notice_goes_out_the_evening_before_when_it_is_all_there_is() {
        let only = [moment("2h", "2h", None, "15m")];
        let plan =
            plan(&only, at("2026-11-18 08:15"), &QuietHours::default(), at("2026-11-02 12:00"));
        assert_eq!(shown(plan[0].due_at), "2026-11-17 20:29");
        assert_eq!(plan[0].fate, Fate::OnTime);
    }

    #[test]
    fn who_enrols_late_gets_only_the_newest_that_is_still_of_use() {
        // three days and a bit before: 7d is past and useless, 3d still to come
        assert_eq!(
            told("2026-11-20 13:00", "2026-11-16 14:00"),
            ["7d expired", "3d 2026-11-17 18:00", "1d 2026-11-19 16:00", "2h 2026-11-20 11:00"]
        );
        // six days before: 7d is late and goes at once
        assert_eq!(told("2026-11-20 13:00", "2026-11-14 14:00")[0], "7d late 2026-11-14 14:00");
        // the evening before: 1d waits for the morning; 3d is of no use any more
        assert_eq!(
            told("2026-11-20 13:00", "2026-11-19 22:00"),
            ["7d expired", "3d expired", "1d late 2026-11-20 08:30", "2h 2026-11-20 11:00"]
        );
        // the evening before an early session: the 1d cannot, the 2h comes as early as it may
        assert_eq!(
            told("2026-11-20 08:15", "2026-11-19 22:00")[2..],
            ["1d quiet", "2h late 2026-11-20 07:30"]
        );
    }

    #[test]
    fn of_several_late_ones_the_newest_goes_and_the_others_say_so() {
        let moments = [moment("5d", "5d", None, "1h"), moment("2d", "2d", None, "1h")];
        let plan =
            plan(&moments, at("2026-11-20 13:00"), &QuietHours::default(), at("2026-11-19 14:00"));
        assert_eq!(plan[0].fate, Fate::Dropped(Why::Superseded));
        assert_eq!((plan[1].fate, shown(plan[1].due_at)), (Fate::Late, "2026-11-19 14:00".into()));
    }

    #[test]
    fn two_that_quiet_days_push_together_become_one() {
        // Easter: both Sunday noon and Monday noon move to Saturday 20:29
        let moments =
            [moment("2d", "2d", Some("12:00"), "30h"), moment("1d", "1d", Some("12:00"), "4h")];
        let plan =
            plan(&moments, at("2027-03-30 12:00"), &QuietHours::default(), at("2027-03-01 12:00"));
        assert_eq!(plan[0].fate, Fate::Dropped(Why::Superseded));
        assert_eq!(
            (plan[1].fate, shown(plan[1].due_at)),
            (Fate::OnTime, "2027-03-27 20:29".into())
        );
    }

    #[test]
    fn a_session_that_began_has_no_reminders() {
        let over = told("2026-11-18 13:00", "2026-11-18 13:00");
        assert!(over.iter().all(|line| line.ends_with("session-over")), "{over:?}");
    }

    fn any_moments() -> impl Strategy<Value = Vec<Moment>> {
        let one = (1_i64..10 * 24 * 60, 0_u32..24 * 60, any::<bool>(), 0_i64..100).prop_map(
            |(before, time, on_day, useful)| {
                let before = if on_day { (before / 1440 + 1) * 1440 } else { before };
                Moment {
                    key: format!("{before}m"),
                    before: Span(TimeDelta::minutes(before)),
                    at: NaiveTime::from_hms_opt(time / 60, time % 60, 0).filter(|_| on_day),
                    useful_until: Span(TimeDelta::minutes(before * useful / 100)),
                    only_if_unanswered: false,
                }
            },
        );
        prop::collection::vec(one, 0..6)
    }

    proptest! {
        #[test]
        fn a_plan_keeps_its_promises(
            moments in any_moments(),
            start in any_moment(),
            minutes_ahead in -100_i64..20_000,
            quiet in any_quiet_hours(),
        ) {
            let now = start - TimeDelta::minutes(minutes_ahead);
            let planned = plan(&moments, start, &quiet, now);
            prop_assert_eq!(planned.len(), moments.len());
            let mut going = vec![];
            for (moment, one) in moments.iter().zip(&planned) {
                prop_assert_eq!(&moment.key, &one.key);
                if !one.fate.goes_out() {
                    continue;
                }
                let is_quiet = if moment.before.0 <= SHORT_NOTICE {
                    quiet.is_quiet_for_short_notice(one.due_at)
                } else {
                    quiet.is_quiet(one.due_at)
                };
                prop_assert!(!is_quiet, "{one:?} is in quiet hours");
                prop_assert!(one.due_at >= now, "{one:?} is in the past");
                prop_assert!(one.due_at <= one.useful_until, "{one:?} is of no use");
                prop_assert!(one.due_at <= start);
                going.push((ideal(moment, start, now), one.due_at));
            }
            going.sort();
            prop_assert!(going.windows(2).all(|w| w[0].1 < w[1].1), "out of order: {going:?}");
            prop_assert!(planned.iter().filter(|p| p.fate == Fate::Late).count() <= 1);
            prop_assert_eq!(plan(&moments, start, &quiet, now), planned);
        }
    }
}
