//! Who lives together. For colleagues only: each person has an own account and an own consent, and
//! nothing of one is ever told to another by the bot.

use super::person::words;

/// What somebody is of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kin {
    /// Husband, wife, partner.
    Partner,
    /// Father or mother.
    Ouder,
    /// Son or daughter, grown up: children have no duty.
    Kind,
}

words!(Kin { Partner = "partner", Ouder = "ouder", Kind = "kind" });

impl Kin {
    /// The same seen from the other side.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Partner => Self::Partner,
            Self::Ouder => Self::Kind,
            Self::Kind => Self::Ouder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seen_from_the_other_side_and_back_it_is_the_same() {
        for kin in Kin::ALL {
            assert_eq!(kin.mirrored().mirrored(), *kin);
        }
        assert_eq!(Kin::Ouder.mirrored(), Kin::Kind);
    }
}
