//! Quiet messages: what we begin on somebody's telephone shows only after a tap what it says, and nothing else is
//! different: the conversation, its question, the ladder.

use chrono::TimeDelta;
use wegwijzer::acts::contact_trail::dossier;
use wegwijzer::acts::contact_trail::words::moment;
use wegwijzer::dialog::event::Event;
use wegwijzer::ids::{MailboxId, PersonId};
use wegwijzer::message::ChannelKind::Whatsapp;
use wegwijzer::message::Facts;
use wegwijzer::sandbox::BubbleKind;
use wegwijzer::store::testing::{TestDb, each_database};
use wegwijzer::store::{inbox, trail};

use crate::app::{App, Sent};
use crate::references::to_nothing;
use crate::support::rows::{change, ids, number};
use crate::support::town::{Kind, PEOPLE, Town};

const COVER: &str = "UPDATE mailbox SET covered_since = created_at
    WHERE id IN (SELECT mailbox_id FROM person WHERE klantnummer = 'K1')";
const MAILBOX: &str = "SELECT mailbox_id FROM person WHERE klantnummer = 'K1'";
const UNCOVER: &str = "UPDATE mailbox SET covered_since = NULL";
const COVERED: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox WHERE covered_since IS NOT NULL";
const COMES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance WHERE intent = 'komt'";
const SAID: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM attendance";
const TRIES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM contact_attempt a
    JOIN person p ON p.mailbox_id = a.mailbox_id WHERE p.klantnummer = 'K1'";
const NEUTRAL: &str = "there is a message for you. Do you want to read it?";
const OVER: &str = "This message is over.";

/// Somebody who reads English and wants quiet messages, beside somebody who does not.
struct Quiet {
    app: App,
    url: String,
}

impl Quiet {
    async fn on(test: &TestDb) -> Self {
        let app = App::on(test).await.with_people(2).await;
        change(&test.url, COVER).await;
        Self { app, url: test.url.clone() }
    }

    /// The same, when the reminder of the evening came.
    async fn reminded(test: &TestDb) -> Self {
        let quiet = Self::on(test).await;
        quiet.app.passes(TimeDelta::minutes(10)).await;
        quiet
    }

    fn phone(&self) -> Vec<Sent> {
        self.app.phone(1)
    }

    fn newest(&self) -> Sent {
        self.phone().pop().expect("something was sent")
    }

    fn count(&self) -> usize {
        self.phone().len()
    }

    async fn types(&self, words: &str) {
        assert!(self.app.post(&self.app.typed(1, words)).await.is_success());
        self.app.settle().await;
    }

    async fn taps(&self, on: &Sent, index: usize) {
        self.sends(1, &on.choices[index].payload).await;
    }

    async fn sends(&self, from: usize, payload: &str) {
        assert!(self.app.post(&self.app.tapped(from, payload)).await.is_success());
        self.app.settle().await;
    }

    /// What the contact trail tells of each quiet message, the newest first.
    async fn told_to_staff(&self) -> Vec<String> {
        let person = ids(&self.url, "SELECT id FROM person WHERE klantnummer = 'K1'").await[0];
        let mut tx = self.app.db.read().await.unwrap();
        let who = trail::of_gemeente(&mut tx, PersonId(person), self.app.gemeente).await.unwrap();
        let dossier = dossier(&mut tx, who.unwrap(), self.app.clock.civil()).await.unwrap();
        let quiet = dossier.lines.into_iter().filter(|line| line.why.contains("rustig bericht"));
        quiet.map(|line| line.outcome).collect()
    }

    async fn rows(&self, sql: &'static str) -> i64 {
        number(&self.url, sql).await
    }

    async fn change(&self, sql: &'static str) {
        change(&self.url, sql).await;
    }
}

fn is_neutral(sent: &Sent) -> bool {
    sent.body.contains(NEUTRAL) && sent.choices.len() == 1
}

#[tokio::test]
async fn a_reminder_is_neutral_until_the_tap_and_is_then_answered_as_ever() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        let neutral = quiet.newest();
        assert!(is_neutral(&neutral), "{neutral:?}");
        assert!(neutral.body.contains("er is een bericht voor u."), "the Dutch too: {neutral:?}");
        for told in ["PVT", "Buurthuis", "Kerkplein", "19:00"] {
            assert!(!neutral.body.contains(told), "{neutral:?}");
        }
        assert_eq!(quiet.count(), 1);
        assert!(quiet.app.phone(0)[0].body.contains("PVT"), "others get theirs as ever");

        let told = quiet.told_to_staff().await;
        assert!(told.len() == 1 && told[0].ends_with("nog niet geopend"), "{told:?}");
        quiet.taps(&neutral, 0).await;
        let opened = format!("geopend {}", moment(quiet.app.clock.civil()));
        let asked = quiet.newest();
        assert!(asked.body.contains("PVT") && asked.choices.len() == 3, "{asked:?}");
        assert_eq!((quiet.count(), quiet.rows(TRIES).await), (2, 1), "reading is no new try");
        // a finger that was quick, and later somebody who looks for the message again
        quiet.taps(&neutral, 0).await;
        assert_eq!(quiet.count(), 2);
        quiet.app.passes(TimeDelta::minutes(2)).await;
        quiet.taps(&neutral, 0).await;
        assert_eq!(quiet.newest().seen(), asked.seen());
        assert_eq!(quiet.told_to_staff().await, [opened], "the first time stays");

        quiet.taps(&asked, 0).await;
        assert_eq!(quiet.rows(COMES).await, 1);
        let thanks = quiet.count();
        assert!(!is_neutral(&quiet.newest()), "an answer is not covered");
        quiet.app.passes(TimeDelta::minutes(2)).await;
        quiet.taps(&neutral, 0).await;
        assert_eq!(quiet.count(), thanks + 1);
        assert!(quiet.newest().body.contains(OVER), "{:?}", quiet.newest());
        assert_eq!(to_nothing(&quiet.url).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_we_sent_disappears_after_a_tap_or_the_word_and_staff_keeps_it_and_sees_that() {
    const WORDS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM hidden_message h
        JOIN outbox o ON o.id = h.part_id WHERE o.words_sealed IS NOT NULL";
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.taps(&quiet.newest(), 0).await;
        quiet.taps(&quiet.newest(), 0).await;
        let thanks = quiet.newest();
        let labels: Vec<&str> = thanks.choices.iter().map(|c| c.label.as_str()).collect();
        assert_eq!(labels, ["Hide messages"]);
        let other = quiet.app.payload(0, 0).unwrap();
        quiet.sends(0, &other).await;
        assert!(quiet.app.phone(0).pop().unwrap().choices.is_empty(), "not for who needs it not");

        let taken = |from: usize| -> Vec<String> {
            let since = quiet.phone().split_off(from);
            let gone = since.iter().filter_map(|sent| sent.body.split_once("message_id: \""));
            gone.map(|(_, id)| id.trim_end_matches("\" }").to_owned()).collect()
        };
        let shown = quiet.count();
        quiet.taps(&thanks, 0).await;
        let ids = taken(shown);
        assert_eq!(ids.len(), shown, "all of it: {:?}", quiet.phone());
        let numbers: Vec<usize> = ids.iter().map(|id| id[1..].parse().unwrap()).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] > pair[1]), "the newest first: {ids:?}");
        assert!(quiet.newest().body.contains("older than two days"), "{:?}", quiet.newest());
        assert_eq!(quiet.rows(WORDS).await, 3, "here it stays");
        let told = quiet.told_to_staff().await;
        assert!(told.iter().all(|line| line.contains("; verborgen op de telefoon ")), "{told:?}");
        // the word, and only what came since
        let before = quiet.count();
        quiet.types("hide").await;
        assert_eq!(taken(before).len(), 1);
        assert_eq!(quiet.rows(COMES).await, 2, "what was answered stays answered");
        assert_eq!(to_nothing(&quiet.url).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn silence_climbs_as_ever_and_a_question_that_was_repeated_is_read_once() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.app.passes(TimeDelta::hours(30)).await;
        assert!(quiet.count() >= 2 && quiet.phone().iter().all(is_neutral), "{:?}", quiet.phone());
        assert_eq!(quiet.count(), quiet.app.phone(0).len(), "as often as others");
        let rungs = "SELECT CAST(COUNT(DISTINCT rungs_done) AS BIGINT) FROM question";
        assert_eq!(quiet.rows(rungs).await, 1, "as far as others");
        let before = quiet.count();
        quiet.taps(&quiet.newest(), 0).await;
        assert_eq!(quiet.count(), before + 1);
        assert!(quiet.newest().body.contains("PVT"));
        // reading is no answer: a colleague is called in when the ladder says so, for both
        quiet.app.passes(TimeDelta::hours(72)).await;
        let tasks = "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'bellen'";
        assert_eq!(quiet.rows(tasks).await, 2);
    }
}

#[tokio::test]
async fn words_answer_the_neutral_message_and_never_what_was_not_read() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.types("no").await;
        assert!(quiet.newest().body.contains("Tap Read later"), "{:?}", quiet.newest());
        assert_eq!(quiet.rows(SAID).await, 0, "not: I do not come");
        quiet.types("yes").await;
        assert_eq!(quiet.rows(SAID).await, 0, "not: I come");
        assert!(quiet.newest().body.contains("PVT"));
        quiet.types("yes").await;
        assert_eq!(quiet.rows(COMES).await, 1, "read, and answered");
    }
}

#[tokio::test]
async fn stop_danger_and_what_only_a_person_understands_keep_their_meaning() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.types("my husband hits me").await;
        let danger = "SELECT CAST(COUNT(*) AS BIGINT) FROM task WHERE kind = 'gevaar'";
        assert_eq!(quiet.rows(danger).await, 1);
        assert!(quiet.newest().body.contains("112"), "{:?}", quiet.newest());
        quiet.types("my sister marries tomorrow").await;
        let tasks = "SELECT CAST(COUNT(*) AS BIGINT) FROM task";
        assert_eq!(quiet.rows(tasks).await, 2, "a colleague reads it");
        assert!(!quiet.newest().body.contains("PVT"), "{:?}", quiet.newest());
        quiet.types("stop").await;
        let stopped = "SELECT CAST(COUNT(*) AS BIGINT) FROM mailbox WHERE stopped_at IS NOT NULL";
        assert_eq!((quiet.rows(stopped).await, quiet.rows(SAID).await), (1, 0));
    }
}

#[tokio::test]
async fn a_tap_after_the_session_or_on_what_is_anothers_opens_nothing() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        let button = quiet.newest().choices[0].payload.clone();
        quiet.sends(0, &button).await;
        let shown = quiet.app.phone(0).pop().unwrap();
        assert!(shown.body.contains("Dit bericht is voorbij."), "{shown:?}");
        quiet.app.passes(TimeDelta::days(9)).await;
        quiet.taps(&quiet.phone()[0], 0).await;
        let last = quiet.newest();
        assert!(last.body.contains(OVER) && last.choices.is_empty(), "{last:?}");
    }
}

#[tokio::test]
async fn what_was_not_read_stays_covered_when_it_is_put_again_in_answer_to_something_else() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.types("my appointments").await;
        quiet.types("/start").await;
        assert!(is_neutral(&quiet.newest()), "{:?}", quiet.newest());
        assert!(!quiet.phone().iter().any(|sent| sent.choices.len() == 3), "{:?}", quiet.phone());
        quiet.types("yes").await;
        assert_eq!((quiet.newest().choices.len(), quiet.rows(SAID).await), (3, 0));
        // read: put again it is open
        quiet.types("/start").await;
        assert_eq!(quiet.newest().choices.len(), 3);
        quiet.types("yes").await;
        assert_eq!(quiet.rows(COMES).await, 1);
    }
}

#[tokio::test]
async fn what_waited_for_its_turn_is_ours_also_when_an_answer_lets_it_begin() {
    for test in each_database().await {
        let quiet = Quiet::reminded(&test).await;
        quiet.taps(&quiet.newest(), 0).await;
        let asked = quiet.newest();
        let dialog = "check-in".to_owned();
        let begins = Event::start(dialog, Facts::new());
        let mailbox = ids(&quiet.url, MAILBOX).await[0];
        let mut tx = quiet.app.db.begin().await.unwrap();
        let now = quiet.app.clock.civil();
        let told = (begins.kind(), &begins);
        inbox::append(&mut tx, MailboxId(mailbox), None, told, now).await.unwrap();
        tx.commit().await.unwrap();
        quiet.app.settle().await;
        assert_eq!(quiet.newest(), asked, "one question at a time");
        quiet.taps(&asked, 0).await;
        assert_eq!(quiet.rows(COMES).await, 1);
        assert!(is_neutral(&quiet.newest()), "{:?}", quiet.newest());
        quiet.taps(&quiet.newest(), 0).await;
        assert!(quiet.newest().choices.len() > 1, "{:?}", quiet.newest());
    }
}

#[tokio::test]
async fn a_person_switches_it_off_and_on_with_their_data_and_sees_what_it_is_like() {
    for test in each_database().await {
        let quiet = Quiet::on(&test).await;
        quiet.types("my data").await;
        assert_eq!(quiet.newest().choices[3].label, "Quiet messages");
        quiet.taps(&quiet.newest(), 3).await;
        quiet.taps(&quiet.newest(), 1).await;
        assert_eq!(quiet.rows(COVERED).await, 0);
        quiet.types("my data").await;
        quiet.taps(&quiet.newest(), 3).await;
        quiet.taps(&quiet.newest(), 0).await;
        assert!(is_neutral(&quiet.newest()), "as an example: {:?}", quiet.newest());
        quiet.taps(&quiet.newest(), 0).await;
        assert_eq!(quiet.rows(COVERED).await, 1);
        quiet.app.passes(TimeDelta::minutes(10)).await;
        assert!(is_neutral(&quiet.newest()), "{:?}", quiet.newest());
        // off, while something waits: it can still be read, and a yes is no answer to it
        quiet.change(UNCOVER).await;
        quiet.types("yes").await;
        assert_eq!(quiet.rows(SAID).await, 0);
        assert!(quiet.newest().body.contains("PVT"), "{:?}", quiet.newest());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_whatsapp_outside_the_window_the_neutral_message_is_a_template_of_its_own() {
    let mut kinds = vec![Kind::Sqlite];
    if std::env::var_os("WEGWIJZER_TEST_POSTGRES").is_some() {
        kinds.push(Kind::Postgres);
    }
    for kind in kinds {
        let town = Town::new(kind).await;
        let phone = town.phone("first", Whatsapp, "31612345678");
        let people = format!("{PEOPLE}K1;Persoon 1;ar;+31612345678;gezin;01-11-2026\n");
        town.import("people", &people).await;
        town.import_session().await;
        change(&town.database, COVER).await;
        let serve = town.serve().await;
        town.enrol(["K1".to_owned()]).await;
        let neutral = phone.shows("هناك رسالة لكم").await;
        let template = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox
            WHERE text_id = 'rustig-bericht' AND state = 'accepted'";
        town.until_count(1, template).await;
        assert_eq!(neutral.kind, BubbleKind::Template);
        assert!(!neutral.text.contains("PVT"), "{neutral:?}");
        phone.answers("هناك رسالة لكم", 0).await;
        phone.answers("PVT", 0).await;
        town.until_count(1, COMES).await;
        // nobody can delete there: it is said how to do it oneself
        phone.types("إخفاء").await;
        let told = phone.shows("لا أستطيع حذف الرسائل في واتساب").await;
        assert!(told.choices.is_empty(), "{told:?}");
        let hidden = "SELECT CAST(COUNT(*) AS BIGINT) FROM hidden_message";
        assert_eq!(number(&town.database, hidden).await, 0);
        assert_eq!(phone.times("هناك رسالة لكم"), 1);
        assert!(serve.terminate().await.0.success());
    }
}
