//! Who stands in for a colleague who is away, day by day.
//!
//! The rule: the deputy that the absence names; where it names nobody, or that one cannot, the standing deputy.
//! A deputy who is away that day passes it on to who stands in for them, by the same rule. Who does not work here any
//! more, or may not see these people, never stands in, and nobody does for themselves; where it goes round in a circle
//! there is nobody. It ends by itself: the day after the last one is not a day of any absence.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::ids::StaffId;
use crate::trade::staff::{Role, Scope};

/// Days on which somebody is away, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub staff: StaffId,
    /// Who is to stand in.
    pub deputy: Option<StaffId>,
    /// From this day on.
    pub first: NaiveDate,
    /// Up to and including this one.
    pub last: NaiveDate,
}

impl Absence {
    fn is_on(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A colleague who works here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// What they may do.
    pub role: Role,
    /// Who stands in for them when nobody else is named.
    pub standing: Option<StaffId>,
}

/// In whose hands somebody's people are on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// Their own: they are there.
    Own,
    /// A colleague's.
    Of(StaffId),
    /// They are away, and there is nobody.
    Nobody,
}

/// The same hands for some days on end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Who is away.
    pub absent: StaffId,
    /// Who stands in; None: nobody.
    pub deputy: Option<StaffId>,
    /// From this day on.
    pub first: NaiveDate,
    /// Up to and including this one.
    pub last: NaiveDate,
}

/// The colleagues of one municipality and their absences.
#[derive(Clone, Debug, Default)]
pub struct House {
    /// Who works here.
    pub colleagues: Vec<Colleague>,
    /// When they are away.
    pub absences: Vec<Absence>,
}

impl House {
    /// In whose hands the people of `who` are on `day`.
    pub fn hands(&self, who: StaffId, day: NaiveDate) -> Hands {
        if self.absence(who, day).is_none() {
            return Hands::Own;
        }
        let Some(absent) = self.colleague(who) else { return Hands::Nobody };
        let mut asked = BTreeSet::from([who]);
        self.passed_on(absent, absent.role, day, &mut asked).map_or(Hands::Nobody, Hands::Of)
    }

    /// Who is told first when somebody waits for `who`: who stands in that day, or would if they were away.
    pub fn deputy(&self, who: StaffId, day: NaiveDate) -> Option<StaffId> {
        let colleague = self.colleague(who)?;
        self.passed_on(colleague, colleague.role, day, &mut BTreeSet::from([who]))
    }

    /// Who stands in for a colleague who is away, for people of somebody with this role; whom was `asked` is not asked
    /// again.
    fn passed_on(
        &self,
        away: &Colleague,
        role: Role,
        day: NaiveDate,
        asked: &mut BTreeSet<StaffId>,
    ) -> Option<StaffId> {
        let named = self.absence(away.id, day).and_then(|absence| absence.deputy);
        for deputy in [named, away.standing].into_iter().flatten() {
            if !asked.insert(deputy) {
                continue;
            }
            let Some(deputy) = self.colleague(deputy) else { continue };
            if self.absence(deputy.id, day).is_some() {
                let next = self.passed_on(deputy, role, day, asked);
                if next.is_some() {
                    return next;
                }
            } else if deputy.role.stands_in_for(role) {
                return Some(deputy.id);
            }
        }
        None
    }

    fn colleague(&self, who: StaffId) -> Option<&Colleague> {
        self.colleagues.iter().find(|one| one.id == who)
    }

    /// Where two overlap, the one that began first counts.
    fn absence(&self, who: StaffId, day: NaiveDate) -> Option<&Absence> {
        let theirs = self.absences.iter().filter(|one| one.staff == who && one.is_on(day));
        theirs.min_by_key(|one| (one.first, one.last, one.deputy))
    }

    /// Who stands in for whom from when to when, for everybody who has people; one after the other.
    pub fn stretches(&self) -> Vec<Stretch> {
        // hands change only where an absence begins, or on the day after it ended
        let ends = self.absences.iter().filter_map(|one| one.last.succ_opt());
        let changes: BTreeSet<NaiveDate> =
            self.absences.iter().map(|one| one.first).chain(ends).collect();
        let changes: Vec<NaiveDate> = changes.into_iter().collect();
        let with_people = self.colleagues.iter().filter(|one| one.role.scope() != Scope::Nobody);
        let mut all: Vec<Stretch> = Vec::new();
        for one in with_people {
            for pair in changes.windows(2) {
                let (first, Some(last)) = (pair[0], pair[1].pred_opt()) else { continue };
                let deputy = match self.hands(one.id, first) {
                    Hands::Own => continue,
                    Hands::Of(deputy) => Some(deputy),
                    Hands::Nobody => None,
                };
                match all.last_mut() {
                    Some(before)
                        if before.absent == one.id
                            && before.deputy == deputy
                            && before.last.succ_opt() == Some(first) =>
                    {
                        before.last = last;
                    }
                    _ => all.push(Stretch { absent: one.id, deputy, first, last }),
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(n: usize) -> StaffId {
        StaffId(Uuid::from_u128(n as u128))
    }

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 12, 1).unwrap() + chrono::Days::new(n)
    }

    fn away(staff: usize, deputy: Option<usize>, first: u64, last: u64) -> Absence {
        Absence { staff: id(staff), deputy: deputy.map(id), first: day(first), last: day(last) }
    }

    /// Klantmanagers 1 to 4, coach 5, trainer 6; of 4 the standing deputy is 1. Nobody knows 9.
    fn house(absences: Vec<Absence>) -> House {
        let role = |n| match n {
            5 => Role::Coach,
            6 => Role::Trainer,
            _ => Role::Klantmanager,
        };
        let colleagues = (1..=6)
            .map(|n| Colleague { id: id(n), role: role(n), standing: (n == 4).then_some(id(1)) })
            .collect();
        House { colleagues, absences }
    }

    #[test]
    fn people_are_in_the_hands_that_the_rule_names() {
        let table: [(&str, Vec<Absence>, usize, u64, Hands); 14] = [
            ("nobody is away", vec![], 1, 0, Hands::Own),
            ("the day before", vec![away(1, Some(2), 5, 9)], 1, 4, Hands::Own),
            ("the first day", vec![away(1, Some(2), 5, 9)], 1, 5, Hands::Of(id(2))),
            ("the last day", vec![away(1, Some(2), 5, 9)], 1, 9, Hands::Of(id(2))),
            ("the day after", vec![away(1, Some(2), 5, 9)], 1, 10, Hands::Own),
            ("nobody is named", vec![away(1, None, 5, 9)], 1, 5, Hands::Nobody),
            ("the standing deputy", vec![away(4, None, 5, 9)], 4, 5, Hands::Of(id(1))),
            ("who was named has left", vec![away(4, Some(9), 5, 9)], 4, 5, Hands::Of(id(1))),
            (
                "the deputy is away too",
                vec![away(1, Some(2), 5, 9), away(2, Some(3), 7, 8)],
                1,
                7,
                Hands::Of(id(3)),
            ),
            (
                "and is back",
                vec![away(1, Some(2), 5, 9), away(2, Some(3), 7, 8)],
                1,
                9,
                Hands::Of(id(2)),
            ),
            (
                "round in a circle",
                vec![away(1, Some(2), 5, 9), away(2, Some(1), 5, 9)],
                1,
                5,
                Hands::Nobody,
            ),
            ("a coach for a klantmanager", vec![away(1, Some(5), 5, 9)], 1, 5, Hands::Nobody),
            ("a klantmanager for a coach", vec![away(5, Some(1), 5, 9)], 5, 5, Hands::Of(id(1))),
            ("a trainer for a coach", vec![away(5, Some(6), 5, 9)], 5, 5, Hands::Nobody),
        ];
        for (what, absences, who, on, expected) in table {
            assert_eq!(house(absences).hands(id(who), day(on)), expected, "{what}");
        }
    }

    #[test]
    fn a_stretch_ends_where_the_hands_change() {
        let house = house(vec![away(1, Some(2), 5, 9), away(2, Some(3), 7, 8)]);
        let of = |absent, deputy, first, last| Stretch {
            absent: id(absent),
            deputy: Some(id(deputy)),
            first: day(first),
            last: day(last),
        };
        assert_eq!(
            house.stretches(),
            [of(1, 2, 5, 6), of(1, 3, 7, 8), of(1, 2, 9, 9), of(2, 3, 7, 8)]
        );
    }

    fn houses() -> impl Strategy<Value = House> {
        let absence = (1_usize..8, proptest::option::of(1_usize..8), 0_u64..20, 0_u64..8);
        let absences = proptest::collection::vec(absence, 0..10);
        let colleagues =
            proptest::collection::vec((0_usize..5, proptest::option::of(1_usize..8)), 5);
        (absences, colleagues).prop_map(|(absences, colleagues)| House {
            absences: absences
                .into_iter()
                .map(|(who, deputy, first, days)| away(who, deputy, first, first + days))
                .collect(),
            // 6 and 7 do not work here any more
            colleagues: colleagues
                .into_iter()
                .enumerate()
                .map(|(n, (role, standing))| Colleague {
                    id: id(n + 1),
                    role: Role::ALL[role],
                    standing: standing.map(id),
                })
                .collect(),
        })
    }

    proptest! {
        #[test]
        fn who_stands_in_is_there_works_here_and_is_somebody_else(house in houses()) {
            for n in 0..40 {
                for who in 1..8 {
                    let Hands::Of(deputy) = house.hands(id(who), day(n)) else { continue };
                    prop_assert_ne!(deputy, id(who));
                    prop_assert_eq!(house.hands(deputy, day(n)), Hands::Own);
                    let role = |id| house.colleague(id).map(|one| one.role);
                    let (Some(theirs), Some(own)) = (role(deputy), role(id(who))) else {
                        return Err(TestCaseError::fail("somebody who does not work here"));
                    };
                    prop_assert!(theirs.stands_in_for(own));
                }
            }
        }

        #[test]
        fn it_always_ends_and_the_stretches_say_what_each_day_says(house in houses()) {
            let stretches = house.stretches();
            for one in &house.colleagues {
                prop_assert_eq!(house.hands(one.id, day(30)), Hands::Own, "long after the last day");
                for n in 0..40 {
                    let found: Vec<_> = stretches
                        .iter()
                        .filter(|s| s.absent == one.id && s.first <= day(n) && day(n) <= s.last)
                        .collect();
                    let expected = match house.hands(one.id, day(n)) {
                        _ if one.role.scope() == Scope::Nobody => vec![],
                        Hands::Own => vec![],
                        Hands::Of(deputy) => vec![Some(deputy)],
                        Hands::Nobody => vec![None],
                    };
                    let deputies: Vec<_> = found.iter().map(|s| s.deputy).collect();
                    prop_assert_eq!(deputies, expected);
                }
            }
        }
    }
}
