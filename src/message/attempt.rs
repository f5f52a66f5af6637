//! Which attempt a message is, as the platform carries it along.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::PartId;

/// One try to send one part: what is said of it says nothing of a later try.
///
/// ```
/// use wegwijzer::message::Attempt;
/// let attempt: Attempt = "0190163d-8694-739b-aea5-966c26f8ad91.2".parse().unwrap();
/// assert_eq!((attempt.number, attempt.to_string().len()), (2, 38));
/// assert!("0190163d-8694-739b-aea5-966c26f8ad91".parse::<Attempt>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Of which part.
    pub part: PartId,
    /// Which one, as `outbox.attempt` counts.
    pub number: i64,
}

/// These words name no attempt of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no attempt of ours")]
pub struct NotOurs;

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.part, self.number)
    }
}

impl FromStr for Attempt {
    type Err = NotOurs;

    fn from_str(words: &str) -> Result<Self, NotOurs> {
        let (part, number) = words.split_once('.').ok_or(NotOurs)?;
        let part = part.parse().map_err(|_| NotOurs)?;
        Ok(Self { part, number: number.parse().map_err(|_| NotOurs)? })
    }
}
