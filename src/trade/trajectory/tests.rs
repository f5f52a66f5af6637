//! The rules of the clock, as tables, and what holds for every trajectory.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::rules::{RULES, What, value};
use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn somebody() -> Facts {
    Facts { pip_on: Some(day("2026-02-03")), ..Facts::of(GroupKind::Asiel) }
}

#[test]
fn the_term_runs_from_the_day_after_the_pip_for_three_years() {
    // date of the PIP, first and last day of the term
    let table = [
        ("2026-02-03", "2026-02-04", "2029-02-03"),
        ("2024-02-28", "2024-02-29", "2027-02-28"),
        ("2024-02-29", "2024-03-01", "2027-02-28"),
        ("2023-12-31", "2024-01-01", "2026-12-31"),
    ];
    for (pip, from, until) in table {
        let facts = Facts { pip_on: Some(day(pip)), ..Facts::of(GroupKind::Gezin) };
        let term = clock(&facts, day("2026-11-26")).term.unwrap();
        assert_eq!((term.from, term.until), (day(from), day(until)), "{pip}");
    }
    let before = Facts { pip_on: Some(day("2021-11-01")), ..Facts::of(GroupKind::Asiel) };
    assert_eq!(clock(&before, day("2026-11-26")).term, None, "Wi2013 has another term");
}

#[test]
fn extra_time_moves_the_end_and_waiting_for_a_doctor_does_not() {
    let mut facts = somebody();
    facts.medical_waiting_since = Some(day("2026-06-01"));
    let seen = clock(&facts, day("2026-11-26"));
    assert_eq!(seen.medical_weeks, Some(25));
    assert_eq!(seen.term.unwrap().until, day("2029-02-03"));
    facts.medical_waiting_until = Some(day("2026-07-01"));
    assert_eq!(clock(&facts, day("2026-11-26")).medical_weeks, Some(4));
    let granted_on = day("2026-10-01");
    facts.extensions = vec![
        Extension { weeks: 26, ground: "alfabetisering".to_owned(), granted_on },
        Extension { weeks: 13, ground: "geboorte".to_owned(), granted_on },
    ];
    let term = clock(&facts, day("2026-11-26")).term.unwrap();
    assert_eq!(term.extension_weeks, 39);
    assert_eq!(term.until, day("2029-02-03") + Days::new(39 * 7));
    assert_eq!(term.until_without_extension, day("2029-02-03"));
}

#[test]
fn the_pip_comes_within_ten_weeks_and_late_data_adds_two_at_most() {
    // notice of DUO, BRP, late data, last day
    let table = [
        ("2026-09-01", None, None, "2026-11-10"),
        ("2026-09-01", Some("2026-09-15"), None, "2026-11-24"),
        ("2026-09-01", Some("2026-08-15"), None, "2026-11-10"),
        ("2026-09-01", None, Some("2026-10-01"), "2026-11-10"),
        ("2026-09-01", None, Some("2026-11-03"), "2026-11-17"),
        ("2026-09-01", None, Some("2026-12-20"), "2026-11-24"),
    ];
    for (notice, brp, late, until) in table {
        let facts = Facts {
            duo_notice_on: Some(day(notice)),
            brp_on: brp.map(day),
            late_facts_on: late.map(day),
            ..Facts::of(GroupKind::Gezin)
        };
        let intake = clock(&facts, day("2026-11-01")).intake.unwrap();
        assert_eq!(intake.until, day(until), "{notice} {brp:?} {late:?}");
        assert_eq!(intake.days_left, Some((day(until) - day("2026-11-01")).num_days()));
    }
    let late = Facts { duo_notice_on: Some(day("2025-09-01")), ..somebody() };
    let intake = clock(&late, day("2026-11-01")).intake.unwrap();
    assert!(intake.was_late && intake.days_left.is_none());
}

#[test]
fn each_group_and_route_has_its_own_duties() {
    use GroupKind::{Asiel, Gezin, Overig};
    let table: &[(GroupKind, Option<Leerroute>, &str)] = &[
        (Asiel, None, "pvt 12"),
        (Asiel, Some(Leerroute::B1), "pvt 12, map 40, examens"),
        (Gezin, Some(Leerroute::B1), "pvt 12, map 40, examens"),
        (Asiel, Some(Leerroute::Onderwijs), "pvt 12, taalschakeltraject"),
        (
            Asiel,
            Some(Leerroute::Z),
            "pvt 12, map 40, z-lessen 800, z-participatie 800, eindgesprek",
        ),
        (Gezin, Some(Leerroute::Z), "pvt 12, map 40, z-lessen 800, eindgesprek"),
        (Overig, Some(Leerroute::Z), "pvt 12, map 40, z-lessen 800, eindgesprek"),
    ];
    for (group, route, expected) in table {
        let told: Vec<String> = duties(*group, *route, day("2026-02-03"))
            .iter()
            .map(|duty| match duty.hours {
                Some(hours) => format!("{} {hours}", duty.part),
                None => duty.part.to_string(),
            })
            .collect();
        assert_eq!(told.join(", "), *expected, "{group} {route:?}");
    }
}

#[test]
fn a_course_that_does_not_begin_is_long_after_three_months_and_too_long_after_six() {
    let table = [
        ("2026-05-02", 2, Level::Calm),
        ("2026-05-03", 3, Level::Long),
        ("2026-08-02", 5, Level::Long),
        ("2026-08-03", 6, Level::TooLong),
    ];
    for (today, months, level) in table {
        let gap = clock(&somebody(), day(today)).start_gap.unwrap();
        assert_eq!((gap.months, gap.level), (months, level), "{today}");
    }
    let begun = Facts { course_started_on: Some(day("2026-10-20")), ..somebody() };
    let gap = clock(&begun, day("2027-01-01")).start_gap.unwrap();
    assert_eq!((gap.months, gap.is_over, gap.level), (8, true, Level::Calm));
}

#[test]
fn the_last_exam_is_counted_back_from_the_end_with_the_weeks_of_today() {
    let facts = Facts { leerroute: Some(Leerroute::B1), ..somebody() };
    let now = clock(&facts, day("2026-11-26"));
    assert_eq!(now.last_exam_by, Some(day("2029-02-03") - Days::new(16 * 7)));
    assert_eq!(now.book_exam_by, Some(day("2029-02-03") - Days::new((16 + 7) * 7)));
    let earlier = clock(&facts, day("2026-07-30"));
    assert_eq!(earlier.last_exam_by, Some(day("2029-02-03") - Days::new(8 * 7)));
    let z = Facts { leerroute: Some(Leerroute::Z), ..somebody() };
    assert_eq!(clock(&z, day("2026-11-26")).last_exam_by, None);
}

fn codes(facts: &Facts, today: &str) -> Vec<String> {
    let newest = due(facts, day(today)).into_iter().filter(|alarm| alarm.is_newest);
    newest.map(|alarm| alarm.code()).collect()
}

#[test]
fn each_alarm_comes_on_its_day_and_of_each_kind_the_newest_asks() {
    let begun = Facts {
        course_started_on: Some(day("2026-03-01")),
        dual_track_since: Some(day("2026-04-01")),
        leerroute: Some(Leerroute::B1),
        ..somebody()
    };
    // the end is 3 February 2029; forty weeks before it is 29 April 2028
    for (today, expected) in [
        ("2027-08-02", vec![]),
        ("2027-08-03", vec!["termijn-18"]),
        ("2028-02-03", vec!["termijn-12"]),
        ("2028-04-29", vec!["termijn-12", "examen-40"]),
        ("2028-05-03", vec!["termijn-9", "examen-40"]),
        ("2028-11-03", vec!["termijn-3", "examen-40"]),
    ] {
        assert_eq!(codes(&begun, today), expected, "{today}");
    }
    assert_eq!(codes(&somebody(), "2026-05-03"), ["start-3", "duaal-3"]);
    assert_eq!(codes(&somebody(), "2026-08-03"), ["start-6", "duaal-6"]);
    let waiting = Facts { duo_notice_on: Some(day("2026-09-01")), ..Facts::of(GroupKind::Gezin) };
    assert_eq!(codes(&waiting, "2026-10-12"), Vec::<String>::new());
    assert_eq!(codes(&waiting, "2026-10-13"), ["pip-4"]);
    assert_eq!(codes(&waiting, "2026-11-10"), ["pip-0"]);
    let done = Facts { finished_on: Some(day("2026-06-01")), ..somebody() };
    assert_eq!(codes(&done, "2028-11-03"), Vec::<String>::new());
}

#[test]
fn every_number_has_a_source_and_holds_from_the_first_day_of_the_law() {
    for rule in RULES {
        assert!(!rule.source.is_empty() && rule.value > 0, "{rule:?}");
        assert!(value(rule.what, day("2022-01-01")).is_some(), "{rule:?}");
        assert_eq!(value(rule.what, day("2021-12-31")), None, "{rule:?}");
        assert!(!rule.source.to_lowercase().contains("boete"), "{rule:?}");
    }
    assert_eq!(value(What::ExamResultWeeks, day("2026-07-30")), Some(8));
    assert_eq!(value(What::ExamResultWeeks, day("2026-07-31")), Some(16));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..365 * 12).prop_map(|days| day("2022-01-02") + Days::new(days))
}

proptest! {
    #[test]
    fn alarms_stay_due_once_they_are_and_one_of_each_kind_asks(
        pip in any_day(), today in any_day(), later in 0_u64..400, weeks in 0_u32..60,
    ) {
        let granted_on = pip;
        let extensions = vec![Extension { weeks, ground: "studie".to_owned(), granted_on }];
        let facts = Facts { pip_on: Some(pip), extensions, ..Facts::of(GroupKind::Asiel) };
        let now = due(&facts, today);
        let then = due(&facts, today + Days::new(later));
        for alarm in &now {
            prop_assert!(alarm.due_on <= today);
            prop_assert!(then.iter().any(|a| (a.code(), a.about) == (alarm.code(), alarm.about)));
        }
        for family in Family::ALL {
            let asking = now.iter().filter(|a| a.family == *family && a.is_newest).count();
            let all = now.iter().filter(|a| a.family == *family).count();
            prop_assert_eq!(asking, all.min(1));
        }
        let term = clock(&facts, today).term.unwrap();
        prop_assert!(term.until >= term.until_without_extension && term.from == pip + Days::new(1));
        prop_assert!(term.percent_at(today) <= 100);
    }

    #[test]
    fn more_time_is_never_an_earlier_alarm(pip in any_day(), today in any_day(), weeks in 1_u32..60) {
        let facts = Facts { pip_on: Some(pip), ..Facts::of(GroupKind::Gezin) };
        let extension = Extension { weeks, ground: "ziekte".to_owned(), granted_on: pip };
        let more = Facts { extensions: vec![extension], ..facts.clone() };
        let of_term = |facts| due(facts, today).iter().filter(|a| a.family == Family::Term).count();
        prop_assert!(of_term(&more) <= of_term(&facts));
    }
}
