//! Days in words, as each language writes them.
//!
//! The Gregorian day in Latin digits, in every language: it is what stands on the letter and on the
//! door. Months have the names that sound like the Dutch ones, so that the reader meets the same
//! month in both halves of a message (Arabic not in its Levantine names). Tigrinya has a calendar of
//! its own, with months of other names: the weekday, and the day and month in digits.

use chrono::{Datelike, NaiveDate};

use crate::trade::person::Language;

/// Weekdays from Monday, months from January.
type Names = (&'static [&'static str; 7], &'static [&'static str; 12]);

/// Weekday, day and month: "donderdag 3 december". Without a year: appointments are near.
pub fn date_in_words(language: Language, date: NaiveDate) -> String {
    let (weekdays, months) = names(language);
    let weekday = weekdays[date.weekday().num_days_from_monday() as usize];
    let (day, month) = (date.day(), months[date.month0() as usize]);
    match language {
        Language::Ti => format!("{weekday} {day}-{month}"),
        Language::Tr => format!("{day} {month} {weekday}"),
        Language::Es => format!("{weekday} {day} de {month}"),
        Language::Pt | Language::Ru => {
            let of = if language == Language::Pt { " de" } else { "" };
            format!("{weekday}, {day}{of} {month}")
        }
        Language::Zh => format!("{month}{day}日{weekday}"),
        _ => format!("{weekday} {day} {month}"),
    }
}

fn names(language: Language) -> Names {
    match language {
        Language::Nl => (
            &["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
            &[
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
            ],
        ),
        Language::En => (
            &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            &[
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
            ],
        ),
        Language::Ar => (
            &["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
            &[
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
            ],
        ),
        Language::Tr => (
            &["Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar"],
            &[
                "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül",
                "Ekim", "Kasım", "Aralık",
            ],
        ),
        Language::Ti => (
            &["ሰኑይ", "ሰሉስ", "ረቡዕ", "ሓሙስ", "ዓርቢ", "ቀዳም", "ሰንበት"],
            &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        ),
        Language::Fa => (
            &["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
            &[
                "ژانویه",
                "فوریه",
                "مارس",
                "آوریل",
                "مه",
                "ژوئن",
                "ژوئیه",
                "اوت",
                "سپتامبر",
                "اکتبر",
                "نوامبر",
                "دسامبر",
            ],
        ),
        Language::So => (
            &["Isniin", "Talaado", "Arbaco", "Khamiis", "Jimce", "Sabti", "Axad"],
            &[
                "Janaayo",
                "Febraayo",
                "Maarso",
                "Abriil",
                "Maajo",
                "Juun",
                "Luulyo",
                "Ogosto",
                "Sebteembar",
                "Oktoobar",
                "Nofeembar",
                "Diseembar",
            ],
        ),
        Language::Es => (
            &["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
            &[
                "enero",
                "febrero",
                "marzo",
                "abril",
                "mayo",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "octubre",
                "noviembre",
                "diciembre",
            ],
        ),
        Language::Pt => (
            &[
                "segunda-feira",
                "terça-feira",
                "quarta-feira",
                "quinta-feira",
                "sexta-feira",
                "sábado",
                "domingo",
            ],
            &[
                "janeiro",
                "fevereiro",
                "março",
                "abril",
                "maio",
                "junho",
                "julho",
                "agosto",
                "setembro",
                "outubro",
                "novembro",
                "dezembro",
            ],
        ),
        Language::Ru => (
            &["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
            &[
                "января",
                "февраля",
                "марта",
                "апреля",
                "мая",
                "июня",
                "июля",
                "августа",
                "сентября",
                "октября",
                "ноября",
                "декабря",
            ],
        ),
        Language::Fr => (
            &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
            &[
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ],
        ),
        Language::Zh => (
            &["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
            &[
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_each_language_says_it() {
        let thursday = NaiveDate::from_ymd_opt(2026, 12, 3).unwrap();
        for (language, words) in [
            (Language::Nl, "donderdag 3 december"),
            (Language::En, "Thursday 3 December"),
            (Language::Ar, "الخميس 3 ديسمبر"),
            (Language::Tr, "3 Aralık Perşembe"),
            (Language::Ti, "ሓሙስ 3-12"),
            (Language::Fa, "پنجشنبه 3 دسامبر"),
            (Language::So, "Khamiis 3 Diseembar"),
            (Language::Es, "jueves 3 de diciembre"),
            (Language::Pt, "quinta-feira, 3 de dezembro"),
            (Language::Ru, "четверг, 3 декабря"),
            (Language::Fr, "jeudi 3 décembre"),
            (Language::Zh, "12月3日星期四"),
        ] {
            assert_eq!(date_in_words(language, thursday), words);
        }
        let leap_day = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
        assert_eq!(date_in_words(Language::Nl, leap_day), "dinsdag 29 februari");
    }
}
