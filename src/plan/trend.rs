//! How somebody says that it goes, from one check-in to the next: a visible rule says when a colleague should look,
//! and there is no score. Only the step that was chosen is known, never why.

/// The key of the answer; see `dialogs/check-in.yaml`.
pub const KEY: &str = "hoe-gaat-het";

/// So many steps lower in one time is a drop.
const STEPS: u8 = 2;

/// A step of the scale, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Badly.
    Slecht,
    /// Not so well.
    NietZoGoed,
    /// All right.
    GaatWel,
    /// Well.
    Goed,
}

impl Step {
    /// Every step, the lowest first.
    pub const ALL: [Self; 4] = [Self::Slecht, Self::NietZoGoed, Self::GaatWel, Self::Goed];

    /// The step of an answer's code; None for what is no step.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "slecht" => Some(Self::Slecht),
            "niet-zo-goed" => Some(Self::NietZoGoed),
            "gaat-wel" => Some(Self::GaatWel),
            "goed" => Some(Self::Goed),
            _ => None,
        }
    }

    /// How high it is, from 1 to 4.
    pub fn height(self) -> u8 {
        self as u8 + 1
    }
}

/// The rule that says that it goes worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    /// Two steps lower or more, since the answer before.
    Fell,
    /// The lowest step, twice in a row.
    StaysLow,
}

impl Worse {
    /// The reason of the task, as a code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fell => "gaat-achteruit",
            Self::StaysLow => "twee-keer-slecht",
        }
    }
}

/// Whether the newest of these answers, the oldest first, is a drop.
///
/// ```
/// use wegwijzer::plan::trend::{Step::*, Worse, worse};
/// assert_eq!(worse(&[GaatWel, Goed, NietZoGoed]), Some(Worse::Fell));
/// assert_eq!(worse(&[NietZoGoed, Slecht, Slecht]), Some(Worse::StaysLow));
/// assert_eq!(worse(&[Goed, GaatWel, NietZoGoed]), None);
/// ```
pub fn worse(answers: &[Step]) -> Option<Worse> {
    let [.., before, newest] = answers else { return None };
    let fell = before.height().saturating_sub(newest.height());
    match (before, newest) {
        (Step::Slecht, Step::Slecht) => Some(Worse::StaysLow),
        _ => (fell >= STEPS).then_some(Worse::Fell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_is_two_steps_at_once_or_the_lowest_step_twice() {
        use Step::{GaatWel, Goed, NietZoGoed, Slecht};
        let table: &[(&[Step], Option<Worse>)] = &[
            (&[], None),
            (&[Slecht], None),
            (&[Goed, GaatWel], None),
            (&[Goed, NietZoGoed], Some(Worse::Fell)),
            (&[Goed, Slecht], Some(Worse::Fell)),
            (&[GaatWel, Slecht], Some(Worse::Fell)),
            (&[NietZoGoed, Slecht], None),
            (&[Slecht, Slecht], Some(Worse::StaysLow)),
            (&[Slecht, Slecht, Goed], None),
            (&[Goed, Slecht, NietZoGoed], None),
            (&[Slecht, Goed, Goed], None),
        ];
        for (answers, expected) in table {
            assert_eq!(worse(answers), *expected, "{answers:?}");
        }
    }
}
