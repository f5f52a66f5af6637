//! What the simulated people are going to do, and the task that lets them do it on time.
//!
//! Moments are civil time. The task wakes whenever the clock is touched, when something new is
//! planned, and every 50 ms of machine time; so on a hurried clock a deed may come a little late,
//! never early, and always in the planned order.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::people::{Deed, Plan};
use super::world::Shared;

/// How often the task looks at the clock by itself.
const TICK: Duration = Duration::from_millis(50);

/// Planned deeds, the earliest first; equal moments in the order in which they were planned.
#[derive(Default)]
pub(super) struct Agenda {
    planned: BTreeMap<(DateTime<Utc>, u64), (String, Deed)>,
    numbered: u64,
}

impl Agenda {
    /// Plans what the owner of `phone` does.
    pub(super) fn add(&mut self, phone: &str, (at, deed): Plan) {
        self.numbered += 1;
        self.planned.insert((at, self.numbered), (phone.to_owned(), deed));
    }

    /// A newer question came: an answer still planned for an older one is not given any more.
    pub(super) fn forget_answers(&mut self, phone: &str) {
        self.planned.retain(|_, (owner, deed)| {
            owner != phone || !matches!(deed, Deed::Tap { .. } | Deed::Type(_))
        });
    }

    /// The next moment at which somebody does something.
    pub(super) fn next_at(&self) -> Option<DateTime<Utc>> {
        self.planned.first_key_value().map(|((at, _), _)| *at)
    }

    fn take_due(&mut self, now: DateTime<Utc>) -> Option<(String, Deed)> {
        let first = self.planned.first_entry().filter(|first| first.key().0 <= now)?;
        Some(first.remove())
    }
}

/// Lets people do what is due, until the sandbox stops.
pub(super) async fn live(shared: Arc<Shared>) {
    let mut changes = shared.settings.clock.changes();
    loop {
        let now = shared.settings.clock.civil();
        loop {
            // The lock is gone before the deed takes it again.
            let due = shared.world().agenda.take_due(now);
            let Some((phone, deed)) = due else { break };
            shared.carry_out(&phone, deed);
        }
        tokio::select! {
            _ = changes.changed() => {}
            () = shared.planned.notified() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}
