//! Tries to reach somebody that a colleague makes and notes.

use super::person::words;

/// What came of a telephone call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallResult {
    /// The person was spoken to.
    Gesproken,
    /// Nobody answered.
    GeenGehoor,
    /// A message was left.
    Voicemail,
    /// The number is somebody else's, or not in use.
    VerkeerdNummer,
}

words!(CallResult {
    Gesproken = "gesproken",
    GeenGehoor = "geen-gehoor",
    Voicemail = "voicemail",
    VerkeerdNummer = "verkeerd-nummer",
});

impl CallResult {
    /// As colleagues call it.
    pub fn in_dutch(self) -> &'static str {
        match self {
            Self::Gesproken => "gesproken",
            Self::GeenGehoor => "geen gehoor",
            Self::Voicemail => "voicemail ingesproken",
            Self::VerkeerdNummer => "verkeerd nummer",
        }
    }
}
