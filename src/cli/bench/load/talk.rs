//! What one person says to the service in a conversation, update by update.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::client::{Connection, Request};
use super::sink::Sink;
use super::{Seen, bodies};

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which conversation.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::cli::bench) enum Talk {
    /// The reminder is there: "Ik kan niet", and a reason, both tapped.
    Reminder,
    /// The person begins it by a word; "Nog niet" is tapped, and how it goes typed.
    CheckIn,
}

/// What a person does next.
#[derive(Clone, Copy)]
enum Says {
    /// The word that begins a check-in, in their own language.
    CheckIn,
    /// This button of the newest message.
    Taps(usize),
    /// These words.
    Words(&'static str),
}

impl Talk {
    fn script(self) -> &'static [Says] {
        match self {
            // the second choice is "Ik kan niet"; the fourth reason is "opvang"
            Self::Reminder => &[Says::Taps(1), Says::Taps(3)],
            // the second choice is "Nog niet"; the third step of how it goes is "niet zo goed"
            Self::CheckIn => &[Says::CheckIn, Says::Taps(1), Says::Words("3")],
        }
    }

    /// Person `n` says it all, and waits for every answer.
    pub(super) async fn hold(
        self,
        sink: &Sink,
        connection: &mut Connection,
        n: usize,
        seen: &mut Seen,
    ) {
        for says in self.script() {
            let before = sink.messages_of(n);
            let Some(update) = says.update(sink, n) else {
                seen.failed += 1;
                return;
            };
            let begun = Instant::now();
            if !seen.post(connection, &update).await {
                return;
            }
            let more = sink.wait_for_more(n, before);
            if tokio::time::timeout(PATIENCE, more).await.is_err() {
                seen.failed += 1;
                return;
            }
            seen.replies.push(begun.elapsed());
        }
    }
}

impl Says {
    /// As Telegram posts it; nothing when there is no such button.
    fn update(self, sink: &Sink, n: usize) -> Option<Request> {
        Some(match self {
            Self::CheckIn => bodies::telegram_words(n, bodies::check_in_word(n)),
            Self::Taps(index) => bodies::tap(n, &sink.payload(n, index)?),
            Self::Words(words) => bodies::telegram_words(n, words),
        })
    }
}
