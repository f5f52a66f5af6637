//! Sessions of one group out of a calendar file (iCalendar, RFC 5545).
//!
//! Every event becomes a session; its UID says which, so that the same file with another time moves it. A
//! series is written out when it comes back by the day or the week and ends; any other rule is refused
//! with how to mend it. All-day events, unknown time zones and events without an end are mistakes. Words
//! of a calendar (titles, descriptions, guests) are not read: they may hold anything about anybody.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::bsn::looks_like_bsn;
use super::cell;
use super::decode::{Encoding, Unreadable, decode};
use super::people::Told;
use super::report::{Remark, Report};
use super::sessions::SessionRow;
mod lines;
mod series;

use lines::{Event, events, plain};
use series::Rule;

use crate::plan::local_time::{ZONE, resolve};
use crate::trade::course::{SessionKind, SessionTime};

/// What an online session is given as its place.
const ONLINE: &str = "Online";

/// Which group the calendar is of, and what its sessions are for.
#[derive(Clone, Debug)]
pub struct CalendarOf {
    /// Name of the course.
    pub course: String,
    /// Name of the group.
    pub group: String,
    /// What its sessions are for.
    pub kind: SessionKind,
}

/// Is this a calendar, and no table?
pub fn is_calendar(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    start.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// Reads a calendar as seen at `now`. The rows have no numbers yet: those follow from what is known
/// (`acts::import_calendar`).
///
/// # Errors
/// When the bytes are no text.
pub fn read(
    bytes: &[u8],
    of: &CalendarOf,
    now: DateTime<Utc>,
) -> Result<(Encoding, Vec<SessionRow>, Report), Unreadable> {
    let (text, encoding) = decode(bytes)?;
    let mut report = Report::default();
    let events = events(&text);
    if events.is_empty() {
        report.warning(Remark::on_file("de agenda heeft geen afspraken", ""));
    }
    let mut found: BTreeMap<String, Meeting> = BTreeMap::new();
    // a changed day of a series comes after the series itself
    let (changed, whole): (Vec<&Event>, Vec<&Event>) =
        events.iter().partition(|event| event.get("RECURRENCE-ID").is_some());
    let mut series: HashMap<String, Vec<NaiveDateTime>> = HashMap::new();
    for event in whole {
        match meetings(event) {
            Ok((uid, days, meetings)) => {
                series.insert(uid, days);
                found.extend(meetings);
            }
            Err(wrong) => report.mistake(wrong.at(event.line, None)),
        }
    }
    for event in changed {
        match changed_day(event, &series) {
            Ok(Some((key, meeting))) => {
                found.insert(key, meeting);
            }
            Ok(None) => {}
            Err(wrong) => report.mistake(wrong.at(event.line, None)),
        }
    }
    let mut rows: Vec<SessionRow> =
        found.into_iter().map(|(uid, meeting)| meeting.row(of, uid)).collect();
    rows.sort_by_key(|row| (row.time.starts_at, row.row));
    for row in rows.iter().filter(|row| row.time.starts_at <= now && !row.cancelled) {
        let remark =
            Remark::on_file("deze bijeenkomst is al geweest", "er gaan geen herinneringen uit");
        report.warning(remark.at(row.row, None));
    }
    Ok((encoding, rows, report))
}

struct Meeting {
    line: u64,
    time: SessionTime,
    place: String,
    street: String,
    online_url: Option<String>,
    cancelled: bool,
}

impl Meeting {
    fn row(self, of: &CalendarOf, uid: String) -> SessionRow {
        SessionRow {
            row: self.line,
            course: of.course.clone(),
            group: of.group.clone(),
            kind: of.kind,
            number: 0,
            time: self.time,
            place: self.place,
            street: self.street,
            online_url: Told::Now(self.online_url),
            bring: Told::Nothing,
            interpreter: Told::Nothing,
            interpreter_days: Told::Nothing,
            childcare: Told::Nothing,
            travel_hint: Told::Nothing,
            capacity: Told::Nothing,
            group_language: Told::Nothing,
            calendar_uid: Told::Now(Some(uid)),
            cancelled: self.cancelled,
        }
    }
}

/// UID, the first moments of every day of the series, and its meetings by key.
type Series = (String, Vec<NaiveDateTime>, Vec<(String, Meeting)>);

fn meetings(event: &Event) -> Result<Series, Remark> {
    let uid = event.required("UID", "deze afspraak heeft geen UID")?.value.clone();
    let (zone, start) = moment(event, "DTSTART")?;
    let length = length(event, zone, start)?;
    let (place, street, online_url) = place(event)?;
    let cancelled = event.is_cancelled();
    let days = days(event, zone, start)?;
    let out: BTreeSet<NaiveDateTime> = event
        .all("EXDATE")
        .flat_map(|property| property.value.split(','))
        .filter_map(|text| written(text).map(|(at, _)| at))
        .collect();
    let is_series = event.get("RRULE").is_some();
    let mut found = Vec::new();
    for (n, day) in days.iter().enumerate().filter(|(_, day)| !out.contains(day)) {
        let key = if is_series { key(&uid, n) } else { uid.clone() };
        let meeting = Meeting {
            line: event.line,
            time: time(zone, *day, length)?,
            place: place.clone(),
            street: street.clone(),
            online_url: online_url.clone(),
            cancelled,
        };
        found.push((key, meeting));
    }
    Ok((uid, days, found))
}

fn key(uid: &str, n: usize) -> String {
    format!("{uid}#{}", n + 1)
}

/// One day of a series that is at another time, or does not take place.
fn changed_day(
    event: &Event,
    series: &HashMap<String, Vec<NaiveDateTime>>,
) -> Result<Option<(String, Meeting)>, Remark> {
    let uid = event.required("UID", "deze afspraak heeft geen UID")?.value.clone();
    let (_, was) = moment(event, "RECURRENCE-ID")?;
    let Some(days) = series.get(&uid) else {
        let what = "de reeks waar deze afspraak bij hoort, staat niet in het bestand";
        return Err(Remark::on_file(what, "geef de hele agenda van de groep"));
    };
    let Some(n) = days.iter().position(|day| *day == was) else { return Ok(None) };
    let (zone, start) = moment(event, "DTSTART")?;
    let length = length(event, zone, start)?;
    let (place, street, online_url) = place(event)?;
    let time = time(zone, start, length)?;
    let (line, cancelled) = (event.line, event.is_cancelled());
    let meeting = Meeting { line, time, place, street, online_url, cancelled };
    Ok(Some((key(&uid, n), meeting)))
}

/// How the wall clock of an event is read.
#[derive(Clone, Copy)]
enum Zone {
    Utc,
    Named(Tz),
}

impl Zone {
    fn instant(self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Utc => Some(wall.and_utc()),
            // gaps and folds of the Dutch clock have an answer of our own
            Self::Named(zone) if zone == ZONE => Some(resolve(wall, None)),
            Self::Named(zone) => {
                wall.and_local_timezone(zone).earliest().map(|at| at.with_timezone(&Utc))
            }
        }
    }
}

fn time(zone: Zone, start: NaiveDateTime, length: TimeDelta) -> Result<SessionTime, Remark> {
    let from = zone.instant(start);
    let time = from.and_then(|from| SessionTime::new(from, from.checked_add_signed(length)?));
    time.ok_or_else(|| Remark::on_file("het einde is niet na het begin", "verbeter begin of einde"))
}

fn moment(event: &Event, name: &'static str) -> Result<(Zone, NaiveDateTime), Remark> {
    let property = event.required(name, "deze afspraak heeft geen begin")?;
    let Some((wall, is_utc)) = written(&property.value) else {
        let is_day = NaiveDate::parse_from_str(property.value.trim(), "%Y%m%d").is_ok();
        return Err(if is_day {
            let what = "deze afspraak duurt de hele dag";
            Remark::on_file(what, "geef hem een begin en een einde in de agenda")
        } else {
            Remark::on_file("het begin is niet te lezen", "exporteer de agenda opnieuw als .ics")
        });
    };
    if is_utc {
        return Ok((Zone::Utc, wall));
    }
    match property.parameter("TZID") {
        None => Ok((Zone::Named(ZONE), wall)),
        Some(name) => zone(name).map(|zone| (Zone::Named(zone), wall)).ok_or_else(|| {
            let what = "de tijdzone van deze afspraak is onbekend";
            Remark::on_file(what, "zet de agenda op Europe/Amsterdam en exporteer opnieuw")
        }),
    }
}

/// A time zone by its name, or by the name that Outlook gives it.
fn zone(name: &str) -> Option<Tz> {
    let name = name.trim_matches('/');
    match name {
        "W. Europe Standard Time" | "Central European Standard Time" => Some(ZONE),
        "Romance Standard Time" | "Central Europe Standard Time" => Some(ZONE),
        _ => name.parse().ok(),
    }
}

/// `20261203T190000` or `20261203T180000Z`: on the wall, and whether that is UTC.
fn written(text: &str) -> Option<(NaiveDateTime, bool)> {
    let text = text.trim();
    let (wall, is_utc) = match text.strip_suffix(['Z', 'z']) {
        Some(wall) => (wall, true),
        None => (text, false),
    };
    Some((NaiveDateTime::parse_from_str(wall, "%Y%m%dT%H%M%S").ok()?, is_utc))
}

fn length(event: &Event, zone: Zone, start: NaiveDateTime) -> Result<TimeDelta, Remark> {
    if let Some(duration) = event.get("DURATION") {
        return duration_of(&duration.value).ok_or_else(|| {
            Remark::on_file("de duur is niet te lezen", "geef een begin en een einde")
        });
    }
    if event.get("DTEND").is_none() {
        return Err(Remark::on_file("deze afspraak heeft geen einde", "geef hem een einde"));
    }
    let (end_zone, end) = moment(event, "DTEND")?;
    let (from, until) = (zone.instant(start), end_zone.instant(end));
    from.zip(until)
        .map(|(from, until)| until - from)
        .ok_or_else(|| Remark::on_file("het einde is niet te lezen", "exporteer opnieuw als .ics"))
}

/// `PT2H30M`, `P1DT2H`.
fn duration_of(text: &str) -> Option<TimeDelta> {
    let rest = text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?;
    let (mut minutes, mut digits, mut in_time) = (0_i64, String::new(), false);
    for sign in rest.chars() {
        if sign.is_ascii_digit() && digits.len() < 5 {
            digits.push(sign);
            continue;
        }
        if sign == 'T' {
            in_time = true;
            continue;
        }
        let count: i64 = digits.parse().ok()?;
        digits.clear();
        minutes += match (sign, in_time) {
            ('W', false) => count * 7 * 24 * 60,
            ('D', false) => count * 24 * 60,
            ('H', true) => count * 60,
            ('M', true) => count,
            ('S', true) => count / 60,
            _ => return None,
        };
    }
    (digits.is_empty() && minutes > 0).then(|| TimeDelta::minutes(minutes))
}

fn place(event: &Event) -> Result<(String, String, Option<String>), Remark> {
    let text = |name: &str| event.get(name).map(|p| plain(&p.value)).unwrap_or_default();
    let (location, url) = (text("LOCATION"), text("URL"));
    if looks_like_bsn(&location) {
        let mend = "haal het weg: Wegwijzer mag geen burgerservicenummer krijgen";
        return Err(Remark::on_file("in de plaats staat iets dat op een BSN lijkt", mend));
    }
    let link = |text: &str| cell::link(text).ok().flatten();
    if let Some(link) = link(&location) {
        return Ok((ONLINE.to_owned(), String::new(), Some(link)));
    }
    if location.is_empty() {
        return match link(&url) {
            Some(link) => Ok((ONLINE.to_owned(), String::new(), Some(link))),
            None => {
                let mend = "vul in de agenda de locatie in: naam, straat en nummer";
                Err(Remark::on_file("deze afspraak heeft geen plaats", mend))
            }
        };
    }
    let (place, street) = location.split_once(',').unwrap_or((&location, ""));
    Ok((place.trim().to_owned(), street.trim().to_owned(), None))
}

/// The first moments of the days on which the event takes place, as its rule says.
fn days(event: &Event, zone: Zone, start: NaiveDateTime) -> Result<Vec<NaiveDateTime>, Remark> {
    let Some(rule) = event.get("RRULE") else { return Ok(vec![start]) };
    let refused = || {
        let what =
            "deze herhaling kunnen wij niet lezen: alleen elke dag of elke week, met een einde";
        Remark::on_file(what, "maak er losse afspraken van, of gebruik een tabel met bijeenkomsten")
    };
    let rule = Rule::read(&rule.value, zone, start).ok_or_else(refused)?;
    rule.days(start).ok_or_else(refused)
}

#[cfg(test)]
mod tests;
