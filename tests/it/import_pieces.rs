//! A large import is written in pieces: others write in between, a file with a mistake still stores
//! nothing, and one that broke off is finished by the same command, as if nothing had happened.

use std::fmt::Write as _;

use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::cli::import::{Kind as File, Step, Target, Task, import_watched};
use wegwijzer::clock::Clock;
use wegwijzer::crash_point::CRASH_AT;
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::store::Db;
use wegwijzer::store::gemeenten;
use wegwijzer::store::seal::Vault;
use wegwijzer::store::testing::each_database;

use super::support::program::Serve;
use super::support::rows::{change, number, texts};
use super::support::town::{Kind, PEOPLE, Town};
use super::support::until;

const HEAD: &str = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n";

fn people(count: usize) -> String {
    let mut file = String::from(PEOPLE);
    for n in 0..count {
        // every seventh has no number, so no address; two share one
        let number = if n % 7 == 0 { String::new() } else { format!("061{:07}", n.max(2)) };
        writeln!(file, "K-{n};Iemand {n};nl;{number};asiel;01-02-2026").unwrap();
    }
    file
}

fn sessions(count: usize) -> String {
    let mut file = String::from(HEAD);
    for n in 1..=count {
        writeln!(file, "PVT;avond;pvt;{n};{n:02}-02-2031;19:00;22:00;Buurthuis;Kerkplein 4")
            .unwrap();
    }
    file
}

fn enrolments(count: usize) -> String {
    let rows: String = (0..count).map(|n| format!("K-{n};PVT;avond\n")).collect();
    format!("klantnummer;cursus;groep\n{rows}")
}

/// Everything that another process sees while a file is imported: how far it is, and what it counts.
/// It also writes each time, which it could not while the import holds the database.
async fn looked_on(db: &Db, url: &str, kind: File, file: &str, dry: bool) -> Vec<(Step, i64)> {
    let clock = Clock::stepped("2027-06-01T10:00:00Z".parse().unwrap());
    let now = clock.civil();
    let content = Content::load(&shipped::files()).unwrap();
    let mut tx = db.begin().await.unwrap();
    let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
    tx.commit().await.unwrap();
    let other = Db::open(url, Vault::new(&[42; 32])).await.unwrap();
    let target = Target { db, gemeente, whatsapp: None, policies: &content.policies };
    let sql = match kind {
        File::People => "SELECT CAST(COUNT(*) AS BIGINT) FROM person",
        File::Sessions => "SELECT CAST(COUNT(*) AS BIGINT) FROM session",
        File::Enrolments => "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder",
    };
    let mut seen = Vec::new();
    let map = ColumnMap::default();
    let task = Task { kind, map: &map, dry_run: dry, sure: false, calendar: None };
    let done = import_watched(file.as_bytes(), task, target, &clock, async |step| {
        let mut tx = other.begin().await.unwrap();
        let code = format!("GM{:04}", seen.len());
        gemeenten::ensure(&mut tx, &code, "Elders", now).await.unwrap();
        tx.commit().await.unwrap();
        seen.push((step, number(url, sql).await));
    })
    .await
    .unwrap();
    other.close().await;
    assert_eq!(done.stored, !dry, "{}", done.in_words("file.csv".as_ref()));
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn others_write_between_the_pieces_of_an_import_and_see_each_whole() {
    for test in each_database().await {
        let look =
            async |kind, file: String| looked_on(&test.db, &test.url, kind, &file, false).await;
        let steps = look(File::People, people(600)).await;
        let done: Vec<usize> = steps.iter().map(|(step, _)| step.done).collect();
        assert_eq!(done, [0, 250, 500, 600]);
        assert!(steps.iter().all(|(step, seen)| step.of == 600 && *seen == step.done as i64));

        look(File::Sessions, sessions(5)).await;
        let steps = look(File::Enrolments, enrolments(600)).await;
        // a place and its twenty reminders: 47 of them in a piece
        assert_eq!(steps.len(), 1 + 600_usize.div_ceil(47));
        assert!(steps.iter().all(|(step, seen)| *seen == step.done as i64 * 20));

        // six hundred who are enrolled already hear of a new session too, in pieces after it
        look(File::Sessions, sessions(6)).await;
        let planned = "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder";
        assert_eq!(number(&test.url, planned).await, 600 * 24);
        for (kind, file) in [
            (File::People, people(600)),
            (File::Sessions, sessions(6)),
            (File::Enrolments, enrolments(600)),
        ] {
            look(kind, file).await;
        }
        assert_eq!(number(&test.url, planned).await, 600 * 24, "the same again changes nothing");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_of_many_pieces_stores_none_of_them() {
    for test in each_database().await {
        let steps = looked_on(&test.db, &test.url, File::People, &people(600), true).await;
        assert_eq!(steps.len(), 4);
        assert!(steps.iter().all(|(_, seen)| *seen == 0), "{steps:?}");
    }
}

/// Everything that an import leaves behind, but for ids and moments of storing.
const LEAVES: &[&str] = &[
    "SELECT p.klantnummer || '|' || p.name || '|' || p.group_kind || '|' || m.language
     FROM person p JOIN mailbox m ON m.id = p.mailbox_id ORDER BY 1",
    "SELECT p.klantnummer || '|' || a.kind || '|' || COALESCE(a.unreachable_code, '-')
     FROM address a JOIN person p ON p.id = a.person_id ORDER BY 1",
    "SELECT c.name || '|' || s.number || '|' || s.version || '|' || CAST(s.starts_at AS TEXT)
     FROM session s JOIN course c ON c.id = s.course_id ORDER BY 1",
    "SELECT p.klantnummer || '|' || s.number || '|' || r.session_version || '|' || r.moment || '|'
         || CAST(r.due_at AS TEXT) || '|' || COALESCE(r.dropped_why, '-')
     FROM reminder r JOIN enrolment e ON e.id = r.enrolment_id
     JOIN person p ON p.id = e.person_id JOIN session s ON s.id = r.session_id ORDER BY 1",
    "SELECT p.klantnummer || '|' || t.kind || '|' || t.desk
     FROM task t JOIN person p ON p.mailbox_id = t.mailbox_id ORDER BY 1",
    "SELECT act || '|' || CAST(detail AS TEXT) FROM audit_entry ORDER BY 1",
];

async fn left_by(town: &Town) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for sql in LEAVES {
        all.push(texts(&town.database, sql).await);
    }
    all
}

/// Imports, dying at `at`; the same command again must finish it.
async fn import_dying(town: &Town, kind: &str, body: &str, at: Option<&str>) {
    let file = town.file(&format!("{kind}.csv"), body);
    if let Some(at) = at {
        let with = [(CRASH_AT, at.to_owned())];
        let args = ["import", kind, &file];
        let mut died = Serve::spawn_as(town.folder(), "import.log", &args, &with);
        let status = until("the import dies", async || died.ended()).await;
        assert!(!status.success() && died.log().contains("crash point: "), "{at}: {}", died.log());
    }
    town.run(&["import", kind, &file]).await.ok();
}

async fn live(
    kind: Kind,
    [person, session, enrolment, more]: [Option<&str>; 4],
) -> Vec<Vec<String>> {
    let town = Town::new(kind).await;
    import_dying(&town, "people", &people(600), person).await;
    import_dying(&town, "sessions", &sessions(5), session).await;
    import_dying(&town, "enrolments", &enrolments(300), enrolment).await;
    import_dying(&town, "sessions", &sessions(6), more).await;
    left_by(&town).await
}

async fn dies_anywhere(kind: Kind) {
    let undisturbed = live(kind, [None; 4]).await;
    assert_eq!(undisturbed[0].len(), 600);
    assert_eq!(undisturbed[3].len(), 300 * 24);
    assert!(undisturbed.iter().all(|lines| !lines.is_empty()));
    for at in [
        [
            Some("before import: a piece#2"),
            Some("before import: a piece"),
            Some("before import: a piece#3"),
            Some("before import: what was left"),
        ],
        [
            Some("after import: a piece#2"),
            Some("after import: a piece"),
            Some("after import: a piece#4"),
            Some("after import: what was left"),
        ],
        [None, None, None, Some("after import: a piece")],
    ] {
        assert!(live(kind, at).await == undisturbed, "after {at:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_dies_between_pieces_is_finished_by_the_same_command() {
    dies_anywhere(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_dies_between_pieces_is_finished_by_the_same_command_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        dies_anywhere(Kind::Postgres).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_the_last_piece_stores_nothing_of_the_first() {
    let town = Town::new(Kind::Sqlite).await;
    let wrong = people(900).replace("K-899;Iemand 899;nl", "K-899;;nl");
    let file = town.file("people.csv", wrong);
    assert_eq!(town.run(&["import", "people", &file]).await.code, 1);
    assert_eq!(town.count("SELECT CAST(COUNT(*) AS BIGINT) FROM person").await, 0);
    town.import("people", &people(900)).await;
    town.import("sessions", &sessions(5)).await;
    let wrong = enrolments(900).replace("K-899;", "K-900;");
    let file = town.file("enrolments.csv", wrong);
    let said = town.run(&["import", "enrolments", &file]).await;
    assert_eq!(said.code, 1);
    assert!(said.out.contains("K-900"), "{}", said.out);
    assert_eq!(town.count("SELECT CAST(COUNT(*) AS BIGINT) FROM enrolment").await, 0);
}

/// The second piece cannot be written.
const BREAKS: &str = "
    CREATE TRIGGER breaks BEFORE INSERT ON person WHEN NEW.klantnummer = 'K-400'
    BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END";

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_breaks_off_tells_what_it_stored_and_every_warning_so_far() {
    for json in [false, true] {
        let town = Town::new(Kind::Sqlite).await;
        let file = town.file("people.csv", people(600));
        town.run(&["import", "people", &file, "--dry-run"]).await.ok();
        change(&town.database, BREAKS).await;
        let args = ["import", "people", file.as_str(), "--json"];
        let said = town.run(&args[..if json { 4 } else { 3 }]).await;
        assert_eq!(said.code, 2, "{}{}", said.out, said.err);
        assert!(said.err.contains("het inlezen brak af na 250 van 600 rijen"), "{}", said.err);
        assert_eq!(town.count("SELECT CAST(COUNT(*) AS BIGINT) FROM person").await, 250);
        if json {
            let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
            assert_eq!((&told["new"], &told["stored"]), (&250.into(), &true.into()), "{told}");
            assert_eq!(told["broke_off"], serde_json::json!({ "done": 250, "of": 600 }), "{told}");
            assert!(said.out.contains("dit nummer staat ook in rij 3"), "{told}");
        } else {
            assert!(said.out.contains("250 rijen: 250 nieuw"), "{}", said.out);
            assert!(said.out.contains("dit nummer staat ook in rij 3"), "{}", said.out);
        }
        change(&town.database, "DROP TRIGGER breaks").await;
        let said = town.run(&["import", "people", &file]).await.ok();
        assert!(said.contains("350 nieuw, 0 gewijzigd, 250 ongewijzigd"), "{said}");
    }
}
