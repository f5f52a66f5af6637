//! Facts in words: days, clock times and names as each language writes them.
//!
//! Promises Latin digits and the 24-hour clock in every language: these are what stands on the
//! door, on the letter and on the phone.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use fluent::{FluentArgs, FluentValue};

use super::direction::is_mark;
use super::lines;
use crate::message::{Fact, Facts};
use crate::trade::person::Language;

const DUTCH_DAYS: [&str; 7] =
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const ENGLISH_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ARABIC_DAYS: [&str; 7] =
    ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
/// The names that sound like the Dutch ones, not the Levantine ones: the reader meets both halves
/// of the message, and the letter, with the same month.
const ARABIC_MONTHS: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// Weekday, day and month: "donderdag 3 december". Without a year: appointments are near.
pub fn date_in_words(language: Language, date: NaiveDate) -> String {
    let (days, months) = match language {
        Language::Nl => (&DUTCH_DAYS, &DUTCH_MONTHS),
        Language::En => (&ENGLISH_DAYS, &ENGLISH_MONTHS),
        Language::Ar => (&ARABIC_DAYS, &ARABIC_MONTHS),
    };
    let weekday = days[date.weekday().num_days_from_monday() as usize];
    format!("{weekday} {} {}", date.day(), months[date.month0() as usize])
}

/// Hours and minutes: "19:00", in every language.
pub fn time_in_words(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A number of hours: "2,5", in English "2.5"; the text says "uur".
pub fn hours_in_words(language: Language, minutes: i64) -> String {
    let (hours, hundredths) = (minutes / 60, (minutes % 60).abs() * 100 / 60);
    let point = if language == Language::En { '.' } else { ',' };
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
    [", ", "، ", " ", ""]
        .iter()
        .fold(words.to_owned(), |words, before| words.replace(&format!("{before}{GAP}"), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_is_written_as_each_language_says_it() {
        let thursday = day(2026, 12, 3);
        assert_eq!(date_in_words(Language::Nl, thursday), "donderdag 3 december");
        assert_eq!(date_in_words(Language::En, thursday), "Thursday 3 December");
        assert_eq!(date_in_words(Language::Ar, thursday), "الخميس 3 ديسمبر");
        assert_eq!(date_in_words(Language::Nl, day(2028, 2, 29)), "dinsdag 29 februari");
    }

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
