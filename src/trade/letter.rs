//! Letters on paper: which one somebody gets, and what became of it.

use serde::{Deserialize, Serialize};

use super::person::words;

/// What a letter is for. None of them threatens: a formal letter is a person's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LetterKind {
    /// The first: how to get our messages on a telephone.
    Uitnodiging,
    /// The second, when the first led to nothing.
    Herinnering,
    /// A rung of the ladder: messages were sent, and nobody answers.
    Stil,
}

words!(LetterKind {
    Uitnodiging = "uitnodiging",
    Herinnering = "herinnering",
    Stil = "stil",
});

/// How far a letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterState {
    /// Made, on no paper yet.
    Gemaakt,
    /// Printed; somebody must put it in an envelope.
    Geprint,
    /// Posted; we wait.
    Gepost,
    /// Its code was used: the person has our messages now.
    Gekoppeld,
    /// It came back.
    Retour,
    /// Not needed after all.
    Vervallen,
}

words!(LetterState {
    Gemaakt = "gemaakt",
    Geprint = "geprint",
    Gepost = "gepost",
    Gekoppeld = "gekoppeld",
    Retour = "retour",
    Vervallen = "vervallen",
});

/// Working days after the first letter until the second. Source: the contact ladder of the
/// municipality's own practice (docs/brieven.md).
pub const SECOND_AFTER_WORKING_DAYS: u32 = 10;

/// Which letter somebody gets for a task: nobody is written to for the first time as if they had not
/// answered.
pub fn kind_for(is_ladder: bool, has_address: bool, posted_before: bool) -> LetterKind {
    match (is_ladder && has_address, posted_before) {
        (true, _) => LetterKind::Stil,
        (false, true) => LetterKind::Herinnering,
        (false, false) => LetterKind::Uitnodiging,
    }
}

/// What to call somebody of whom only the first name may show: the first word of the name, or, of
/// `Achternaam, Voornaam`, the first behind the comma.
///
/// ```
/// use wegwijzer::trade::letter::first_name;
/// assert_eq!(first_name("Amina Yusuf"), "Amina");
/// assert_eq!(first_name("Yusuf, Amina F."), "Amina");
/// ```
pub fn first_name(name: &str) -> &str {
    let given = name.split_once(',').map_or(name, |(_, given)| given);
    let first = given.split_whitespace().next();
    first.or_else(|| name.split_whitespace().next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_letter_never_speaks_of_silence() {
        for (is_ladder, has_address, posted_before, kind) in [
            (false, false, false, LetterKind::Uitnodiging),
            (false, false, true, LetterKind::Herinnering),
            (true, false, false, LetterKind::Uitnodiging),
            (true, true, false, LetterKind::Stil),
            (true, true, true, LetterKind::Stil),
        ] {
            assert_eq!(kind_for(is_ladder, has_address, posted_before), kind);
        }
    }
}
