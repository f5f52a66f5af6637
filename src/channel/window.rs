//! May we write freely to this person now, or only with an approved template? PURE.
//!
//! WhatsApp opens a window of 24 hours with every message from the person; outside it only
//! templates go. Decides on our clock: the platform may still say that the window is closed.

use chrono::{DateTime, TimeDelta, Utc};

use crate::message::ChannelKind;

/// How long a person's message keeps the window open. Source: WhatsApp, customer service window.
pub const WINDOW: TimeDelta = TimeDelta::hours(24);

/// Taken off the window: a part may still wait its turn in the outbox and travel for 17 s, and the
/// clocks of Meta and ours differ. A template a little early costs less than a refused message.
pub const MARGIN: TimeDelta = TimeDelta::minutes(5);

/// What may be sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Allowed {
    /// Anything.
    FreeForm,
    /// Only the message's template.
    Template,
    /// Nothing: the window is shut and there is no template.
    Blocked,
}

/// Decides what may be sent to somebody who last wrote at `last_inbound`.
///
/// ```
/// use wegwijzer::channel::window::{Allowed, allow};
/// use wegwijzer::message::ChannelKind;
/// let now = chrono::DateTime::from_timestamp(1_795_600_800, 0).unwrap_or_default();
/// assert_eq!(allow(ChannelKind::Whatsapp, now, Some(now), false), Allowed::FreeForm);
/// assert_eq!(allow(ChannelKind::Whatsapp, now, None, true), Allowed::Template);
/// ```
pub fn allow(
    kind: ChannelKind,
    now: DateTime<Utc>,
    last_inbound: Option<DateTime<Utc>>,
    has_template: bool,
) -> Allowed {
    match kind {
        ChannelKind::Telegram => Allowed::FreeForm,
        ChannelKind::Whatsapp if is_open(now, last_inbound) => Allowed::FreeForm,
        ChannelKind::Whatsapp if has_template => Allowed::Template,
        ChannelKind::Whatsapp => Allowed::Blocked,
    }
}

fn is_open(now: DateTime<Utc>, last_inbound: Option<DateTime<Utc>>) -> bool {
    // A message from the future (a platform's clock ahead of ours) opens the window too.
    last_inbound.is_some_and(|at| now.signed_duration_since(at) < WINDOW - MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ChannelKind::{Telegram, Whatsapp};

    #[test]
    fn the_window_shuts_a_little_before_a_day_has_passed() {
        let now = DateTime::from_timestamp(1_795_600_800, 0).unwrap();
        let ago = |minutes| Some(now - TimeDelta::minutes(minutes));
        let rows = [
            (Whatsapp, ago(0), true, Allowed::FreeForm),
            (Whatsapp, ago(-3), false, Allowed::FreeForm),
            (Whatsapp, ago(24 * 60 - 6), true, Allowed::FreeForm),
            (Whatsapp, ago(24 * 60 - 5), true, Allowed::Template),
            (Whatsapp, ago(24 * 60 - 5), false, Allowed::Blocked),
            (Whatsapp, None, true, Allowed::Template),
            (Whatsapp, None, false, Allowed::Blocked),
            (Telegram, None, false, Allowed::FreeForm),
            (Telegram, ago(60 * 24 * 400), false, Allowed::FreeForm),
        ];
        for (kind, last, template, expected) in rows {
            assert_eq!(allow(kind, now, last, template), expected, "{kind} {last:?} {template}");
        }
    }
}
