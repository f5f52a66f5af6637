//! A school, a place to work, an internship, volunteering: what somebody wants, waits for, or has.

use super::person::words;

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Where the hours of practice of the MAP are made.
    Werkplek,
    /// Internship.
    Stage,
    /// Volunteering.
    Vrijwilligerswerk,
    /// Language school.
    School,
}

words!(Place {
    Werkplek = "werkplek",
    Stage = "stage",
    Vrijwilligerswerk = "vrijwilligerswerk",
    School = "school",
});

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Not any more.
    Gestopt,
    /// Wanted; nobody promised anything.
    Gewenst,
    /// On a list.
    Wachtlijst,
    /// There.
    Geplaatst,
}

words!(Stand {
    Gestopt = "gestopt",
    Gewenst = "gewenst",
    Wachtlijst = "wachtlijst",
    Geplaatst = "geplaatst",
});

impl Stand {
    /// Does somebody wait?
    pub fn waits(self) -> bool {
        matches!(self, Self::Gewenst | Self::Wachtlijst)
    }
}

/// What an answer to the bot says of a place, by key and value of the dialog: the check-ins ask whether
/// there is a school, and what keeps somebody; the question about hours of practice offers "no place".
pub fn told(key: &str, value: &str) -> Option<(Place, Stand)> {
    Some(match (key, value) {
        ("school", "ja") => (Place::School, Stand::Geplaatst),
        ("school", "nog-niet") => (Place::School, Stand::Gewenst),
        ("obstakel", "wachtlijst") => (Place::School, Stand::Wachtlijst),
        ("plek", "geen") => (Place::Werkplek, Stand::Gewenst),
        _ => return None,
    })
}

/// Does what the person says take the place of what is known? It never takes away more than it tells:
/// "not yet" leaves a waiting list alone, and what a colleague noted is only moved forwards.
pub fn takes_over(known: Option<(Stand, ByWhom)>, told: Stand) -> bool {
    match known {
        None => true,
        Some((stand, _)) if stand == told => false,
        Some((Stand::Geplaatst, ByWhom::Colleague)) => false,
        Some((Stand::Geplaatst, ByWhom::Person)) => true,
        Some((stand, _)) => told > stand,
    }
}

/// Who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByWhom {
    /// The person, to the bot.
    Person,
    /// A colleague noted it.
    Colleague,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_tells_moves_a_place_forwards_and_leaves_a_colleagues_word() {
        use ByWhom::{Colleague, Person};
        use Stand::{Geplaatst, Gestopt, Gewenst, Wachtlijst};
        for (known, told, expected) in [
            (None, Gewenst, true),
            (Some((Gewenst, Person)), Gewenst, false),
            (Some((Gewenst, Colleague)), Wachtlijst, true),
            (Some((Wachtlijst, Person)), Gewenst, false),
            (Some((Wachtlijst, Colleague)), Geplaatst, true),
            (Some((Geplaatst, Colleague)), Gewenst, false),
            (Some((Geplaatst, Person)), Gewenst, true),
            (Some((Gestopt, Colleague)), Gewenst, true),
        ] {
            assert_eq!(takes_over(known, told), expected, "{known:?} {told}");
        }
    }

    #[test]
    fn only_answers_about_a_place_tell_of_one() {
        assert_eq!(told("obstakel", "wachtlijst"), Some((Place::School, Stand::Wachtlijst)));
        for (key, value) in [("obstakel", "opvang"), ("school", "hulp"), ("reden", "werk")] {
            assert_eq!(told(key, value), None, "{key} {value}");
        }
    }
}
