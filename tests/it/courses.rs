//! Courses as practice needs them: a missed lesson is caught up with another group, a full group has a
//! waiting list, hours add up, and an interpreter is confirmed or cancelled in time.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use wegwijzer::acts::import::calendar::CalendarOf;
use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::acts::note_presence::note_presence;
use wegwijzer::cli::import::{Kind, Target, Task, import_watched};
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::ids::{EnrolmentId, SessionId, StaffId};
use wegwijzer::plan::local_time;
use wegwijzer::store::board::Viewer;
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::trade::course::{Presence, SessionKind};
use wegwijzer::trade::staff::Role;

use crate::app::App;
use crate::support::rows::{change, ids, number, texts};

const HEAD: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;plaatsen\n";
const EXPECTED: &str = "
    SELECT p.klantnummer || ' ' || c.group_name || ' ' || s.number
    FROM catch_up k
    JOIN enrolment e ON e.id = k.enrolment_id
    JOIN person p ON p.id = e.person_id
    JOIN session s ON s.id = k.session_id
    JOIN course c ON c.id = s.course_id
    WHERE k.chosen_at IS NOT NULL AND k.ended_at IS NULL
    ORDER BY p.klantnummer";
const TASKS: &str = "
    SELECT p.klantnummer || ' ' || t.kind || COALESCE(' ' || t.reason, '')
    FROM task t
    JOIN person p ON p.mailbox_id = t.mailbox_id
    WHERE t.closed_at IS NULL
    ORDER BY p.klantnummer, t.kind";

/// What answered the person K0, in the order in which it may leave.
const ANSWERED: &str = "
    SELECT o.text_id
    FROM outbox o
    JOIN person p ON p.mailbox_id = o.mailbox_id
    WHERE p.klantnummer = 'K0' AND o.lane = 0 AND o.part_no = 0
    ORDER BY o.seq";

/// Notes the marks of the session in group `avond` with this number, in the order of klantnummers.
async fn note(app: &App, test: &TestDb, number: i64, marks: &[Presence]) {
    let sessions = ids(
        &test.url,
        "SELECT s.id FROM session s JOIN course c ON c.id = s.course_id
         WHERE c.group_name = 'avond' ORDER BY s.number",
    )
    .await;
    let places = ids(
        &test.url,
        "SELECT e.id FROM enrolment e JOIN person p ON p.id = e.person_id
         JOIN course c ON c.id = e.course_id WHERE c.group_name = 'avond' ORDER BY p.klantnummer",
    )
    .await;
    let at = usize::try_from(number - 1).unwrap();
    let marks: BTreeMap<EnrolmentId, Presence> =
        places.into_iter().map(EnrolmentId).zip(marks.iter().copied()).collect();
    let content = Content::load(&shipped::files()).unwrap();
    let staff = ids(&test.url, "SELECT id FROM staff ORDER BY id").await;
    let staff = match staff.first() {
        Some(id) => StaffId(*id),
        None => {
            change(
                &test.url,
                "INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
                 SELECT id, id, 'Karin', 'karin@voorbeeld.example', 'klantmanager', created_at
                 FROM gemeente",
            )
            .await;
            StaffId(app.gemeente.0)
        }
    };
    let by = Viewer {
        gemeente: app.gemeente,
        staff,
        role: Role::Klantmanager,
        today: chrono::NaiveDate::default(),
    };
    let mut tx = app.db.begin().await.unwrap();
    let session = (SessionId(sessions[at]), &marks);
    note_presence(&mut tx, &content, session, by, app.clock.civil()).await.unwrap();
    tx.commit().await.unwrap();
    app.settle().await;
}

/// The last two messages, the newest first.
fn last_words(app: &App, n: usize) -> String {
    let sent = app.phone(n);
    let last: Vec<&str> = sent.iter().rev().take(2).map(|sent| sent.body.as_str()).collect();
    last.join("\n")
}

async fn tap(app: &App, n: usize, index: usize) {
    let payload = app.payload(n, index).unwrap();
    app.post(&app.tapped(n, &payload)).await;
    app.settle().await;
}

/// Two people whose own group meets on 1 December; two other groups have the same lesson later.
async fn town(test: &TestDb) -> App {
    let own = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
    let app = App::on(test).await.with_people_in(2, own).await;
    let others = format!(
        "{HEAD}PVT;laat;pvt;1;15-12-2026;19:00;22:00;Bibliotheek;Plein 1;1\n\
         PVT;vroeg;pvt;1;10-12-2026;09:00;12:00;Stadhuis;Markt 1;\n"
    );
    app.bring_in(Kind::Sessions, &others).await;
    // the evening is over
    app.passes(TimeDelta::days(7) + TimeDelta::hours(5)).await;
    app
}

/// Who got every reminder hears of a missed lesson on the fourth day: the contact budget has room then.
const HEARD_OF_IT: TimeDelta = TimeDelta::hours(4 * 24 - 8);

#[tokio::test(flavor = "multi_thread")]
async fn who_missed_a_lesson_chooses_the_same_one_in_another_group_and_is_reminded_of_it() {
    for test in each_database().await {
        let app = town(&test).await;
        note(&app, &test, 1, &[Presence::Afwezig, Presence::Aanwezig]).await;
        app.passes(HEARD_OF_IT).await;
        tap(&app, 0, 0).await;
        let offered = last_words(&app, 0);
        // both are answers, so the thanks keep their place before the offer, whatever becomes of either
        assert_eq!(texts(&test.url, ANSWERED).await, ["gemist-inhalen", "inhalen-twee"]);
        let (offer, thanks) = offered.split_once("Fijn").expect("thanks");
        assert!(offer.contains("15 december") && !thanks.contains("december"), "{offered}");
        // the evening group goes first, although its lesson is later
        let (first, second) = (offered.find("15 december"), offered.find("10 december"));
        assert!(first.is_some() && first < second, "{offered}");
        assert!(offered.contains("Bibliotheek"), "{offered}");
        tap(&app, 0, 0).await;
        assert!(last_words(&app, 0).contains("genoteerd"), "{}", last_words(&app, 0));
        assert_eq!(texts(&test.url, EXPECTED).await, ["K0 laat 1"]);
        let held = "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance a
            JOIN catch_up k ON k.enrolment_id = a.enrolment_id AND k.session_id = a.session_id
            WHERE a.intent = 'komt'";
        assert_eq!(number(&test.url, held).await, 1);
        let before = app.phone(0).len();
        app.passes(TimeDelta::days(13)).await;
        let reminded = app.phone(0)[before..].iter().map(|s| s.body.clone()).collect::<Vec<_>>();
        assert!(reminded.iter().any(|body| body.contains("Bibliotheek")), "{reminded:#?}");
        assert!(texts(&test.url, TASKS).await.iter().all(|task| !task.contains("inhalen")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_after_a_lesson_waits_for_the_contact_budget_and_is_told_as_it_is_noted_by_then() {
    const BEGUN: &str = "
        SELECT p.klantnummer || ' ' || COALESCE(b.dropped_why, 'begun')
        FROM bot_start b JOIN person p ON p.mailbox_id = b.mailbox_id
        WHERE b.session_id IS NOT NULL AND (b.begun_at IS NOT NULL OR b.dropped_at IS NOT NULL)
        ORDER BY p.klantnummer";
    for test in each_database().await {
        let own = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        let app = App::on(&test).await.with_people_in(3, own).await;
        app.passes(TimeDelta::hours(1)).await;
        // says "I come": the notice of two hours before costs nothing, so there is room
        tap(&app, 0, 0).await;
        app.passes(TimeDelta::days(7) + TimeDelta::hours(4)).await;
        note(&app, &test, 1, &[Presence::Aanwezig, Presence::Afwezig, Presence::Afwezig]).await;
        app.passes(TimeDelta::hours(16)).await;
        // the others had three reminders in seven days
        assert_eq!(texts(&test.url, BEGUN).await, ["K0 begun"]);
        let before = app.phone(1).len();
        // the trainer saw it wrong
        note(&app, &test, 1, &[Presence::Aanwezig, Presence::Aanwezig, Presence::Afwezig]).await;
        change(
            &test.url,
            "UPDATE enrolment SET ended_at = (SELECT MIN(ends_at) FROM session)
             WHERE person_id = (SELECT id FROM person WHERE klantnummer = 'K2')",
        )
        .await;
        app.passes(TimeDelta::days(3)).await;
        assert_eq!(texts(&test.url, BEGUN).await, ["K0 begun", "K1 begun", "K2 vervallen"]);
        let words: Vec<String> = app.phone(1)[before..].iter().map(|s| s.body.clone()).collect();
        assert!(words.iter().any(|body| body.contains("fijn dat u bij de les")), "{words:#?}");
        assert!(!words.iter().any(|body| body.contains("gemist")), "{words:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_was_taken_meanwhile_is_not_promised_and_what_is_left_is_offered() {
    for test in each_database().await {
        let app = town(&test).await;
        note(&app, &test, 1, &[Presence::Afwezig, Presence::Afwezig]).await;
        app.passes(HEARD_OF_IT).await;
        tap(&app, 0, 0).await;
        tap(&app, 1, 0).await;
        // one place is left in the evening group, and both want it
        tap(&app, 0, 0).await;
        tap(&app, 1, 0).await;
        assert_eq!(texts(&test.url, EXPECTED).await, ["K0 laat 1"]);
        let told: Vec<String> = app.phone(1).iter().map(|sent| sent.body.clone()).collect();
        assert!(told.iter().any(|body| body.contains("net vol")), "{told:#?}");
        tap(&app, 1, 0).await;
        assert_eq!(texts(&test.url, EXPECTED).await, ["K0 laat 1", "K1 vroeg 1"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_group_has_a_place_a_colleague_looks_for_a_day() {
    for test in each_database().await {
        let own = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        let app = App::on(&test).await.with_people_in(1, own).await;
        app.passes(TimeDelta::days(7) + TimeDelta::hours(5)).await;
        note(&app, &test, 1, &[Presence::Afwezig]).await;
        app.passes(HEARD_OF_IT).await;
        tap(&app, 0, 0).await;
        let tasks = texts(&test.url, TASKS).await;
        assert!(tasks.contains(&"K0 inhalen".to_owned()), "{tasks:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_needs_another_day_is_offered_one_before_the_lesson_is_missed() {
    for test in each_database().await {
        let own = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        let app = App::on(&test).await.with_people_in(1, own).await;
        let other = format!("{HEAD}PVT;laat;pvt;1;15-12-2026;19:00;22:00;Bibliotheek;Plein 1;\n");
        app.bring_in(Kind::Sessions, &other).await;
        app.passes(TimeDelta::hours(1)).await;
        tap(&app, 0, 1).await; // cannot come
        tap(&app, 0, 2).await; // has to work
        tap(&app, 0, 0).await; // another day would help
        assert!(last_words(&app, 0).contains("15 december"), "{}", last_words(&app, 0));
        tap(&app, 0, 0).await;
        assert_eq!(texts(&test.url, EXPECTED).await, ["K0 laat 1"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pvt_that_is_over_with_too_few_hours_is_work_once() {
    let sessions = "\
PVT;avond;pvt;1;01-12-2026;18:00;22:00;B;P 4
PVT;avond;pvt;2;08-12-2026;18:00;22:00;B;P 4
PVT;avond;pvt-ondertekening;3;15-12-2026;18:00;22:00;B;P 4
";
    const SHORT: &str =
        "SELECT p.klantnummer FROM task t JOIN person p ON p.mailbox_id = t.mailbox_id
        WHERE t.reason = 'pvt-uren' ORDER BY p.klantnummer";
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(2, sessions).await;
        app.passes(TimeDelta::days(7) + TimeDelta::hours(5)).await;
        note(&app, &test, 1, &[Presence::Aanwezig, Presence::Aanwezig]).await;
        app.passes(TimeDelta::days(7)).await;
        note(&app, &test, 2, &[Presence::Aanwezig, Presence::Afwezig]).await;
        app.passes(TimeDelta::days(7)).await;
        note(&app, &test, 3, &[Presence::Aanwezig, Presence::Aanwezig]).await;
        assert_eq!(
            texts(&test.url, SHORT).await,
            Vec::<String>::new(),
            "somebody may still note it"
        );
        app.passes(TimeDelta::days(9)).await;
        assert_eq!(texts(&test.url, SHORT).await, ["K1"]);
        change(&test.url, "UPDATE task SET closed_at = opened_at WHERE reason = 'pvt-uren'").await;
        app.passes(TimeDelta::days(3)).await;
        assert_eq!(texts(&test.url, SHORT).await, ["K1"], "no second task");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sessions_missed_without_a_word_are_a_reason_for_the_coach_to_call() {
    let sessions = "\
PVT;avond;pvt;1;01-12-2026;19:00;22:00;B;P 4
PVT;avond;pvt;2;08-12-2026;19:00;22:00;B;P 4
PVT;avond;pvt;3;15-12-2026;19:00;22:00;B;P 4
";
    const CALLS: &str = "SELECT p.klantnummer || ' ' || s.number || ' ' || t.reason
        FROM task t
        JOIN person p ON p.mailbox_id = t.mailbox_id
        JOIN session s ON s.id = t.session_id
        WHERE t.kind = 'coach' AND t.reason LIKE 'risico%' ORDER BY p.klantnummer, s.number";
    // silence alone is no reason here
    let mut files = shipped::files();
    let policies = files.get_mut("dialogs/policies.yaml").unwrap();
    *policies = policies.replacen("unanswered: 2,", "unanswered: 90,", 1);
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let now = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
    for test in each_database().await {
        let app = App::at(&test, now, &files).await.with_people_in(2, sessions).await;
        app.passes(TimeDelta::days(7) + TimeDelta::hours(5)).await;
        note(&app, &test, 1, &[Presence::Afwezig, Presence::Aanwezig]).await;
        app.passes(TimeDelta::days(7)).await;
        assert_eq!(texts(&test.url, CALLS).await, Vec::<String>::new(), "one may happen");
        note(&app, &test, 2, &[Presence::Afwezig, Presence::Afwezig]).await;
        app.passes(TimeDelta::days(6)).await;
        assert_eq!(texts(&test.url, CALLS).await, ["K0 3 risico-gemist"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interpreter_is_a_question_for_a_colleague_some_days_before_with_who_comes() {
    const ASKED: &str = "SELECT t.reason FROM task t WHERE t.kind = 'tolk' ORDER BY t.opened_at";
    for test in each_database().await {
        let own = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        // the third speaks Arabic
        let app = App::on(&test).await.with_people_in(3, own).await;
        let booked = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres;tolk;tolk_dagen;\
                      kinderopvang;reistip\nPVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;\
                      Kerkplein 4;Arabisch;4;ja;bus 5, halte Markt\n";
        app.bring_in(Kind::Sessions, booked).await;
        app.passes(TimeDelta::hours(1)).await;
        tap(&app, 2, 0).await;
        let told = app.phone(2).iter().map(|sent| sent.body.clone()).collect::<Vec<_>>().join("\n");
        for fact in ["kinderopvang", "tolk voor uw taal", "bus 5"] {
            assert!(told.contains(fact), "{fact}: {told}");
        }
        tap(&app, 0, 0).await;
        let told = app.phone(0).iter().map(|sent| sent.body.clone()).collect::<Vec<_>>().join("\n");
        assert!(told.contains("kinderopvang") && !told.contains("tolk voor"), "{told}");
        assert_eq!(texts(&test.url, ASKED).await, Vec::<String>::new());
        app.passes(TimeDelta::days(4)).await;
        assert_eq!(texts(&test.url, ASKED).await, ["tolk-ar-1-0-0"]);
        app.passes(TimeDelta::days(2)).await;
        assert_eq!(
            number(&test.url, "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'tolk'")
                .await,
            1
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_moves_and_cancels_what_it_brought_and_the_same_file_changes_nothing() {
    const STANDS: &str = "
        SELECT s.number || ' ' || SUBSTR(CAST(s.starts_at AS TEXT), 6, 11) || ' ' || s.place
            || CASE WHEN s.cancelled_at IS NULL THEN '' ELSE ' afgezegd' END
        FROM session s ORDER BY s.number";
    let file = |second: &str, third: &str| {
        let event = |uid: &str, start: &str, more: &str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Les voor Amina\r\nLOCATION:Bieb\\, Plein 1\r\n\
                 DTSTART;TZID=Europe/Amsterdam:{start}\r\nDURATION:PT2H\r\n{more}END:VEVENT\r\n"
            )
        };
        let (a, b) = (event("a", "20261201T190000", ""), event("b", second, ""));
        let c = event("c", "20261215T190000", third);
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{a}{b}{c}END:VCALENDAR\r\n")
    };
    for test in each_database().await {
        let app = App::on(&test).await;
        let bring = async |file: &str| {
            let content = Content::load(&shipped::files()).unwrap();
            let policies = &content.policies;
            let target = Target { db: &app.db, gemeente: app.gemeente, whatsapp: None, policies };
            let (course, group) = ("PVT".to_owned(), "avond".to_owned());
            let of = CalendarOf { course, group, kind: SessionKind::Pvt };
            let (kind, map, calendar) = (Kind::Sessions, ColumnMap::default(), Some(&of));
            let task = Task { kind, map: &map, dry_run: false, sure: false, calendar };
            let done = import_watched(file.as_bytes(), task, target, &app.clock, async |_| {});
            let done = done.await.unwrap();
            assert!(done.stored, "{}", done.in_words("groep.ics".as_ref()));
            (done.new, done.changed, done.unchanged)
        };
        let first = file("20261208T190000", "");
        assert_eq!(bring(&first).await, (3, 0, 0));
        assert_eq!(bring(&first).await, (0, 0, 3));
        assert_eq!(bring(&file("20261209T193000", "STATUS:CANCELLED\r\n")).await, (0, 2, 1));
        let stands = texts(&test.url, STANDS).await;
        assert_eq!(stands.len(), 3, "{stands:?}");
        assert!(
            stands[0].starts_with("1 12-01") && stands[0].ends_with("18:00 Bieb"),
            "{stands:?}"
        );
        assert!(
            stands[1].starts_with("2 12-09") && stands[1].ends_with("18:30 Bieb"),
            "{stands:?}"
        );
        assert!(stands[2].ends_with("afgezegd"), "{stands:?}");
        // a calendar that does not know of the change any more brings nothing back
        assert_eq!(bring(&file("20261209T193000", "STATUS:CANCELLED\r\n")).await, (0, 0, 3));
    }
}
