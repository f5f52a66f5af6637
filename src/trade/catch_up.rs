//! Which session of another group somebody may catch up a missed one with.
//!
//! Promises that whatever is offered can be done: it is the same lesson of the same course, still to come,
//! with a place free, and at no moment at which the person is expected elsewhere. Who offers and who
//! chooses stands elsewhere.

use chrono::{DateTime, TimeDelta, Utc};

use super::course::{Daypart, SessionTime};
use super::person::Language;

/// A session that begins sooner than this is not offered: nobody can plan for it.
const SOON: TimeDelta = TimeDelta::hours(24);

/// The same lesson in another group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson<I> {
    /// Which session.
    pub id: I,
    /// When.
    pub time: SessionTime,
    /// In which part of the day, on the Dutch clock.
    pub daypart: Daypart,
    /// What is spoken in its group; None: any language.
    pub language: Option<Language>,
    /// Places that are left; None: as many as come.
    pub free: Option<i64>,
}

/// Who wants to catch up.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The part of the day in which their own group meets.
    pub daypart: Daypart,
    /// Their language.
    pub language: Language,
    /// When they are expected somewhere.
    pub busy: &'a [SessionTime],
}

/// The best of these lessons, at most `most`: the same part of the day first, then a group that speaks the
/// person's language or any, then the soonest.
pub fn best<I: Copy + Ord>(
    lessons: &[Lesson<I>],
    wish: Wish<'_>,
    now: DateTime<Utc>,
    most: usize,
) -> Vec<I> {
    let mut possible: Vec<&Lesson<I>> = lessons
        .iter()
        .filter(|lesson| {
            lesson.time.starts_at >= now + SOON
                && lesson.free.is_none_or(|free| free > 0)
                && !wish.busy.iter().any(|busy| busy.overlaps(&lesson.time))
        })
        .collect();
    possible.sort_by_key(|lesson| {
        let is_foreign = lesson.language.is_some_and(|language| language != wish.language);
        (lesson.daypart != wish.daypart, is_foreign, lesson.time.starts_at, lesson.id)
    });
    possible.into_iter().take(most).map(|lesson| lesson.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + hour * 3600, 0).unwrap()
    }

    fn lesson(id: u8, hour: i64, daypart: Daypart) -> Lesson<u8> {
        let time = SessionTime::new(at(hour), at(hour + 2)).unwrap();
        Lesson { id, time, daypart, language: None, free: None }
    }

    #[test]
    fn the_same_part_of_the_day_goes_first_then_the_language_then_the_soonest() {
        use Daypart::{Avond, Ochtend};
        let turkish = |lesson| Lesson { language: Some(Language::Tr), ..lesson };
        let lessons = [
            lesson(1, 100, Ochtend),
            lesson(2, 300, Avond),
            turkish(lesson(3, 200, Avond)),
            lesson(4, 250, Avond),
        ];
        let wish = Wish { daypart: Avond, language: Language::Ar, busy: &[] };
        assert_eq!(best(&lessons, wish, at(0), 3), [4, 2, 3]);
        let theirs = Wish { language: Language::Tr, ..wish };
        assert_eq!(best(&lessons, theirs, at(0), 9), [3, 4, 2, 1]);
    }

    #[test]
    fn what_is_full_too_near_or_at_a_moment_that_is_taken_is_never_offered() {
        let free = |free, lesson| Lesson { free: Some(free), ..lesson };
        let lessons = [
            free(0, lesson(1, 100, Daypart::Avond)),
            free(1, lesson(2, 110, Daypart::Avond)),
            lesson(3, 23, Daypart::Avond),
            lesson(4, 120, Daypart::Avond),
            lesson(5, 24, Daypart::Avond),
        ];
        let busy = [SessionTime::new(at(121), at(122)).unwrap()];
        let wish = Wish { daypart: Daypart::Avond, language: Language::Nl, busy: &busy };
        assert_eq!(best(&lessons, wish, at(0), 9), [5, 2]);
        // one after the other is no overlap
        let busy = [SessionTime::new(at(112), at(114)).unwrap()];
        assert!(best(&lessons, Wish { busy: &busy, ..wish }, at(0), 9).contains(&2));
        assert!(best::<u8>(&[], wish, at(0), 3).is_empty());
    }
}
