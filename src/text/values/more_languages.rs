//! Values in the languages that came later, with the shipped words.

use super::*;
use crate::text::shipped_texts::words;

use Language::{Es, Fa, Fr, Pt, Ru, So, Ti, Tr, Zh};

/// A Thursday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn december(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 12, day)
}

#[test]
fn numbers_are_read_in_every_language() {
    for (own, typed, meant) in [
        (Tr, "yirmi bir", 21),
        (Tr, "üç", 3),
        (Tr, "ALTI", 6),
        (Ti, "ሰለስተ", 3),
        (Fa, "بیست و یک", 21),
        (Fa, "۴", 4),
        (So, "saddex", 3),
        (Es, "veintiuno", 21),
        (Es, "tres", 3),
        (Pt, "vinte e um", 21),
        (Ru, "двадцать один", 21),
        (Fr, "vingt et un", 21),
        (Fr, "trois", 3),
        (Zh, "二十一", 21),
        (Zh, "三个", 3),
        (Zh, "两个", 2),
    ] {
        assert_eq!(words().number_meant(own, typed), Some(meant), "{typed}");
    }
}

#[test]
fn hours_are_read_in_every_language() {
    for (own, typed, minutes) in [
        (Tr, "3 saat", 180),
        (Fa, "۲ ساعت", 120),
        (Es, "dos horas", 120),
        (Es, "media hora", 30),
        (Pt, "3 horas", 180),
        (Ru, "2 часа", 120),
        (Fr, "2 heures", 120),
        (Fr, "une heure et demie", 90),
        (Zh, "3小时", 180),
        (Zh, "两个半小时", 150),
        (Zh, "三个小时", 180),
    ] {
        let meant = words().hours_meant(own, typed).map(|span| span.num_minutes());
        assert_eq!(meant, Some(minutes), "{typed}");
    }
}

#[test]
fn days_are_read_in_every_language() {
    let tomorrow = NaiveDate::from_ymd_opt(2026, 11, 27);
    for (own, typed, meant) in [
        (Tr, "yarın", tomorrow),
        (Tr, "YARIN", tomorrow),
        (Tr, "3 Aralık", december(3)),
        (Tr, "7 gün sonra", december(3)),
        (Ti, "ጽባሕ", tomorrow),
        (Fa, "فردا", tomorrow),
        (Fa, "3 دسامبر", december(3)),
        (So, "berri", tomorrow),
        (So, "7 maalmood ka dib", december(3)),
        (Es, "mañana", tomorrow),
        (Es, "3 de diciembre", december(3)),
        (Pt, "amanhã", tomorrow),
        (Pt, "3 de dezembro", december(3)),
        (Ru, "завтра", tomorrow),
        (Ru, "3 декабря", december(3)),
        (Fr, "demain", tomorrow),
        (Fr, "le 3 décembre", december(3)),
        (Zh, "明天", tomorrow),
        (Zh, "12月3日", december(3)),
        (Zh, "十二月三日", december(3)),
        (Zh, "下周三", december(2)),
        (Zh, "7天后", december(3)),
        (Zh, "12月3日星期四", december(3)),
    ] {
        assert_eq!(words().date_meant(own, typed, today()), meant, "{typed}");
    }
}

#[test]
fn what_we_write_as_a_date_is_read_back_as_that_date() {
    for &language in Language::ALL {
        for days in 1..60 {
            let date = today() + chrono::TimeDelta::days(days);
            let written = crate::text::date_in_words(language, date);
            assert_eq!(words().date_meant(language, &written, today()), Some(date), "{written}");
        }
    }
}

#[test]
fn times_are_read_in_every_language() {
    for (own, typed, hour, minute) in [
        (Tr, "saat 15:00", 15, 0),
        (Es, "a las 3", 15, 0),
        (Pt, "às 15h", 15, 0),
        (Ru, "в 15:00", 15, 0),
        (Fr, "15h30", 15, 30),
        (Zh, "下午三点半", 15, 30),
        (Zh, "下午3点半", 15, 30),
        (Zh, "15点30分", 15, 30),
    ] {
        let meant = NaiveTime::from_hms_opt(hour, minute, 0);
        assert_eq!(words().time_meant(own, typed), meant, "{typed}");
    }
}
