//! What a calendar file may hold, and what becomes of it.

use proptest::prelude::*;

use super::*;

fn of() -> CalendarOf {
    let (course, group) = ("PVT".to_owned(), "avond".to_owned());
    CalendarOf { course, group, kind: SessionKind::Pvt }
}

fn read_events(events: &str) -> (Vec<SessionRow>, Vec<String>, Vec<String>) {
    let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n");
    assert!(is_calendar(text.as_bytes()));
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let (_, rows, report) = read(text.as_bytes(), &of(), now).unwrap_or_else(|e| panic!("{e}"));
    let told = |remarks: &super::super::report::Remarks| {
        remarks.shown.iter().map(ToString::to_string).collect()
    };
    (rows, told(&report.mistakes), told(&report.warnings))
}

fn event(lines: &str) -> String {
    let lines = lines.replace('\n', "\r\n");
    format!(
        "BEGIN:VEVENT\r\nUID:u1\r\nLOCATION:Bibliotheek\\, Plein 1\r\n{lines}\r\nEND:VEVENT\r\n"
    )
}

fn starts(rows: &[SessionRow]) -> Vec<String> {
    rows.iter().map(|row| row.time.starts_at.format("%d-%m %H:%M").to_string()).collect()
}

const AT_SEVEN: &str =
    "DTSTART;TZID=Europe/Amsterdam:20261203T190000\nDTEND;TZID=Europe/Amsterdam:20261203T220000";

#[test]
fn an_appointment_becomes_a_session_whatever_its_clock() {
    for lines in [
        AT_SEVEN,
        "DTSTART:20261203T180000Z\nDTEND:20261203T210000Z",
        "DTSTART:20261203T190000\nDURATION:PT3H",
        "DTSTART;TZID=\"W. Europe Standard Time\":20261203T190000\nDTEND:20261203T210000Z",
        "DTSTART;TZID=Asia/Tokyo:20261204T030000\nDURATION:PT2H60M",
        "DTSTART;TZID=Europe/\n Amsterdam:20261203T190000\nDURATION:P0DT3H\nBEGIN:VALARM\nTRIGGER:-PT1H\n\
         DTSTART:20260101T000000\nEND:VALARM",
    ] {
        let (rows, mistakes, _) = read_events(&event(lines));
        assert_eq!(mistakes, Vec::<String>::new(), "{lines}");
        assert_eq!(starts(&rows), ["03-12 18:00"], "{lines}");
        let row = &rows[0];
        assert_eq!((row.time.ends_at - row.time.starts_at).num_hours(), 3, "{lines}");
        assert_eq!((row.place.as_str(), row.street.as_str()), ("Bibliotheek", "Plein 1"));
        assert!(matches!(&row.calendar_uid, Told::Now(Some(uid)) if uid == "u1"));
    }
}

#[test]
fn what_cannot_be_a_session_is_a_mistake_with_its_line_and_how_to_mend_it() {
    let table = [
        ("DTSTART;VALUE=DATE:20261203\nDTEND;VALUE=DATE:20261204", "duurt de hele dag"),
        ("DTSTART;TZID=Mars/Base:20261203T190000\nDURATION:PT3H", "tijdzone"),
        ("DTSTART:20261203T190000", "geen einde"),
        ("DTSTART:20261203T190000\nDTEND:20261203T180000", "het einde is niet na het begin"),
        ("DTSTART:gisteren\nDURATION:PT3H", "het begin is niet te lezen"),
        ("DTSTART:20261203T190000\nDURATION:lang", "de duur is niet te lezen"),
        ("DTSTART:20261203T190000\nDURATION:PT3H\nRRULE:FREQ=MONTHLY;COUNT=3", "deze herhaling"),
        ("DTSTART:20261203T190000\nDURATION:PT3H\nRRULE:FREQ=WEEKLY", "deze herhaling"),
        ("DTSTART:20261203T190000\nDURATION:PT3H\nRRULE:FREQ=DAILY;COUNT=900", "deze herhaling"),
        ("RECURRENCE-ID:20261203T190000\nDTSTART:20261203T190000\nDURATION:PT3H", "de reeks"),
    ];
    for (lines, expected) in table {
        let (rows, mistakes, _) = read_events(&event(lines));
        assert!(rows.is_empty(), "{lines}");
        assert!(mistakes[0].starts_with("rij 3: "), "{mistakes:?}");
        assert!(mistakes[0].contains(expected), "{mistakes:?}");
    }
    let nowhere =
        "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20261203T190000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n";
    assert!(read_events(nowhere).1[0].contains("geen plaats"));
    assert!(read_events("").2[0].contains("geen afspraken"));
}

#[test]
fn a_series_is_written_out_on_the_dutch_clock_without_the_days_that_are_left_out() {
    let weekly = |rule: &str, more: &str| {
        let start = "DTSTART;TZID=Europe/Amsterdam:20261015T190000\nDURATION:PT2H";
        let (rows, mistakes, _) = read_events(&event(&format!("{start}\nRRULE:{rule}{more}")));
        assert_eq!(mistakes, Vec::<String>::new(), "{rule}");
        starts(&rows)
    };
    // the clock goes back on the 25th
    let two = ["15-10 17:00", "22-10 17:00", "29-10 18:00"];
    assert_eq!(weekly("FREQ=WEEKLY;COUNT=3", ""), two);
    assert_eq!(weekly("FREQ=WEEKLY;UNTIL=20261029T180000Z", ""), two);
    assert_eq!(weekly("FREQ=WEEKLY;UNTIL=20261029", ""), two);
    assert_eq!(
        weekly("FREQ=WEEKLY;INTERVAL=2;COUNT=2;WKST=MO", ""),
        ["15-10 17:00", "29-10 18:00"]
    );
    let out = "\nEXDATE;TZID=Europe/Amsterdam:20261022T190000";
    assert_eq!(weekly("FREQ=WEEKLY;COUNT=3", out), ["15-10 17:00", "29-10 18:00"]);
    assert_eq!(
        weekly("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ""),
        ["15-10 17:00", "20-10 17:00", "22-10 17:00"]
    );
    assert_eq!(weekly("FREQ=DAILY;COUNT=2", ""), ["15-10 17:00", "16-10 17:00"]);
}

#[test]
fn one_day_of_a_series_can_be_at_another_time_or_not_take_place() {
    let series = event("DTSTART:20261203T190000\nDURATION:PT2H\nRRULE:FREQ=WEEKLY;COUNT=3");
    let moved = event("RECURRENCE-ID:20261210T190000\nDTSTART:20261211T193000\nDURATION:PT2H");
    let gone = event(
        "RECURRENCE-ID:20261217T190000\nDTSTART:20261217T190000\nDURATION:PT2H\nSTATUS:CANCELLED",
    );
    let (rows, mistakes, _) = read_events(&format!("{moved}{series}{gone}"));
    assert_eq!(mistakes, Vec::<String>::new());
    assert_eq!(starts(&rows), ["03-12 18:00", "11-12 18:30", "17-12 18:00"]);
    assert_eq!(rows.iter().map(|row| row.cancelled).collect::<Vec<_>>(), [false, false, true]);
    let uid = |row: &SessionRow| row.calendar_uid.over(None).unwrap_or_default();
    assert_eq!(rows.iter().map(uid).collect::<Vec<_>>(), ["u1#1", "u1#2", "u1#3"]);
}

#[test]
fn an_online_lesson_has_its_link_and_a_bsn_never_comes_in() {
    let at = |location: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:u\r\nLOCATION:{location}\r\nDTSTART:20261203T190000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        )
    };
    let (rows, ..) = read_events(&at("https://vergader.example.nl/1"));
    assert_eq!(rows[0].place, "Online");
    assert!(matches!(&rows[0].online_url, Told::Now(Some(url)) if url.ends_with("/1")));
    let (_, mistakes, _) = read_events(&at("111222333"));
    assert!(mistakes[0].contains("BSN") && !mistakes[0].contains("111222333"), "{mistakes:?}");
}

proptest! {
    #[test]
    fn no_lines_make_the_reader_panic(
        lines in proptest::collection::vec("(DTSTART|DTEND|DURATION|RRULE|EXDATE|UID|RECURRENCE-ID|BEGIN|END|LOCATION)[;:=A-Z0-9,+a-z\" -]{0,40}", 0..8)
    ) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\n", lines.join("\n"));
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let _ = read(text.as_bytes(), &of(), now);
    }
}
