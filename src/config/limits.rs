//! `limits` of a channel: how fast, and to how many, it may send.
//!
//! The platforms punish whoever asks too much, so we stay below what they allow by ourselves. 0 in
//! any place: no limit of ours. A key that is left out keeps its default. The rates run on machine
//! time, and are shared by all processes.

use serde::Deserialize;

/// `limits` of a Telegram bot. Source of the defaults: Telegram's FAQ for bots ("My bot is hitting
/// limits"), which calls them what is safe, not what is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TelegramLimits {
    /// Messages per second, to all chats together.
    pub per_second: u32,
    /// Messages per second to one chat of one person.
    pub per_chat_per_second: u32,
    /// So many to one chat may go at once, borrowed from the seconds that follow.
    pub burst_per_chat: u32,
    /// Messages per minute to one group.
    pub per_group_per_minute: u32,
}

impl Default for TelegramLimits {
    fn default() -> Self {
        Self { per_second: 30, per_chat_per_second: 1, burst_per_chat: 5, per_group_per_minute: 20 }
    }
}

impl TelegramLimits {
    /// As fast as it goes: for a platform that is played.
    pub const NONE: Self =
        Self { per_second: 0, per_chat_per_second: 0, burst_per_chat: 0, per_group_per_minute: 0 };
}

/// `limits` of a WhatsApp number. Source of the defaults: Meta, "Throughput" and "Messaging limits",
/// seen November 2026: 80 a second for a number, one per six seconds to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WhatsappLimits {
    /// Messages per second from this number.
    pub per_second: u32,
    /// Seconds between two messages to one person; 45 may go at once, borrowed from later.
    pub pair_seconds: u32,
    /// People who may be written to first, by template, in any 24 hours, over all numbers of the
    /// business account. Meta's tiers begin at 250 and 2,000; the account's page names yours.
    pub unique_per_day: u32,
}

impl Default for WhatsappLimits {
    fn default() -> Self {
        Self { per_second: 80, pair_seconds: 6, unique_per_day: 1000 }
    }
}

impl WhatsappLimits {
    /// As fast as it goes: for a platform that is played.
    pub const NONE: Self = Self { per_second: 0, pair_seconds: 0, unique_per_day: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Channel, read_text};

    const TELEGRAM: &str =
        "[[channel]]\nid = \"t\"\nkind = \"telegram\"\ntoken = \"x\"\nwebhook_secret = \"s\"\n";
    const WHATSAPP: &str = "[[channel]]\nid = \"w\"\nkind = \"whatsapp\"\n\
                            phone_number_id = \"1\"\naccess_token = \"a\"\napp_secret = \"b\"\n\
                            verify_token = \"c\"\n";

    fn telegram(limits: &str) -> TelegramLimits {
        let config = read_text(&format!("{TELEGRAM}{limits}"), []).unwrap();
        let Channel::Telegram(bot) = &config.channels[0] else { panic!("telegram") };
        bot.limits
    }

    fn whatsapp(limits: &str) -> WhatsappLimits {
        let config = read_text(&format!("{WHATSAPP}{limits}"), []).unwrap();
        let Channel::Whatsapp(number) = &config.channels[0] else { panic!("whatsapp") };
        number.limits
    }

    #[test]
    fn what_is_left_out_keeps_its_default_and_nought_is_none() {
        assert_eq!(telegram(""), TelegramLimits::default());
        let some = telegram("limits = { per_second = 0, burst_per_chat = 3 }");
        let expected =
            TelegramLimits { per_second: 0, burst_per_chat: 3, ..TelegramLimits::default() };
        assert_eq!(some, expected);
        assert_eq!(whatsapp(""), WhatsappLimits::default());
        let some = whatsapp("limits = { unique_per_day = 250 }");
        assert_eq!(some, WhatsappLimits { unique_per_day: 250, ..WhatsappLimits::default() });
        let none = whatsapp("limits = { per_second = 0, pair_seconds = 0, unique_per_day = 0 }");
        assert_eq!(none, WhatsappLimits::NONE);
    }

    #[test]
    fn a_key_of_the_other_platform_is_a_mistake_that_names_the_channel_and_the_key() {
        let cases = [
            (TELEGRAM, "limits = { pair_seconds = 6 }", "[[channel]] t: ", "`pair_seconds`"),
            (WHATSAPP, "limits = { burst_per_chat = 5 }", "[[channel]] w: ", "`burst_per_chat`"),
            (WHATSAPP, "limits = { per_secnd = 5 }", "[[channel]] w: ", "`per_secnd`"),
            (TELEGRAM, "limits = { per_second = -1 }", "[[channel]] t: ", "-1"),
            (TELEGRAM, "limits = 30", "[[channel]] t: ", "30"),
        ];
        for (channel, limits, place, word) in cases {
            let error = read_text(&format!("{channel}{limits}"), []).unwrap_err().to_string();
            assert!(error.starts_with(place), "{limits}: {error}");
            assert!(error.contains(word), "{limits}: {error}");
            assert!(error.contains("limits"), "{limits}: {error}");
        }
    }
}
