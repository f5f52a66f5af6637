//! The service in this process, on any database: real webhooks in, a recording channel out, a
//! clock that is stepped by hand.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;
use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::acts::receive::Intake;
use wegwijzer::acts::register_address::register_address;
use wegwijzer::channel::{Channel, Courtesy, Media, SendError, limits};
use wegwijzer::cli::import::{Kind, Target, import};
use wegwijzer::clock::Clock;
use wegwijzer::config;
use wegwijzer::dialog::content::{Content, Files};
use wegwijzer::dialog::shipped;
use wegwijzer::http::webhooks::{self, Door, Doors, Proof};
use wegwijzer::ids::GemeenteId;
use wegwijzer::message::{Accepted, Attempt, ChannelId, ChannelKind, Choice, Handle, Limits, Part};
use wegwijzer::plan::local_time;
use wegwijzer::store::mailboxes::ChannelRef;
use wegwijzer::store::testing::TestDb;
use wegwijzer::store::{Db, addresses, due, gemeenten, inbox, outbox, people};
use wegwijzer::work::content::adopt;
use wegwijzer::work::{OpenChannel, Work};

const SECRET: &str = "test-webhook-secret";

/// A message that left the house.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The chat it went to.
    pub to: String,
    /// What it said.
    pub body: String,
    /// Its buttons.
    pub choices: Vec<Choice>,
}

impl Sent {
    /// What a person sees: without what the buttons carry.
    pub fn seen(&self) -> (String, Vec<String>) {
        (self.body.clone(), self.choices.iter().map(|c| c.label.clone()).collect())
    }
}

/// Accepts everything and remembers it.
#[derive(Default)]
pub struct Recorder {
    sent: Mutex<Vec<Sent>>,
}

#[async_trait]
impl Channel for Recorder {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Telegram
    }

    fn limits(&self) -> &Limits {
        limits::of(ChannelKind::Telegram)
    }

    async fn send(&self, to: &Handle, part: &Part, _: Attempt) -> Result<Accepted, SendError> {
        let (body, choices) = match part {
            // what goes along is no message
            Part::Voice { .. } | Part::Picture { .. } => return Ok(Accepted { platform_id: None }),
            Part::Text { body } => (body.clone(), Vec::new()),
            Part::Buttons { body, choices } | Part::List { body, choices, .. } => {
                (body.clone(), choices.clone())
            }
            other => (format!("{other:?}"), Vec::new()),
        };
        let mut sent = self.sent.lock().unwrap();
        sent.push(Sent { to: to.value().to_owned(), body, choices });
        Ok(Accepted { platform_id: Some(format!("m{}", sent.len())) })
    }

    async fn courtesy(&self, _: Courtesy) {}

    async fn fetch(&self, file_id: &str) -> Result<Media, SendError> {
        Ok(Media { mime: None, content: file_id.as_bytes().to_vec() })
    }
}

/// A running service.
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub gemeente: GemeenteId,
    pub out: Arc<Recorder>,
    router: Router,
    stop: watch::Sender<bool>,
    update: Mutex<i64>,
}

impl App {
    /// Starts on a database; it is Tuesday 24 November 2026, 17:55 in the Netherlands.
    pub async fn on(test: &TestDb) -> Self {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let now = local_time::resolve(day.and_hms_opt(17, 55, 0).unwrap(), None);
        Self::at(test, now, &shipped::files()).await
    }

    /// Starts on a database, at another time and with other dialogs and policies.
    pub async fn at(test: &TestDb, now: DateTime<Utc>, files: &Files) -> Self {
        let level = "warn".to_owned();
        wegwijzer::cli::logs::start(&config::Log { level, ..config::Log::default() });
        let clock = Clock::stepped(now);
        let db = test.db.clone();
        let mut tx = db.begin().await.unwrap();
        let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
        tx.commit().await.unwrap();
        let of = ChannelRef {
            id: ChannelId("telegram".to_owned()),
            kind: ChannelKind::Telegram,
            gemeente,
        };
        let out = Arc::new(Recorder::default());
        let open = OpenChannel { of: of.clone(), out: out.clone() };
        let work = Work::new(db.clone(), clock.clone(), [open], Duration::from_millis(2));
        adopt(&work, files, true).await.unwrap();
        let (intake, lines) = Intake::new();
        let door = Door { channel: of, proof: Proof::Telegram { secrets: vec![SECRET.into()] } };
        let router = webhooks::router(Doors::new([door], intake));
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(work.run(lines, stopped));
        Self { db, clock, gemeente, out, router, stop, update: Mutex::new(1) }
    }

    /// People with a chat each, enrolled in a PVT dagdeel on Tuesday 1 December at 19:00.
    pub async fn with_people(self, count: usize) -> Self {
        let sessions = "PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
        self.with_people_in(count, sessions).await
    }

    /// The same, enrolled in these sessions of the course `PVT`, group `avond`.
    pub async fn with_people_in(self, count: usize, sessions: &str) -> Self {
        let rows = |head: &str, row: &dyn Fn(usize) -> String| {
            let rows: String = (0..count).map(row).collect();
            format!("{head}\n{rows}")
        };
        let people = rows("klantnummer;naam;taal;groep;straat;huisnummer;plaats", &|n| {
            let language = ["nl", "en", "ar"][n % 3];
            format!("K{n};Persoon {n};{language};gezin;Weg;{n};Stad\n")
        });
        self.bring_in(Kind::People, &people).await;
        let head = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n";
        self.bring_in(Kind::Sessions, &format!("{head}{sessions}")).await;
        for n in 0..count {
            self.link(n).await;
        }
        let enrolments = rows("klantnummer;cursus;groep", &|n| format!("K{n};PVT;avond\n"));
        self.bring_in(Kind::Enrolments, &enrolments).await;
        self
    }

    /// Imports a file.
    pub async fn bring_in(&self, kind: Kind, file: &str) {
        let content = Content::load(&shipped::files()).unwrap();
        let target = Target {
            db: &self.db,
            gemeente: self.gemeente,
            whatsapp: None,
            policies: &content.policies,
        };
        let map = ColumnMap::default();
        let done = import(file.as_bytes(), kind, &map, false, target, &self.clock).await.unwrap();
        assert!(done.stored, "{}", done.in_words("test.csv".as_ref()));
    }

    /// Brings in files of people, of sessions and of who is enrolled.
    pub async fn import(&self, people: &str, sessions: &str, enrolments: &str) {
        self.bring_in(Kind::People, people).await;
        self.bring_in(Kind::Sessions, sessions).await;
        self.bring_in(Kind::Enrolments, enrolments).await;
    }

    /// The person with klantnummer `K{n}` has a chat with the bot.
    pub async fn link(&self, n: usize) {
        let now = self.clock.civil();
        let channel = ChannelId("telegram".to_owned());
        let handle = Handle::TelegramChat(chat(n));
        let mut tx = self.db.begin().await.unwrap();
        let all = people::keys(&mut tx, self.gemeente).await.unwrap();
        let (_, person) = all.into_iter().find(|(key, _)| *key == format!("K{n}")).unwrap();
        let kind = ChannelKind::Telegram;
        register_address(&mut tx, person, (&channel, kind), &handle, now).await.unwrap();
        let found = addresses::find(&mut tx, &channel, &handle).await.unwrap().unwrap();
        let before = now - TimeDelta::days(30);
        addresses::note_writing(&mut tx, found.address_id, before).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Posts a webhook body as Telegram does.
    pub async fn post(&self, body: &Value) -> StatusCode {
        let request = Request::post("/webhooks/telegram")
            .header("x-telegram-bot-api-secret-token", SECRET)
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    /// The body for typed words.
    pub fn typed(&self, n: usize, words: &str) -> Value {
        let id = self.next_update();
        json!({ "update_id": id, "message": {
            "message_id": id, "date": 1_795_600_800, "text": words,
            "from": person(n), "chat": private(n) } })
    }

    /// The body for a tap on a button that carries `payload`.
    pub fn tapped(&self, n: usize, payload: &str) -> Value {
        let id = self.next_update();
        json!({ "update_id": id, "callback_query": {
            "id": format!("cb{id}"), "chat_instance": "1", "data": payload, "from": person(n),
            "message": { "message_id": 1, "date": 1_795_600_800, "chat": private(n),
                         "text": "?" } } })
    }

    fn next_update(&self) -> i64 {
        let mut update = self.update.lock().unwrap();
        *update += 1;
        *update
    }

    /// What a person's phone shows, oldest first.
    pub fn phone(&self, n: usize) -> Vec<Sent> {
        let sent = self.out.sent.lock().unwrap();
        sent.iter().filter(|s| s.to == chat(n)).cloned().collect()
    }

    /// What left the house after the first `seen` messages.
    pub fn sent_since(&self, seen: usize) -> Vec<Sent> {
        self.out.sent.lock().unwrap()[seen..].to_vec()
    }

    /// Whose telephone a message went to.
    pub fn who(&self, sent: &Sent) -> Option<usize> {
        sent.to.parse::<usize>().ok()?.checked_sub(7_345_918_000)
    }

    /// What the newest message with that many buttons carries at `index`.
    pub fn payload(&self, n: usize, index: usize) -> Option<String> {
        let shown = self.phone(n);
        let asked = shown.iter().rev().find(|s| !s.choices.is_empty())?;
        asked.choices.get(index).map(|c| c.payload.clone())
    }

    /// Civil and machine time go on, event by event, and everything that follows is done.
    pub async fn passes(&self, by: TimeDelta) {
        let until = self.clock.civil() + by;
        self.settle().await;
        while let Some(next) = self.next_due().await.filter(|at| *at <= until) {
            self.step_to(next);
            self.settle().await;
        }
        self.step_to(until);
        self.settle().await;
    }

    fn step_to(&self, at: DateTime<Utc>) {
        let by = (at - self.clock.civil()).to_std().unwrap_or_default();
        self.clock.advance(by);
    }

    async fn next_due(&self) -> Option<DateTime<Utc>> {
        let mut tx = self.db.read().await.unwrap();
        due::next(&mut tx).await.unwrap()
    }

    /// Waits until nothing is left to do at this moment.
    pub async fn settle(&self) {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        let mut calm = 0;
        while calm < 3 {
            let mut tx = self.db.read().await.unwrap();
            let events = inbox::waiting(&mut tx).await.unwrap();
            let parts = outbox::waiting(&mut tx, self.clock.machine()).await.unwrap();
            let waiting = events + parts;
            let due = due::next(&mut tx).await.unwrap();
            drop(tx);
            let now = self.clock.civil();
            let still = waiting == 0 && due.is_none_or(|at| at > now);
            assert!(
                tokio::time::Instant::now() < deadline,
                "the service does not come to rest: {events} events, {parts} parts, due {due:?}"
            );
            calm = if still { calm + 1 } else { 0 };
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

fn chat(n: usize) -> String {
    (7_345_918_000 + n).to_string()
}

fn person(n: usize) -> Value {
    json!({ "id": 7_345_918_000_usize + n, "is_bot": false, "first_name": "Persoon" })
}

fn private(n: usize) -> Value {
    json!({ "id": 7_345_918_000_usize + n, "type": "private", "first_name": "Persoon" })
}
