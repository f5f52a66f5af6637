//! Small signs on somebody's screen: a spinner that ends, ticks that turn blue, "is typing".
//!
//! Best effort and bounded: nothing depends on them, nothing is stored, and in a burst those for
//! which there is no room are left out.

use super::{OpenChannel, Work};
use crate::channel::Courtesy;
use crate::message::{ChannelKind, Incoming, Received, What};

/// Courtesies under way at once in this process.
pub(super) const AT_ONCE: usize = 64;

/// Shows the senders of what was stored that it arrived.
pub(super) fn show(work: &Work, channel: &OpenChannel, stored: &[Received]) {
    for received in stored {
        let Received::Incoming(incoming) = received else { continue };
        let Some(courtesy) = courtesy_for(channel.of.kind, incoming) else { continue };
        let Ok(room) = work.courtesies.clone().try_acquire_owned() else { return };
        let out = channel.out.clone();
        tokio::spawn(async move {
            out.courtesy(courtesy).await;
            drop(room);
        });
    }
}

/// Telegram shows a spinner on a tapped button until its callback query is answered. WhatsApp shows
/// grey ticks until the message is marked as read; the reply follows at once, so "is typing" may
/// show as well.
fn courtesy_for(kind: ChannelKind, incoming: &Incoming) -> Option<Courtesy> {
    match (kind, &incoming.what) {
        (ChannelKind::Telegram, What::Tap { callback_id: Some(id), .. }) => {
            Some(Courtesy::CallbackAnswer { callback_id: id.clone(), text: None })
        }
        // on WhatsApp the dedupe key is the message's own id
        (ChannelKind::Whatsapp, What::Text { .. } | What::Tap { .. } | What::Media { .. }) => {
            let to = incoming.from.first()?.clone();
            Some(Courtesy::Typing { to, message_id: Some(incoming.dedupe_key.clone()) })
        }
        _ => None,
    }
}
