//! What is odd about sessions that can be held all the same: a warning each, to whoever plans.
//!
//! Nothing here stops an import, except that a file which moves very many sessions at once asks to be
//! meant: see [`Moves`].

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use serde::Serialize;

use super::report::{Remark, Report};
use super::sessions::SessionRow;
use crate::plan::local_time::local_date;
use crate::plan::sensitive_days::{self, KNOWN_UNTIL, What};
use crate::plan::working_days::is_holiday;
use crate::trade::course::SessionTime;

/// A session that takes longer than this is probably a slip of the pen.
const LONG: TimeDelta = TimeDelta::hours(10);

/// So many sessions that move at once are only moved when somebody says that they are meant.
pub const MANY_MOVES: usize = 20;

/// How many sessions of a file move, and how many places of people that touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Moves {
    /// Sessions that are still to come and get another time or place, or will not take place.
    pub sessions: usize,
    /// Places in those sessions: one person in two of them counts twice.
    pub places: usize,
}

impl Moves {
    /// Are there so many that somebody must say that they are meant?
    pub fn are_many(self) -> bool {
        self.sessions >= MANY_MOVES
    }

    /// The remark about them, if there are any.
    pub fn remark(self) -> Option<Remark> {
        let Self { sessions, places } = self;
        (sessions > 0).then(|| {
            let what = format!(
                "{sessions} bijeenkomst(en) krijgen een andere tijd of plaats, of gaan niet door \
                 ({places} inschrijvingen)"
            );
            Remark::on_file(what, "wie er al van hoorde, krijgt daar bericht van")
        })
    }

    /// The mistake of moving so many without saying that it is meant.
    pub fn unsure(self) -> Remark {
        let Self { sessions, places } = self;
        let what = format!(
            "dit verplaatst {sessions} bijeenkomsten in één keer ({places} inschrijvingen), en dat is \
             zelden de bedoeling"
        );
        Remark::on_file(what, "kijk eerst met --dry-run; klopt het, herhaal dan met --yes")
    }
}

/// Remarks on days that are hard for some people, on days when the office is closed, and on sessions that
/// last very long; as seen at `now`.
pub fn remark_on_days(rows: &[SessionRow], report: &mut Report, now: DateTime<Utc>) {
    let mut sensitive: BTreeMap<(What, NaiveDate, NaiveDate), usize> = BTreeMap::new();
    let mut unknown = 0;
    for row in rows.iter().filter(|row| row.time.starts_at > now && !row.cancelled) {
        let day = local_date(row.time.starts_at);
        let warn = |report: &mut Report, column: &str, what: &str| {
            report.warning(Remark::on_file(what, "klopt dat?").at(row.row, None).in_column(column));
        };
        if let Some(what) = odd_day(day) {
            warn(report, "datum", &what.in_dutch());
        }
        if row.time.ends_at - row.time.starts_at > LONG {
            warn(report, "einde", &Odd::Long.in_dutch());
        }
        unknown += usize::from(day.year() > KNOWN_UNTIL);
        for found in sensitive_days::on(day) {
            if let Some((from, until)) = found.days() {
                *sensitive.entry((found.what, from, until)).or_default() += 1;
            }
        }
    }
    for ((what, from, until), count) in sensitive {
        let days = match from == until {
            true => told(from),
            false => format!("{} tot en met {}", told(from), told(until)),
        };
        let what = format!("{count} bijeenkomst(en) vallen in {} ({days})", what.in_dutch());
        let mend = "vraag de groep of dag en tijd passen; wij weten niet wie dit viert";
        report.warning(Remark::on_file(what, mend));
    }
    if unknown > 0 {
        let what = format!(
            "{unknown} bijeenkomst(en) na {KNOWN_UNTIL}: gevoelige dagen zijn dan onbekend"
        );
        report.warning(Remark::on_file(what, "kijk zelf in een kalender"));
    }
}

/// Something odd about one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// It is on a holiday.
    Holiday,
    /// It is on a Sunday.
    Sunday,
    /// It takes very long.
    Long,
    /// It is on a day that is hard for some people.
    Sensitive(What),
}

impl Odd {
    /// As it is told in Dutch.
    pub fn in_dutch(self) -> String {
        match self {
            Self::Holiday => "dit is een feestdag: de bot schrijft dan niemand".to_owned(),
            Self::Sunday => "dit is een zondag: de bot schrijft dan niemand".to_owned(),
            Self::Long => "deze bijeenkomst duurt langer dan 10 uur".to_owned(),
            Self::Sensitive(what) => {
                format!("valt in {}: vraag de groep of dag en tijd passen", what.in_dutch())
            }
        }
    }
}

fn odd_day(day: NaiveDate) -> Option<Odd> {
    if is_holiday(day) {
        return Some(Odd::Holiday);
    }
    (day.weekday() == Weekday::Sun).then_some(Odd::Sunday)
}

/// What is odd about one session.
pub fn odd(time: SessionTime) -> Vec<Odd> {
    let day = local_date(time.starts_at);
    let mut all: Vec<Odd> = odd_day(day).into_iter().collect();
    if time.ends_at - time.starts_at > LONG {
        all.push(Odd::Long);
    }
    all.extend(sensitive_days::on(day).map(|found| Odd::Sensitive(found.what)));
    all
}

fn told(day: NaiveDate) -> String {
    day.format("%d-%m-%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::super::columns::ColumnMap;
    use super::super::sessions;
    use super::*;

    #[test]
    fn planners_are_warned_of_sensitive_days_holidays_and_slips_of_the_pen() {
        let head = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n";
        let rows = "PVT;A;pvt;1;20-02-2026;19:00;21:00;B;P 1\n\
                    PVT;A;pvt;2;27-02-2026;19:00;21:00;B;P 1\n\
                    PVT;A;pvt;3;27-04-2026;09:00;21:00;B;P 1\n\
                    PVT;A;pvt;4;03-05-2026;13:00;15:00;B;P 1\n\
                    PVT;A;pvt;5;04-03-2025;19:00;21:00;B;P 1\n\
                    PVT;A;pvt;6;04-03-2033;19:00;21:00;B;P 1\n";
        let now = "2026-01-10T12:00:00Z".parse().unwrap();
        let text = format!("{head}{rows}");
        let (_, rows) = sessions::read(text.as_bytes(), &ColumnMap::default(), now)
            .unwrap_or_else(|e| panic!("{e}"));
        let mut report = Report::default();
        remark_on_days(&rows, &mut report, now);
        let told: Vec<String> = report.warnings.shown.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 5, "{told:#?}");
        for expected in [
            "2 bijeenkomst(en) vallen in de ramadan (18-02-2026 tot en met 19-03-2026)",
            "1 bijeenkomst(en) na 2031",
            "rij 4, kolom datum: dit is een feestdag",
            "rij 4, kolom einde: deze bijeenkomst duurt langer dan 10 uur",
            "rij 5, kolom datum: dit is een zondag",
        ] {
            assert!(told.iter().any(|line| line.starts_with(expected)), "{expected}: {told:#?}");
        }
        assert!(report.is_good());
    }
}
