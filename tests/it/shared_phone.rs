//! Two people, one telephone: both are reached, and what one says is never the other's.

use chrono::TimeDelta;
use wegwijzer::acts::invite::invite;
use wegwijzer::acts::share_phone::{leave_phone, share_phone};
use wegwijzer::dialog::event::Event;
use wegwijzer::ids::{AddressId, MailboxId, PersonId};
use wegwijzer::message::{ChannelId, ChannelKind, Facts, Handle};
use wegwijzer::store::board::{Choice, Viewer, tasks};
use wegwijzer::store::shares::User;
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::store::{addresses, inbox, people};
use wegwijzer::trade::staff::Role;

use crate::app::{App, Sent};
use crate::support::rows::{change, number};
use crate::support::town::{Kind, PEOPLE, Town};

mod leaving;
mod quiet;
mod stop;
mod told;

/// The telephone of the first person, which the second uses too; the second has no other.
struct Household {
    app: App,
    url: String,
    users: [User; 2],
    phone: AddressId,
}

impl Household {
    async fn on(test: &TestDb) -> Self {
        let app = App::on(test).await.with_people(2).await;
        let now = app.clock.civil();
        let mut tx = app.db.begin().await.unwrap();
        let keys = people::keys(&mut tx, app.gemeente).await.unwrap();
        let mut users = Vec::new();
        for key in ["K0", "K1"] {
            let person: PersonId = keys.iter().find(|(k, _)| k == key).unwrap().1;
            let (mailbox, _): (MailboxId, _) =
                people::mailbox_of(&mut tx, person).await.unwrap().unwrap();
            users.push(User { person, mailbox });
        }
        let channel = ChannelId("telegram".to_owned());
        let mut of = Vec::new();
        for n in 0..2 {
            let handle = Handle::TelegramChat((7_345_918_000_usize + n).to_string());
            of.push(addresses::find(&mut tx, &channel, &handle).await.unwrap().unwrap().address_id);
        }
        addresses::shut(&mut tx, of[1], "geblokkeerd", now).await.unwrap();
        share_phone(&mut tx, of[0], users[1], Some(now), now).await.unwrap();
        tx.commit().await.unwrap();
        let users = [users[0], users[1]];
        Self { app, url: test.url.clone(), users, phone: of[0] }
    }

    /// The same, when the reminder of the evening was sent to both.
    async fn asked(test: &TestDb) -> Self {
        let home = Self::on(test).await;
        home.app.passes(TimeDelta::minutes(10)).await;
        assert_eq!(home.phone().len(), 2, "{:?}", home.phone());
        home
    }

    fn phone(&self) -> Vec<Sent> {
        self.app.phone(0)
    }

    fn newest(&self) -> Sent {
        self.phone().pop().expect("something was sent")
    }

    /// The question that names this person.
    fn question(&self, n: usize) -> Sent {
        let name = format!("Persoon {n}");
        let plain = |sent: &Sent| sent.body.replace(['\u{2068}', '\u{2069}', '\u{200F}'], "");
        let asks = |sent: &Sent| !sent.choices.is_empty() && plain(sent).contains(&name);
        self.phone().into_iter().find(asks).expect("both were asked")
    }

    /// The last question for whom a message is.
    fn question_for_whom(&self) -> Sent {
        let asks = |sent: &Sent| sent.choices.last().is_some_and(|c| c.label == "Someone else");
        self.phone().into_iter().rfind(asks).expect("it was asked")
    }

    async fn types(&self, words: &str) {
        assert!(self.app.post(&self.app.typed(0, words)).await.is_success());
        self.app.settle().await;
    }

    async fn taps(&self, question: &Sent, index: usize) {
        let payload = &question.choices[index].payload;
        assert!(self.app.post(&self.app.tapped(0, payload)).await.is_success());
        self.app.settle().await;
    }

    /// What is known of each: said to come, said not to, nothing said, wants no messages.
    async fn known(&self) -> [i64; 4] {
        let mut all = [0; 4];
        for (n, sql) in [
            "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance a
             JOIN enrolment e ON e.id = a.enrolment_id JOIN person p ON p.id = e.person_id
             WHERE a.intent = 'komt' AND p.klantnummer = 'K0'",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance a
             JOIN enrolment e ON e.id = a.enrolment_id JOIN person p ON p.id = e.person_id
             WHERE a.intent = 'komt' AND p.klantnummer = 'K1'",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox m JOIN person p ON p.mailbox_id = m.id
             WHERE m.stopped_at IS NOT NULL AND p.klantnummer = 'K0'",
            "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox m JOIN person p ON p.mailbox_id = m.id
             WHERE m.stopped_at IS NOT NULL AND p.klantnummer = 'K1'",
        ]
        .into_iter()
        .enumerate()
        {
            all[n] = number(&self.url, sql).await;
        }
        all
    }

    async fn count(&self, sql: &'static str) -> i64 {
        number(&self.url, sql).await
    }
}

const TASKS: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'voor-wie' AND closed_at IS NULL";
const HUSHED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM address_share WHERE hushed_at IS NOT NULL";
const WAITS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM held_event";

#[tokio::test]
async fn both_are_asked_by_name_and_a_tap_answers_for_the_right_one() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        for n in 0..2 {
            let first = home.question(n).body.lines().next().unwrap_or_default().to_owned();
            assert!(first.contains(&format!("Persoon {n}")), "{first}");
        }
        assert!(home.question(1).body.starts_with("For"), "each in their own language");
        home.taps(&home.question(1), 0).await;
        assert_eq!(home.known().await, [0, 1, 0, 0]);
        assert!(home.newest().body.contains("Persoon 1"), "the answer says whose it is");
        home.taps(&home.question(0), 0).await;
        assert_eq!(home.known().await, [1, 1, 0, 0]);
        let mine = "SELECT CAST(COUNT(*) AS BIGINT) FROM history h
                    JOIN person p ON p.mailbox_id = h.mailbox_id WHERE h.kind = 'chose'";
        assert_eq!(home.count(mine).await, 2, "what was said stands with whoever said it");
    }
}

#[tokio::test]
async fn words_go_to_the_one_who_was_asked() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.taps(&home.question(0), 0).await;
        home.types("Yes").await;
        assert_eq!(home.known().await, [1, 1, 0, 0]);
        assert_eq!(home.count(WAITS).await, 0, "nobody had to ask for whom");
    }
}

#[tokio::test]
async fn words_that_may_be_anybodys_wait_until_somebody_says_for_whom() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ja").await;
        assert_eq!(home.known().await, [0; 4], "nobody answered yet");
        let asked = home.newest();
        let labels: Vec<&str> = asked.choices.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["Persoon 0", "Persoon 1", "Someone else"]);
        assert!(asked.body.contains("Who is your message about?"), "{}", asked.body);
        assert!(asked.body.contains("Over wie gaat uw bericht?"), "{}", asked.body);
        // more words wait along, and nothing is asked twice
        let shown = home.phone().len();
        home.types("Tot dan").await;
        assert_eq!((home.phone().len(), home.count(WAITS).await), (shown, 2));
        home.taps(&asked, 0).await;
        assert_eq!(home.known().await, [1, 0, 0, 0]);
        assert_eq!(home.count(WAITS).await, 0);
        home.taps(&asked, 1).await;
        assert_eq!(home.known().await, [1, 0, 0, 0], "what was given away is given once");
        assert_eq!(home.count(TASKS).await, 0);
    }
}

#[tokio::test]
async fn a_name_can_be_typed_too() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ja").await;
        home.types("persoon 1").await;
        assert_eq!(home.known().await, [0, 1, 0, 0]);
    }
}

#[tokio::test]
async fn a_photo_waits_too_and_stays_with_whom_it_is_for() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        let mut photo = home.app.typed(0, "");
        let message = photo["message"].as_object_mut().unwrap();
        message.remove("text");
        let size =
            serde_json::json!({ "file_id": "f1", "file_unique_id": "u1", "width": 9, "height": 9 });
        message.insert("photo".to_owned(), serde_json::json!([size]));
        assert!(home.app.post(&photo).await.is_success());
        home.app.settle().await;
        assert_eq!(home.count(WAITS).await, 1);
        home.taps(&home.newest(), 1).await;
        let theirs = "SELECT CAST(COUNT(*) AS BIGINT) FROM media m
                      JOIN history h ON h.id = m.event_id
                      JOIN person p ON p.mailbox_id = h.mailbox_id WHERE p.klantnummer = 'K1'";
        assert_eq!((home.count(WAITS).await, home.count(theirs).await), (0, 1));
    }
}

#[tokio::test]
async fn when_nobody_chooses_a_colleague_must_and_a_late_answer_still_counts() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ja").await;
        let asked = home.newest();
        home.app.passes(TimeDelta::hours(3)).await;
        assert_eq!(home.count(TASKS).await, 0);
        home.app.passes(TimeDelta::hours(2)).await;
        assert_eq!((home.count(TASKS).await, home.count(WAITS).await), (1, 1));
        let app = &home.app;
        let staff = wegwijzer::ids::StaffId::fresh();
        let viewer = Viewer {
            gemeente: app.gemeente,
            staff,
            role: Role::Klantmanager,
            today: chrono::NaiveDate::default(),
        };
        let mut tx = app.db.read().await.unwrap();
        let open = tasks(&mut tx, viewer, Choice::default()).await.unwrap();
        drop(tx);
        let whose = open.iter().find(|task| task.kind == "voor-wie").unwrap();
        assert_eq!(whose.name.as_deref(), Some("Persoon 0 / Persoon 1"));
        home.taps(&asked, 0).await;
        assert_eq!(home.known().await, [1, 0, 0, 0]);
        assert_eq!(home.count(TASKS).await, 0, "the question of the task was answered");
    }
}

#[tokio::test]
async fn somebody_else_is_a_colleagues_work() {
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("Ik ben de buurvrouw").await;
        home.taps(&home.newest(), 2).await;
        assert_eq!(home.count(TASKS).await, 1);
        assert!(home.newest().body.contains("Een collega leest"), "{}", home.newest().body);
        assert_eq!(home.known().await, [0; 4]);
    }
}

/// Names without digits: in another name a number is found as a part of it.
const NAMED: &str =
    "UPDATE person SET name = CASE klantnummer WHEN 'K0' THEN 'Amina' ELSE 'Yusuf' END";

#[tokio::test]
async fn a_number_answers_what_was_asked_last_and_a_name_what_asks_for_names() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        change(&home.url, NAMED).await;
        home.types("Hallo").await;
        home.app.passes(TimeDelta::minutes(10)).await;
        assert_eq!(home.count(WAITS).await, 1);
        // the reminders came after it: the number may be an answer to either of them
        home.types("1").await;
        assert_eq!((home.known().await, home.count(WAITS).await), ([0; 4], 2));
        home.types("Yusuf").await;
        assert_eq!((home.known().await, home.count(WAITS).await), ([0, 1, 0, 0], 0));
    }
}

#[tokio::test]
async fn a_number_is_a_name_where_names_were_asked_for_last() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        change(&home.url, NAMED).await;
        home.app.passes(TimeDelta::minutes(10)).await;
        home.types("Ja").await;
        assert_eq!(home.count(WAITS).await, 1);
        home.types("2").await;
        assert_eq!((home.known().await, home.count(WAITS).await), ([0, 1, 0, 0], 0));
    }
}

#[tokio::test]
async fn stop_also_catches_what_is_being_said_in_the_same_turn() {
    for test in each_database().await {
        let home = Household::on(&test).await;
        let now = home.app.clock.civil();
        let mut tx = home.app.db.begin().await.unwrap();
        let phone = addresses::by_id(&mut tx, home.phone).await.unwrap().unwrap().mailbox_id;
        for user in home.users {
            let starts = Event::start("check-in", Facts::new());
            let told = (starts.kind(), &starts);
            inbox::append(&mut tx, user.mailbox, None, told, now).await.unwrap();
        }
        let stop = Event::Said { words: "stop".to_owned() };
        inbox::append(&mut tx, phone, Some(home.phone), (stop.kind(), &stop), now).await.unwrap();
        tx.commit().await.unwrap();
        home.app.settle().await;
        assert_eq!(home.phone().len(), 1, "{:?}", home.phone());
        assert!(home.newest().body.contains("Wie wil geen berichten meer?"));
    }
}

#[tokio::test]
async fn who_comes_to_a_telephone_with_an_invitation_is_reached_and_needs_no_letter() {
    const NO_ADDRESS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task
                              WHERE kind = 'geen-adres' AND closed_at IS NULL";
    for test in each_database().await {
        let app = App::on(&test).await.with_people(2).await;
        let now = app.clock.civil();
        let mut tx = app.db.begin().await.unwrap();
        let own = Handle::TelegramChat("7345918001".to_owned());
        let channel = ChannelId("telegram".to_owned());
        let own = addresses::find(&mut tx, &channel, &own).await.unwrap().unwrap();
        addresses::shut(&mut tx, own.address_id, "geblokkeerd", now).await.unwrap();
        let person = own.person_id.unwrap();
        let code = invite(&mut tx, person, now, TimeDelta::days(30)).await.unwrap();
        tx.commit().await.unwrap();
        app.passes(TimeDelta::minutes(10)).await;
        assert_eq!(number(&test.url, NO_ADDRESS).await, 1);
        assert!(app.post(&app.typed(0, &format!("/start {code}"))).await.is_success());
        app.settle().await;
        assert_eq!(number(&test.url, NO_ADDRESS).await, 0);
    }
}

#[tokio::test]
async fn two_invitations_opened_from_one_chat_link_both() {
    for test in each_database().await {
        let app = App::on(&test).await.with_people(2).await;
        let now = app.clock.civil();
        let mut tx = app.db.begin().await.unwrap();
        let keys = people::keys(&mut tx, app.gemeente).await.unwrap();
        let mut codes = Vec::new();
        for key in ["K0", "K1"] {
            let person = keys.iter().find(|(k, _)| k == key).unwrap().1;
            codes.push(invite(&mut tx, person, now, TimeDelta::days(30)).await.unwrap());
        }
        tx.commit().await.unwrap();
        // a third telephone, of nobody yet
        for code in &codes {
            assert!(app.post(&app.typed(5, &format!("/start {code}"))).await.is_success());
            app.settle().await;
        }
        let shared =
            "SELECT CAST(COUNT(*) AS BIGINT) FROM address_share WHERE wrote_at IS NOT NULL";
        assert_eq!(number(&test.url, shared).await, 2);
        let welcomes = app.phone(5);
        assert_eq!(welcomes.len(), 2, "{welcomes:?}");
        assert!(welcomes[1].body.contains("Persoon 1"), "{welcomes:?}");
        // used again: a greeting, and nothing new
        assert!(app.post(&app.typed(5, &format!("/start {}", codes[1]))).await.is_success());
        app.settle().await;
        assert_eq!(number(&test.url, shared).await, 2);
    }
}

#[tokio::test]
async fn what_waits_for_an_answer_is_there_after_a_restart() {
    for test in each_database().await {
        let mut home = Household::asked(&test).await;
        home.types("Ja").await;
        let asked = home.newest();
        home.app = App::on(&test).await;
        // the platform counts on
        for _ in 0..20 {
            home.app.typed(0, "");
        }
        assert_eq!((home.known().await, home.count(WAITS).await), ([0; 4], 1));
        home.taps(&asked, 0).await;
        assert_eq!((home.known().await, home.count(WAITS).await), ([1, 0, 0, 0], 0));
    }
}

async fn imported(kind: Kind) {
    let town = Town::new(kind).await;
    let people = "K-1;Amina Voorbeeld;ar;0612345678;asiel;01-05-2026\n\
                  K-2;Yusuf Voorbeeld;nl;0612345678;gezin;01-05-2026\n";
    town.import("people", &format!("{PEOPLE}{people}")).await;
    town.import_session().await;
    let serve = town.serve().await;
    let phone = town.phone("home", ChannelKind::Whatsapp, "31612345678");
    town.enrol(["K-1".to_owned(), "K-2".to_owned()]).await;
    crate::support::until("both are asked", async || (phone.received().len() == 2).then_some(()))
        .await;
    for name in ["Amina", "Yusuf"] {
        phone.shows(name).await;
    }
    phone.answers("Yusuf", 0).await;
    town.until_count(1, "SELECT COUNT(*) FROM attendance WHERE intent = 'komt'").await;
    let his = "SELECT COUNT(*) FROM attendance a JOIN enrolment e ON e.id = a.enrolment_id
               JOIN person p ON p.id = e.person_id WHERE p.klantnummer = 'K-2'";
    assert_eq!(town.count(his).await, 1);
    assert!(serve.terminate().await.0.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_imported_number_reaches_both_on_whatsapp() {
    imported(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_imported_number_reaches_both_on_whatsapp_on_postgresql() {
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        imported(Kind::Postgres).await;
    }
}

#[tokio::test]
async fn danger_is_answered_by_the_telephone_itself_and_asks_for_no_name() {
    const DANGER: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task t
                          JOIN mailbox m ON m.id = t.mailbox_id
                          WHERE t.kind = 'gevaar' AND m.kind = 'phone' AND t.closed_at IS NULL";
    const TALKS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM conversation c
                         JOIN mailbox m ON m.id = c.mailbox_id
                         WHERE m.kind = 'phone' AND c.ended_at IS NULL";
    for test in each_database().await {
        let home = Household::asked(&test).await;
        home.types("help, brand!").await;
        assert!(home.newest().body.contains("Bel nu 112"), "{}", home.newest().body);
        let shown = home.phone().len();
        home.types("brand").await;
        assert_eq!((home.phone().len(), home.count(DANGER).await), (shown, 1));
        home.app.passes(TimeDelta::minutes(61)).await;
        assert_eq!(home.count(TALKS).await, 0, "it is forgotten after an hour");
        home.types("brand").await;
        assert!(home.newest().body.contains("Bel nu 112"));
        assert_eq!(home.known().await, [0; 4]);
    }
}

#[tokio::test]
async fn nothing_personal_is_said_on_a_shared_telephone_and_a_colleague_calls() {
    const CALLS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM task t
                         JOIN person p ON p.mailbox_id = t.mailbox_id
                         WHERE t.kind = 'hulp' AND p.klantnummer = 'K1' AND t.closed_at IS NULL";
    for test in each_database().await {
        let home = Household::on(&test).await;
        for words in ["mijn gegevens", "mijn afspraken"] {
            home.types(words).await;
            home.taps(&home.question_for_whom(), 1).await;
            let said = home.newest().body;
            assert!(said.contains("Een collega belt u"), "{said}");
            for personal in ["Taal:", "Naam:", "1 december", "Buurthuis"] {
                assert!(!said.contains(personal), "{said}");
            }
            // asking for a person twice is one task
            assert_eq!(home.count(CALLS).await, 1);
        }
    }
}
