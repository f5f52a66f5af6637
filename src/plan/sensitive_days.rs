//! Days on which a meeting may be hard to attend for some people: a warning to whoever plans, never a
//! rule, and never inferred about anybody. Wegwijzer knows no religion of anyone.
//!
//! Dates from the calendars of python-holidays 0.109 and dateutil (Orthodox Easter), read in November 2026;
//! those of the moon may turn out a day earlier or later. After [`KNOWN_UNTIL`] nothing is known.

use chrono::NaiveDate;

/// What is celebrated, or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A month of fasting by day: after sunset people eat, and mornings follow short nights.
    Ramadan,
    /// Eid al-Fitr.
    SugarFeast,
    /// Eid al-Adha.
    Sacrifice,
    /// Christmas of the Eastern churches, also of the Eritrean and Ethiopian.
    OrthodoxChristmas,
    /// Good Friday to Monday of the Eastern churches.
    OrthodoxEaster,
    /// New year in Iran, Afghanistan and for Kurds.
    Nowruz,
    /// Feast of lights.
    Diwali,
    /// New year of the moon, in China and around it.
    LunarNewYear,
}

impl What {
    /// As colleagues call it.
    pub fn in_dutch(self) -> &'static str {
        match self {
            Self::Ramadan => "de ramadan",
            Self::SugarFeast => "het Suikerfeest",
            Self::Sacrifice => "het Offerfeest",
            Self::OrthodoxChristmas => "het orthodoxe Kerstfeest",
            Self::OrthodoxEaster => "het orthodoxe Pasen",
            Self::Nowruz => "Nowruz",
            Self::Diwali => "Diwali",
            Self::LunarNewYear => "het Chinese Nieuwjaar",
        }
    }
}

/// One period, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// What it is.
    pub what: What,
    from: (i32, u32, u32),
    until: (i32, u32, u32),
}

impl Sensitive {
    /// The first and the last day.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
        Some((day(self.from)?, day(self.until)?))
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.days().is_some_and(|(from, until)| from <= day && day <= until)
    }
}

const fn days(what: What, from: (i32, u32, u32), until: (i32, u32, u32)) -> Sensitive {
    Sensitive { what, from, until }
}

/// The last year of which these days are known here.
pub const KNOWN_UNTIL: i32 = 2031;

/// Every period, by its first day.
pub const SENSITIVE: &[Sensitive] = &[
    days(What::OrthodoxChristmas, (2026, 1, 6), (2026, 1, 7)),
    days(What::LunarNewYear, (2026, 2, 17), (2026, 2, 19)),
    days(What::Ramadan, (2026, 2, 18), (2026, 3, 19)),
    days(What::Nowruz, (2026, 3, 20), (2026, 3, 22)),
    days(What::SugarFeast, (2026, 3, 20), (2026, 3, 22)),
    days(What::OrthodoxEaster, (2026, 4, 10), (2026, 4, 13)),
    days(What::Sacrifice, (2026, 5, 27), (2026, 5, 29)),
    days(What::Diwali, (2026, 11, 8), (2026, 11, 8)),
    days(What::OrthodoxChristmas, (2027, 1, 6), (2027, 1, 7)),
    days(What::LunarNewYear, (2027, 2, 6), (2027, 2, 8)),
    days(What::Ramadan, (2027, 2, 8), (2027, 3, 8)),
    days(What::SugarFeast, (2027, 3, 9), (2027, 3, 11)),
    days(What::Nowruz, (2027, 3, 20), (2027, 3, 22)),
    days(What::OrthodoxEaster, (2027, 4, 30), (2027, 5, 3)),
    days(What::Sacrifice, (2027, 5, 16), (2027, 5, 18)),
    days(What::Diwali, (2027, 10, 29), (2027, 10, 29)),
    days(What::OrthodoxChristmas, (2028, 1, 6), (2028, 1, 7)),
    days(What::LunarNewYear, (2028, 1, 26), (2028, 1, 28)),
    days(What::Ramadan, (2028, 1, 28), (2028, 2, 25)),
    days(What::SugarFeast, (2028, 2, 26), (2028, 2, 28)),
    days(What::Nowruz, (2028, 3, 20), (2028, 3, 22)),
    days(What::OrthodoxEaster, (2028, 4, 14), (2028, 4, 17)),
    days(What::Sacrifice, (2028, 5, 5), (2028, 5, 7)),
    days(What::Diwali, (2028, 10, 17), (2028, 10, 17)),
    days(What::OrthodoxChristmas, (2029, 1, 6), (2029, 1, 7)),
    days(What::Ramadan, (2029, 1, 16), (2029, 2, 13)),
    days(What::LunarNewYear, (2029, 2, 13), (2029, 2, 15)),
    days(What::SugarFeast, (2029, 2, 14), (2029, 2, 16)),
    days(What::Nowruz, (2029, 3, 20), (2029, 3, 22)),
    days(What::OrthodoxEaster, (2029, 4, 6), (2029, 4, 9)),
    days(What::Sacrifice, (2029, 4, 24), (2029, 4, 26)),
    days(What::Diwali, (2029, 11, 5), (2029, 11, 5)),
    days(What::Ramadan, (2030, 1, 5), (2030, 2, 3)),
    days(What::OrthodoxChristmas, (2030, 1, 6), (2030, 1, 7)),
    days(What::LunarNewYear, (2030, 2, 3), (2030, 2, 5)),
    days(What::SugarFeast, (2030, 2, 4), (2030, 2, 6)),
    days(What::Nowruz, (2030, 3, 20), (2030, 3, 22)),
    days(What::Sacrifice, (2030, 4, 13), (2030, 4, 15)),
    days(What::OrthodoxEaster, (2030, 4, 26), (2030, 4, 29)),
    days(What::Diwali, (2030, 10, 26), (2030, 10, 26)),
    days(What::Ramadan, (2030, 12, 26), (2031, 1, 23)),
    days(What::OrthodoxChristmas, (2031, 1, 6), (2031, 1, 7)),
    days(What::LunarNewYear, (2031, 1, 23), (2031, 1, 25)),
    days(What::SugarFeast, (2031, 1, 24), (2031, 1, 26)),
    days(What::Nowruz, (2031, 3, 20), (2031, 3, 22)),
    days(What::Sacrifice, (2031, 4, 2), (2031, 4, 4)),
    days(What::OrthodoxEaster, (2031, 4, 11), (2031, 4, 14)),
    days(What::Diwali, (2031, 11, 14), (2031, 11, 14)),
    days(What::Ramadan, (2031, 12, 15), (2032, 1, 13)),
];

/// What falls on a day, if anything.
pub fn on(day: NaiveDate) -> impl Iterator<Item = &'static Sensitive> {
    SENSITIVE.iter().filter(move |sensitive| sensitive.holds(day))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Days, Months};

    use super::*;

    fn told(day: &str) -> Vec<&'static str> {
        on(day.parse().expect("a date")).map(|sensitive| sensitive.what.in_dutch()).collect()
    }

    #[test]
    fn days_are_what_the_calendars_say() {
        for (day, expected) in [
            ("2026-02-17", vec!["het Chinese Nieuwjaar"]),
            ("2026-02-20", vec!["de ramadan"]),
            ("2026-03-19", vec!["de ramadan"]),
            ("2026-03-20", vec!["Nowruz", "het Suikerfeest"]),
            ("2026-04-10", vec!["het orthodoxe Pasen"]),
            ("2026-05-27", vec!["het Offerfeest"]),
            ("2026-11-08", vec!["Diwali"]),
            ("2026-11-24", vec![]),
            ("2027-01-07", vec!["het orthodoxe Kerstfeest"]),
            ("2030-12-30", vec!["de ramadan"]),
        ] {
            assert_eq!(told(day), expected, "{day}");
        }
    }

    #[test]
    fn each_is_there_in_every_year_that_is_known_and_lasts_as_long_as_it_does() {
        let all = [
            (What::Ramadan, 28, 29),
            (What::SugarFeast, 2, 2),
            (What::Sacrifice, 2, 2),
            (What::OrthodoxChristmas, 1, 1),
            (What::OrthodoxEaster, 3, 3),
            (What::Nowruz, 2, 2),
            (What::Diwali, 0, 0),
            (What::LunarNewYear, 2, 2),
        ];
        for (what, least, most) in all {
            for year in 2026..=KNOWN_UNTIL {
                let mut of = SENSITIVE.iter().filter(|s| s.what == what && s.from.0 == year);
                let (from, until) = of.next().and_then(Sensitive::days).expect("known");
                assert!((least..=most).contains(&(until - from).num_days()), "{what:?} {year}");
            }
        }
        assert!(SENSITIVE.windows(2).all(|two| two[0].from <= two[1].from));
    }

    #[test]
    fn the_feast_follows_the_fast_and_twelve_moons_are_eleven_days_short_of_a_year() {
        let of = |what| {
            let of = SENSITIVE.iter().filter(move |sensitive| sensitive.what == what);
            of.filter_map(Sensitive::days).collect::<Vec<_>>()
        };
        for (_, until) in of(What::Ramadan) {
            let feast = until + Days::new(1);
            let known = feast.year() <= KNOWN_UNTIL;
            assert!(
                !known || of(What::SugarFeast).iter().any(|(from, _)| *from == feast),
                "{feast}"
            );
        }
        for two in of(What::Sacrifice).windows(2) {
            let year = two[0].0 + Months::new(12);
            assert!((9..=13).contains(&(year - two[1].0).num_days()), "{two:?}");
        }
    }
}
