//! Values that never show themselves in a log, an error or a debug print.

use std::fmt;

use serde::de::{Deserialize, Deserializer};

/// One secret.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps it.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(...)")
    }
}

/// One secret, or two while rotating: `"new"` or `["new", "old"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets(pub Vec<Secret>);

impl Secrets {
    /// The one to send; the others are only accepted.
    pub fn first(&self) -> Option<&Secret> {
        self.0.first()
    }
}

impl<'de> Deserialize<'de> for Secrets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum OneOrMore {
            One(Secret),
            More(Vec<Secret>),
        }
        OneOrMore::deserialize(deserializer).map(|found| match found {
            OneOrMore::One(secret) => Self(vec![secret]),
            OneOrMore::More(secrets) => Self(secrets),
        })
    }
}
