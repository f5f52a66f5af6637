//! Somebody in the municipality's care.

use serde::{Deserialize, Serialize};

/// Which part of the law somebody falls under; the two populations need different contact.
/// Source: Wet inburgering 2021, art. 3; ../domain: "Two populations, two products".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupKind {
    /// Asielstatushouder.
    Asiel,
    /// Gezinsmigrant.
    Gezin,
    /// Overige migrant, such as clergy.
    Overig,
}

/// The route towards the end of the duty. Source: Wi2021, art. 7-9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Leerroute {
    /// B1-route.
    B1,
    /// Onderwijsroute: no MAP.
    Onderwijs,
    /// Zelfredzaamheidsroute.
    Z,
}

/// The languages in which texts exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch, the source of all texts.
    Nl,
    /// English.
    En,
    /// Arabic.
    Ar,
}

macro_rules! words {
    ($kind:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $kind {
            /// Every value, in the order of the trade.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];

            /// The word used in files, in the database and in addresses of pages.
            pub fn as_str(self) -> &'static str {
                match self { $($kind::$variant => $word),+ }
            }

            /// The opposite of `as_str`; case and surrounding space do not matter.
            pub fn parse(word: &str) -> Option<Self> {
                let word = word.trim().to_lowercase();
                Self::ALL.iter().copied().find(|v| v.as_str() == word)
            }
        }

        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words!(GroupKind { Asiel = "asiel", Gezin = "gezin", Overig = "overig" });
words!(Leerroute { B1 = "b1", Onderwijs = "onderwijs", Z = "z" });
words!(Language { Nl = "nl", En = "en", Ar = "ar" });

/// Where a letter can go. At least street or place is filled.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Street name.
    pub street: String,
    /// House number with its addition.
    pub house_number: String,
    /// `1234 AB`.
    pub postcode: String,
    /// Town.
    pub town: String,
}

impl PostalAddress {
    /// Is there anything to write on an envelope?
    pub fn is_usable(&self) -> bool {
        !self.street.is_empty() && (!self.postcode.is_empty() || !self.town.is_empty())
    }

    /// The lines under the name on an envelope: postcode, two spaces, the town in capitals.
    /// Source: PostNL, "Brief adresseren".
    pub fn lines(&self) -> Vec<String> {
        let join = |parts: [&str; 2], gap| {
            let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            filled.join(gap)
        };
        let (street, town) =
            (join([&self.street, &self.house_number], " "), self.town.to_uppercase());
        vec![street, join([&self.postcode, &town], "  ")]
    }
}

// Personal data: never shown by an accidental debug print.
impl std::fmt::Debug for PostalAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostalAddress(...)")
    }
}
