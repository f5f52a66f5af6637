//! Who is tried next when somebody does not answer.
//!
//! Promises that a rung which cannot work is passed over without serving its wait, that the index
//! only grows, and that nobody is tried in quiet hours. Does not send, open tasks or know what
//! counts as an answer; a human being decides what comes after the last rung.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::quiet_hours::QuietHours;
use super::span::Span;
use crate::trade::person::words;

/// By which route somebody is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RungKind {
    /// The same question again, by the same route.
    Nudge,
    /// The same question by another channel.
    OtherChannel,
    /// A task for the coach, who speaks the language.
    Coach,
    /// A task to post a letter; goes on with the next rung afterwards.
    Letter,
    /// A task for the klantmanager: call, visit or write.
    Klantmanager,
}

words!(RungKind {
    Nudge = "nudge",
    OtherChannel = "other_channel",
    Coach = "coach",
    Letter = "letter",
    Klantmanager = "klantmanager",
});

impl RungKind {
    /// Does a human being take over on this rung?
    pub fn is_human(self) -> bool {
        matches!(self, Self::Coach | Self::Letter | Self::Klantmanager)
    }

    /// Can this rung reach the person at all?
    pub fn works(self, reach: &Reach) -> bool {
        match self {
            Self::Nudge => reach.usable_addresses > 0,
            Self::OtherChannel => reach.usable_addresses > 0 && reach.has_other_channel,
            Self::Coach => reach.has_coach,
            Self::Letter | Self::Klantmanager => true,
        }
    }
}

/// One try, and how long after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// By which route.
    pub rung: RungKind,
    /// The wait after the previous try.
    pub after: Span,
}

/// The tries in order, the first after the question itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder(pub Vec<Rung>);

/// Which routes to somebody exist now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Addresses on which a message can be delivered.
    pub usable_addresses: u32,
    /// Is one of them on another channel than the question was?
    pub has_other_channel: bool,
    /// Has the person a coach?
    pub has_coach: bool,
}

/// The try that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRung {
    /// Its place in the ladder; once climbed, `done` is one more.
    pub index: usize,
    /// By which route.
    pub kind: RungKind,
    /// When, never in quiet hours.
    pub due_at: DateTime<Utc>,
}

/// The first rung from `done` on that can work; None at the top of the ladder.
///
/// `done` counts the rungs already climbed or passed over. The wait of a passed-over rung is not
/// served: the next one comes its own wait after `last_try`.
pub fn next_rung(
    ladder: &Ladder,
    done: usize,
    reach: &Reach,
    last_try: DateTime<Utc>,
    quiet: &QuietHours,
) -> Option<NextRung> {
    let (index, rung) = from(ladder, done).find(|(_, rung)| rung.rung.works(reach))?;
    let due_at = quiet.next_allowed(last_try + rung.after.0);
    Some(NextRung { index, kind: rung.rung, due_at })
}

/// The rung after a message that did not arrive: the other channel where there is one, else the
/// first human being; at once, as far as quiet hours allow. Repeating what cannot arrive would only
/// lose time.
pub fn when_undelivered(
    ladder: &Ladder,
    done: usize,
    reach: &Reach,
    now: DateTime<Utc>,
    quiet: &QuietHours,
) -> Option<NextRung> {
    let first = |wanted: fn(RungKind) -> bool| {
        from(ladder, done).find(|(_, rung)| wanted(rung.rung) && rung.rung.works(reach))
    };
    let (index, rung) =
        first(|kind| kind == RungKind::OtherChannel).or_else(|| first(RungKind::is_human))?;
    Some(NextRung { index, kind: rung.rung, due_at: quiet.next_allowed(now) })
}

/// The place of the first rung on which a human being takes over; for whoever has no address.
pub fn first_human(ladder: &Ladder, reach: &Reach) -> Option<usize> {
    from(ladder, 0)
        .find(|(_, rung)| rung.rung.is_human() && rung.rung.works(reach))
        .map(|(index, _)| index)
}

/// The place of the next rung of this kind, if what is left of the ladder has one.
pub fn place_of(ladder: &Ladder, done: usize, kind: RungKind) -> Option<usize> {
    from(ladder, done).find(|(_, rung)| rung.rung == kind).map(|(index, _)| index)
}

fn from(ladder: &Ladder, done: usize) -> impl Iterator<Item = (usize, &Rung)> {
    ladder.0.iter().enumerate().skip(done)
}

#[cfg(test)]
mod tests {
    use super::super::local_time::testing::{at, shown};
    use super::super::quiet_hours::tests::{any_moment, any_quiet_hours};
    use super::*;
    use RungKind::{Coach, Klantmanager, Nudge, OtherChannel};
    use proptest::prelude::*;

    fn ladder(rungs: &[(RungKind, &str)]) -> Ladder {
        let rung =
            |(rung, after): &(RungKind, &str)| Rung { rung: *rung, after: after.parse().unwrap() };
        Ladder(rungs.iter().map(rung).collect())
    }

    fn usual() -> Ladder {
        ladder(&[(Nudge, "20h"), (OtherChannel, "21h"), (Coach, "22h"), (Klantmanager, "24h")])
    }

    const EVERYTHING: Reach =
        Reach { usable_addresses: 2, has_other_channel: true, has_coach: true };
    const ONE_CHANNEL: Reach =
        Reach { usable_addresses: 1, has_other_channel: false, has_coach: true };
    const NO_COACH: Reach =
        Reach { usable_addresses: 1, has_other_channel: false, has_coach: false };
    const NO_ADDRESS: Reach =
        Reach { usable_addresses: 0, has_other_channel: true, has_coach: true };

    #[test]
    fn a_rung_that_cannot_work_is_passed_over_without_its_wait() {
        // done, reach, index and moment; the last try was Wednesday 12:00
        let table = [
            (0, EVERYTHING, Some((0, "2026-11-05 08:30"))),
            (1, EVERYTHING, Some((1, "2026-11-05 09:00"))),
            (2, EVERYTHING, Some((2, "2026-11-05 10:00"))),
            (3, EVERYTHING, Some((3, "2026-11-05 12:00"))),
            (4, EVERYTHING, None),
            (9, EVERYTHING, None),
            (1, ONE_CHANNEL, Some((2, "2026-11-05 10:00"))),
            (1, NO_COACH, Some((3, "2026-11-05 12:00"))),
            (0, NO_ADDRESS, Some((2, "2026-11-05 10:00"))),
        ];
        for (done, reach, expected) in table {
            let next =
                next_rung(&usual(), done, &reach, at("2026-11-04 12:00"), &QuietHours::default());
            let next = next.map(|n| (n.index, shown(n.due_at)));
            let expected = expected.map(|(index, at)| (index, at.to_owned()));
            assert_eq!(next, expected, "after {done} rungs with {reach:?}");
        }
    }

    #[test]
    fn what_was_not_delivered_is_not_repeated() {
        let dead = Reach { usable_addresses: 0, has_other_channel: false, has_coach: false };
        let table = [
            (0, EVERYTHING, Some((1, OtherChannel))),
            (1, EVERYTHING, Some((1, OtherChannel))),
            (2, EVERYTHING, Some((2, Coach))),
            (0, ONE_CHANNEL, Some((2, Coach))),
            (0, dead, Some((3, Klantmanager))),
            (4, EVERYTHING, None),
        ];
        for (done, reach, expected) in table {
            let now = at("2026-11-07 22:00"); // Saturday evening: Monday morning
            let next = when_undelivered(&usual(), done, &reach, now, &QuietHours::default());
            assert_eq!(next.map(|n| (n.index, n.kind)), expected, "after {done} with {reach:?}");
            if let Some(next) = next {
                assert_eq!(shown(next.due_at), "2026-11-09 08:30");
            }
        }
    }

    #[test]
    fn a_person_without_address_goes_to_the_first_human_being() {
        assert_eq!(first_human(&usual(), &NO_ADDRESS), Some(2));
        assert_eq!(first_human(&usual(), &NO_COACH), Some(3));
        assert_eq!(first_human(&ladder(&[(Nudge, "1d")]), &EVERYTHING), None);
    }

    #[test]
    fn rungs_are_written_in_snake_case() {
        let json = serde_json::to_string(&ladder(&[(OtherChannel, "20h")])).unwrap();
        assert_eq!(json, r#"[{"rung":"other_channel","after":"20h"}]"#);
        for kind in RungKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    fn any_ladder() -> impl Strategy<Value = Ladder> {
        let rung = (prop::sample::select(RungKind::ALL), 0_i64..10_000)
            .prop_map(|(rung, m)| Rung { rung, after: Span(chrono::TimeDelta::minutes(m)) });
        prop::collection::vec(rung, 0..8).prop_map(Ladder)
    }

    proptest! {
        #[test]
        fn a_ladder_ends_and_passes_every_human_being_on_the_way(
            ladder in any_ladder(),
            usable_addresses in 0_u32..3,
            has_other_channel in any::<bool>(),
            has_coach in any::<bool>(),
            start in any_moment(),
            quiet in any_quiet_hours(),
        ) {
            let reach = Reach { usable_addresses, has_other_channel, has_coach };
            let (mut done, mut last_try, mut climbed) = (0, start, vec![]);
            while let Some(next) = next_rung(&ladder, done, &reach, last_try, &quiet) {
                prop_assert!(next.index >= done, "the index only grows");
                prop_assert!(next.due_at >= last_try && !quiet.is_quiet(next.due_at));
                prop_assert!(next.kind.works(&reach));
                climbed.push(next.index);
                (done, last_try) = (next.index + 1, next.due_at);
            }
            let first = first_human(&ladder, &reach);
            prop_assert!(first.is_none_or(|human| climbed.contains(&human)));
            let has_klantmanager = ladder.0.iter().any(|r| r.rung == Klantmanager);
            prop_assert!(!has_klantmanager || first.is_some());
            if let Some(human) = first {
                let next = when_undelivered(&ladder, 0, &reach, start, &quiet);
                let next = next.expect("a human being at least");
                prop_assert!(next.kind == OtherChannel || next.index == human);
            }
        }
    }
}
