//! The shipped file is read whole, every mistake has a place, and what a municipality has of its own goes first.

use super::*;
use crate::plan::ladder::RungKind;

const REAL: &str = include_str!("../../../dialogs/policies.yaml");

#[test]
fn the_policies_of_this_repository_are_read_whole() {
    let policies = Policies::parse(REAL).expect("dialogs/policies.yaml");
    assert_eq!(policies.quiet_hours, QuietHours::default());
    for kind in SessionKind::ALL {
        assert!(policies.reminder_for(*kind).is_some(), "{kind}");
    }
    for kind in [SessionKind::Pvt, SessionKind::Map, SessionKind::BredeIntake] {
        let (name, moments) = policies.reminder_for(kind).expect("reminders");
        assert_eq!(name, "bijeenkomst");
        let keys: Vec<&str> = moments.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(keys, ["7d", "3d", "1d", "2h"]);
    }
    let kinds: Vec<RungKind> =
        policies.ladder("check-in").expect("a ladder").0.iter().map(|r| r.rung).collect();
    // a letter is a rung that a municipality may add
    let shipped = RungKind::ALL.iter().copied().filter(|kind| *kind != RungKind::Letter);
    assert_eq!(kinds, shipped.collect::<Vec<_>>());
    assert_eq!(policies.ladder("bijeenkomst").map(|l| l.0.len()), Some(4));
    assert_eq!(policies.ladder("onbekend"), None);
    assert_eq!(policies.budget, Budget { per_day: 1, per_week: 3 });
    assert_eq!(policies.undelivered_after.to_string(), "1d");
    assert_eq!(policies.schedules["check-in"].every_weeks, 4);
    let stored = serde_json::to_string(&policies).expect("storable");
    assert_eq!(serde_json::from_str::<Policies>(&stored).expect("readable"), policies);
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_was_meant() {
    // what stands in the file, what an author makes of it, the complaint
    let table = [
        ("format: 1", "format: 2", "format 2"),
        ("format: 1\n", "", "format"),
        ("undelivered_after: 24h", "undelivered_after: 24", "lacks a unit"),
        ("undelivered_after: 24h", "undelivered_after: 0h", "longer than nothing"),
        ("undelivered_after: 24h", "undeliverd_after: 24h", "undeliverd_after"),
        ("from: \"20:30\"", "from: \"25:30\"", "`25:30` is no time of day"),
        ("until: \"08:30\"", "until: \"20:15\"", "less than an hour"),
        ("short_notice_from: \"07:30\"", "short_notice_from: \"09:30\"", "later than `until`"),
        ("[pvt, pvt-excursie,", "[pvt, pvt-exursie,", "did you mean `pvt-excursie`?"),
        ("[pvt, pvt-excursie,", "[pvt, zwemles,", "known are pvt, pvt-excursie"),
        ("[pvt, pvt-excursie,", "[pvt, pvt,", "`pvt` already has reminders"),
        ("at: \"16:00\", useful_until: 3h", "at: \"16:00\", useful_until: 1d", "useful_until"),
        ("{ before: 2h,", "{ before: 2h, at: \"09:00\",", "whole days"),
        ("{ before: 2h,", "{ befor: 2h,", "befor"),
        ("- { rung: coach,         after: 4d }", "- { rung: couch, after: 4d }", "`coach`?"),
        ("    - { rung: klantmanager,  after: 48h }\n", "", "must end with klantmanager"),
        ("cron: \"0 0 11 * * Tue\"", "cron: \"0 11 * * Tue\"", "six fields"),
        ("cron: \"0 0 11 * * Tue\"", "cron: \"0 0 11 30 2 *\"", "never comes"),
        ("every_weeks: 4", "every_weeks: 0", "at least 1"),
        ("times: 2", "times: 0", "at least 1"),
        ("times: 2, every_weeks: 4", "times: 2, every_weeks: 1", "not less often"),
        ("  kennismaking:\n", "  bijeenkomst:\n", "bijeenkomst"),
        ("per_day: 1, per_week: 3", "per_day: 0, per_week: 3", "at least 1"),
        ("per_day: 1, per_week: 3", "per_day: 4, per_week: 3", "less than on one day"),
        ("at: 1d }", "at: 9d }", "no moment `9d`"),
        ("unanswered: 2", "unanswered: 0", "at least 1"),
        ("format: 1\n", "format: 1\ngemeenten: { GM32: {} }\n", "`GM32` is no CBS code"),
        ("format: 1", "format: [1", ""),
    ];
    for (given, written, complaint) in table {
        assert!(REAL.contains(given), "the file has no {given:?}");
        let yaml = REAL.replacen(given, written, 1);
        let problem = Policies::parse(&yaml).expect_err(written);
        assert!(problem.what.contains(complaint), "{written:?} gave {problem}");
        assert!(!problem.what.contains(" at line"), "the place is told twice: {problem}");
        assert!(problem.line > 0 && problem.column > 0, "{written:?} has no place: {problem}");
    }
}

#[test]
fn the_place_of_a_mistake_is_that_of_the_value() {
    let yaml = REAL.replacen("useful_until: 3h", "useful_until: 30", 1);
    let problem = Policies::parse(&yaml).expect_err("no unit");
    let line = 1 + yaml.lines().position(|l| l.contains("useful_until: 30 ")).expect("there");
    let column = yaml.lines().nth(line - 1).and_then(|l| l.find("30 }")).expect("there") + 1;
    assert_eq!((problem.line, problem.column), (line as u64, column as u64), "{problem}");
}

#[test]
fn an_empty_ladder_or_reminder_is_refused() {
    let wrong = |yaml: &str| Policies::parse(yaml).expect_err(yaml).to_string();
    assert!(wrong("format: 1\nladders: { stil: [] }").contains("`stil` has no rungs"));
    let reminder = "format: 1\nreminders: { r: { for: [map], moments: {} } }";
    assert!(wrong(reminder).contains("`r` has no moments"));
    let reminder = "format: 1\nreminders: { r: { for: [], moments: { a: { before: 1d, useful_until: 1h } } } }";
    assert!(wrong(reminder).contains("`r` is for no session"));
}

#[test]
fn what_is_left_out_has_its_usual_value() {
    let policies = Policies::parse("format: 1").expect("nothing else is needed");
    assert_eq!(policies.quiet_hours, QuietHours::default());
    assert_eq!(policies.undelivered_after.to_string(), "1d");
}

#[test]
fn a_municipality_has_its_own_moments_and_budget_where_it_says_so() {
    let own = "format: 1\ngemeenten:\n  GM0321:\n    budget: { per_day: 1, per_week: 2 }\n    \
               reminders:\n      eigen:\n        for: [map]\n        moments:\n          \
               2d: { before: 2d, at: \"12:00\", useful_until: 3h, only_if_unanswered: true }\n";
    let yaml = REAL.replacen("format: 1\n", own, 1);
    let policies = Policies::parse(&yaml).expect("valid");
    let keys = |policies: &Policies, kind| {
        let (_, moments) = policies.reminder_for(kind).expect("reminders");
        moments.iter().map(|m| m.key.clone()).collect::<Vec<_>>()
    };
    let theirs = policies.of("GM0321");
    assert_eq!(theirs.budget, Budget { per_day: 1, per_week: 2 });
    assert_eq!(keys(&theirs, SessionKind::Map), ["2d"]);
    assert_eq!(keys(&theirs, SessionKind::Pvt), ["7d", "3d", "1d", "2h"]);
    let (_, moments) = theirs.reminder_for(SessionKind::Map).expect("reminders");
    assert!(moments[0].only_if_unanswered);
    let others = policies.of("GM9999");
    assert_eq!(others.budget, Budget::default());
    assert_eq!(keys(&others, SessionKind::Map), ["7d", "3d", "1d", "2h"]);
    let twice = yaml.replacen("for: [map]\n", "for: [map, map]\n", 1);
    assert!(Policies::parse(&twice).expect_err("twice").what.contains("already has reminders"));
}

/// The shipped file with this for one municipality.
fn with_own(own: &str) -> String {
    let own = format!("format: 1\ngemeenten:\n  GM0321:\n    {own}\n");
    REAL.replacen("format: 1\n", &own, 1)
}

#[test]
fn a_municipality_has_its_own_quiet_hours_and_ladders_where_it_says_so() {
    let yaml = with_own(
        "quiet_hours: { from: \"20:00\", sundays: false }\n    ladders: { bijeenkomst: \
         [{ rung: nudge, after: 10h }, { rung: klantmanager, after: 1d }] }",
    );
    let policies = Policies::parse(&yaml).expect("valid");
    // what it does not say is as everybody has it
    let common = &policies.quiet_hours;
    let from = chrono::NaiveTime::from_hms_opt(20, 0, 0).expect("a time");
    let theirs = QuietHours { from, sundays: false, ..common.clone() };
    assert_eq!(policies.quiet_hours_of("GM0321"), &theirs);
    assert_eq!(policies.of("GM0321").quiet_hours, theirs);
    assert_eq!(policies.quiet_hours_of("GM9999"), common);
    assert_eq!(policies.of("GM9999").quiet_hours, *common);
    let rungs = |ladder: Option<&Ladder>| ladder.expect("a ladder").0.len();
    assert_eq!(rungs(policies.ladder_of("GM0321", "bijeenkomst")), 2);
    assert_eq!(rungs(policies.of("GM0321").ladder("bijeenkomst")), 2);
    assert_eq!(rungs(policies.ladder_of("GM9999", "bijeenkomst")), 4);
    assert_eq!(rungs(policies.ladder_of("GM0321", "check-in")), 4, "the others stay");
    assert_eq!(policies.ladder_of("GM0321", "onbekend"), None);
    let stored = serde_json::to_string(&policies).expect("storable");
    assert_eq!(serde_json::from_str::<Policies>(&stored).expect("readable"), policies);
}

#[test]
fn what_a_municipality_gets_wrong_is_told_with_its_place() {
    let table = [
        ("quiet_hours: { from: \"20:70\" }", "`20:70` is no time of day"),
        // with the hour at which everybody's quiet hours end
        ("quiet_hours: { from: \"09:00\" }", "less than an hour"),
        ("quiet_hours: { from: \"00:00\", until: \"23:45\" }", "less than an hour"),
        ("quiet_hours: { until: \"07:00\" }", "later than `until`"),
        ("quiet_hours: { form: \"20:00\" }", "form"),
        ("ladders: { bijeenkomst: [] }", "has no rungs"),
        ("ladders: { bijeenkomst: [{ rung: nudge, after: 1d }] }", "must end with klantmanager"),
        ("ladders: { bijeenkomst: [{ rung: coach, after: 1d }] }", "must end with klantmanager"),
        ("ladders: { bijenkomst: [{ rung: klantmanager, after: 1d }] }", "`bijeenkomst`?"),
        ("ladder: { }", "ladder"),
    ];
    for (own, complaint) in table {
        let yaml = with_own(own);
        let problem = Policies::parse(&yaml).expect_err(own);
        assert!(problem.what.contains(complaint), "{own:?} gave {problem}");
        let line = 1 + yaml.lines().position(|line| line.contains(own)).expect("there");
        assert!(problem.line == line as u64 && problem.column > 0, "{own:?}: {problem}");
    }
}

#[test]
fn moments_are_ordered_by_their_lead_however_they_are_written() {
    let yaml = "format: 1\nreminders: { r: { for: [map], moments: {\
        a: { before: 2h, useful_until: 1h }, b: { before: 9d, useful_until: 1h },\
        d: { before: 1d, at: '18:00', useful_until: 1h },\
        c: { before: 1d, at: '09:00', useful_until: 1h } } } }";
    let policies = Policies::parse(yaml).expect("valid");
    let (_, moments) = policies.reminder_for(SessionKind::Map).expect("reminders");
    let keys: String = moments.iter().map(|m| m.key.as_str()).collect();
    assert_eq!(keys, "bcda");
}

#[test]
fn a_municipality_has_its_own_schedules_and_its_own_rules_for_who_is_looked_at() {
    let own = "high_risk: { unanswered: 1, at: eigen }\n    attention: { waiting_weeks: 4 }\n    \
               schedules:\n      check-in: { cron: \"0 0 15 * * Thu\", every_weeks: 6 }\n    \
               reminders: { map: { for: [map], moments: { eigen: { before: 2d, useful_until: 3h } } } }";
    let policies = Policies::parse(&with_own(own)).expect("valid");
    let theirs = policies.of("GM0321");
    assert_eq!(theirs.high_risk.as_ref().map(|rule| (rule.unanswered, rule.missed)), Some((1, 0)));
    assert_eq!(policies.high_risk_of("GM9999").map(|rule| rule.unanswered), Some(2));
    assert_eq!((theirs.attention.waiting_weeks, theirs.attention.no_progress_months), (4, 3));
    assert_eq!(policies.attention_of("GM9999").waiting_weeks, 8);
    assert_eq!(theirs.schedules["check-in"].every_weeks, 6);

    let runs: Vec<Run> = policies.runs().collect();
    let jobs: Vec<String> = runs.iter().map(Run::job).collect();
    assert_eq!(jobs, ["check-in", "check-in-gezin", "map-uren", "check-in@GM0321"]);
    for code in ["GM0321", "GM9999"] {
        let reached =
            runs.iter().filter(|run| run.name == "check-in" && policies.reaches(**run, code));
        let expected = if code == "GM0321" { "check-in@GM0321" } else { "check-in" };
        assert_eq!(reached.map(Run::job).collect::<Vec<_>>(), [expected], "one and no other");
        assert!(policies.reaches(runs[2], code), "what has no own form is everybody's");
    }
    assert_eq!(policies.of_nobody(&["GM9999".to_owned()]), ["GM0321"]);
    assert!(policies.of_nobody(&["GM0321".to_owned()]).is_empty());

    for (own, complaint) in [
        ("schedules: { chek-in: { cron: \"0 0 15 * * Thu\" } }", "did you mean `check-in`?"),
        ("high_risk: { unanswered: 1, at: 9d }", "no moment `9d`"),
        ("attention: { waiting_weeks: 0 }", "from 1 to"),
    ] {
        let problem = Policies::parse(&with_own(own)).expect_err(own);
        assert!(problem.what.contains(complaint) && problem.line > 0, "{own}: {problem}");
    }
}
