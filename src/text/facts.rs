//! Facts in words: days, clock times and names as each language writes them.
//!
//! Promises Latin digits and the 24-hour clock in every language: these are what stands on the
//! door, on the letter and on the phone.

use chrono::{NaiveTime, Timelike};
use fluent::{FluentArgs, FluentValue};

use super::dates::date_in_words;
use super::direction::is_mark;
use super::lines;
use crate::message::{Fact, Facts};
use crate::trade::person::Language;

/// Hours and minutes: "19:00", in every language.
pub fn time_in_words(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A number of hours: "2,5", in English "2.5"; the text says "uur".
pub fn hours_in_words(language: Language, minutes: i64) -> String {
    let (hours, hundredths) = (minutes / 60, (minutes % 60).abs() * 100 / 60);
    let point = if matches!(language, Language::En | Language::Zh) { '.' } else { ',' };
    match hundredths {
        0 => hours.to_string(),
        tens if tens % 10 == 0 => format!("{hours}{point}{}", tens / 10),
        hundredths => format!("{hours}{point}{hundredths:02}"),
    }
}

/// A fact as a reader of this language sees it, without isolates.
pub fn in_words(language: Language, fact: &Fact) -> String {
    match fact {
        Fact::Date(date) => date_in_words(language, *date),
        Fact::Time(time) => time_in_words(*time),
        Fact::Number(count) => count.to_string(),
        Fact::Hours(minutes) => hours_in_words(language, *minutes),
        // only `Words` knows their texts
        Fact::Lines(lines) => lines.len().to_string(),
        Fact::Person(words) | Fact::Place(words) | Fact::Link(words) | Fact::Word(words) => {
            words.trim().chars().filter(|c| !is_mark(*c)).collect()
        }
    }
}

/// Facts as Fluent wants them: counts stay numbers, so that plural forms can choose.
pub(super) fn arguments<'a>(language: Language, facts: &'a Facts) -> FluentArgs<'a> {
    facts
        .iter()
        .map(|(name, fact)| {
            let value = match fact {
                Fact::Number(count) => FluentValue::from(*count),
                Fact::Lines(_) => FluentValue::from(lines::stand_in(name)),
                other => FluentValue::from(in_words(language, other)),
            };
            (name.as_str(), value)
        })
        .collect()
}

/// Closes the gap that an empty fact leaves, together with the comma or space before it: an online
/// lesson has no address.
pub(super) fn without_gaps(words: &str) -> String {
    const GAP: &str = "\u{2068}\u{2069}";
    if !words.contains(GAP) {
        return words.to_owned();
    }
    [", ", "، ", "，", " ", ""]
        .iter()
        .fold(words.to_owned(), |words, before| words.replace(&format!("{before}{GAP}"), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_has_24_hours_and_latin_digits() {
        let time = NaiveTime::from_hms_opt(7, 5, 0).unwrap();
        assert_eq!(in_words(Language::Ar, &Fact::Time(time)), "07:05");
        assert_eq!(in_words(Language::Ar, &Fact::Number(-12)), "-12");
    }

    #[test]
    fn hours_are_written_with_the_point_of_the_language() {
        for (language, minutes, words) in [
            (Language::Nl, 150, "2,5"),
            (Language::En, 150, "2.5"),
            (Language::Ar, 135, "2,25"),
            (Language::Nl, 120, "2"),
            (Language::Nl, 45, "0,75"),
        ] {
            assert_eq!(in_words(language, &Fact::Hours(minutes)), words);
        }
    }

    #[test]
    fn a_name_cannot_smuggle_in_marks_that_turn_the_text_around() {
        let name = Fact::Person(" Jan\u{202E}\u{2069} de Wit ".into());
        assert_eq!(in_words(Language::Nl, &name), "Jan de Wit");
    }
}
