//! What somebody means to do, in few words of their own: plan A, and what comes in its place.

use serde::{Deserialize, Serialize};

use super::person::words;

/// Characters of a plan.
pub const LONGEST: usize = 300;

/// Which plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Letter {
    /// The first.
    A,
    /// When A fails.
    B,
    /// When B fails too.
    C,
}

words!(Letter { A = "a", B = "b", C = "c" });

impl Letter {
    /// `A`.
    pub fn capital(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}
