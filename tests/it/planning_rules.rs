//! The rules of planning that a municipality or a person chooses, and what an import says of plans that are
//! odd, as seen in the database afterwards.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::cli::import::{Kind, Outcome, Target, Task, import_watched};
use wegwijzer::clock::Clock;
use wegwijzer::dialog::content::Files;
use wegwijzer::dialog::shipped;
use wegwijzer::plan::local_time;
use wegwijzer::plan::policies::Policies;
use wegwijzer::store::gemeenten;
use wegwijzer::store::testing::{TestDb, each_database};

use crate::app::App;
use crate::support::rows::{number, texts};

fn evening() -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None)
}

fn with_policies(old: &str, new: &str) -> Files {
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    assert!(policies.contains(old), "{old}");
    *policies = policies.replace(old, new);
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn who_said_that_they_come_gets_no_reminder_that_is_for_others_only() {
    const WHY: &str = "SELECT p.klantnummer || ' ' || COALESCE(r.dropped_why, 'gegaan')
        FROM reminder r
        JOIN enrolment e ON e.id = r.enrolment_id
        JOIN person p ON p.id = e.person_id
        WHERE r.moment = '1d' ORDER BY p.klantnummer";
    let files = with_policies(
        "at: \"16:00\", useful_until: 3h }",
        "at: \"16:00\", useful_until: 3h, only_if_unanswered: true }",
    );
    for test in each_database().await {
        let app = App::at(&test, evening(), &files).await.with_people(2).await;
        app.passes(TimeDelta::hours(1)).await;
        let payload = app.payload(0, 0).unwrap();
        app.post(&app.tapped(0, &payload)).await;
        app.passes(TimeDelta::days(7)).await;
        assert_eq!(texts(&test.url, WHY).await, ["K0 beantwoord", "K1 gegaan"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_calls_who_answered_nothing_lately_and_nobody_else() {
    const CALLS: &str = "SELECT p.klantnummer || ' ' || s.number
        FROM task t
        JOIN person p ON p.mailbox_id = t.mailbox_id
        JOIN session s ON s.id = t.session_id
        WHERE t.kind = 'coach' AND t.reason = 'risico' ORDER BY p.klantnummer, s.number";
    let sessions = "\
PVT;avond;pvt;1;01-12-2026;19:00;22:00;B;P 4
PVT;avond;pvt;2;08-12-2026;19:00;22:00;B;P 4
PVT;avond;pvt;3;15-12-2026;19:00;22:00;B;P 4
";
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(2, sessions).await;
        // one of them answers at once, each time
        for _ in 0..3 {
            app.passes(TimeDelta::hours(1)).await;
            let payload = app.payload(0, 0).unwrap();
            app.post(&app.tapped(0, &payload)).await;
            app.passes(TimeDelta::days(7) - TimeDelta::hours(1)).await;
        }
        assert_eq!(texts(&test.url, CALLS).await, ["K1 2", "K1 3"]);
    }
}

struct Desk<'a> {
    test: &'a TestDb,
    gemeente: wegwijzer::ids::GemeenteId,
    policies: Policies,
    clock: Clock,
}

impl<'a> Desk<'a> {
    async fn of(test: &'a TestDb, policies: &str) -> Self {
        let clock = Clock::stepped(evening());
        let mut tx = test.db.begin().await.unwrap();
        let gemeente =
            gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        let policies = Policies::parse(policies).unwrap().of("GM9999").into_owned();
        Self { test, gemeente, policies, clock }
    }

    async fn import(&self, kind: Kind, file: &str, sure: bool, dry_run: bool) -> Outcome {
        let (gemeente, policies) = (self.gemeente, &self.policies);
        let target = Target { db: &self.test.db, gemeente, whatsapp: None, policies };
        let map = ColumnMap::default();
        let task = Task { kind, map: &map, dry_run, sure, calendar: None };
        import_watched(file.as_bytes(), task, target, &self.clock, async |_| {}).await.unwrap()
    }
}

fn told(outcome: &Outcome) -> String {
    let remarks = [&outcome.report.mistakes, &outcome.report.warnings];
    let lines = remarks.iter().flat_map(|remarks| &remarks.shown).map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

const SESSIONS: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n";
const ENROLMENTS: &str = "klantnummer;cursus;groep\n";
const SHIPPED: &str = include_str!("../../dialogs/policies.yaml");

#[tokio::test]
async fn reminders_come_at_the_hour_that_somebody_prefers_and_by_the_rules_of_their_municipality() {
    const PLANNED: &str = "
        SELECT p.klantnummer || ' ' || r.moment || ' ' || SUBSTR(CAST(r.due_at AS TEXT), 6, 5)
            || ' ' || SUBSTR(CAST(r.due_at AS TEXT), 12, 5)
        FROM reminder r
        JOIN enrolment e ON e.id = r.enrolment_id
        JOIN person p ON p.id = e.person_id
        WHERE r.dropped_at IS NULL ORDER BY p.klantnummer, r.due_at";
    let own = "format: 1\ngemeenten:\n  GM9999:\n    reminders:\n      eigen:\n        for: [pvt]\n        \
               moments:\n          2d: { before: 2d, at: \"12:00\", useful_until: 3h }\n          \
               2h: { before: 2h, useful_until: 15m }\n";
    let policies = SHIPPED.replacen("format: 1\n", own, 1);
    for test in each_database().await {
        let desk = Desk::of(&test, &policies).await;
        let people = "klantnummer;naam;taal;groep;voorkeurstijd\nA;A;nl;asiel;19:00\nB;B;nl;asiel;\n\
                      C;C;nl;asiel;23:15\n";
        desk.import(Kind::People, people, false, false).await;
        let session = format!("{SESSIONS}PVT;A;pvt;1;10-12-2026;14:00;16:00;B;P 4\n");
        desk.import(Kind::Sessions, &session, false, false).await;
        let all = format!("{ENROLMENTS}A;PVT;A\nB;PVT;A\nC;PVT;A\n");
        desk.import(Kind::Enrolments, &all, false, false).await;
        let planned = [
            "A 2d 12-08 18:00",
            "A 2h 12-10 11:00",
            "B 2d 12-08 11:00",
            "B 2h 12-10 11:00",
            // nobody is woken: the next morning leaves more than half of the time
            "C 2d 12-09 07:30",
            "C 2h 12-10 11:00",
        ];
        assert_eq!(texts(&test.url, PLANNED).await, planned);
    }
}

#[tokio::test]
async fn a_file_that_moves_very_many_sessions_asks_whether_that_is_meant() {
    const AT_TEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM session
        WHERE SUBSTR(CAST(starts_at AS TEXT), 12, 2) = '09'";
    let sessions = |begin: &str, end: &str, count: u32| {
        let row = |n: u32| format!("PVT;A;pvt;{n};{:02}-12-2026;{begin};{end};B;P 4\n", n);
        let rows: String = (1..=count).map(row).collect();
        format!("{SESSIONS}{rows}")
    };
    for test in each_database().await {
        let desk = Desk::of(&test, SHIPPED).await;
        desk.import(Kind::Sessions, &sessions("14:00", "16:00", 24), false, false).await;
        let moved = sessions("10:00", "12:00", 24);
        let asked = desk.import(Kind::Sessions, &moved, false, false).await;
        assert!(!asked.stored && told(&asked).contains("24 bijeenkomsten"), "{}", told(&asked));
        assert!(told(&asked).contains("--yes"));
        assert_eq!(number(&test.url, AT_TEN).await, 0);
        let tried = desk.import(Kind::Sessions, &moved, false, true).await;
        assert!(told(&tried).contains("24 bijeenkomst(en) krijgen een andere tijd"));
        assert!(tried.report.is_good() && !tried.stored && tried.changed == 24);
        let few = desk.import(Kind::Sessions, &sessions("10:00", "12:00", 3), false, false).await;
        assert!(few.stored && few.changed == 3, "{}", told(&few));
        let meant = desk.import(Kind::Sessions, &moved, true, false).await;
        assert!(meant.stored && meant.changed == 21, "{}", told(&meant));
        assert_eq!(number(&test.url, AT_TEN).await, 24);
    }
}

#[tokio::test]
async fn sessions_of_one_course_or_one_person_at_the_same_time_are_told() {
    for test in each_database().await {
        let desk = Desk::of(&test, SHIPPED).await;
        let people = "klantnummer;naam;taal;groep\nA;A;nl;asiel\nB;B;nl;asiel\n";
        desk.import(Kind::People, people, false, false).await;
        let row = |course: &str, number: u32, begin: &str, end: &str| {
            format!("{SESSIONS}{course};A;pvt;{number};10-12-2026;{begin};{end};B;P 4\n")
        };
        desk.import(Kind::Sessions, &row("PVT", 1, "14:00", "16:00"), false, false).await;
        desk.import(Kind::Sessions, &row("MAP", 1, "16:00", "18:00"), false, false).await;
        desk.import(Kind::Enrolments, &format!("{ENROLMENTS}A;PVT;A\nB;PVT;A\n"), false, false)
            .await;
        // one ends when the other begins: that is no overlap
        let good =
            desk.import(Kind::Enrolments, &format!("{ENROLMENTS}A;MAP;A\n"), false, false).await;
        assert_eq!(told(&good), "");
        let same =
            desk.import(Kind::Sessions, &row("PVT", 2, "15:30", "17:00"), false, false).await;
        let said = told(&same);
        assert!(said.contains("valt samen met nummer 1 van deze cursus"), "{said}");
        assert!(said.contains("1 deelnemer(s) zijn dan ook in een andere cursus"), "{said}");
        assert!(same.stored, "a warning stops nothing");
        let late =
            desk.import(Kind::Enrolments, &format!("{ENROLMENTS}B;MAP;A\n"), false, false).await;
        let said = told(&late);
        assert!(said.contains("klantnummer B: 1 bijeenkomst(en) vallen samen"), "{said}");
        let twice = desk
            .import(Kind::Enrolments, &format!("{ENROLMENTS}B;MAP;A\nB;map;a\n"), false, false)
            .await;
        assert!(told(&twice).contains("deze inschrijving staat ook in rij 2"), "{}", told(&twice));
    }
}
