//! What people type, and what it means; with the shipped words.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::text::shipped_texts::words;
use crate::text::{Source, date_in_words, time_in_words};

use Language::{Ar, En, Nl};

/// A Thursday.
fn today() -> NaiveDate {
    day(2026, 11, 26)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn numbers_are_read_in_digits_and_in_words() {
    for (own, typed, meant) in [
        (Nl, "12", Some(12)),
        (Nl, " 3. ", Some(3)),
        (Nl, "007", Some(7)),
        (Nl, "٣", Some(3)),
        (Ar, "١٢", Some(12)),
        (Ar, "۱۲", Some(12)),
        (En, "３", Some(3)),
        (Nl, "3️⃣", Some(3)),
        (Nl, "nul", Some(0)),
        (Nl, "Eén", Some(1)),
        (Nl, "een", Some(1)),
        (Nl, "drie!", Some(3)),
        (Nl, "eenentwintig", Some(21)),
        (Nl, "een en twintig", Some(21)),
        (Nl, "tweeëntwintig", Some(22)),
        (Nl, "tweeentwintig", Some(22)),
        (Nl, "veertig", Some(40)),
        (En, "zero", Some(0)),
        (En, "twenty-one", Some(21)),
        (En, "Twenty one", Some(21)),
        (En, "forty", Some(40)),
        (Ar, "صفر", Some(0)),
        (Ar, "ثلاثة", Some(3)),
        (Ar, "ثلاث", Some(3)),
        (Ar, "أربعة", Some(4)),
        (Ar, "اربعه", Some(4)),
        (Ar, "اثنين", Some(2)),
        (Ar, "أحد عشر", Some(11)),
        (Ar, "واحد وعشرون", Some(21)),
        (Ar, "خمسة و عشرين", Some(25)),
        (Ar, "أربعون", Some(40)),
        // another language than the own one
        (Ar, "drie", Some(3)),
        (Ar, "seven", Some(7)),
        (Nl, "سبعة", Some(7)),
        // read in two ways, in none, or more than a number
        (Nl, "2,5", None),
        (Nl, "1.000", None),
        (Nl, "2 of 3", None),
        (Nl, "2-3", None),
        (Nl, "2 3", None),
        (Nl, "-2", None),
        (Nl, "- 2", Some(2)),
        (Nl, "+31", None),
        (Nl, "3%", None),
        (Nl, "2½", None),
        (Nl, "2²", None),
        (Nl, "honderd", None),
        (Nl, "drie kinderen", None),
        (Nl, "0612345678", None),
        (Nl, "", None),
        (Nl, "?", None),
        (Nl, "op", None),
    ] {
        assert_eq!(words().number_meant(own, typed), meant, "{own}: {typed}");
    }
}

#[test]
fn hours_are_read_as_people_write_them() {
    for (own, typed, minutes) in [
        (Nl, "3", Some(180)),
        (Nl, "0", Some(0)),
        (Nl, "nul uur", Some(0)),
        (Nl, "2,5 uur", Some(150)),
        (Nl, "2.5", Some(150)),
        (Nl, "2,25", Some(135)),
        (Nl, "0,1 uur", Some(6)),
        (Nl, "2½ uur", Some(150)),
        (Nl, "½ uur", Some(30)),
        (Nl, "twee en een half uur", Some(150)),
        (Nl, "2 en een half", Some(150)),
        (Nl, "tweeëneenhalf", None),
        (Nl, "anderhalf uur", Some(90)),
        (Nl, "Anderhalf", Some(90)),
        (Nl, "een half uur", Some(30)),
        (Nl, "half uur", Some(30)),
        (Nl, "een halfuur", Some(30)),
        (Nl, "een uur", Some(60)),
        (Nl, "1 uurtje", Some(60)),
        (Nl, "een kwartier", Some(15)),
        (Nl, "drie kwartier", Some(45)),
        (Nl, "een uur en een kwartier", Some(75)),
        (Nl, "90 minuten", Some(90)),
        (Nl, "45 min.", Some(45)),
        (Nl, "2u30", Some(150)),
        (Nl, "2 uur en 20 minuten", Some(140)),
        (Nl, "2 uur 30", Some(150)),
        (Nl, "2:30", Some(150)),
        (Nl, "10 uur", Some(600)),
        (En, "2.5 hours", Some(150)),
        (En, "two and a half hours", Some(150)),
        (En, "half an hour", Some(30)),
        (En, "an hour", Some(60)),
        (En, "an hour and a half", Some(90)),
        (En, "one and a half hours", Some(90)),
        (En, "a quarter of an hour", Some(15)),
        (En, "three quarters of an hour", Some(45)),
        (En, "1h30", Some(90)),
        (En, "3 hrs", Some(180)),
        (En, "twenty minutes", Some(20)),
        (Ar, "ساعة", Some(60)),
        (Ar, "ساعة واحدة", Some(60)),
        (Ar, "ساعتان", Some(120)),
        (Ar, "ساعتين ونصف", Some(150)),
        (Ar, "ساعة ونصف", Some(90)),
        (Ar, "ساعة وربع", Some(75)),
        (Ar, "ساعة إلا ربع", Some(45)),
        (Ar, "نصف ساعة", Some(30)),
        (Ar, "ربع ساعة", Some(15)),
        (Ar, "٣ ساعات", Some(180)),
        (Ar, "ثلاث ساعات ونصف", Some(210)),
        (Ar, "٢٫٥", Some(150)),
        (Ar, "٢،٥ ساعة", Some(150)),
        (Ar, "11 ساعة", Some(660)),
        (Ar, "عشرون دقيقة", Some(20)),
        (Ar, "ساعتان وعشر دقائق", Some(130)),
        // read in two ways, in none, or impossible
        (Nl, "2,33", None),
        (Nl, "1.500", None),
        (Nl, "2 a 3 uur", None),
        (Nl, "2-3 uur", None),
        (Nl, "2 of 3", None),
        (Nl, "2 uur 90", None),
        (Nl, "2,5 uur 30", None),
        (Nl, "uur", None),
        (Nl, "-2 uur", None),
        (Nl, "te veel", None),
        (Nl, "999999 uur", None),
        (Nl, "3 dagen", None),
    ] {
        let meant = words().hours_meant(own, typed);
        assert_eq!(meant, minutes.map(TimeDelta::minutes), "{own}: {typed}");
    }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (own, typed, meant) in [
        (Nl, "15:00", Some(at(15, 0))),
        (Nl, "15.30 uur", Some(at(15, 30))),
        (Nl, "15u", Some(at(15, 0))),
        (Nl, "15u30", Some(at(15, 30))),
        (Nl, "om 15 uur", Some(at(15, 0))),
        (Nl, "9:15", Some(at(9, 15))),
        (Nl, "09:15", Some(at(9, 15))),
        (Nl, "00:30", Some(at(0, 30))),
        // the reading between 7:00 and 19:00
        (Nl, "half drie", Some(at(14, 30))),
        (Nl, "kwart over 3", Some(at(15, 15))),
        (Nl, "kwart voor drie", Some(at(14, 45))),
        (Nl, "10 over 3", Some(at(15, 10))),
        (Nl, "tien minuten voor drie", Some(at(14, 50))),
        (Nl, "tien over half drie", Some(at(14, 40))),
        (Nl, "vijf voor half vier", Some(at(15, 25))),
        (Nl, "half een", Some(at(12, 30))),
        (Nl, "half zeven", Some(at(18, 30))),
        (Nl, "half acht", Some(at(7, 30))),
        (Nl, "kwart voor een", Some(at(12, 45))),
        (Nl, "3 uur", Some(at(15, 0))),
        (Nl, "3:00", Some(at(15, 0))),
        (Nl, "03:00", Some(at(3, 0))),
        (Nl, "6", Some(at(18, 0))),
        (Nl, "7", Some(at(7, 0))),
        (Nl, "12", Some(at(12, 0))),
        (Nl, "12:15", Some(at(12, 15))),
        // with a word for the part of the day
        (Nl, "7 uur 's avonds", Some(at(19, 0))),
        (Nl, "'s morgens om half zeven", Some(at(6, 30))),
        (Nl, "3 uur 's nachts", Some(at(3, 0))),
        (Nl, "12 uur 's nachts", Some(at(0, 0))),
        (Nl, "12 uur 's middags", Some(at(12, 0))),
        (Nl, "19:00 's avonds", Some(at(19, 0))),
        (En, "3 pm", Some(at(15, 0))),
        (En, "3pm", Some(at(15, 0))),
        (En, "3:30 p.m.", Some(at(15, 30))),
        (En, "7 am", Some(at(7, 0))),
        (En, "12 pm", Some(at(12, 0))),
        (En, "12 am", Some(at(0, 0))),
        (En, "12:05 AM", Some(at(0, 5))),
        (En, "3 o'clock", Some(at(15, 0))),
        (En, "half past three", Some(at(15, 30))),
        (En, "a quarter past 3", Some(at(15, 15))),
        (En, "quarter to four", Some(at(15, 45))),
        (En, "ten past three", Some(at(15, 10))),
        (En, "twenty to nine", Some(at(8, 40))),
        (En, "8 in the evening", Some(at(20, 0))),
        (Ar, "١٥:٠٠", Some(at(15, 0))),
        (Ar, "الساعة ٣", Some(at(15, 0))),
        (Ar, "الثالثة", Some(at(15, 0))),
        (Ar, "الساعة الثالثة والنصف", Some(at(15, 30))),
        (Ar, "الثالثة والربع", Some(at(15, 15))),
        (Ar, "الرابعة إلا ربعاً", Some(at(15, 45))),
        (Ar, "الثالثة وثلث", Some(at(15, 20))),
        (Ar, "الثالثة وعشر دقائق", Some(at(15, 10))),
        (Ar, "٧ مساءً", Some(at(19, 0))),
        (Ar, "السابعة صباحاً", Some(at(7, 0))),
        (Ar, "3 م", Some(at(15, 0))),
        (Ar, "9 ص", Some(at(9, 0))),
        (Ar, "half drie", Some(at(14, 30))),
        // read in two ways, in none, or impossible
        (En, "half three", None),
        (Nl, "3 uur 's ochtends en 's avonds", None),
        (Nl, "15:00 's ochtends", None),
        (Nl, "8 uur 's middags", None),
        (Nl, "tussen 3 en 4", None),
        (Nl, "3 of 4", None),
        (Nl, "3-4", None),
        (Nl, "15,30", None),
        (Nl, "24:00", None),
        (Nl, "12:60", None),
        (Nl, "3:5", None),
        (Nl, "25", None),
        (Nl, "half", None),
        (Nl, "half vijftien", None),
        (Nl, "straks", None),
        (Nl, "", None),
    ] {
        assert_eq!(words().time_meant(own, typed), meant, "{own}: {typed}");
    }
}

#[test]
fn days_are_read_as_people_write_them() {
    for (own, typed, meant) in [
        (Nl, "3 december", Some(day(2026, 12, 3))),
        (Nl, "3 dec", Some(day(2026, 12, 3))),
        (Nl, "3 dec.", Some(day(2026, 12, 3))),
        (Nl, "drie december", Some(day(2026, 12, 3))),
        (Nl, "op de 3e december", Some(day(2026, 12, 3))),
        (Nl, "donderdag 3 december", Some(day(2026, 12, 3))),
        (Nl, "do 3 dec 2026", Some(day(2026, 12, 3))),
        (Nl, "03-12", Some(day(2026, 12, 3))),
        (Nl, "3/12/2026", Some(day(2026, 12, 3))),
        (Nl, "3 / 12 / 2026", Some(day(2026, 12, 3))),
        (Nl, "3.12.26", Some(day(2026, 12, 3))),
        (Nl, "2026-12-03", Some(day(2026, 12, 3))),
        (Nl, "3 december 1985", Some(day(1985, 12, 3))),
        (Nl, "3-12-85", Some(day(1985, 12, 3))),
        (Nl, "vandaag", Some(day(2026, 11, 26))),
        (Nl, "morgen", Some(day(2026, 11, 27))),
        (Nl, "overmorgen!", Some(day(2026, 11, 28))),
        (Nl, "gisteren", Some(day(2026, 11, 25))),
        (Nl, "woensdag", Some(day(2026, 12, 2))),
        (Nl, "vr", Some(day(2026, 11, 27))),
        (Nl, "aanstaande woensdag", Some(day(2026, 12, 2))),
        (Nl, "a.s. donderdag", Some(day(2026, 12, 3))),
        (Nl, "volgende week woensdag", Some(day(2026, 12, 2))),
        (Nl, "woensdag volgende week", Some(day(2026, 12, 2))),
        (Nl, "volgende week vrijdag", Some(day(2026, 12, 4))),
        (Nl, "deze week zaterdag", Some(day(2026, 11, 28))),
        (Nl, "over 3 dagen", Some(day(2026, 11, 29))),
        (Nl, "over een week", Some(day(2026, 12, 3))),
        (Nl, "over twee weken", Some(day(2026, 12, 10))),
        (Nl, "morgen vrijdag", Some(day(2026, 11, 27))),
        (Nl, "29 februari", Some(day(2028, 2, 29))),
        // day before month, in every language
        (Nl, "3/4", Some(day(2027, 4, 3))),
        (En, "3/4", Some(day(2027, 4, 3))),
        (Ar, "3/4", Some(day(2027, 4, 3))),
        (Ar, "٣/٤/٢٠٢٧", Some(day(2027, 4, 3))),
        (En, "3 December", Some(day(2026, 12, 3))),
        (En, "December 3rd", Some(day(2026, 12, 3))),
        (En, "Dec 3, 2026", Some(day(2026, 12, 3))),
        (En, "Thursday the 3rd of December", Some(day(2026, 12, 3))),
        (En, "today", Some(day(2026, 11, 26))),
        (En, "tomorrow", Some(day(2026, 11, 27))),
        (En, "the day after tomorrow", Some(day(2026, 11, 28))),
        (En, "on Wednesday", Some(day(2026, 12, 2))),
        (En, "Wednesday next week", Some(day(2026, 12, 2))),
        (En, "in 3 days", Some(day(2026, 11, 29))),
        (En, "in a week", Some(day(2026, 12, 3))),
        (Ar, "٣ ديسمبر", Some(day(2026, 12, 3))),
        (Ar, "3 كانون الأول", Some(day(2026, 12, 3))),
        (Ar, "الخميس 3 ديسمبر", Some(day(2026, 12, 3))),
        (Ar, "خميس ٣ كانون الاول ٢٠٢٦", Some(day(2026, 12, 3))),
        (Ar, "اليوم", Some(day(2026, 11, 26))),
        (Ar, "غداً", Some(day(2026, 11, 27))),
        (Ar, "بكرا", Some(day(2026, 11, 27))),
        (Ar, "بعد غد", Some(day(2026, 11, 28))),
        (Ar, "الأربعاء", Some(day(2026, 12, 2))),
        (Ar, "اربعاء", Some(day(2026, 12, 2))),
        (Ar, "يوم الأربعاء", Some(day(2026, 12, 2))),
        (Ar, "اثنين", Some(day(2026, 11, 30))),
        (Ar, "الأربعاء القادم", Some(day(2026, 12, 2))),
        (Ar, "يوم الأربعاء الأسبوع القادم", Some(day(2026, 12, 2))),
        (Ar, "بعد 3 أيام", Some(day(2026, 11, 29))),
        (Ar, "بعد أسبوع", Some(day(2026, 12, 3))),
        (Ar, "volgende week woensdag", Some(day(2026, 12, 2))),
        // read in two ways
        (Nl, "donderdag", None),
        (Nl, "volgende woensdag", None),
        (En, "next Wednesday", None),
        (Nl, "2 november", None),
        (Nl, "vrijdag of zaterdag", None),
        (Nl, "3 of 4 december", None),
        (Nl, "3-4 december", None),
        // in none
        (Nl, "vrijdag 3 december", None),
        (Nl, "deze week maandag", None),
        (Nl, "12/13", None),
        (Nl, "31 april", None),
        (Nl, "29-02-2027", None),
        (Nl, "3-12/2026", None),
        (Nl, "volgende week", None),
        (Nl, "3", None),
        (Nl, "december", None),
        (Nl, "over 9999 weken", None),
        (Nl, "morgen om 3 uur", None),
        (Nl, "", None),
    ] {
        assert_eq!(words().date_meant(own, typed, today()), meant, "{own}: {typed}");
    }
}

#[test]
fn a_day_that_just_passed_is_known_by_its_weekday_or_its_year() {
    let meant = |typed| words().date_meant(Nl, typed, today());
    assert_eq!(meant("maandag 2 november"), Some(day(2026, 11, 2)));
    assert_eq!(meant("2 november 2026"), Some(day(2026, 11, 2)));
    assert_eq!(meant("dinsdag 2 november"), Some(day(2027, 11, 2)));
    // long ago: the coming one
    assert_eq!(meant("2 juni"), Some(day(2027, 6, 2)));
}

#[test]
fn a_language_without_lists_still_reads_digits() {
    let bare = Words::load(&[]).unwrap();
    assert_eq!(bare.number_meant(Ar, "١٢"), Some(12));
    assert_eq!(bare.hours_meant(Nl, "2,5"), Some(TimeDelta::minutes(150)));
    assert_eq!(bare.date_meant(En, "3/12", today()), Some(day(2026, 12, 3)));
    assert_eq!(bare.time_meant(Ar, "15:00"), Some(at(15, 0)));
    assert_eq!(bare.number_meant(Nl, "drie"), None);
}

#[test]
fn a_list_with_a_fixed_order_must_be_whole() {
    let body = "a = A\nwoord-weekdagen = maandag, dinsdag\n".to_owned();
    let file = "nl/w.ftl".to_owned();
    let problems = Words::load(&[Source { language: Nl, file, body }]).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, 2));
    assert!(problems[0].what.contains("2 entries and needs 7"), "{problems:?}");
}

proptest! {
    #[test]
    fn what_we_write_ourselves_is_read_back(ahead in 0..365_u64, start in 0..1500_u64, minute in 0..1440_u32) {
        let today = today() + Days::new(start);
        let date = today + Days::new(ahead);
        let time = at(minute / 60, minute % 60);
        for &language in Language::ALL {
            let written = date_in_words(language, date);
            prop_assert_eq!(words().date_meant(language, &written, today), Some(date), "{}", written);
            prop_assert_eq!(words().time_meant(language, &time_in_words(time)), Some(time));
        }
    }

    #[test]
    fn digits_of_every_script_mean_the_same(number in 0..1_000_000_i64, zero in prop::sample::select(vec!['0', '٠', '۰'])) {
        let typed: String = number
            .to_string()
            .chars()
            .map(|c| char::from_u32(zero as u32 + c.to_digit(10).unwrap()).unwrap())
            .collect();
        prop_assert_eq!(words().number_meant(Ar, &typed), Some(number));
        prop_assert_eq!(words().number_meant(Nl, &typed), Some(number));
    }

    #[test]
    fn nothing_typed_ever_panics(
        any in "\\PC{0,60}",
        mixed in "(half|kwart|over|voor|uur|min|ma|dec|morgen|week|pm|ساعة|نصف|[0-9٠-٩]{1,3}|[-/.,: ½']){0,9}",
    ) {
        for typed in [any, mixed] {
            for &own in Language::ALL {
                let hours = words().hours_meant(own, &typed);
                prop_assert!(hours.is_none_or(|h| h >= TimeDelta::zero()));
                prop_assert!(words().number_meant(own, &typed).is_none_or(|n| n >= 0));
                words().time_meant(own, &typed);
                words().date_meant(own, &typed, today());
            }
        }
    }
}
