//! What goes along with a message, for who does not read easily.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A recording, a pictogram or a progress card beside the words of a message. It helps, and is never
/// worth more than the message: nobody is asked, counted or called unreachable because of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "aid", rename_all = "snake_case")]
pub enum Aid {
    /// The message spoken, where there is a recording in the language of its reader.
    Voice {
        /// The recording's name in the content.
        name: String,
    },
    /// A pictogram.
    Picture {
        /// Its name in the content.
        name: String,
    },
    /// How far somebody is, as filled and open steps.
    Progress {
        /// Steps that are done.
        done: u32,
        /// All steps.
        of: u32,
    },
}

/// Which kind of [`Aid`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AidKind {
    /// A recording.
    Voice,
    /// A pictogram.
    Picture,
    /// A progress card.
    Progress,
}

impl AidKind {
    /// Reads the kind from the word in the database (`voice:pvt-vraag`).
    pub fn of_word(word: &str) -> Option<Self> {
        match word.split_once(':')?.0 {
            "voice" => Some(Self::Voice),
            "picture" => Some(Self::Picture),
            "progress" => Some(Self::Progress),
            _ => None,
        }
    }
}

impl Aid {
    /// For colleagues, in Dutch: `pictogram klok`.
    pub fn in_dutch(&self) -> String {
        match self {
            Self::Voice { name } => format!("spraakbericht {name}"),
            Self::Picture { name } => format!("pictogram {name}"),
            Self::Progress { done, of } => format!("voortgangskaart {done} van {of}"),
        }
    }

    /// The same from the word in the database.
    pub fn word_in_dutch(word: &str) -> String {
        match (AidKind::of_word(word), word.split_once(':')) {
            (Some(AidKind::Voice), Some((_, name))) => format!("spraakbericht {name}"),
            (Some(AidKind::Picture), Some((_, name))) => format!("pictogram {name}"),
            (Some(AidKind::Progress), Some((_, name))) => {
                format!("voortgangskaart {}", name.replace('-', " van "))
            }
            _ => word.to_owned(),
        }
    }
}

/// The word for it in the database: `voice:pvt-vraag`, `picture:klok`, `progress:3-8`.
impl fmt::Display for Aid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Voice { name } => write!(f, "voice:{name}"),
            Self::Picture { name } => write!(f, "picture:{name}"),
            Self::Progress { done, of } => write!(f, "progress:{done}-{of}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_aid_has_a_word_that_tells_colleagues_what_it_is() {
        let name = || "klok".to_owned();
        let all = [
            (Aid::Voice { name: name() }, "voice:klok"),
            (Aid::Picture { name: name() }, "picture:klok"),
            (Aid::Progress { done: 3, of: 8 }, "progress:3-8"),
        ];
        for (aid, word) in all {
            assert_eq!(aid.to_string(), word);
            assert_eq!(Aid::word_in_dutch(word), aid.in_dutch());
        }
        assert_eq!(Aid::word_in_dutch("iets"), "iets");
    }
}
