//! What the page of figures needs of the counts, read in a bounded number of statements.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::Span;
use crate::ids::GemeenteId;
use crate::store::reports::{self, Choice, Count, ShownLoad};
use crate::store::{StoreError, Tx};
use crate::trade::report::Measure;

/// Counts of a measure: in the time, day by day, and in the time before.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) now: Vec<Count>,
    pub(super) by_day: Vec<(NaiveDate, i64)>,
    pub(super) before: i64,
}

impl Counted {
    /// All of them together.
    pub(super) fn total(&self) -> i64 {
        self.now.iter().map(|count| count.count).sum()
    }

    /// The total of each key.
    pub(super) fn by<K: Ord>(&self, key: impl Fn(&Count) -> K) -> BTreeMap<K, i64> {
        let mut totals = BTreeMap::new();
        for count in &self.now {
            *totals.entry(key(count)).or_default() += count.count;
        }
        totals
    }

    /// The total of each week, by its Monday.
    pub(super) fn by_week(&self) -> BTreeMap<NaiveDate, i64> {
        let mut weeks = BTreeMap::new();
        for (day, count) in &self.by_day {
            *weeks.entry(monday(*day)).or_default() += count;
        }
        weeks
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

/// Everything that the page shows.
pub(super) struct Figures {
    counted: BTreeMap<Measure, Counted>,
    pub(super) loads: Vec<ShownLoad>,
}

/// What is counted of days; the others are of how everybody stands on the last day.
const OF_DAYS: [Measure; 8] = [
    Measure::Asked,
    Measure::Prompt,
    Measure::Late,
    Measure::Silent,
    Measure::Present,
    Measure::Excused,
    Measure::NoShow,
    Measure::Barrier,
];
const OF_PEOPLE: [Measure; 4] =
    [Measure::FirstHeard, Measure::StartGap, Measure::DualTrack, Measure::Weekly];

impl Figures {
    pub(super) async fn read(
        tx: &mut Tx,
        gemeente: GemeenteId,
        (span, before): (Span, Span),
        choice: &Choice,
    ) -> Result<Self, StoreError> {
        let mut counted = BTreeMap::new();
        for measure in OF_DAYS {
            let of = (gemeente, measure);
            let earlier = reports::by_day(tx, of, before, choice).await?;
            let one = Counted {
                now: reports::of_period(tx, of, span, choice).await?,
                by_day: reports::by_day(tx, of, span, choice).await?,
                before: earlier.iter().map(|(_, count)| count).sum(),
            };
            counted.insert(measure, one);
        }
        // how somebody stands has no course
        let of_people = Choice { course: None, ..choice.clone() };
        for measure in OF_PEOPLE {
            let last = (span.1, span.1);
            let now = reports::of_period(tx, (gemeente, measure), last, &of_people).await?;
            counted.insert(measure, Counted { now, ..Counted::default() });
        }
        Ok(Self { counted, loads: reports::loads(tx, gemeente).await? })
    }

    pub(super) fn of(&self, measure: Measure) -> &Counted {
        static NOTHING: Counted = Counted { now: Vec::new(), by_day: Vec::new(), before: 0 };
        self.counted.get(&measure).unwrap_or(&NOTHING)
    }
}
