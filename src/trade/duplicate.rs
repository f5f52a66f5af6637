//! May two entries be one person? A weighing of what they have in common, to show to a colleague: nothing is
//! ever done by it alone.

/// What is known of two entries, side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// The same telephone number.
    pub phone: bool,
    /// One telephone is used by both: the same chat.
    pub address: bool,
    /// The same e-mail address.
    pub email: bool,
    /// The same house.
    pub postal: bool,
    /// Words of their names that both have.
    pub name_words: usize,
    /// The same words, in whatever order.
    pub name: bool,
    /// The same year of birth; None: not known of both.
    pub birth_year: Option<bool>,
    /// A colleague noted that they are family, or a file that they live together.
    pub family: bool,
}

/// One thing that they have in common, or that keeps them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The same telephone number.
    Phone,
    /// The same chat.
    Address,
    /// The same e-mail address.
    Email,
    /// The same name.
    Name,
    /// A part of the name.
    PartOfName,
    /// The same year of birth.
    BirthYear,
    /// The same house.
    Postal,
    /// Another year of birth.
    OtherBirthYear,
    /// They are family.
    Family,
}

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A colleague should look.
    Maybe,
    /// Little else can explain it.
    Likely,
}

/// From here on a pair is shown.
const MAYBE: i32 = 50;
/// From here on it is likely.
const LIKELY: i32 = 80;

impl Sign {
    /// A telephone, a house and an e-mail address are often of a family: alone they say too little.
    fn weight(self) -> i32 {
        match self {
            Self::Phone | Self::Address | Self::Email | Self::Name => 40,
            Self::BirthYear | Self::Postal => 20,
            Self::PartOfName => 15,
            Self::OtherBirthYear => -40,
            Self::Family => -30,
        }
    }
}

impl Alike {
    /// What speaks for and against, the weightiest first.
    ///
    /// ```
    /// use wegwijzer::trade::duplicate::{Alike, Sign};
    /// let alike = Alike { name: true, birth_year: Some(true), ..Alike::default() };
    /// assert_eq!(alike.signs(), [Sign::Name, Sign::BirthYear]);
    /// ```
    pub fn signs(self) -> Vec<Sign> {
        [
            (self.phone, Sign::Phone),
            (self.address, Sign::Address),
            (self.email, Sign::Email),
            (self.name, Sign::Name),
            (!self.name && self.name_words > 0, Sign::PartOfName),
            (self.birth_year == Some(true), Sign::BirthYear),
            (self.postal, Sign::Postal),
            (self.birth_year == Some(false), Sign::OtherBirthYear),
            (self.family, Sign::Family),
        ]
        .into_iter()
        .filter_map(|(holds, sign)| holds.then_some(sign))
        .collect()
    }

    /// What it weighs. A number and a chat on it are one sign.
    pub fn score(self) -> i32 {
        let signs = self.signs();
        let twice = self.phone && self.address;
        signs
            .iter()
            .filter(|sign| !(twice && **sign == Sign::Address))
            .map(|sign| sign.weight())
            .sum()
    }

    /// How sure it is; None: not worth a look.
    pub fn likeness(self) -> Option<Likeness> {
        match self.score() {
            LIKELY.. => Some(Likeness::Likely),
            MAYBE.. => Some(Likeness::Maybe),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_entries_are_weighed_by_what_they_have_in_common() {
        let none = Alike::default();
        let named = Alike { name: true, name_words: 2, ..none };
        let part = Alike { name_words: 1, ..none };
        let table = [
            ("nothing", none, None),
            ("the same name alone is of many people", named, None),
            (
                "name and year of birth",
                Alike { birth_year: Some(true), ..named },
                Some(Likeness::Maybe),
            ),
            ("name and house", Alike { postal: true, ..named }, Some(Likeness::Maybe)),
            (
                "father and son of one name",
                Alike { postal: true, birth_year: Some(false), ..named },
                None,
            ),
            ("name and telephone", Alike { phone: true, ..named }, Some(Likeness::Likely)),
            ("name and chat", Alike { address: true, ..named }, Some(Likeness::Likely)),
            ("name and e-mail", Alike { email: true, ..named }, Some(Likeness::Likely)),
            ("a telephone alone may be the family's", Alike { phone: true, ..none }, None),
            ("that, and its chat", Alike { phone: true, address: true, ..none }, None),
            (
                "telephone and part of the name",
                Alike { phone: true, ..part },
                Some(Likeness::Maybe),
            ),
            ("the same, and noted as family", Alike { phone: true, family: true, ..part }, None),
            (
                "telephone, part of the name, another year of birth",
                Alike { phone: true, birth_year: Some(false), ..part },
                None,
            ),
            (
                "a couple with one telephone, e-mail address and house",
                Alike {
                    phone: true,
                    email: true,
                    postal: true,
                    family: true,
                    birth_year: Some(false),
                    ..none
                },
                None,
            ),
        ];
        for (what, alike, likeness) in table {
            assert_eq!(alike.likeness(), likeness, "{what}: {}", alike.score());
        }
    }

    #[test]
    fn what_speaks_against_never_makes_it_surer() {
        for bits in 0..256_u32 {
            let bit = |n: u32| bits & (1 << n) != 0;
            let alike = Alike {
                phone: bit(0),
                address: bit(1),
                email: bit(2),
                postal: bit(3),
                name_words: usize::from(bit(4) || bit(5)),
                name: bit(5),
                birth_year: bit(6).then_some(bit(7)),
                family: false,
            };
            assert!(Alike { family: true, ..alike }.score() < alike.score());
            assert!(Alike { birth_year: Some(false), ..alike }.score() <= alike.score());
        }
    }
}
