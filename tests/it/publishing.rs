//! What is published, by whom, while people are answering: nothing is lost, nobody is stranded, and two
//! colleagues never overwrite each other.

use std::time::Duration;

use chrono::TimeDelta;
use wegwijzer::acts::draft::{
    Refusal as DraftRefusal, Written, discard_draft, take_folder, write_draft,
};
use wegwijzer::acts::publish::{By, Checked, How, Refusal, publish, publish_draft};
use wegwijzer::clock::Clock;
use wegwijzer::dialog::content::{Content, Files};
use wegwijzer::dialog::conversation::RevisionId;
use wegwijzer::dialog::shipped;
use wegwijzer::store::draft::{self, Origin};
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::store::{Db, content, gemeenten};
use wegwijzer::work::Work;
use wegwijzer::work::content::{Adopted, adopt, read_files};
use wegwijzer::work::watch_files::Watch;

use super::app::App;
use super::support::rows::{number, texts};

const PVT: &str = "dialogs/pvt-herinnering.yaml";

/// The shipped files with something else in one of them.
fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = shipped::files();
    let body = files.get_mut(path).unwrap();
    assert!(body.contains(from), "{path} has no {from:?}");
    *body = body.replace(from, to);
    files
}

/// After "I will come" something else is said.
fn corrected(n: usize) -> Files {
    with("locales/nl/pvt.ftl", "pvt-komt = ", &format!("pvt-komt = Verbetering {n}. "))
}

fn checked(files: Files) -> Checked {
    Checked::new(files).unwrap_or_else(|problems| panic!("{problems:?}"))
}

async fn put_in_force(db: &Db, checked: &Checked, carries: bool, by: By, clock: &Clock) {
    let mut tx = db.begin().await.unwrap();
    let seen = content::published(&mut tx).await.unwrap();
    let how = How { seen: seen.as_ref(), note: Some("een test"), carries };
    publish(&mut tx, checked, how, Some(by), clock.civil()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn work_on(test: &TestDb) -> (Work, By) {
    let clock = Clock::stepped("2026-11-24T16:55:00Z".parse().unwrap());
    let mut tx = test.db.begin().await.unwrap();
    let gemeente =
        gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", clock.civil()).await.unwrap();
    tx.commit().await.unwrap();
    let work = Work::new(test.db.clone(), clock, [], Duration::from_millis(2));
    (work, By { gemeente, staff: None })
}

#[tokio::test(flavor = "multi_thread")]
async fn publishing_while_people_answer_loses_no_answer_and_asks_nobody_twice() {
    const PEOPLE: usize = 12;
    const ANSWERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM answer WHERE key = 'vraag'";
    const PARKED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM inbox";
    for test in each_database().await {
        let app = App::on(&test).await.with_people(PEOPLE).await;
        app.passes(TimeDelta::minutes(10)).await;
        let by = By { gemeente: app.gemeente, staff: None };
        let asked: Vec<String> = (0..PEOPLE).filter_map(|n| app.payload(n, 0)).collect();
        assert_eq!(asked.len(), PEOPLE, "everybody was asked");
        let revisions: Vec<Checked> = (0..6).map(|n| checked(corrected(n))).collect();
        let answer = async {
            for (n, payload) in asked.iter().enumerate() {
                let status = app.post(&app.tapped(n, payload)).await;
                assert!(status.is_success(), "{status}");
            }
        };
        let publishing = async {
            for (n, revision) in revisions.iter().enumerate() {
                put_in_force(&app.db, revision, n % 2 == 1, by, &app.clock).await;
                tokio::task::yield_now().await;
            }
        };
        tokio::join!(answer, publishing);
        app.passes(TimeDelta::minutes(1)).await;
        assert_eq!(number(&test.url, ANSWERS).await, PEOPLE as i64);
        assert_eq!(number(&test.url, PARKED).await, 0);
        for n in 0..PEOPLE {
            let asked = app.phone(n).iter().filter(|sent| !sent.choices.is_empty()).count();
            assert_eq!(asked, 1, "person {n} was asked once");
            assert_eq!(app.phone(n).len(), 2, "person {n} got one answer: {:?}", app.phone(n));
        }
        let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM publication WHERE in_force";
        assert_eq!(number(&test.url, waiting).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_asked_before_finishes_with_what_was_asked() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(2).await;
        app.passes(TimeDelta::minutes(10)).await;
        let by = By { gemeente: app.gemeente, staff: None };
        put_in_force(&app.db, &checked(corrected(7)), false, by, &app.clock).await;
        app.passes(TimeDelta::minutes(1)).await;
        let payload = app.payload(0, 0).unwrap();
        app.post(&app.tapped(0, &payload)).await;
        app.passes(TimeDelta::minutes(1)).await;
        let last = app.phone(0).pop().unwrap().body;
        assert!(!last.contains("Verbetering"), "{last}");
        let audited = texts(&test.url, "SELECT act FROM audit_entry WHERE act = 'publish'").await;
        assert_eq!(audited, ["publish"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_come_along_with_an_urgent_correction() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(3).await;
        app.passes(TimeDelta::minutes(10)).await;
        let by = By { gemeente: app.gemeente, staff: None };
        put_in_force(&app.db, &checked(corrected(7)), true, by, &app.clock).await;
        app.passes(TimeDelta::minutes(1)).await;
        for n in 0..3 {
            let payload = app.payload(n, 0).unwrap();
            app.post(&app.tapped(n, &payload)).await;
        }
        app.passes(TimeDelta::minutes(1)).await;
        for n in 0..3 {
            let last = app.phone(n).pop().unwrap().body;
            assert!(last.contains("Verbetering 7"), "{last}");
        }
        let mut tx = app.db.read().await.unwrap();
        let now = content::publications(&mut tx, 1).await.unwrap().remove(0);
        assert_eq!((now.carried, now.stayed, now.ended), (3, 0, 0));
        assert!(now.carried_at.is_some(), "everybody was looked at");
    }
}

#[tokio::test]
async fn of_two_who_publish_the_second_is_told_that_somebody_was_first() {
    for test in each_database().await {
        let (work, by) = work_on(&test).await;
        adopt(&work, &shipped::files(), false).await.unwrap();
        let now = work.clock.civil();
        let mut tx = test.db.begin().await.unwrap();
        let seen = content::published(&mut tx).await.unwrap().unwrap();
        let how = How { seen: Some(&seen), ..How::default() };
        publish(&mut tx, &checked(corrected(1)), how, Some(by), now).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        let second = publish(&mut tx, &checked(corrected(2)), how, Some(by), now).await;
        assert!(matches!(second, Err(Refusal::Overtaken)), "{second:?}");
        drop(tx);
        // and back to what was, which is one more line in the book
        let mut tx = test.db.begin().await.unwrap();
        let seen = content::published(&mut tx).await.unwrap();
        let how = How { seen: seen.as_ref(), note: Some("terug"), carries: false };
        let before = Checked::in_force_before(shipped::files()).unwrap();
        publish(&mut tx, &before, how, Some(by), now + TimeDelta::minutes(1)).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = test.db.read().await.unwrap();
        let all = content::publications(&mut tx, 10).await.unwrap();
        let told: Vec<(bool, Option<&str>)> =
            all.iter().map(|row| (row.in_force, row.note.as_deref())).collect();
        assert_eq!(told, [(true, Some("terug")), (false, None), (false, None)]);
        assert_eq!(all[0].revision, all[2].revision);
    }
}

#[tokio::test]
async fn a_draft_is_never_written_over_by_somebody_who_did_not_see_it() {
    for test in each_database().await {
        let (work, by) = work_on(&test).await;
        adopt(&work, &shipped::files(), false).await.unwrap();
        let now = work.clock.civil();
        let files = corrected(1);
        let written = |seen| Written { files: &files, origin: Origin::Page, seen };
        let mut tx = test.db.begin().await.unwrap();
        let first = write_draft(&mut tx, written(None), by, now).await.unwrap();
        let second = write_draft(&mut tx, written(Some(first)), by, now).await.unwrap();
        assert_eq!(second, first + 1);
        for seen in [None, Some(first)] {
            let late = write_draft(&mut tx, written(seen), by, now).await;
            assert!(matches!(late, Err(DraftRefusal::Overtaken { now: Some(_) })), "{late:?}");
        }
        discard_draft(&mut tx, second, by, now).await.unwrap();
        assert!(draft::open(&mut tx).await.unwrap().is_none());
        assert!(content::files(&mut tx, &Content::hash(&files)).await.unwrap().is_some(), "kept");
        let next = write_draft(&mut tx, written(None), by, now).await.unwrap();
        assert!(next > second, "a version never comes twice");
        let seen = content::published(&mut tx).await.unwrap();
        let how = How { seen: seen.as_ref(), ..How::default() };
        let stale = publish_draft(&mut tx, &checked(files.clone()), second, how, by, now).await;
        assert!(matches!(stale, Err(Refusal::Overtaken)));
        publish_draft(&mut tx, &checked(files.clone()), next, how, by, now).await.unwrap();
        assert!(draft::open(&mut tx).await.unwrap().is_none());
        assert_eq!(content::published(&mut tx).await.unwrap(), Some(Content::hash(&files)));
    }
}

struct Folders(tempfile::TempDir);

impl Folders {
    fn of(files: &Files) -> Self {
        let folders = Self(tempfile::tempdir().unwrap());
        for (path, body) in files {
            folders.put(path, body.as_bytes());
        }
        folders
    }

    fn put(&self, path: &str, body: &[u8]) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, body).unwrap();
    }

    fn watch(&self) -> Watch {
        Watch::new(&self.0.path().join("dialogs"), &self.0.path().join("locales"), false)
    }

    fn read(&self) -> Files {
        read_files(&self.0.path().join("dialogs"), &self.0.path().join("locales")).unwrap()
    }
}

/// Two looks: what changed is read when it has come to rest.
async fn looks(watch: &mut Watch, work: &Work) -> Option<Adopted> {
    assert_eq!(watch.look(work).await.unwrap(), None, "still being written, perhaps");
    watch.look(work).await.unwrap()
}

#[tokio::test]
async fn changed_files_become_the_draft_of_a_running_service_and_mistakes_take_nothing_down() {
    for test in each_database().await {
        let (work, by) = work_on(&test).await;
        let folders = Folders::of(&shipped::files());
        let first = adopt(&work, &folders.read(), false).await.unwrap();
        let Adopted::Published(published) = first else { panic!("{first:?}") };
        let mut watch = folders.watch();
        assert_eq!(watch.look(&work).await.unwrap(), None, "nothing changed");

        // a dialog that changed
        folders.put(PVT, with(PVT, "title: Herinnering", "title: Nieuw")[PVT].as_bytes());
        let Some(Adopted::Draft { draft, .. }) = looks(&mut watch, &work).await else { panic!() };
        let mut tx = test.db.read().await.unwrap();
        let open = draft::open(&mut tx).await.unwrap().unwrap();
        drop(tx);
        assert_eq!((Content::hash(&open.files), open.origin), (draft, Origin::Files));
        assert_eq!(open.base.as_ref(), Some(&published));

        // broken YAML, broken Fluent, and what is no text at all
        folders.put(PVT, b"steps: [");
        folders.put("locales/nl/pvt.ftl", b"pvt-vraag = { $naam\n");
        let Some(Adopted::Broken { problems, .. }) = looks(&mut watch, &work).await else {
            panic!()
        };
        for file in [PVT, "locales/nl/pvt.ftl"] {
            assert!(
                problems.iter().any(|p| p.file == file && p.line > 0 && p.column > 0),
                "{problems:?}"
            );
        }
        folders.put("dialogs/geen-tekst.yaml", &[0xff, 0xfe, 0x00]);
        assert_eq!(looks(&mut watch, &work).await, None);
        let mut tx = test.db.read().await.unwrap();
        let trouble = draft::folder(&mut tx).await.unwrap().trouble.unwrap();
        assert!(trouble.contains("geen-tekst.yaml"), "{trouble}");
        assert_eq!(content::published(&mut tx).await.unwrap(), Some(published.clone()));
        drop(tx);

        // mended, and as published: the draft is gone
        std::fs::remove_file(folders.0.path().join("dialogs/geen-tekst.yaml")).unwrap();
        for path in [PVT, "locales/nl/pvt.ftl"] {
            folders.put(path, shipped::files()[path].as_bytes());
        }
        let mended = looks(&mut watch, &work).await;
        assert_eq!(mended, Some(Adopted::Unchanged(published.clone())));
        let mut tx = test.db.begin().await.unwrap();
        assert!(draft::open(&mut tx).await.unwrap().is_none());
        assert_eq!(draft::folder(&mut tx).await.unwrap().trouble, None);

        // a colleague's draft is not written over: the files wait beside it
        let now = work.clock.civil();
        let theirs = corrected(9);
        let written = Written { files: &theirs, origin: Origin::Page, seen: None };
        let version = write_draft(&mut tx, written, by, now).await.unwrap();
        tx.commit().await.unwrap();
        folders.put(PVT, with(PVT, "title: Herinnering", "title: Ook nieuw")[PVT].as_bytes());
        assert_eq!(looks(&mut watch, &work).await, Some(Adopted::Unchanged(published)));
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(draft::open(&mut tx).await.unwrap().unwrap().files, theirs);
        let waiting = draft::folder(&mut tx).await.unwrap().waiting.map(RevisionId);
        assert_eq!(waiting, Some(Content::hash(&folders.read())));
        take_folder(&mut tx, Some(version), by, now).await.unwrap();
        assert_eq!(draft::open(&mut tx).await.unwrap().unwrap().files, folders.read());
        assert_eq!(draft::folder(&mut tx).await.unwrap().waiting, None);
    }
}

#[tokio::test]
async fn files_that_did_not_change_do_not_undo_what_was_published_from_a_page() {
    for test in each_database().await {
        let (work, by) = work_on(&test).await;
        for at_once in [false, true] {
            adopt(&work, &shipped::files(), at_once).await.unwrap();
            let other = checked(corrected(if at_once { 4 } else { 3 }));
            put_in_force(&test.db, &other, false, by, &work.clock).await;
            // the next start finds the same files in the folders
            let again = adopt(&work, &shipped::files(), at_once).await.unwrap();
            assert_eq!(again, Adopted::Unchanged(other.revision().clone()));
        }
    }
}
