//! What people type, through the whole service: numbers that must not be kept, danger, answers that
//! are taken back.

use chrono::TimeDelta;
use serde_json::json;
use wegwijzer::ids::StaffId;
use wegwijzer::store::board::{Choice, OpenTask, Viewer, Whose, tasks};
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::trade::person::GroupKind;
use wegwijzer::trade::staff::Role;

use crate::app::App;
use crate::support::rows::{bytes, change, number, texts};

impl App {
    async fn types(&self, n: usize, words: &str) {
        assert!(self.post(&self.typed(n, words)).await.is_success());
        self.settle().await;
    }

    async fn tasks(&self, choice: Choice) -> Vec<OpenTask> {
        let viewer = Viewer {
            gemeente: self.gemeente,
            staff: StaffId::fresh(),
            role: Role::Klantmanager,
            today: chrono::NaiveDate::default(),
        };
        let mut tx = self.db.read().await.unwrap();
        tasks(&mut tx, viewer, choice).await.unwrap()
    }

    fn said(&self, n: usize) -> Vec<String> {
        self.phone(n).into_iter().map(|sent| sent.body).collect()
    }

    /// The last message that says this.
    fn newest_with(&self, n: usize, words: &str) -> String {
        let said: Vec<String> = self.said(n).iter().map(|said| plain(said)).collect();
        let found = said.iter().rfind(|said| said.contains(words));
        found.unwrap_or_else(|| panic!("nothing says {words}: {said:?}")).clone()
    }

    fn newest(&self, n: usize) -> String {
        self.said(n).pop().expect("something was said")
    }
}

/// Everything that is kept of what came in and of what went out, opened.
async fn kept(app: &App, test: &TestDb) -> String {
    let mut all = String::new();
    for (column, sql) in [
        ("inbox.sealed", "SELECT sealed FROM inbox"),
        ("inbox.sealed", "SELECT sealed FROM history"),
        ("unreadable.sealed", "SELECT sealed FROM unreadable"),
        ("outbox.sealed", "SELECT sealed FROM outbox WHERE sealed IS NOT NULL"),
    ] {
        for sealed in bytes(&test.url, sql).await {
            let tx = app.db.read().await.unwrap();
            let opened = tx.vault().open(column, &sealed).unwrap();
            all.push_str(&String::from_utf8_lossy(&opened));
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bsn_is_never_kept_and_the_person_hears_so_once() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(1).await;
        app.passes(TimeDelta::minutes(10)).await;
        app.types(0, "Mijn BSN is 123 456 782, mijn nummer is 06 12345678").await;
        app.types(0, "١٢٣٤٥٦٧٨٢").await;
        // a stranger, words under a photo, and a body that cannot be read
        app.types(7, "hallo, 111222333").await;
        let mut photo = app.typed(0, "");
        let message = photo["message"].as_object_mut().unwrap();
        message.remove("text");
        message.insert("photo".into(), json!([{ "file_id": "f", "file_unique_id": "u" }]));
        message.insert("caption".into(), json!("mijn bsn 123456782"));
        assert!(app.post(&photo).await.is_success());
        let broken = json!({ "update_id": "?", "message": { "text": "bsn 123456782" } });
        assert!(app.post(&broken).await.is_success());
        app.settle().await;

        let kept = kept(&app, &test).await;
        for gone in ["123 456 782", "123456782", "111222333", "١٢٣٤"] {
            assert!(!kept.contains(gone), "{gone} was kept");
        }
        assert!(kept.contains("06 12345678"), "a telephone number stays");
        assert!(kept.matches("[BSN weggelaten]").count() >= 5, "{kept}");
        let told = app.said(0).iter().filter(|said| said.contains("BSN")).count();
        assert_eq!(told, 1, "{:?}", app.said(0));
        assert!(app.said(7).iter().any(|said| said.contains("BSN")), "{:?}", app.said(7));
    }
}

const OF_DANGER: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task
                         WHERE kind = 'gevaar' AND closed_at IS NULL";
const PLANNED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM question
                       WHERE closed_at IS NULL AND next_rung IS NOT NULL";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn danger_is_answered_at_once_and_stands_above_all_other_work() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(2).await;
        app.passes(TimeDelta::minutes(10)).await;
        assert_eq!(number(&test.url, PLANNED).await, 2);
        app.types(1, "hulp").await;
        app.types(0, "Help! Er is brand in mijn huis").await;
        assert!(app.newest(0).contains("112"), "{}", app.newest(0));
        assert!(app.newest(0).contains("113"), "{}", app.newest(0));
        assert_eq!(number(&test.url, PLANNED).await, 0, "nobody is nudged now");
        let open = app.tasks(Choice::default()).await;
        let kinds: Vec<&str> = open.iter().map(|task| task.kind.as_str()).collect();
        assert_eq!(kinds, ["gevaar", "hulp"], "danger first, although it came last");
        // whoever chooses a part of the list sees it all the same
        let others =
            Choice { whose: Whose::Mine, group: Some(GroupKind::Asiel), ..Choice::default() };
        let kinds: Vec<String> = app.tasks(others).await.into_iter().map(|t| t.kind).collect();
        assert_eq!(kinds, ["gevaar"]);
        // within the hour the answer is not repeated, and it is one task
        let before = app.said(0).len();
        app.types(0, "BRAND").await;
        assert_eq!((app.said(0).len(), number(&test.url, OF_DANGER).await), (before, 1));
        app.passes(TimeDelta::minutes(61)).await;
        app.types(0, "brand").await;
        assert!(app.newest(0).contains("112"));
        // the question can still be answered
        app.types(0, "ja").await;
        let comes = "SELECT intent FROM attendance";
        assert_eq!(texts(&test.url, comes).await, ["komt"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn danger_is_answered_when_nobody_knows_the_writer_and_when_a_colleague_talks() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(1).await;
        change(&test.url, "UPDATE mailbox SET taken_over_at = '2026-11-24T10:00:00+00:00'").await;
        app.types(0, "ik wil niet meer, ik wil dood").await;
        assert!(app.newest(0).contains("113"), "{}", app.newest(0));
        app.types(8, "my husband hits me").await;
        assert!(app.newest(8).contains("112"), "{}", app.newest(8));
        assert_eq!(number(&test.url, OF_DANGER).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn toch_niet_takes_back_an_answer_of_a_conversation_that_is_over() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(1).await;
        app.passes(TimeDelta::minutes(10)).await;
        app.types(0, "ja").await;
        app.passes(TimeDelta::hours(3)).await;
        let open = "SELECT CAST(COUNT(*) AS BIGINT) FROM conversation WHERE ended_at IS NULL";
        assert_eq!(number(&test.url, open).await, 0);
        app.types(0, "Toch niet").await;
        assert_eq!(texts(&test.url, "SELECT intent FROM attendance").await, ["komt-niet"]);
        let said = app.said(0);
        assert!(said.iter().any(|said| said.contains("Wij hebben uw antwoord veranderd")));
        assert!(app.newest(0).contains("Wat is de reden?"), "{said:?}");
    }
}

fn plain(body: &str) -> String {
    body.replace(['\u{2068}', '\u{2069}', '\u{200F}'], "")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mijn_afspraken_lists_what_is_to_come_with_the_own_answer() {
    let sessions = "PVT;avond;pvt;1;24-11-2026;19:00;22:00;Buurthuis;Kerkplein 4\n\
                    PVT;avond;pvt;2;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n\
                    PVT;avond;pvt;3;08-12-2026;19:00;22:00;Bibliotheek;Markt 1\n";
    for test in each_database().await {
        let app = App::on(&test).await.with_people_in(3, sessions).await;
        app.types(0, "Mijn afspraken").await;
        let said = app.newest_with(0, "uw afspraken");
        let first =
            "dinsdag 24 november om 19:00 uur - nog geen antwoord\nBuurthuis, Kerkplein 4\n";
        assert!(said.contains(first), "{said}");
        assert!(said.contains("dinsdag 8 december om 19:00 uur"), "{said}");
        assert_eq!(said.matches("nog geen antwoord").count(), 3, "{said}");
        // the first is over; of the second the contact budget left the reminder of three days, and it
        // is answered
        app.passes(TimeDelta::hours(4 * 24 + 1)).await;
        app.types(0, "ja").await;
        app.types(0, "afspraken").await;
        let said = app.newest_with(0, "uw afspraken");
        assert!(!said.contains("24 november"), "{said}");
        assert!(said.contains("u komt"), "{said}");
        app.types(2, "مواعيدي").await;
        let said = app.newest_with(2, "uw afspraken");
        assert!(said.contains("الثلاثاء 8 ديسمبر"), "{said}");
        assert!(said.contains("dinsdag 8 december"), "{said}");
        app.passes(TimeDelta::days(30)).await;
        app.types(1, "my appointments").await;
        app.newest_with(1, "You have no appointments");
        // somebody unknown hears nothing about anybody
        app.types(9, "mijn afspraken").await;
        assert!(!plain(&app.newest(9)).contains("afspraken:"), "{}", app.newest(9));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mijn_gegevens_says_what_we_keep_and_a_mistake_is_a_colleagues_work() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(1).await;
        app.types(0, "mijn gegevens").await;
        let said = app.newest_with(0, "Klopt dat?");
        for part in ["Naam: Persoon 0", "Taal: Nederlands", "Berichten via: Telegram", "Klopt dat?"]
        {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("7345918"), "no handle: {said}");
        // asked again it still knows what it is about
        app.types(0, "mijn gegevens").await;
        assert!(plain(&app.newest(0)).contains("Naam: Persoon 0"));
        app.types(0, "er klopt iets niet").await;
        let kinds: Vec<String> =
            app.tasks(Choice::default()).await.into_iter().map(|task| task.kind).collect();
        assert_eq!(kinds, ["hulp"]);
    }
}
