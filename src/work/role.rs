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

    /// The bells that others must hear of. Who works is awake already by its own bell, and waking
    /// everybody for every message would only make them look at rows that are taken.
    pub fn passes_on(self) -> Rings {
        match self {
            Self::All | Self::Worker => Rings::PAGES,
            Self::Web => Rings::ALL,
        }
    }
}
