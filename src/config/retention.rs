//! `[retention]`: how many days what is kept. 0: until somebody removes it.
//!
//! The law gives no term for inburgering (Selectielijst gemeenten 2020 names none), so that each municipality
//! decides: what belongs to somebody's file is removed only where the settings say after how many days, because
//! nothing brings it back. The other defaults say why. Shorter than a platform repeats its deliveries (nine days) is never
//! removed, whatever stands here: see `plan::retention`.

use serde::{Deserialize, Deserializer};

use super::whole_days;
use crate::trade::privacy::Kept;

/// `[retention]`, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// People, after the day on which their duty was met or lifted; not chosen: never. Advised are two years: one of aftercare and one in
    /// which somebody may still ask or complain. With them goes everything about them.
    #[serde(deserialize_with = "chosen_days")]
    pub people_days: Option<u16>,
    /// Words of conversations; not chosen: never. Advised is a year, as long as the longest course. When and what kind of message there was
    /// stays with the person: that proves what the municipality did.
    #[serde(deserialize_with = "chosen_days")]
    pub talk_days: Option<u16>,
    /// Tasks that are done: two years of looking back at what helped.
    #[serde(deserialize_with = "whole_days")]
    pub tasks_days: u16,
    /// Bodies that could not be read: a month is enough for an update and `inbox replay`.
    #[serde(deserialize_with = "whole_days")]
    pub raw_days: u16,
    /// Failed log-ins, and log-in links that ran out: a month of looking into who tried.
    #[serde(deserialize_with = "whole_days")]
    pub login_days: u16,
    /// What a merge of two entries changed, so that it can be undone: a month is long enough to find out that it was
    /// a mistake. 0: it cannot be undone.
    #[serde(deserialize_with = "whole_days")]
    pub merges_days: u16,
    /// The audit trail: five years, as long as somebody may claim damages. Source: Burgerlijk Wetboek 3,
    /// art. 310.
    #[serde(deserialize_with = "whole_days")]
    pub audit_days: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            people_days: None,
            talk_days: None,
            tasks_days: 730,
            raw_days: 30,
            login_days: 30,
            merges_days: 30,
            audit_days: 1826,
        }
    }
}

impl Retention {
    /// What docs/wegwijzer.example.toml advises.
    pub fn advised() -> Self {
        Self { people_days: Some(730), talk_days: Some(365), ..Self::default() }
    }

    /// The same as the trade calls it; photos and voice notes have their days in `[content]`.
    pub fn kept(&self, media_days: u16) -> Kept {
        Kept {
            people: self.people_days.unwrap_or(0),
            talk: self.talk_days.unwrap_or(0),
            media: media_days,
            tasks: self.tasks_days,
            raw: self.raw_days,
            login: self.login_days,
            merges: self.merges_days,
            audit: self.audit_days,
        }
    }
}

fn chosen_days<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    whole_days(from).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_text;

    #[test]
    fn what_is_left_out_keeps_its_default_and_the_environment_overrules() {
        let config = read_text("", []).unwrap();
        assert_eq!(config.retention, Retention::default());
        let talk = ("WEGWIJZER__RETENTION__TALK_DAYS".to_owned(), "90".to_owned());
        let config = read_text("[retention]\npeople_days = 0", [talk]).unwrap();
        let expected =
            Retention { people_days: Some(0), talk_days: Some(90), ..Retention::default() };
        assert_eq!(config.retention, expected);
        assert_eq!(config.kept().media, config.content.media_days);
    }

    #[test]
    fn what_is_no_number_of_days_is_a_mistake_that_names_its_section() {
        for text in ["[retention]\ntalk_days = -1", "[retention]\nevening_days = 3"] {
            let error = read_text(text, []).unwrap_err().to_string();
            assert!(error.starts_with("[retention]: "), "{error}");
        }
    }
}
