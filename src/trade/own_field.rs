//! A field of a municipality's own on the page of a person: what may stand in it.

use chrono::NaiveDate;

use super::person::words;

/// Fields that one municipality may have: every one must be explained to whom it is about.
pub const MOST: usize = 20;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 40;
/// The longest reason why it is held, in characters.
pub const LONGEST_PURPOSE: usize = 200;
/// The longest words in a field, in characters.
pub const LONGEST_WORDS: usize = 200;
/// Choices of a list.
pub const MOST_CHOICES: usize = 20;

/// What kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A few words.
    Tekst,
    /// A whole number.
    Getal,
    /// A day.
    Datum,
    /// Yes or no.
    JaNee,
    /// One of a list.
    Keuze,
}

words!(Kind {
    Tekst = "tekst",
    Getal = "getal",
    Datum = "datum",
    JaNee = "ja-nee",
    Keuze = "keuze",
});

/// What a smart group asks of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// This stands in it.
    Is,
    /// Nothing stands in it.
    Leeg,
    /// A day before that one.
    Voor,
    /// A day after that one.
    Na,
}

words!(Test { Is = "is", Leeg = "leeg", Voor = "voor", Na = "na" });

/// Who sees a smart group beside whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Nobody.
    Niemand,
    /// The team of whose it is.
    Team,
    /// Everybody of the municipality.
    Gemeente,
}

words!(Shared { Niemand = "niemand", Team = "team", Gemeente = "gemeente" });

/// A kind, with the list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What kind.
    pub kind: Kind,
    /// Of a list; else empty.
    pub choices: Vec<String>,
}

/// Why a value does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// More than [`LONGEST_WORDS`].
    TooLong,
    /// No whole number of at most nine digits.
    NoNumber,
    /// No day.
    NoDay,
    /// Neither yes nor no.
    NoAnswer,
    /// Not on the list.
    NotOnTheList,
}

/// A value. Deliberately without `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A few words.
    Words(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// Yes or no.
    Flag(bool),
    /// One of a list.
    Choice(String),
}

impl Value {
    /// As it is kept and travels in a form; what is kept of words is sealed.
    pub fn code(&self) -> String {
        match self {
            Self::Words(words) | Self::Choice(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
        }
    }
}

impl Shape {
    /// The value that a form or the database tells: [`Value::code`] turned round. None: it is empty.
    pub fn read(&self, code: &str) -> Result<Option<Value>, Odd> {
        let code = code.trim();
        if code.is_empty() {
            return Ok(None);
        }
        Ok(Some(match self.kind {
            Kind::Tekst if code.chars().count() > LONGEST_WORDS => return Err(Odd::TooLong),
            Kind::Tekst => Value::Words(code.to_owned()),
            Kind::Getal => {
                let number = code.parse().ok().filter(|n: &i64| n.abs() < 1_000_000_000);
                Value::Number(number.ok_or(Odd::NoNumber)?)
            }
            Kind::Datum => Value::Day(code.parse().map_err(|_| Odd::NoDay)?),
            Kind::JaNee => match code {
                "ja" => Value::Flag(true),
                "nee" => Value::Flag(false),
                _ => return Err(Odd::NoAnswer),
            },
            Kind::Keuze => {
                let found = self.choices.iter().find(|choice| *choice == code);
                Value::Choice(found.ok_or(Odd::NotOnTheList)?.clone())
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(kind: Kind) -> Shape {
        Shape { kind, choices: vec!["fiets".to_owned(), "bus".to_owned()] }
    }

    #[test]
    fn each_kind_takes_its_own_values_and_gives_them_back() {
        for (kind, code) in [
            (Kind::Tekst, "komt met de fiets"),
            (Kind::Getal, "-3"),
            (Kind::Datum, "2026-11-24"),
            (Kind::JaNee, "nee"),
            (Kind::Keuze, "bus"),
        ] {
            let read = shape(kind).read(&format!(" {code} "));
            assert!(
                read.is_ok_and(|value| value.is_some_and(|value| value.code() == code)),
                "{code}"
            );
            assert!(shape(kind).read("  ").is_ok_and(|value| value.is_none()));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let long = "x".repeat(LONGEST_WORDS + 1);
        for (kind, code, why) in [
            (Kind::Tekst, long.as_str(), Odd::TooLong),
            (Kind::Getal, "1,5", Odd::NoNumber),
            (Kind::Getal, "1000000000", Odd::NoNumber),
            (Kind::Datum, "24-11-2026", Odd::NoDay),
            (Kind::JaNee, "misschien", Odd::NoAnswer),
            (Kind::Keuze, "trein", Odd::NotOnTheList),
        ] {
            assert!(shape(kind).read(code).err() == Some(why), "{code}");
        }
    }
}
