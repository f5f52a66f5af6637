//! Values in digits: a number, hours, a day, a time.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::Words;
use crate::trade::person::Language;

impl Words {
    /// A whole number.
    pub fn number_meant(&self, _: Language, typed: &str) -> Option<i64> {
        typed.trim().parse().ok()
    }

    /// How long; a number alone counts hours.
    pub fn hours_meant(&self, _: Language, typed: &str) -> Option<TimeDelta> {
        typed.trim().parse().ok().and_then(TimeDelta::try_hours)
    }

    /// Which day.
    pub fn date_meant(&self, _: Language, typed: &str, _: NaiveDate) -> Option<NaiveDate> {
        typed.trim().parse().ok()
    }

    /// What time.
    pub fn time_meant(&self, _: Language, typed: &str) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(typed.trim(), "%H:%M").ok()
    }
}
