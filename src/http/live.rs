//! Pages that are open hear that something on them changed, and nothing else: what changed they ask for, as any page.
//!
//! One task per process hears the bells of commits, those of other processes too, and finds out which of the open
//! conversations changed, all in one statement. It runs while a page listens. A bell may be lost, and a command beside the
//! service rings none: so every page also asks by itself now and then.
//!
//! Who listens holds a seat. Seats are few per colleague, because a browser keeps few connections to one house, and
//! bounded in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::ids::{MailboxId, StaffId};
use crate::store::hot::talks::{HowFar, how_far};
use crate::store::{Db, Result};

/// Seats in all.
pub const MOST: usize = 1000;
/// Seats of one colleague. Browsers keep six connections to a house over HTTP/1.1, and pages need some too.
pub const MOST_EACH: usize = 4;

/// How often what happens.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// What is rung so soon after a first bell travels along.
    pub gather: Duration,
    /// Between two times that pages are told.
    pub pause: Duration,
    /// Open conversations are looked at so often without a bell.
    pub look: Duration,
    /// Between two beats of a stream: is whoever listens still welcome?
    pub beat: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            gather: Duration::from_millis(300),
            pause: Duration::from_secs(3),
            look: Duration::from_secs(15),
            beat: Duration::from_secs(25),
        }
    }
}

/// Tells open pages. Cloning gives another hand on the same.
#[derive(Clone)]
pub struct Live {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    pace: Pace,
    stop: watch::Sender<bool>,
    lists: watch::Sender<()>,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    seats: usize,
    of: HashMap<StaffId, usize>,
    talks: HashMap<MailboxId, Talk>,
    /// The task runs.
    hears: bool,
}

struct Talk {
    changed: watch::Sender<()>,
    known: Option<HowFar>,
}

/// Somebody listens; dropped, the seat is free again.
pub struct Seat {
    inner: Arc<Inner>,
    staff: StaffId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.inner.open();
        open.seats -= 1;
        if let Some(own) = open.of.get_mut(&self.staff) {
            *own -= 1;
            if *own == 0 {
                open.of.remove(&self.staff);
            }
        }
    }
}

impl Inner {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    /// For the pages that are made from `db`.
    pub fn new(db: Db, pace: Pace) -> Self {
        let (stop, lists, open) =
            (watch::Sender::new(false), watch::Sender::new(()), Mutex::default());
        Self { inner: Arc::new(Inner { db, pace, stop, lists, open }) }
    }

    /// A seat; None: there is none, for this colleague or at all, or the service stops.
    pub fn seat(&self, staff: StaffId) -> Option<Seat> {
        let mut open = self.inner.open();
        let own = open.of.get(&staff).copied().unwrap_or(0);
        if own >= MOST_EACH || open.seats >= MOST || *self.inner.stop.borrow() {
            return None;
        }
        open.seats += 1;
        open.of.insert(staff, own + 1);
        if !std::mem::replace(&mut open.hears, true) {
            tokio::spawn(self.clone().hear());
        }
        Some(Seat { inner: self.inner.clone(), staff })
    }

    /// Between two beats.
    pub fn beat(&self) -> Duration {
        self.inner.pace.beat
    }

    /// Hears of every change that staff may look at.
    pub fn lists(&self) -> watch::Receiver<()> {
        self.inner.lists.subscribe()
    }

    /// Hears of changes of this conversation.
    pub fn talk(&self, mailbox: MailboxId) -> watch::Receiver<()> {
        let mut open = self.inner.open();
        let new = || Talk { changed: watch::Sender::new(()), known: None };
        open.talks.entry(mailbox).or_insert_with(new).changed.subscribe()
    }

    /// Turns true when every stream must end.
    pub fn stopped(&self) -> watch::Receiver<bool> {
        self.inner.stop.subscribe()
    }

    /// Ends every stream, and lets nobody in any more.
    pub fn close(&self) {
        self.inner.stop.send_replace(true);
    }

    async fn hear(self) {
        let pace = self.inner.pace;
        let bells = self.inner.db.bells();
        let mut stop = self.stopped();
        let mut bell = Box::pin(bells.pages.notified());
        bell.as_mut().enable();
        while self.goes_on() {
            let rung = tokio::select! {
                () = bell.as_mut() => true,
                () = tokio::time::sleep(pace.look) => false,
                _ = stop.wait_for(|stop| *stop) => false,
            };
            if rung {
                tokio::time::sleep(pace.gather).await;
                // from here on a bell is for the next round: this one has yet to look
                bell.set(bells.pages.notified());
                bell.as_mut().enable();
            }
            if let Err(error) = self.round(rung).await {
                tracing::warn!(%error, "open pages could not be told what changed; they ask by themselves");
            }
            tokio::select! {
                () = tokio::time::sleep(pace.pause) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
    }

    // Whoever takes a seat after this finds that the task is gone, and starts another.
    fn goes_on(&self) -> bool {
        let mut open = self.inner.open();
        open.hears = open.seats > 0 && !*self.inner.stop.borrow();
        open.hears
    }

    /// Tells whoever it concerns; gives how many statements that took.
    pub(super) async fn round(&self, rung: bool) -> Result<u64> {
        if rung {
            self.inner.lists.send_replace(());
        }
        let open: Vec<MailboxId> = {
            let mut open = self.inner.open();
            open.talks.retain(|_, talk| talk.changed.receiver_count() > 0);
            open.talks.keys().copied().collect()
        };
        if open.is_empty() {
            return Ok(0);
        }
        let mut tx = self.inner.db.read().await?;
        let found = how_far(&mut tx, open).await?;
        let statements = tx.statements();
        drop(tx);
        let mut open = self.inner.open();
        for now in found {
            let Some(talk) = open.talks.get_mut(&now.mailbox_id) else { continue };
            // the first time too: how far the page itself was is not known
            if talk.known.as_ref() != Some(&now) {
                talk.known = Some(now);
                talk.changed.send_replace(());
            }
        }
        Ok(statements)
    }
}
