//! `[staff_hours]`: when colleagues work, and how long somebody may wait for one who does not look.

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer};

/// The longest time that can be set: more than three weeks of work.
const LONGEST: u16 = 160;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Ma,
    /// Tuesday.
    Di,
    /// Wednesday.
    Wo,
    /// Thursday.
    Do,
    /// Friday.
    Vr,
    /// Saturday.
    Za,
    /// Sunday.
    Zo,
}

/// `[staff_hours]`, on the Dutch clock. Holidays are never working days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "AsWritten")]
pub struct StaffHours {
    /// On these days.
    pub days: Vec<Day>,
    /// From then on.
    pub from: NaiveTime,
    /// Until then.
    pub until: NaiveTime,
    /// Working hours without a look after which the deputy of a colleague is told that somebody waits; after twice as
    /// many the beheerders are. A working day: whoever was there could have looked. 0: nobody is told.
    pub alert_after_hours: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AsWritten {
    days: Vec<Day>,
    #[serde(deserialize_with = "time")]
    from: NaiveTime,
    #[serde(deserialize_with = "time")]
    until: NaiveTime,
    alert_after_hours: u16,
}

impl Default for AsWritten {
    fn default() -> Self {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Self {
            days: vec![Day::Ma, Day::Di, Day::Wo, Day::Do, Day::Vr],
            from: at(8, 30),
            until: at(17, 0),
            alert_after_hours: 8,
        }
    }
}

impl Default for StaffHours {
    fn default() -> Self {
        Self::from_written(AsWritten::default())
    }
}

impl StaffHours {
    fn from_written(written: AsWritten) -> Self {
        let AsWritten { days, from, until, alert_after_hours } = written;
        Self { days, from, until, alert_after_hours }
    }
}

impl TryFrom<AsWritten> for StaffHours {
    type Error = String;

    fn try_from(written: AsWritten) -> Result<Self, String> {
        if written.days.is_empty() {
            return Err("days: name at least one day, such as [\"ma\", \"di\"]".to_owned());
        }
        if written.until <= written.from {
            return Err("until must be later than from".to_owned());
        }
        if written.alert_after_hours > LONGEST {
            return Err(format!("alert_after_hours is at most {LONGEST}; 0: nobody is told"));
        }
        Ok(Self::from_written(written))
    }
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
    let text = String::deserialize(from)?;
    NaiveTime::parse_from_str(&text, "%H:%M")
        .map_err(|_| serde::de::Error::custom(format!("`{text}` is no time, such as \"08:30\"")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_text;

    #[test]
    fn colleagues_work_from_half_past_eight_to_five_unless_the_settings_say_otherwise() {
        let hours = read_text("", []).unwrap().staff_hours;
        assert_eq!(hours, StaffHours::default());
        assert_eq!((hours.days.len(), hours.alert_after_hours), (5, 8));
        let text =
            "[staff_hours]\ndays = [\"ma\", \"do\"]\nfrom = \"09:00\"\nalert_after_hours = 0";
        let hours = read_text(text, []).unwrap().staff_hours;
        assert_eq!((hours.days, hours.alert_after_hours), (vec![Day::Ma, Day::Do], 0));
        assert_eq!(hours.from.to_string(), "09:00:00");
    }

    #[test]
    fn hours_that_make_no_sense_are_a_mistake_that_names_its_section() {
        for line in [
            "from = \"half negen\"",
            "until = \"08:00\"",
            "days = []",
            "days = [\"mon\"]",
            "alert_after_hours = 500",
            "alert_after_days = 1",
        ] {
            let error = read_text(&format!("[staff_hours]\n{line}"), []).unwrap_err().to_string();
            assert!(error.starts_with("[staff_hours]: "), "{error}");
        }
    }
}
