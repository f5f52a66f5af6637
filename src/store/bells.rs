//! Bells: a commit wakes whoever has work now, in this process and in others.
//!
//! A bell carries nothing and may be lost: every loop also looks by itself, once per tick. So no
//! correctness hangs on it, only haste.

use std::sync::atomic::{AtomicU8, Ordering};

use tokio::sync::Notify;

/// Wakes the loops of `work` when a commit gave them something to do.
#[derive(Debug, Default)]
pub struct Bells {
    /// A mailbox has a new event.
    pub inbox: Notify,
    /// A part waits to leave.
    pub outbox: Notify,
    /// Something staff look at has changed.
    pub pages: Notify,
    /// What is rung here and must be heard by other processes too: bits of [`Rings`].
    passed_on: AtomicU8,
    /// Rung here since others were last told: bits of [`Rings`].
    untold: AtomicU8,
    /// Something is untold.
    pub(super) tell: Notify,
}

/// Which bells: a set of bits, because it travels in atomics and in a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rings(u8);

impl Rings {
    /// No bell.
    pub const NONE: Self = Self(0);
    /// A mailbox has a new event.
    pub const INBOX: Self = Self(1);
    /// A part waits to leave.
    pub const OUTBOX: Self = Self(2);
    /// Something staff look at has changed.
    pub const PAGES: Self = Self(4);
    /// Every bell: after a time in which some may have been missed.
    pub const ALL: Self = Self(7);

    /// Adds the bells of `other`.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of `bell`.
    #[must_use]
    pub fn only(self, bell: Self) -> Self {
        Self(self.0 & bell.0)
    }

    /// Without those of `bell`.
    #[must_use]
    pub fn without(self, bell: Self) -> Self {
        Self(self.0 & !bell.0)
    }

    fn has(self, bell: Self) -> bool {
        self.only(bell) != Self::NONE
    }

    /// As a number, for a notification.
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    /// From a number out of a notification; unknown bits are bells of a newer program.
    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits & Self::ALL.0)
    }
}

impl Bells {
    /// Rings here, and notes what others must hear.
    pub(super) fn ring(&self, rings: Rings) {
        self.ring_here(rings);
        let told = rings.0 & self.passed_on.load(Ordering::Relaxed);
        // whoever sets the first bit wakes the teller; the others travel with it
        if told != 0 && self.untold.fetch_or(told, Ordering::AcqRel) == 0 {
            self.tell.notify_one();
        }
    }

    /// Rings in this process only.
    pub(super) fn ring_here(&self, rings: Rings) {
        if rings.has(Rings::INBOX) {
            self.inbox.notify_one();
        }
        if rings.has(Rings::OUTBOX) {
            self.outbox.notify_one();
        }
        if rings.has(Rings::PAGES) {
            self.pages.notify_waiters();
        }
    }

    /// From now on these are passed on to other processes.
    pub(super) fn pass_on(&self, rings: Rings) {
        self.passed_on.store(rings.0, Ordering::Relaxed);
    }

    /// What others must hear now; taken, so that it is told once.
    pub(super) fn take_untold(&self) -> Rings {
        Rings(self.untold.swap(0, Ordering::AcqRel))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bells_rung_between_two_tellings_are_told_once_and_together() {
        let bells = Bells::default();
        bells.ring(Rings::INBOX);
        assert_eq!(bells.take_untold(), Rings::NONE, "nobody listens yet");
        bells.pass_on(Rings::INBOX.and(Rings::PAGES));
        for _ in 0..1000 {
            bells.ring(Rings::INBOX.and(Rings::OUTBOX));
        }
        bells.ring(Rings::PAGES);
        assert_eq!(bells.take_untold(), Rings::INBOX.and(Rings::PAGES));
        assert_eq!(bells.take_untold(), Rings::NONE);
    }

    #[test]
    fn a_bell_of_a_newer_program_is_ignored() {
        assert_eq!(Rings::from_bits(0b1111_0001), Rings::INBOX);
    }
}
