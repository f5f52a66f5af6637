//! The days of a course: every so many weeks, without those that are skipped.

use chrono::{Days, NaiveDate};

/// Sessions of one course, at most.
pub const MOST: usize = 60;

/// The first `count` days that come every so many weeks from `first` on; a day that is skipped is made up for at
/// the end.
///
/// ```
/// use wegwijzer::plan::series::weekly;
/// let day = |text: &str| text.parse().unwrap();
/// let days = weekly(day("2027-04-19"), 1, 3, &[day("2027-04-26")]);
/// assert_eq!(days, ["2027-04-19", "2027-05-03", "2027-05-10"].map(day));
/// ```
pub fn weekly(
    first: NaiveDate,
    every_weeks: u64,
    count: usize,
    skipped: &[NaiveDate],
) -> Vec<NaiveDate> {
    let step = Days::new(7 * every_weeks.max(1));
    std::iter::successors(Some(first), |day| day.checked_add_days(step))
        .filter(|day| !skipped.contains(day))
        .take(count.min(MOST))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_series_is_as_long_as_asked_and_never_longer_than_the_most() {
        let first = day("2027-01-04");
        assert_eq!(weekly(first, 2, 3, &[]).last(), Some(&day("2027-02-01")));
        assert_eq!(weekly(first, 1, 5, &[first]).first(), Some(&day("2027-01-11")));
        assert_eq!(weekly(first, 1, 100_000, &[]).len(), MOST);
        assert_eq!(weekly(NaiveDate::MAX, 1, 5, &[]).len(), 1);
    }
}
