//! Rows of `sessions`: when and where each session of each course takes place.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::cell::{self, Wrong, one_of};
use super::columns::{Column, ColumnMap};
use super::decode::Unreadable;
use super::moment;
use super::nearest::fold;
use super::people::Told;
use super::sheet::{Cells, Sheet};
use crate::plan::local_time::resolve;
use crate::trade::course::{SessionKind, SessionTime};

/// The columns, in the order of the documentation.
pub const COLUMNS: &[Column] = &[
    Column::required("cursus"),
    Column::required("groep"),
    Column::required("soort"),
    Column::required("nummer"),
    Column::required("datum"),
    Column::required("begin"),
    Column::required("einde"),
    Column::optional("plaats"),
    Column::optional("adres"),
    Column::optional("online").numeric(),
    Column::optional("meenemen"),
];

/// What an online session is given as its place.
const ONLINE: &str = "Online";

/// A course and its group, compared without case, accents, spaces and signs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CourseKey(String, String);

impl CourseKey {
    /// The key of a course name and a group name.
    pub fn new(course: &str, group: &str) -> Self {
        Self(fold(course), fold(group))
    }
}

/// One row.
pub struct SessionRow {
    /// The row as the spreadsheet shows it.
    pub row: u64,
    /// Name of the course.
    pub course: String,
    /// Name of the group.
    pub group: String,
    /// What it is for.
    pub kind: SessionKind,
    /// 1 is the first dagdeel.
    pub number: i64,
    /// When.
    pub time: SessionTime,
    /// Where.
    pub place: String,
    /// Street and number.
    pub street: String,
    /// The link, when it is online.
    pub online_url: Told<String>,
    /// What to bring.
    pub bring: Told<String>,
}

impl SessionRow {
    /// Which course.
    pub fn key(&self) -> CourseKey {
        CourseKey::new(&self.course, &self.group)
    }
}

/// Reads a file of sessions, as seen at `now`.
pub fn read(
    bytes: &[u8],
    map: &ColumnMap,
    now: DateTime<Utc>,
) -> Result<(Sheet, Vec<SessionRow>), Unreadable> {
    let mut sheet = Sheet::open(bytes, COLUMNS, map)?;
    let mut seen =
        Seen { online: sheet.has("online"), bring: sheet.has("meenemen"), ..Seen::default() };
    let rows = sheet.read(|cells| session(cells, &mut seen, now));
    Ok((sheet, rows.into_iter().flatten().collect()))
}

#[derive(Default)]
struct Seen {
    online: bool,
    bring: bool,
    rows: HashMap<(CourseKey, i64), u64>,
    times: HashMap<CourseKey, Vec<(SessionTime, u64)>>,
}

fn session(cells: &mut Cells<'_>, seen: &mut Seen, now: DateTime<Utc>) -> Option<SessionRow> {
    let course = cells.required("cursus", cell::words);
    let group = cells.required("groep", cell::words);
    let kind = cells.required("soort", |t| one_of(t, SessionKind::ALL, SessionKind::as_str, &[]));
    let number = cells.required("nummer", cell::number);
    let day = cells.required("datum", moment::date);
    let begin = cells.required("begin", moment::time);
    let end = cells.required("einde", moment::time);
    let online_url = cells.optional("online", cell::link).flatten();
    let (place, street) = if online_url.is_some() {
        let place = cells.optional("plaats", cell::words);
        (Some(place.unwrap_or_else(|| ONLINE.to_owned())), cells.optional("adres", cell::words))
    } else {
        (cells.required("plaats", cell::words), cells.required("adres", cell::words))
    };
    let bring = cells.optional("meenemen", cell::words);
    let time = time_of(cells, day?, begin?, end?)?;
    let row = SessionRow {
        row: cells.row,
        course: course?,
        group: group?,
        kind: kind?,
        number: number?,
        time,
        place: place?,
        street: street.unwrap_or_default(),
        online_url: if seen.online { Told::Now(online_url) } else { Told::Nothing },
        bring: if seen.bring { Told::Now(bring) } else { Told::Nothing },
    };
    compare(cells, &row, seen);
    if time.starts_at <= now {
        let wrong = Wrong::new("deze bijeenkomst is al geweest", "er gaan geen herinneringen uit");
        cells.warning(Some("datum"), wrong);
    }
    Some(row)
}

fn time_of(
    cells: &mut Cells<'_>,
    day: NaiveDate,
    begin: NaiveTime,
    end: NaiveTime,
) -> Option<SessionTime> {
    let starts_at = resolve(day.and_time(begin), None);
    // in the night that the clock goes back, the end may be the second of two
    let ends_at = resolve(day.and_time(end), Some(starts_at));
    let time = SessionTime::new(starts_at, ends_at);
    if time.is_none() || end <= begin {
        let wrong = Wrong::new("het einde is niet na het begin", "verbeter begin of einde");
        cells.mistake(Some("einde"), wrong);
        return None;
    }
    time
}

fn compare(cells: &mut Cells<'_>, row: &SessionRow, seen: &mut Seen) {
    let key = row.key();
    let first = *seen.rows.entry((key.clone(), row.number)).or_insert(row.row);
    if first != row.row {
        let what = format!("deze cursus, groep en nummer staan ook in rij {first}");
        cells.mistake(Some("nummer"), Wrong::new(what, "geef elke bijeenkomst haar eigen nummer"));
        return;
    }
    let times = seen.times.entry(key).or_default();
    let overlap = times.iter().find(|(other, _)| {
        other.starts_at < row.time.ends_at && row.time.starts_at < other.ends_at
    });
    if let Some((_, other)) = overlap {
        let what = format!("deze bijeenkomst valt samen met die in rij {other}");
        cells.warning(Some("begin"), Wrong::new(what, "klopt dat?"));
    }
    times.push((row.time, row.row));
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;online;meenemen\n";

    fn read_rows(rows: &str) -> (Sheet, Vec<SessionRow>) {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let text = format!("{HEAD}{rows}");
        read(text.as_bytes(), &ColumnMap::default(), now).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn a_session_is_told_in_local_time_and_kept_in_utc() {
        let (sheet, rows) = read_rows(
            "PVT;A;pvt;1;03-11-2026;19u00;21.30;Bibliotheek;Plein 1;;pen\n\
             PVT;A;pvt-excursie;2;03-06-2027;9:00;12 uur;;;https://vergader.example.nl/1;\n",
        );
        assert_eq!(sheet.report.mistakes.shown, []);
        assert_eq!(rows[0].time.starts_at.to_rfc3339(), "2026-11-03T18:00:00+00:00");
        assert_eq!(rows[0].time.ends_at.to_rfc3339(), "2026-11-03T20:30:00+00:00");
        assert_eq!(rows[1].time.starts_at.to_rfc3339(), "2027-06-03T07:00:00+00:00");
        assert_eq!(rows[1].place, "Online");
    }

    #[test]
    fn what_cannot_be_is_a_mistake_and_what_is_odd_a_warning() {
        for (row, mistake, warning) in [
            ("PVT;A;pvt;1;03-11-2026;19:00;18:00;B;P 1;;", "het einde is niet na het begin", ""),
            ("PVT;A;pvt;1;03-11-2026;19:00;19:00;B;P 1;;", "het einde is niet na het begin", ""),
            ("PVT;A;pvt;0;03-11-2026;19:00;21:00;B;P 1;;", "dit is geen volgnummer", ""),
            ("PVT;A;les;1;03-11-2026;19:00;21:00;B;P 1;;", "pvt-ondertekening, map", ""),
            ("PVT;A;pvt;1;03-11-2026;zeven;21:00;B;P 1;;", "dit is geen tijd", ""),
            ("PVT;A;pvt;1;03-11-2026;19:00;21:00;;P 1;;", "kolom plaats: deze cel is leeg", ""),
            ("PVT;A;pvt;1;03-11-2026;19:00;21:00;B;P 1;ja;", "de link ontbreekt", ""),
            ("PVT;A;pvt;9;03-11-2026;19:00;21:00;B;P 1;nee;", "", ""),
            ("PVT;A;pvt;9;03-11-2025;19:00;21:00;B;P 1;;", "", "is al geweest"),
            ("pvt;a;pvt;8;10-11-2026;19:00;21:00;B;P 1;;", "staan ook in rij 2", ""),
            ("PVT;A;pvt;9;10-11-2026;20:00;22:00;B;P 1;;", "", "valt samen met die in rij 2"),
            ("PVT;B;pvt;8;10-11-2026;20:00;22:00;B;P 1;;", "", ""),
        ] {
            let other = "PVT;A;pvt;8;10-11-2026;19:00;21:00;B;P 1;;\n";
            let (sheet, _) = read_rows(&format!("{other}{row}"));
            for (remarks, expected) in
                [(&sheet.report.mistakes, mistake), (&sheet.report.warnings, warning)]
            {
                assert_eq!(remarks.count, usize::from(!expected.is_empty()), "{row}");
                let told = remarks.shown.first().map(ToString::to_string).unwrap_or_default();
                assert!(told.contains(expected), "{row}: {told}");
            }
        }
    }
}
