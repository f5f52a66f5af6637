//! Something came in: it is stored before anybody is told that it was received.
//!
//! Whoever receives (a webhook, a poll) hands a [`Delivery`] to the [`Intake`] and waits for its
//! commit. Deliveries that wait together share one commit. The line is bounded: when it is full
//! the sender is told to come back, and memory never grows.

use tokio::sync::{mpsc, oneshot};

use crate::message::Received;
use crate::store::mailboxes::ChannelRef;

/// Deliveries that may wait for a commit; beyond it senders are told to come back.
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

/// Why a delivery was not stored. The sender must repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot store now")]
pub struct CannotStore;

/// The way in.
#[derive(Clone, Debug)]
pub struct Intake {
    line: mpsc::Sender<Waiting>,
}

impl Intake {
    /// A way in, and the line that `work` takes from.
    pub fn new() -> (Self, mpsc::Receiver<Waiting>) {
        let (line, end) = mpsc::channel(LINE);
        (Self { line }, end)
    }

    /// Puts a whole batch in line at once, so that it can share one commit, and returns how many of
    /// its first deliveries are committed: everything after the first that is not must be repeated,
    /// and those of it that were stored all the same are known by their keys then.
    pub async fn store_in_order(&self, batch: Vec<Delivery>) -> usize {
        let all = batch.len();
        let Ok(places) = self.line.try_reserve_many(all) else { return 0 };
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
        self.line.try_send(Waiting { delivery, stored }).map_err(|_| CannotStore)?;
        match answer.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(CannotStore),
        }
    }
}
