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
    /// The brede intake, before the PIP. Source: Wi2021, art. 14.
    BredeIntake,
    /// A talk about progress, as the PIP promises it.
    Voortgangsgesprek,
    /// The last talk of the MAP or the Z-route.
    Eindgesprek,
    /// A meeting at which gezinsmigranten get the rules and the schools nearby (S5).
    Checklist,
    /// A language café or another meeting to talk.
    Taalcafe,
    /// An exam; its date is kept by DUO.
    Examen,
}

words!(SessionKind {
    Pvt = "pvt",
    PvtExcursie = "pvt-excursie",
    PvtOndertekening = "pvt-ondertekening",
    Map = "map",
    BredeIntake = "brede-intake",
    Voortgangsgesprek = "voortgangsgesprek",
    Eindgesprek = "eindgesprek",
    Checklist = "checklist",
    Taalcafe = "taalcafe",
    Examen = "examen",
});

/// The practice that the MAP asks, at least: 40 hours, in minutes. Source: Besluit inburgering 2021.
pub const MAP_PRACTICE_MINUTES: i64 = 40 * 60;

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

/// Whether somebody was at a session, as the trainer noted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Was there.
    Aanwezig,
    /// Was not.
    Afwezig,
}

words!(Presence { Aanwezig = "aanwezig", Afwezig = "afwezig" });
