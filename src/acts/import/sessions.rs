//! Rows of `sessions`: when and where each session of each course takes place.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::cell::{self, Wrong, one_of};
use super::columns::{Column, ColumnMap};
use super::decode::Unreadable;
use super::languages::language;
use super::moment;
use super::nearest::fold;
use super::people::Told;
use super::sheet::{Cells, Sheet};
use crate::plan::local_time::resolve;
use crate::trade::course::{SessionKind, SessionTime};
use crate::trade::person::Language;

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
    Column::optional("tolk"),
    Column::optional("tolk_dagen"),
    Column::optional("kinderopvang"),
    Column::optional("reistip"),
    Column::optional("plaatsen"),
    Column::optional("taalgroep"),
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
    /// In which language an interpreter comes.
    pub interpreter: Told<Language>,
    /// So many days before it the interpreter is confirmed or cancelled.
    pub interpreter_days: Told<i64>,
    /// Can children come along?
    pub childcare: Told<bool>,
    /// How to get there.
    pub travel_hint: Told<String>,
    /// Places in its course.
    pub capacity: Told<i64>,
    /// What is spoken in its group.
    pub group_language: Told<Language>,
    /// Its UID in the calendar that it comes from; a table has none, and leaves what was known.
    pub calendar_uid: Told<String>,
    /// The calendar says that it will not take place; a table never does.
    pub cancelled: bool,
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
    let has = |column| sheet.has(column);
    let mut seen = Seen {
        has: COLUMNS.iter().map(|c| c.name).filter(|c| has(c)).collect(),
        ..Seen::default()
    };
    let rows = sheet.read(|cells| session(cells, &mut seen, now));
    Ok((sheet, rows.into_iter().flatten().collect()))
}

#[derive(Default)]
struct Seen {
    /// The columns of the file.
    has: HashSet<&'static str>,
    /// What each course was said to have first, and where.
    courses: HashMap<CourseKey, (Option<i64>, Option<Language>, u64)>,
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
    let interpreter = cells.optional("tolk", interpreter).flatten();
    let interpreter_days = cells.optional("tolk_dagen", days_before);
    let childcare = cells.optional("kinderopvang", cell::yes_no);
    let travel_hint = cells.optional("reistip", cell::words);
    let capacity = cells.optional("plaatsen", places);
    let group_language = cells.optional("taalgroep", group_language_of).flatten();
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
        online_url: seen.told("online", online_url),
        bring: seen.told("meenemen", bring),
        interpreter: seen.told("tolk", interpreter),
        interpreter_days: seen.told("tolk_dagen", interpreter_days),
        childcare: seen.told("kinderopvang", childcare),
        travel_hint: seen.told("reistip", travel_hint),
        capacity: seen.told("plaatsen", capacity),
        group_language: seen.told("taalgroep", group_language),
        calendar_uid: Told::Nothing,
        cancelled: false,
    };
    compare(cells, &row, seen);
    compare_courses(cells, &row, (capacity, group_language), seen);
    if time.starts_at <= now {
        let wrong = Wrong::new("deze bijeenkomst is al geweest", "er gaan geen herinneringen uit");
        cells.warning(Some("datum"), wrong);
    }
    Some(row)
}

impl Seen {
    fn told<T>(&self, column: &str, cell: Option<T>) -> Told<T> {
        if self.has.contains(column) { Told::Now(cell) } else { Told::Nothing }
    }
}

/// The language of an interpreter; "nee" is none.
fn interpreter(text: &str) -> Result<Option<Language>, Wrong> {
    if cell::yes_no(text) == Ok(false) {
        return Ok(None);
    }
    language(text).map(Some).ok_or_else(|| unknown_language("schrijf de taal van de tolk, of nee"))
}

/// The language of a group; "alle" is any.
fn group_language_of(text: &str) -> Result<Option<Language>, Wrong> {
    if matches!(fold(text).as_str(), "alle" | "gemengd" | "nvt") {
        return Ok(None);
    }
    language(text)
        .map(Some)
        .ok_or_else(|| unknown_language("schrijf de taal van de groep, of alle"))
}

fn unknown_language(mend: &str) -> Wrong {
    let known: Vec<&str> = Language::ALL.iter().map(|language| language.dutch_name()).collect();
    Wrong::new("deze taal is onbekend", format!("{mend}; wij kennen: {}", known.join(", ")))
}

fn days_before(text: &str) -> Result<i64, Wrong> {
    text.parse().ok().filter(|days| (1..=60).contains(days)).ok_or_else(|| {
        Wrong::new("dit is geen aantal dagen", "schrijf een getal van 1 tot en met 60")
    })
}

fn places(text: &str) -> Result<i64, Wrong> {
    text.parse().ok().filter(|places| (1..=9999).contains(places)).ok_or_else(|| {
        Wrong::new("dit is geen aantal plaatsen", "schrijf een getal, of laat de cel leeg")
    })
}

/// Places and language are those of the group: every row of it says the same.
fn compare_courses(
    cells: &mut Cells<'_>,
    row: &SessionRow,
    (capacity, language): (Option<i64>, Option<Language>),
    seen: &mut Seen,
) {
    let first = seen.courses.entry(row.key()).or_insert((capacity, language, row.row));
    let (column, differs) = match (first.0 != capacity, first.1 != language) {
        (true, _) => ("plaatsen", true),
        (_, differs) => ("taalgroep", differs),
    };
    if differs {
        let what = format!("deze cursus en groep hebben in rij {} iets anders", first.2);
        cells.mistake(Some(column), Wrong::new(what, "geef elke rij van een groep hetzelfde"));
    }
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
