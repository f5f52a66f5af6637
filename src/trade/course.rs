//! Courses, their sessions, and who is expected there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::person::words;

/// What a session is for. The PVT is five dagdelen of which one may be an excursion and the last
/// is the signing of the declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionKind {
    /// A PVT dagdeel.
    Pvt,
    /// A PVT dagdeel somewhere else, such as the library.
    PvtExcursie,
    /// The signing of the participatieverklaring.
    PvtOndertekening,
    /// A MAP session.
    Map,
}

words!(SessionKind {
    Pvt = "pvt",
    PvtExcursie = "pvt-excursie",
    PvtOndertekening = "pvt-ondertekening",
    Map = "map",
});

/// When a session takes place. Never ends before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTime {
    /// Begin, UTC.
    pub starts_at: DateTime<Utc>,
    /// End, UTC.
    pub ends_at: DateTime<Utc>,
}

impl SessionTime {
    /// None when the end is not after the start.
    pub fn new(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> Option<Self> {
        (ends_at > starts_at).then_some(Self { starts_at, ends_at })
    }
}

/// What somebody said about coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// "Ik kom".
    Komt,
    /// "Ik kan niet".
    KomtNiet,
}

words!(Intent { Komt = "komt", KomtNiet = "komt-niet" });
