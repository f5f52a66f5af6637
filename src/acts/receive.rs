//! Something came in: it is stored before anybody is told that it was received.
//!
//! Whoever receives (a webhook, a poll) hands a [`Delivery`] to the [`Intake`] and waits for its
//! commit. Deliveries that wait together share one commit. The lines are bounded: when one is full
//! the sender is told to come back, and memory never grows.
//!
//! Most of what comes in are reports of what became of messages. They have a line of their own: a
//! report is written down in a few statements, and need not wait for what people said to be handled.

use tokio::sync::{mpsc, oneshot};

use crate::message::Received;
use crate::store::mailboxes::ChannelRef;

/// Deliveries that may wait for a commit, in each line; beyond it senders are told to come back.
const LINE: usize = 1024;

/// A body that was verified and read, or could not be read.
#[derive(Debug)]
pub struct Delivery {
    /// Where it came in.
    pub channel: ChannelRef,
    /// What was found in it.
    pub received: Vec<Received>,
    /// The body as it came and why, when something in it could not be understood.
    pub unreadable: Option<(Vec<u8>, &'static str)>,
}

/// A delivery in line, with the line back to whoever waits for its commit.
#[derive(Debug)]
pub struct Waiting {
    /// What came in.
    pub delivery: Delivery,
    /// Told `true` after the commit, `false` when it could not be stored.
    pub stored: oneshot::Sender<bool>,
}

impl Delivery {
    fn only_reports(&self) -> bool {
        self.unreadable.is_none()
            && !self.received.is_empty()
            && self.received.iter().all(|one| matches!(one, Received::Status(_)))
    }
}

/// Why a delivery was not stored. The sender must repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot store now")]
pub struct CannotStore;

/// The way in.
#[derive(Clone, Debug)]
pub struct Intake {
    deeds: mpsc::Sender<Waiting>,
    reports: mpsc::Sender<Waiting>,
}

/// The lines that `work` takes from.
#[derive(Debug)]
pub struct Lines {
    /// What people did, and everything else.
    pub deeds: mpsc::Receiver<Waiting>,
    /// Nothing but what became of messages.
    pub reports: mpsc::Receiver<Waiting>,
}

impl Intake {
    /// A way in, and where it leads.
    pub fn new() -> (Self, Lines) {
        let (deeds, of_deeds) = mpsc::channel(LINE);
        let (reports, of_reports) = mpsc::channel(LINE);
        (Self { deeds, reports }, Lines { deeds: of_deeds, reports: of_reports })
    }

    /// Puts a whole batch in line at once, so that it can share one commit, and returns how many of
    /// its first deliveries are committed: everything after the first that is not must be repeated,
    /// and those of it that were stored all the same are known by their keys then.
    pub async fn store_in_order(&self, batch: Vec<Delivery>) -> usize {
        let all = batch.len();
        let Ok(places) = self.deeds.try_reserve_many(all) else { return 0 };
        let mut answers = Vec::with_capacity(all);
        for (place, delivery) in places.zip(batch) {
            let (stored, answer) = oneshot::channel();
            place.send(Waiting { delivery, stored });
            answers.push(answer);
        }
        for (before, answer) in answers.into_iter().enumerate() {
            if !matches!(answer.await, Ok(true)) {
                return before;
            }
        }
        all
    }

    /// Returns once the delivery is committed.
    ///
    /// # Errors
    /// [`CannotStore`] when the line is full or the database refuses: nothing was stored.
    pub async fn store(&self, delivery: Delivery) -> Result<(), CannotStore> {
        let (stored, answer) = oneshot::channel();
        let line = if delivery.only_reports() { &self.reports } else { &self.deeds };
        line.try_send(Waiting { delivery, stored }).map_err(|_| CannotStore)?;
        match answer.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(CannotStore),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::GemeenteId;
    use crate::message::{ChannelId, ChannelKind, Handle, Incoming, Progress, StatusReport, What};

    fn report() -> Received {
        Received::Status(StatusReport {
            platform_id: "wamid.1".to_owned(),
            attempt: None,
            progress: Progress::Sent,
            at: None,
            error_code: None,
            dedupe_key: "1".to_owned(),
        })
    }

    fn deed() -> Received {
        Received::Incoming(Incoming {
            from: vec![Handle::Phone("31612345678".to_owned())],
            dedupe_key: "2".to_owned(),
            at: None,
            app_language: None,
            what: What::Text { body: "dag".to_owned() },
        })
    }

    fn channel() -> ChannelRef {
        let (id, kind) = (ChannelId("x".to_owned()), ChannelKind::Whatsapp);
        ChannelRef { id, kind, gemeente: GemeenteId::fresh() }
    }

    #[tokio::test]
    async fn only_what_is_nothing_but_reports_takes_the_line_of_reports() {
        let unreadable = || Some((b"{".to_vec(), "cut off"));
        for (received, unreadable, reports) in [
            (vec![report()], None, true),
            (vec![report(), report()], None, true),
            (vec![report(), deed()], None, false),
            (vec![deed()], None, false),
            (vec![report()], unreadable(), false),
            (vec![], None, false),
        ] {
            let (intake, mut lines) = Intake::new();
            let delivery = Delivery { channel: channel(), received, unreadable };
            let what = format!("{delivery:?}");
            let storing = tokio::spawn(async move { intake.store(delivery).await });
            let line = if reports { &mut lines.reports } else { &mut lines.deeds };
            let waiting = line.recv().await.unwrap_or_else(|| panic!("{what}"));
            waiting.stored.send(true).unwrap();
            assert_eq!(storing.await.unwrap(), Ok(()), "{what}");
        }
    }
}
