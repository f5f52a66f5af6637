//! What is measured, one function per measurement.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};

use super::fill;
use super::load::{self, Body, Job, Outcome, Talk};
use super::machine::{Used, Watch, peak_memory_mb};
use super::process::Process;
use super::report::Figure;
use super::service::{Begun, Order, Ready, Stopped};
use super::town::{self, People, Server, Town};
use crate::dialog::event::Event;
use crate::dialog::payload;
use crate::ids::{MailboxId, QuestionId};
use crate::store::{Db, inbox, on};

/// How much of everything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Webhooks of floor and intake.
    pub(super) webhooks: usize,
    /// People with a reminder, in the dialog and loop by loop.
    pub(super) people: usize,
    /// Chats at once in the dialog.
    pub(super) chats: usize,
    /// Webhooks at once in floor and intake.
    pub(super) connections: usize,
    /// People enrolled in five sessions of four reminders each.
    pub(super) enrolled: usize,
    /// Of the mixed load, each rate.
    pub(super) seconds: usize,
    /// Messages out a second in the mixed load.
    pub(super) rate: usize,
    /// People in the mixed load.
    pub(super) correspondents: usize,
}

/// Measurements on one kind of database.
pub(super) struct Bench {
    pub(super) server: Server,
    pub(super) sizes: Sizes,
    load: Process,
    sink: String,
    /// A process of the PostgreSQL server.
    pub(super) backend: Option<u32>,
    /// The floor, by connections: per second.
    floors: BTreeMap<usize, f64>,
}

/// How much in a second, and for how long.
#[derive(Clone, Copy)]
struct Pace {
    rate: usize,
    seconds: usize,
}

/// What was there long before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Past {
    pub(super) people: usize,
    /// Events and messages.
    pub(super) messages: usize,
}

impl Past {
    pub(super) async fn put_in(self, town: &Town) -> anyhow::Result<()> {
        if self.people > 0 {
            eprintln!("  {} people, {} events and messages are put in", self.people, self.messages);
            fill::fill(&town.url, self.people, self.messages).await?;
        }
        Ok(())
    }
}

/// A service that runs, and the moment its measurement began.
pub(super) struct Measured {
    pub(super) service: Process,
    pub(super) at: String,
    pub(super) watch: Watch,
}

/// What was counted before a measurement.
struct SoFar {
    counts: BTreeMap<&'static str, i64>,
    sent: Outcome,
}

impl Bench {
    pub(super) async fn prepare(server: Server, sizes: Sizes) -> anyhow::Result<Self> {
        let mut load = Process::start("bench-load", &[])?;
        let ready: load::Ready = load.answer().await?;
        Ok(Self { server, sizes, load, sink: ready.sink, backend: None, floors: BTreeMap::new() })
    }

    pub(super) async fn town(&self) -> anyhow::Result<Town> {
        Town::found(&self.server, &self.sink).await
    }

    pub(super) async fn serve(&self, town: &Town, run: &str) -> anyhow::Result<Measured> {
        let config = town.config_file.to_str().context("a path in UTF-8")?;
        let mut service = Process::start("bench-service", &["--config", config, "--run", run])?;
        let ready: Ready = service.answer().await?;
        let watch = Watch {
            service: Some(service.id()),
            load: Some(self.load.id()),
            backend: self.backend,
        };
        Ok(Measured { service, at: ready.at, watch })
    }

    async fn job(&mut self, job: Job) -> anyhow::Result<Outcome> {
        self.load.ask(&job).await
    }

    /// Webhooks as fast as they are answered.
    async fn post(
        &mut self,
        run: &Measured,
        what: Body,
        at_once: usize,
    ) -> anyhow::Result<(Outcome, Used)> {
        let count = self.sizes.webhooks;
        let people = (count / 4).max(1);
        let job = Job::Post { to: run.at.clone(), what, people, count, at_once };
        let since = run.watch.begin();
        let outcome = self.job(job).await?;
        let used = Used { seconds: outcome.seconds, ..since.end() };
        ensure!(outcome.failed == 0, "{} webhooks were not stored", outcome.failed);
        Ok((outcome, used))
    }

    fn of_floor(&self, connections: usize, per_second: f64) -> Option<f64> {
        let floor = self.floors.range(..=connections).next_back().or(self.floors.first_key_value());
        floor.map(|(_, floor)| per_second / floor)
    }

    /// HTTP, HMAC, parse, one set-wise grouped commit.
    pub(super) async fn floor(&mut self) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for at_once in [self.sizes.chats, self.sizes.connections] {
            let town = self.town().await?;
            let run = self.serve(&town, "floor").await?;
            let (outcome, used) = self.post(&run, Body::Floor, at_once).await?;
            let name = format!("floor, {at_once} at once");
            let mut figure = Figure::new(name, "webhooks", outcome.stored, used);
            self.floors.insert(at_once, figure.per_second);
            figure.of_floor = Some(1.0);
            figure.webhooks = Some(outcome.webhooks);
            figure.counts = [("stored", outcome.stored as i64)].into();
            figures.push(run.end(figure).await?);
            town.raze().await?;
        }
        Ok(figures)
    }

    /// Webhooks of people we know and people we do not, stored and not yet handled.
    pub(super) async fn intake(&mut self) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        let connections = self.sizes.connections;
        let of = [
            (Body::Telegram, "Telegram", self.sizes.chats),
            (Body::Telegram, "Telegram", connections),
            (Body::Whatsapp, "WhatsApp", connections),
        ];
        for (what, channel, at_once) in of {
            let town = self.town().await?;
            let known = self.sizes.webhooks / 8;
            let who = People { count: known, telegram: true, whatsapp: true, ..People::default() };
            let db = town.settle(who).await?;
            let run = self.serve(&town, "take-in").await?;
            let (outcome, used) = self.post(&run, what, at_once).await?;
            let name = format!("intake {channel}, {at_once}");
            let mut figure = Figure::new(name, "webhooks", outcome.stored, used);
            figure.of_floor = self.of_floor(at_once, figure.per_second);
            figure.webhooks = Some(outcome.webhooks);
            figure.counts = counts(&db).await?;
            figure.counts.insert("stored", outcome.stored as i64);
            if outcome.told_to_come_back > 0 {
                figure.note(format!("{} times 503: come back", outcome.told_to_come_back));
            }
            figures.push(run.end(figure).await?);
            db.close().await;
            town.raze().await?;
        }
        Ok(figures)
    }

    /// One loop at a time: what falls due, the first step, delivery, a step that answers.
    pub(super) async fn loops(&mut self) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let people = self.sizes.people;
        let db = town
            .settle(People { count: people, telegram: true, enrolled: true, ..People::default() })
            .await?;
        let mut figures = Vec::new();
        for (name, run, unit) in [
            ("due", "due", "reminders"),
            ("step: reminder", "handle", "events"),
            ("dispatch", "deliver", "messages"),
            ("step: answer", "handle", "events"),
        ] {
            if name == "step: answer" {
                put_taps(&db).await?;
            }
            let mut run = self.serve(&town, run).await?;
            let since = run.watch.begin();
            match name {
                "due" => {
                    run.service.order(&Order::OpenTheDay)?;
                    until_none(&db, REMINDERS_DUE).await?;
                }
                "dispatch" => until_none(&db, PARTS_WAITING).await?,
                _ => until_none(&db, EVENTS_WAITING).await?,
            }
            let mut figure = Figure::new(name, unit, people, since.end());
            figure.of_floor = self.of_floor(self.sizes.connections, figure.per_second);
            figure.counts = counts(&db).await?;
            figures.push(run.end(figure).await?);
        }
        db.close().await;
        town.raze().await?;
        Ok(figures)
    }

    /// Reminder, "Ik kan niet", a reason, thanks.
    pub(super) async fn dialog(&mut self, name: &str, past: Past) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let Sizes { people, .. } = self.sizes;
        let who = People { count: people, telegram: true, enrolled: true, ..People::default() };
        let db = town.settle(who).await?;
        past.put_in(&town).await?;
        let before = self.so_far(&db).await?;
        let mut run = self.serve(&town, "all").await?;
        let since = run.watch.begin();
        run.service.order(&Order::OpenTheDay)?;
        let wanted = before.sent.messages + people;
        let job = Job::Await { messages: wanted, within_seconds: 600 };
        let reminded = self.job(job).await?;
        ensure!(reminded.messages >= wanted, "only {} reminders left", reminded.messages);
        let mut reminders =
            Figure::new(format!("{name}: reminders"), "messages", people, since.end());
        reminders.note("from falling due to the platform, every loop at work");
        until_none(&db, PARTS_WAITING).await?;
        // a minute later the database would have done it by itself
        db.count_anew().await?;

        let figure = self.converse(name, Talk::Reminder, (&db, &run), &before).await?;
        let figure = run.end(figure).await?;
        reminders.peak_memory_mb = figure.peak_memory_mb;
        db.close().await;
        town.raze().await?;
        Ok(vec![reminders, figure])
    }

    /// A word, three buttons, "Nog niet", an answer in words, the next question: three updates in, four calls out.
    pub(super) async fn check_in(&mut self, name: &str) -> anyhow::Result<Vec<Figure>> {
        let town = self.town().await?;
        let who = People { count: self.sizes.people, telegram: true, ..People::default() };
        let db = town.settle(who).await?;
        let before = self.so_far(&db).await?;
        let run = self.serve(&town, "all").await?;
        let figure = self.converse(name, Talk::CheckIn, (&db, &run), &before).await?;
        let figure = run.end(figure).await?;
        db.close().await;
        town.raze().await?;
        Ok(vec![figure])
    }

    async fn so_far(&mut self, db: &Db) -> anyhow::Result<SoFar> {
        let sent = self.job(Job::Await { messages: 0, within_seconds: 0 }).await?;
        Ok(SoFar { counts: counts(db).await?, sent })
    }

    /// Everybody talks with the service, some at once; counts what happened since `before`.
    async fn converse(
        &mut self,
        name: &str,
        talk: Talk,
        (db, run): (&Db, &Measured),
        before: &SoFar,
    ) -> anyhow::Result<Figure> {
        let Sizes { people, chats, .. } = self.sizes;
        let since = run.watch.begin();
        let job = Job::Converse { to: run.at.clone(), talk, people, at_once: chats };
        let outcome = self.job(job).await?;
        let used = Used { seconds: outcome.seconds, ..since.end() };
        ensure!(outcome.failed == 0, "{} conversations broke off", outcome.failed);
        until_none(db, PARTS_WAITING).await?;
        let mut figure = Figure::new(name, "updates", outcome.stored, used);
        figure.of_floor = self.of_floor(chats, figure.per_second);
        figure.webhooks = Some(outcome.webhooks);
        figure.replies = Some(outcome.replies);
        let messages = outcome.messages - before.sent.messages;
        let courtesies = outcome.courtesies - before.sent.courtesies;
        figure.counts = since_then(&counts(db).await?, &before.counts);
        figure.counts.insert("messages", messages as i64);
        figure.counts.insert("courtesies", courtesies as i64);
        let each = |all: usize| all as f64 / people as f64;
        figure.note(format!(
            "a conversation: {:.0} updates in, {:.0} messages and {:.0} courtesies out; {chats} chats at once",
            each(outcome.stored),
            each(messages),
            each(courtesies),
        ));
        Ok(figure)
    }

    /// Messages out at an even pace, three statuses for each, and words in. With `find_highest`
    /// the pace rises until it cannot be kept; only the last that was kept counts.
    pub(super) async fn mixed(
        &mut self,
        name: &str,
        past: Past,
        find_highest: bool,
    ) -> anyhow::Result<Vec<Figure>> {
        let mut rates = vec![self.sizes.rate];
        if find_highest {
            let higher = [1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 6000, 7000];
            rates.extend(higher.into_iter().filter(|rate| *rate > self.sizes.rate));
        }
        let mut figures = Vec::new();
        for rate in rates {
            let (figure, kept) = self.mixed_at(name, past, rate).await?;
            figures.push(figure);
            if !kept {
                break;
            }
        }
        Ok(figures)
    }

    /// One rate, in a town of its own: whoever writes again and again is not answered for ever.
    async fn mixed_at(
        &mut self,
        name: &str,
        past: Past,
        rate: usize,
    ) -> anyhow::Result<(Figure, bool)> {
        let town = self.town().await?;
        let count = self.sizes.correspondents;
        let db = town.settle(People { count, whatsapp: true, ..People::default() }).await?;
        past.put_in(&town).await?;
        if !db.is_sqlite() {
            // a minute of any use later the database would have counted what is usual in its tables
            let few = Pace { rate: rate.min(100), seconds: 2 };
            self.mix(&town, &db, name, few).await?;
            db.count_anew().await?;
        }
        let pace = Pace { rate, seconds: self.sizes.seconds };
        let ended = self.mix(&town, &db, name, pace).await?;
        db.close().await;
        town.raze().await?;
        Ok(ended)
    }

    async fn mix(
        &mut self,
        town: &Town,
        db: &Db,
        name: &str,
        Pace { rate, seconds }: Pace,
    ) -> anyhow::Result<(Figure, bool)> {
        let people = self.sizes.correspondents;
        let before = counts(db).await?;
        let mut run = self.serve(town, "all").await?;
        let inbound = rate * 3 / 10;
        // whoever writes gets an answer; the rest of the messages are announcements
        let announce = Order::Announce { per_second: rate - inbound, seconds };
        let _: Begun = run.service.ask(&announce).await?;
        let since = run.watch.begin();
        let job = Job::Mix { to: run.at.clone(), per_second: rate, seconds, people };
        let loading = self.job(job);
        let (ended, used) = tokio::join!(loading, async {
            tokio::time::sleep(Duration::from_secs(seconds as u64)).await;
            since.end()
        });
        let outcome = ended?;
        let out = outcome.accepted_in_time;
        let mut figure = Figure::new(format!("{name}, {rate} out"), "out", out, used);
        figure.webhooks = Some(outcome.webhooks);
        figure.replies = Some(outcome.replies);
        let kept = outcome.webhooks.p99_ms <= 1000.0
            && outcome.replies.p99_ms <= 1000.0
            && outcome.told_to_come_back == 0
            // a few are always on their way
            && (out + 2) as f64 >= 0.97 * (rate * seconds) as f64;
        let webhooks = outcome.stored + outcome.told_to_come_back;
        let cpu = used.service_cores * used.seconds * 1e6 / (webhooks + out).max(1) as f64;
        figure.note(format!(
            "{} planned: {} out, {} words and {} statuses in a second for {seconds} s; {}; \
             {webhooks} webhooks, {} refused; {cpu:.0} us of processor for each webhook or message",
            rate * seconds,
            rate,
            inbound,
            3 * rate,
            if kept { "kept up" } else { "FELL BEHIND" },
            outcome.told_to_come_back,
        ));
        if kept {
            until_none(db, PARTS_WAITING).await?;
        }
        figure.counts = since_then(&counts(db).await?, &before);
        figure.counts.insert("refused", outcome.told_to_come_back as i64);
        figure.counts.insert("unanswered", outcome.failed as i64);
        Ok((run.end(figure).await?, kept))
    }
}

impl Measured {
    /// Stops the service; its peak belongs to the figure.
    async fn end(mut self, mut figure: Figure) -> anyhow::Result<Figure> {
        figure.peak_memory_mb = peak_memory_mb(self.service.id());
        let _: Stopped = self.service.ask(&Order::Stop).await?;
        Ok(figure)
    }
}

const EVENTS_WAITING: &str = "SELECT EXISTS (SELECT 1 FROM inbox WHERE parked_at IS NULL)";
pub(super) const PARTS_WAITING: &str =
    "SELECT EXISTS (SELECT 1 FROM outbox WHERE finished_at IS NULL)";
const REMINDERS_DUE: &str = "
    SELECT EXISTS (SELECT 1 FROM reminder
                   WHERE fired_at IS NULL AND dropped_at IS NULL AND due_at <= $1)";

/// Waits until there is no such row.
pub(super) async fn until_none(db: &Db, sql: &'static str) -> anyhow::Result<()> {
    let by: DateTime<Utc> = town::eve()? + TimeDelta::minutes(6);
    let patience = Duration::from_secs(900);
    let ended = tokio::time::timeout(patience, async {
        loop {
            let mut tx = db.read().await?;
            let some: bool = if sql.contains("$1") {
                on!(tx, |conn| sqlx::query_scalar(sql).bind(by).fetch_one(conn).await?)
            } else {
                on!(tx, |conn| sqlx::query_scalar(sql).fetch_one(conn).await?)
            };
            drop(tx);
            if !some {
                return anyhow::Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    ended.await.context("the service does not come to the end of its work")?
}

const COUNTS: &str = "
    SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM inbox) AS waiting,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM history) AS handled,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'accepted') AS accepted,
           (SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state <> 'accepted') AS not_accepted";

/// Rows, to see that nothing was lost or doubled.
async fn counts(db: &Db) -> anyhow::Result<BTreeMap<&'static str, i64>> {
    let mut tx = db.read().await?;
    let (waiting, handled, accepted, other): (i64, i64, i64, i64) =
        on!(tx, |conn| sqlx::query_as(COUNTS).fetch_one(conn).await?);
    let names = ["waiting", "handled", "accepted", "notAccepted"];
    Ok(names.into_iter().zip([waiting, handled, accepted, other]).collect())
}

fn since_then(
    now: &BTreeMap<&'static str, i64>,
    then: &BTreeMap<&'static str, i64>,
) -> BTreeMap<&'static str, i64> {
    now.iter().map(|(name, n)| (*name, n - then.get(name).copied().unwrap_or(0))).collect()
}

const OPEN_QUESTIONS: &str = "SELECT id, mailbox_id FROM question WHERE closed_at IS NULL";

/// Everybody taps "Ik kan niet": events, waiting to be handled.
async fn put_taps(db: &Db) -> anyhow::Result<()> {
    let now = town::eve()? + TimeDelta::minutes(7);
    let mut tx = db.begin().await?;
    let open: Vec<(QuestionId, MailboxId)> =
        on!(tx, |conn| sqlx::query_as(OPEN_QUESTIONS).fetch_all(conn).await?);
    for (question, mailbox) in open {
        let event = Event::Chose { payload: payload::encode(question, 1) };
        inbox::append(&mut tx, mailbox, None, (event.kind(), &event), now).await?;
    }
    Ok(tx.commit().await?)
}
