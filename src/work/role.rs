//! Which share of the work a process takes.

use crate::store::bells::Rings;

/// What a process is for. On the embedded database there is one process, and it does everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    #[default]
    All,
    /// Pages, webhooks and probes; stores what comes in.
    Web,
    /// Handles, lets fall due, delivers, and asks bots for updates.
    Worker,
}

impl Role {
    /// Does it answer browsers and platforms?
    pub fn opens_doors(self) -> bool {
        self != Self::Worker
    }

    /// Does it run the loops that handle, let fall due and deliver?
    pub fn works(self) -> bool {
        self != Self::Web
    }

    /// The loops that run in such a process.
    pub fn loops(self) -> Loops {
        let works = self.works();
        Loops { take_in: true, handle_inbox: works, due: works, deliver_outbox: works }
    }
}

/// Which loops a process runs: all of them, except where one is measured alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loops {
    /// Stores what webhooks and polls bring.
    pub take_in: bool,
    /// Steps events through their dialogs.
    pub handle_inbox: bool,
    /// Makes events of what falls due.
    pub due: bool,
    /// Calls the platforms.
    pub deliver_outbox: bool,
}

impl Loops {
    /// The whole service.
    pub const ALL: Self =
        Self { take_in: true, handle_inbox: true, due: true, deliver_outbox: true };
    /// Not one.
    pub const NONE: Self =
        Self { take_in: false, handle_inbox: false, due: false, deliver_outbox: false };

    /// The bells that other processes must hear of. Who works is awake already by its own bell, and
    /// waking everybody for every message would only make them look at rows that are taken.
    pub(super) fn passes_on(self) -> Rings {
        let mut rings = Rings::PAGES;
        if !self.handle_inbox {
            rings.add(Rings::INBOX);
        }
        if !self.deliver_outbox {
            rings.add(Rings::OUTBOX);
        }
        rings
    }
}
