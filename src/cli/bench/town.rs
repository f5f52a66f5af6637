//! The service under measurement, with people who have a reminder due.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::sink::{FIRST_CHAT, Sink};
use crate::acts::import::columns::ColumnMap;
use crate::acts::register_address::register_address;
use crate::cli::import::{Kind, Target, import};
use crate::cli::service::{PublishedWords, Service, open_database};
use crate::clock::Clock;
use crate::config::secret::{Secret, Secrets};
use crate::config::{self, Config};
use crate::dialog::content::Content;
use crate::dialog::shipped;
use crate::message::{ChannelId, ChannelKind, Handle};
use crate::plan::local_time;
use crate::store::{addresses, people};

const SECRET: &str = "bench-webhook-secret";

/// A running service.
pub(super) struct Town {
    clock: Clock,
    http: reqwest::Client,
    webhook: String,
    stop: watch::Sender<bool>,
    running: tokio::task::JoinHandle<bool>,
    folder: PathBuf,
}

impl Town {
    pub(super) async fn start(sink: &Sink, people: usize) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("wegwijzer-bench-{}", std::process::id()));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        // a Tuesday, five minutes before the reminders of six o'clock; civil time stands still
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).context("a day")?;
        let clock = Clock::hurried(
            local_time::resolve(day.and_hms_opt(17, 55, 0).context("a time")?, None),
            1.0,
        );
        clock.set_paused(true);
        let config = settings(&folder, &url, sink.url());
        let db = open_database(&config).await?;
        let service = Service::build(&config, db, clock.clone(), Duration::from_secs(1)).await?;
        service.adopt_content(&config.content).await?;
        settle(&service, people).await?;
        let (stop, stopped) = watch::channel(false);
        let router = service.router(PublishedWords::of(&service.work), None, None);
        let running = tokio::spawn(service.run(listener, router, stopped));
        let webhook = format!("{url}/webhooks/telegram");
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { clock, http, webhook, stop, running, folder })
    }

    /// The reminders fall due.
    pub(super) fn open_the_day(&self) {
        self.clock.jump(self.clock.civil() + TimeDelta::minutes(6));
    }

    pub(super) async fn tap(&self, n: usize, payload: &str) -> anyhow::Result<()> {
        static UPDATE: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(1);
        let id = UPDATE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let person = FIRST_CHAT + n as i64;
        let body = json!({ "update_id": id, "callback_query": {
            "id": id.to_string(), "chat_instance": "1", "data": payload,
            "from": { "id": person, "is_bot": false, "first_name": "x" },
            "message": { "message_id": 1, "date": 1, "text": "?",
                         "chat": { "id": person, "type": "private", "first_name": "x" } } } });
        let answer = self
            .http
            .post(&self.webhook)
            .header("x-telegram-bot-api-secret-token", SECRET)
            .json(&body)
            .send()
            .await?;
        ensure!(answer.status().is_success(), "the webhook answered {}", answer.status());
        Ok(())
    }

    pub(super) async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.running.await;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn settings(folder: &std::path::Path, url: &str, sink: &str) -> Config {
    Config {
        public_url: url.to_owned(),
        data_dir: folder.to_owned(),
        key_file: folder.join("wegwijzer.key"),
        database: config::Database {
            url: format!("sqlite://{}", folder.join("wegwijzer.db").display()),
        },
        server: config::Server::default(),
        content: config::Content { auto_publish: true, ..config::Content::default() },
        log: config::Log::default(),
        gemeenten: Vec::new(),
        channels: vec![config::Channel::Telegram(config::Telegram {
            id: "telegram".to_owned(),
            gemeente: None,
            api_url: sink.to_owned(),
            token: Secret::new("1:bench"),
            webhook_secret: Secrets(vec![Secret::new(SECRET)]),
            updates: config::Updates::Webhook,
        })],
    }
}

async fn settle(service: &Service, count: usize) -> anyhow::Result<()> {
    let content = Content::load(&shipped::files()).ok().context("the shipped content")?;
    let gemeente = service.gemeenten[0].1;
    let now = service.work.clock.civil();
    let target =
        Target { db: &service.work.db, gemeente, whatsapp: None, policies: &content.policies };
    let list = |head: &str, row: &dyn Fn(usize) -> String| {
        format!("{head}\n{}", (0..count).map(row).collect::<String>())
    };
    let everybody = list("klantnummer;naam;taal;groep;straat;huisnummer;plaats", &|n| {
        format!("B{n};Persoon {n};{};gezin;Weg;{n};Stad\n", ["nl", "en", "ar"][n % 3])
    });
    let sessions = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n\
                    PVT;avond;pvt;1;01-12-2026;19:00;22:00;Buurthuis;Kerkplein 4\n";
    let enrolments = list("klantnummer;cursus;groep", &|n| format!("B{n};PVT;avond\n"));
    for (kind, file) in [(Kind::People, everybody.as_str()), (Kind::Sessions, sessions)] {
        import(file.as_bytes(), kind, &ColumnMap::default(), false, target, &service.work.clock)
            .await?;
    }
    let channel = ChannelId("telegram".to_owned());
    let mut tx = service.work.db.begin().await?;
    for (klantnummer, person) in people::keys(&mut tx, gemeente).await? {
        let n: i64 = klantnummer[1..].parse()?;
        let handle = Handle::TelegramChat((FIRST_CHAT + n).to_string());
        register_address(&mut tx, person, (&channel, ChannelKind::Telegram), &handle, now).await?;
        if let Some(found) = addresses::find(&mut tx, &channel, &handle).await? {
            let before = now - TimeDelta::days(30);
            addresses::note_writing(&mut tx, found.address_id, before).await?;
        }
    }
    tx.commit().await?;
    let (kind, map) = (Kind::Enrolments, ColumnMap::default());
    import(enrolments.as_bytes(), kind, &map, false, target, &service.work.clock).await?;
    Ok(())
}
