//! A colleague takes a conversation over, writes, and gives it back: seen from the telephone.

use chrono::TimeDelta;
use wegwijzer::acts::conversation::reply::{Reply, reply, take_back, words};
use wegwijzer::acts::conversation::{Refusal, hand_back, take_over};
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::ids::{PersonId, StaffId, StaffMessageId};
use wegwijzer::store::board::Viewer;
use wegwijzer::store::staff::{self, NewStaff};
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::trade::person::Language;
use wegwijzer::trade::staff::Role;

use crate::app::App;
use crate::references::to_nothing;
use crate::support::rows::{ids, number};

const TAKEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox WHERE taken_over_at IS NOT NULL";
const TASKS: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM task t JOIN staff s ON s.id = t.assigned_to
    WHERE t.kind = 'bericht' AND t.closed_at IS NULL AND s.name = 'Fatma Idrissi'";
const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_message WHERE ended_at IS NULL";
const QUEUED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM staff_message w
    JOIN outbox o ON o.id = w.part_id WHERE w.ended_how = 'queued' AND w.sealed IS NULL";
const ANNOUNCED: &str = "Een collega praat nu met u";

/// A colleague, and one person who was just asked whether they come.
struct Desk {
    app: App,
    url: String,
    content: Content,
    fatma: Viewer,
    kees: Viewer,
    person: PersonId,
}

impl Desk {
    async fn on(test: &TestDb) -> Self {
        let app = App::on(test).await.with_people(1).await;
        app.passes(TimeDelta::minutes(10)).await;
        let mut tx = app.db.begin().await.unwrap();
        let mut all = Vec::new();
        for (name, email) in [("Fatma Idrissi", "f@x.nl"), ("Kees Jansen", "k@x.nl")] {
            let new = NewStaff { gemeente: app.gemeente, name, email, role: Role::Klantmanager };
            let id: StaffId =
                staff::insert(&mut tx, new, app.clock.civil()).await.unwrap().unwrap();
            all.push(Viewer {
                gemeente: app.gemeente,
                staff: id,
                role: Role::Klantmanager,
                today: chrono::NaiveDate::default(),
            });
        }
        tx.commit().await.unwrap();
        let person = PersonId(ids(&test.url, "SELECT id FROM person").await[0]);
        let content = Content::load(&shipped::files()).unwrap();
        let (fatma, kees) = (all[0], all[1]);
        Self { app, url: test.url.clone(), content, fatma, kees, person }
    }

    fn wants(&self, text: &str, at: Option<TimeDelta>) -> Reply {
        Reply {
            id: StaffMessageId::fresh(),
            person: self.person,
            written: words(text, Language::Nl).unwrap(),
            at: at.map(|later| self.app.clock.civil() + later),
            although_quiet: false,
            although_taken: false,
        }
    }

    async fn writes(&self, wanted: Reply, by: Viewer) -> Result<bool, Refusal> {
        let now = self.app.clock.civil();
        let mut tx = self.app.db.begin().await.unwrap();
        let done = reply(&mut tx, &self.content, wanted, by, now).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        self.app.settle().await;
        done
    }

    async fn takes(&self, by: Viewer, sure: bool) -> Result<(), Refusal> {
        let mut tx = self.app.db.begin().await.unwrap();
        let done = take_over(&mut tx, self.person, sure, by, self.app.clock.civil()).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        self.app.settle().await;
        done
    }

    async fn gives_back(&self) {
        let mut tx = self.app.db.begin().await.unwrap();
        let now = self.app.clock.civil();
        hand_back(&mut tx, self.person, self.fatma, now).await.unwrap();
        tx.commit().await.unwrap();
        self.app.settle().await;
    }

    async fn types(&self, words: &str) {
        assert!(self.app.post(&self.app.typed(0, words)).await.is_success());
        self.app.settle().await;
    }

    fn shown(&self) -> Vec<String> {
        let bodies = self.app.phone(0).into_iter().map(|sent| sent.body);
        bodies.map(|body| body.replace(['\u{2068}', '\u{2069}'], "")).collect()
    }

    fn newest(&self) -> String {
        self.shown().pop().unwrap_or_default()
    }

    async fn rows(&self, sql: &'static str) -> i64 {
        number(&self.url, sql).await
    }
}

#[tokio::test]
async fn a_colleague_takes_over_answers_and_gives_the_conversation_back_to_the_bot() {
    for test in each_database().await {
        let desk = Desk::on(&test).await;
        let asked = desk.newest();
        assert!(asked.contains("PVT"), "{asked}");
        desk.takes(desk.fatma, false).await.unwrap();
        assert!(desk.newest().contains(ANNOUNCED), "{}", desk.newest());
        assert_eq!((desk.rows(TAKEN).await, desk.shown().len()), (1, 2));
        desk.types("Mag mijn zus mee?").await;
        assert_eq!((desk.rows(TASKS).await, desk.shown().len()), (1, 2), "the bot is silent");
        let refused = desk.takes(desk.kees, false).await.unwrap_err();
        assert!(matches!(refused, Refusal::Taken { by, .. } if by == "Fatma Idrissi"));

        assert!(desk.writes(desk.wants("Ja, dat mag.", None), desk.fatma).await.unwrap());
        assert_eq!(desk.newest(), "Fatma (Voorbeeldstad):\nJa, dat mag.");
        assert_eq!((desk.rows(TASKS).await, desk.rows(QUEUED).await), (0, 1), "it was answered");
        let refused = desk.writes(desk.wants("Hoi", None), desk.kees).await.unwrap_err();
        assert!(matches!(refused, Refusal::Taken { .. }));

        desk.gives_back().await;
        assert_eq!(desk.rows(TAKEN).await, 0);
        assert_eq!(desk.newest(), asked, "the open question is put again");
        assert_eq!(to_nothing(&desk.url).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_same_form_twice_is_one_message_and_writing_takes_over() {
    for test in each_database().await {
        let desk = Desk::on(&test).await;
        let wanted =
            || Reply { id: StaffMessageId(uuid::Uuid::from_u128(7)), ..desk.wants("Dag", None) };
        assert!(desk.writes(wanted(), desk.fatma).await.unwrap());
        assert!(!desk.writes(wanted(), desk.fatma).await.unwrap());
        let said = desk.shown().iter().filter(|body| body.ends_with("Dag")).count();
        assert_eq!((said, desk.rows(TAKEN).await, desk.rows(QUEUED).await), (1, 1, 1));
        let said = desk.shown();
        let announced = said.iter().position(|body| body.contains(ANNOUNCED)).unwrap();
        assert!(said[announced + 1].ends_with("Dag"), "the bot says so first: {said:?}");
    }
}

#[tokio::test]
async fn a_message_for_later_leaves_at_its_moment_and_one_that_was_taken_back_does_not() {
    for test in each_database().await {
        let desk = Desk::on(&test).await;
        let night = desk.writes(desk.wants("Nacht", Some(TimeDelta::hours(5))), desk.fatma).await;
        assert!(matches!(night.unwrap_err(), Refusal::QuietHours));
        let past = desk.wants("Gisteren", Some(TimeDelta::hours(-5)));
        assert!(matches!(desk.writes(past, desk.fatma).await.unwrap_err(), Refusal::NotAhead));
        let morning = TimeDelta::hours(16);
        desk.writes(desk.wants("Morgen", Some(morning)), desk.fatma).await.unwrap();
        let back = desk.wants("Toch niet", Some(morning));
        let which = (desk.person, back.id);
        desk.writes(back, desk.fatma).await.unwrap();
        assert_eq!((desk.rows(WAITING).await, desk.rows(TAKEN).await), (2, 0), "not yet");
        let mut tx = desk.app.db.begin().await.unwrap();
        take_back(&mut tx, which, desk.kees, desk.app.clock.civil()).await.unwrap();
        tx.commit().await.unwrap();
        desk.app.passes(morning).await;
        let said = desk.shown();
        assert!(said.iter().any(|body| body == "Fatma (Voorbeeldstad):\nMorgen"), "{said:?}");
        assert!(!said.iter().any(|body| body.contains("Toch niet")), "{said:?}");
        assert_eq!((desk.rows(WAITING).await, desk.rows(TAKEN).await), (0, 1));
        let mut tx = desk.app.db.begin().await.unwrap();
        let late = take_back(&mut tx, which, desk.kees, desk.app.clock.civil()).await;
        assert!(matches!(late.unwrap_err(), Refusal::TooLate));
    }
}

#[tokio::test]
async fn a_day_after_the_last_message_the_bot_has_the_conversation_again() {
    for test in each_database().await {
        let desk = Desk::on(&test).await;
        desk.app.passes(TimeDelta::hours(16)).await;
        desk.takes(desk.fatma, false).await.unwrap();
        desk.app.passes(TimeDelta::hours(20)).await;
        desk.types("Bent u er nog?").await;
        desk.app.passes(TimeDelta::hours(20)).await;
        assert_eq!(desk.rows(TAKEN).await, 1, "it is counted from the last message, whoever wrote");
        let before = desk.shown().len();
        desk.app.passes(TimeDelta::hours(5)).await;
        for _ in 0..100 {
            if desk.rows(TAKEN).await == 0 {
                break;
            }
            desk.app.passes(TimeDelta::minutes(10)).await;
        }
        assert_eq!(desk.rows(TAKEN).await, 0);
        assert_eq!(desk.rows(TASKS).await, 1, "what nobody answered is still work");
        desk.app.passes(TimeDelta::hours(4)).await;
        assert!(desk.shown().len() > before, "in the morning the question is put again");
    }
}
