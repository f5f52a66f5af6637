//! `[conversation]`: what happens to a conversation that a colleague took over.

use chrono::TimeDelta;
use serde::Deserialize;

/// `[conversation]`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Talk {
    /// Hours without a message, of the person or of the colleague, after which the bot has the conversation again. A day:
    /// whoever took it over has had a working day to answer. 0: only when a colleague gives it back.
    pub hand_back_after_hours: u16,
}

impl Default for Talk {
    fn default() -> Self {
        Self { hand_back_after_hours: 24 }
    }
}

impl Talk {
    /// The same as a span, civil; zero: never.
    pub fn hand_back_after(self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.hand_back_after_hours))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read_text;

    #[test]
    fn a_quiet_conversation_goes_back_after_a_day_unless_the_settings_say_otherwise() {
        assert_eq!(read_text("", []).unwrap().talk.hand_back_after(), TimeDelta::days(1));
        let config = read_text("[conversation]\nhand_back_after_hours = 0", []).unwrap();
        assert_eq!(config.talk.hand_back_after(), TimeDelta::zero());
        let error = read_text("[conversation]\nhand_back_after_hours = -1", []).unwrap_err();
        assert!(error.to_string().starts_with("[conversation]: "), "{error}");
    }
}
