//! The program dies just before and just after every commit of its loops, each in turn, and is
//! started again: in the end all is as if nothing had happened.
//!
//! The points are found in the source, so that one that is added is tried too, and a commit
//! without one is a failure.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use wegwijzer::acts::conversation::reply::{Reply, reply, words};
use wegwijzer::cli::import::Kind as File;
use wegwijzer::cli::rehearsal::REHEARSAL;
use wegwijzer::clock::{Clock, Rehearsal};
use wegwijzer::crash_point::CRASH_AT;
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::ids::StaffMessageId;
use wegwijzer::message::ChannelKind::Telegram;
use wegwijzer::sandbox::{SentFile, Settings};
use wegwijzer::store::board::Viewer;
use wegwijzer::store::staff::{self, NewStaff};
use wegwijzer::store::{Db, people};
use wegwijzer::trade::person::Language;
use wegwijzer::trade::staff::Role;

use super::support::found::{bring_in, first_open, gemeente, link_chats};
use super::support::program::Serve;
use super::support::rows::{change, number};
use super::support::town::{Kind, PEOPLE, Phone, Town};

/// What who has quiet messages sees first.
const NEUTRAL: &str = "er is een bericht voor u";
const QUESTION: &str = "u hebt PVT-les";
const REASON: &str = "Wat is de reden?";
/// What a colleague writes.
const NOW: &str = "Ik help u vandaag.";
const LATER: &str = "Tot straks.";
const THANKS: &str = "Dank u, nu weten wij het";
const AGAIN: &str = "Wij sturen dit nog een keer";
const PATIENCE: Duration = Duration::from_secs(90);
/// A lease of a minute is over after two seconds.
const MACHINE_SPEED: f64 = 30.0;

/// Nobody waits ten minutes for sweeping in a test, nor for the night in which old things go; there is no
/// mail server (`work/mail.rs` has its own tests), a turn is given back at the end only, replaying is
/// a command, no channel is paused until its messages are worthless, the folders can be read and hold no recording,
/// and nothing is published on the way.
const NOT_REACHED: &[&str] = &[
    "due: swept",
    "poll_telegram: a turn given back",
    "deliver: given up",
    "replay: offered again",
    "fetch_media: nothing left",
    "watch_files: trouble noted",
    "recordings: kept",
    "carry_over: taken along",
    "mail: queued",
    "mail: claimed",
    "mail: ended",
    "retention: a piece",
    "reports: a day",
    "unread: told",
];
/// Reached where several processes take turns in asking for updates.
const POLLING: &str = "poll_telegram";
/// Reached only by a start that finds what a dead one left in hand: tried by a second crash.
const AFTER_A_CRASH: &[&str] = &["deliver: in doubt"];

/// What stays when all is over.
#[derive(Debug, PartialEq)]
struct Outcome {
    /// Per phone: what it shows, without the marks of repeats.
    shown: Vec<Vec<String>>,
    /// Rows per statement of [`STAYS`].
    rows: Vec<i64>,
}

const STAYS: &[&str] = &[
    "SELECT CAST(COUNT(*) AS BIGINT) FROM answer",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance WHERE intent = 'komt-niet' AND reason = 'ziek'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM history",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind = 'chose'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'accepted'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state <> 'accepted'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE parked_at IS NOT NULL",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'storing'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'kan-niet'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM reminder WHERE fired_at IS NOT NULL",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM content_revision",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM history WHERE kind = 'sent'",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE fetched_at IS NOT NULL",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM covered_message WHERE opened_at IS NOT NULL",
    "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_message WHERE ended_how = 'queued'",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_commit_changes_nothing_in_the_end() {
    crash_everywhere(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_at_any_commit_changes_nothing_in_the_end_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        crash_everywhere(Kind::Postgres).await;
    }
}

async fn crash_everywhere(kind: Kind) {
    let undisturbed = live(kind, Vec::new()).await;
    assert!(undisturbed.rows.iter().enumerate().all(|(n, rows)| n == 5 || *rows > 0));
    let mut crashes = Vec::new();
    for name in points() {
        for when in ["before", "after"] {
            let point = format!("{when} {name}");
            match name.as_str() {
                _ if NOT_REACHED.contains(&name.as_str()) => {}
                _ if name.starts_with(POLLING) && kind == Kind::Sqlite => {}
                _ if AFTER_A_CRASH.contains(&name.as_str()) => {
                    crashes.push(vec!["after deliver: claimed".to_owned(), point]);
                }
                _ => crashes.push(vec![point]),
            }
        }
    }
    assert!(crashes.len() >= 16, "{crashes:?}");
    let lives = crashes.into_iter().map(|at| async move { (at.clone(), live(kind, at).await) });
    let mut lives = stream::iter(lives).buffer_unordered(4);
    while let Some((at, outcome)) = lives.next().await {
        assert_eq!(outcome, undisturbed, "after a crash {at:?}");
    }
}

/// A reminder, open and behind a quiet message, its answers, a voice note, an event that cannot be handled, and what a
/// colleague writes, now and for later; the program dies at each of `at`, in that order.
async fn live(kind: Kind, at: Vec<String>) -> Outcome {
    let began = Clock::system().machine();
    let rehearsal = Rehearsal {
        began,
        civil: "2026-11-24T10:00:00Z".parse().unwrap(),
        until: "2026-11-25T10:00:00Z".parse().unwrap(),
        civil_speed: 1.0,
        machine_speed: MACHINE_SPEED,
    };
    let polls = at.iter().any(|point| point.contains(POLLING));
    let updates = if polls { "polling" } else { "webhook" };
    let town = Town::played(kind, updates, Settings::new(Clock::rehearsed(rehearsal))).await;
    let mut phones = found(&town).await;
    let written_to = phones.pop().expect("the last");
    let mut service = Service { town: &town, rehearsal, at, serve: None, crashes: 0 };
    let wanted = service.at.len();
    let quiet = &phones[2];
    let neutral = service.until(NEUTRAL, async || shown(quiet, NEUTRAL)).await;
    assert!(town.sandbox.tap(quiet.id(), &neutral, 0).await);
    for (words, choice) in [(QUESTION, 1), (REASON, 0)] {
        for phone in &phones {
            let bubble = service.until(words, async || shown(phone, words)).await;
            assert!(town.sandbox.tap(phone.id(), &bubble, choice).await);
        }
    }
    for phone in &phones {
        service.until(THANKS, async || shown(phone, THANKS)).await;
    }
    for words in [NOW, LATER] {
        service.until(words, async || shown(&written_to, words)).await;
    }
    service.must_run();
    phones[0].sends(SentFile::voice("gesproken woorden")).await;
    service
        .until("all is done", async || {
            // in this order: what was on its way is in the database once the sandbox is idle
            let done = town.sandbox.is_idle()
                && number(&town.database, UNFINISHED).await == 0
                && number(&town.database, STAYS[6]).await == 1;
            done.then_some(())
        })
        .await;
    service.must_have_died(wanted).await;
    if let Some(mut serve) = service.serve.take() {
        serve.is_ready(&town.url()).await;
        assert!(serve.terminate().await.0.success());
    }
    let mut rows = Vec::new();
    for sql in STAYS {
        rows.push(number(&town.database, sql).await);
    }
    phones.push(written_to);
    Outcome { shown: phones.iter().map(once).collect(), rows }
}

/// What a phone shows, each thing once: a repeat must say that it is one.
fn once(phone: &Phone) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for bubble in phone.received() {
        match bubble.text.split_once('\n') {
            Some((first, rest)) if first.starts_with(AGAIN) => {
                if !texts.iter().any(|text| text == rest) {
                    texts.push(rest.to_owned());
                }
            }
            _ => texts.push(bubble.text),
        }
    }
    texts
}

fn shown(phone: &Phone, words: &str) -> Option<String> {
    phone.received().into_iter().find(|b| b.text.contains(words)).map(|b| b.id)
}

/// The program, started again whenever it died.
struct Service<'a> {
    town: &'a Town,
    rehearsal: Rehearsal,
    at: Vec<String>,
    serve: Option<Serve>,
    crashes: usize,
}

impl Service<'_> {
    async fn until<T>(&mut self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            self.must_run();
            if let Some(seen) = look().await {
                return seen;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}, crash {:?}", self.at);
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// The last thing that it did may also have been the last that was to do.
    async fn must_have_died(&mut self, times: usize) {
        let begun = Instant::now();
        while self.crashes < times {
            assert!(begun.elapsed() < PATIENCE, "{:?} is never reached", self.at);
            tokio::time::sleep(Duration::from_millis(25)).await;
            self.must_run();
        }
    }

    fn must_run(&mut self) {
        if let Some(serve) = &mut self.serve {
            let Some(status) = serve.ended() else { return };
            let crashed = self.crashes < self.at.len()
                && serve.log().contains(&format!("crash point: {}", self.at[self.crashes]));
            assert!(crashed, "serve ended by itself: {status}, crash {:?}", self.at);
            self.crashes += 1;
        }
        let mut with = vec![(REHEARSAL, serde_json::to_string(&self.rehearsal).unwrap())];
        with.extend(self.at.get(self.crashes).map(|at| (CRASH_AT, at.clone())));
        self.serve = Some(Serve::spawn(self.town.folder(), "serve.log", &with));
    }
}

async fn found(town: &Town) -> Vec<Phone> {
    let db = first_open(town).await;
    let people = "T-0;Amina Voorbeeld;nl;;asiel;\nT-1;Yusuf Voorbeeld;nl;;gezin;\n\
                  T-2;Selam Voorbeeld;nl;;gezin;\nT-3;Omar Voorbeeld;nl;;asiel;\n";
    bring_in(town, &db, File::People, &format!("{PEOPLE}{people}")).await;
    let chats = ["5550000", "5550001", "5550002", "5550003"].map(str::to_owned);
    let linked: Vec<_> = (0..4).map(|n| (format!("T-{n}"), chats[n].clone())).collect();
    link_chats(town, &db, &linked).await;
    let sessions = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                    PVT;avond;pvt;1;26-11-2026;12:00;14:00;Bibliotheek;Marktplein 1\n";
    bring_in(town, &db, File::Sessions, sessions).await;
    let enrolments = "klantnummer;cursus;groep\nT-0;PVT;avond\nT-1;PVT;avond\nT-2;PVT;avond\n";
    bring_in(town, &db, File::Enrolments, enrolments).await;
    write(town, &db).await;
    db.close().await;
    // nobody can read this: it is tried alone, five times, and set aside
    change(&town.database, POISON).await;
    change(&town.database, COVER).await;
    (0..4).map(|n| town.phone_in_use(&format!("t{n}"), Telegram, &chats[n])).collect()
}

/// A colleague writes to T-3, before anybody serves: now, and for in a moment.
async fn write(town: &Town, db: &Db) {
    let now = town.played.clock.civil();
    let gemeente = gemeente(town, db).await;
    let content = Content::load(&shipped::files()).unwrap();
    let mut tx = db.begin().await.unwrap();
    let new = NewStaff { gemeente, name: "Fatma", email: "f@x.nl", role: Role::Klantmanager };
    let staff = staff::insert(&mut tx, new, now).await.unwrap().unwrap();
    let by =
        Viewer { gemeente, staff, role: Role::Klantmanager, today: chrono::NaiveDate::default() };
    let all = people::keys(&mut tx, gemeente).await.unwrap();
    let (_, person) = all.into_iter().find(|(key, _)| key == "T-3").unwrap();
    for (text, at) in [(NOW, None), (LATER, Some(now + chrono::TimeDelta::seconds(3)))] {
        let wanted = Reply {
            id: StaffMessageId::fresh(),
            person,
            written: words(text, Language::Nl).unwrap(),
            at,
            although_quiet: true,
            although_taken: false,
        };
        reply(&mut tx, &content, wanted, by, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

const POISON: &str = "
    INSERT INTO inbox (id, mailbox_id, seq, kind, sealed, received_at)
    SELECT id, mailbox_id, 0, 'said', (SELECT sealed FROM address_handle LIMIT 1), created_at
    FROM person
    WHERE klantnummer = 'T-0'";

const COVER: &str = "
    UPDATE mailbox
    SET covered_since = created_at
    WHERE id = (SELECT mailbox_id FROM person WHERE klantnummer = 'T-2')";

const UNFINISHED: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE finished_at IS NULL)
         + (SELECT CAST(COUNT(*) AS BIGINT) FROM media WHERE fetched_at IS NULL)
         + (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox WHERE parked_at IS NULL)";

/// The names of all points in the loops, each of which stands around one commit.
fn points() -> Vec<String> {
    let mut names = Vec::new();
    for file in files_of_the_loops() {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        names.extend(names_in(&text));
    }
    names.sort();
    names
}

fn files_of_the_loops() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/work")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    // the tests of a room commit without a point
    files.retain(|path| {
        let own = path.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("tests"));
        !own && path.parent().is_none_or(|folder| !folder.ends_with("tests"))
    });
    files
}

fn names_in(text: &str) -> Vec<String> {
    let after = text.split("crash_point!(").skip(1);
    after.filter_map(|rest| Some(rest.split('"').nth(1)?.to_owned())).collect()
}

/// A file without its own tests.
fn of_the_loop(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// How many commits stand outside a point.
fn bare_commits(text: &str) -> usize {
    let code = of_the_loop(text);
    let mut bare = 0;
    for (at, _) in code.match_indices(".commit()") {
        let before: String = code[..at].chars().rev().take(120).collect();
        let statement: String =
            before.chars().take_while(|c| !matches!(c, ';' | '{' | '}')).collect();
        let statement: String = statement.chars().rev().collect();
        bare += usize::from(!statement.contains("crash_point!("));
    }
    bare
}

#[test]
fn every_commit_of_the_loops_has_its_own_crash_point() {
    let mut commits = 0;
    for file in files_of_the_loops() {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        assert_eq!(bare_commits(&text), 0, "{}: put crash_point! around it", file.display());
        commits += of_the_loop(&text).matches(".commit()").count();
    }
    let names = points();
    assert_eq!(names.len(), commits);
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "a name is used twice: {names:?}");
    for name in NOT_REACHED.iter().chain(AFTER_A_CRASH) {
        assert!(names.iter().any(|n| n == name), "{name} is no point any more");
    }
}

#[test]
fn a_bare_commit_is_found() {
    assert_eq!(bare_commits("a();\n    tx.commit().await?;\n"), 1);
    assert_eq!(bare_commits("crash_point!(\"x\", y)?; tx.commit().await"), 1);
    assert_eq!(bare_commits("Ok(()) => crate::crash_point!(\"x\", tx.commit().await)?,"), 0);
}
