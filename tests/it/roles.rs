//! Several processes on one PostgreSQL: some take in, some work; they wake each other, and what one
//! leaves when it dies another finishes.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wegwijzer::cli::service::{PublishedWords, Service, open_database};
use wegwijzer::clock::Clock;
use wegwijzer::config;
use wegwijzer::message::ChannelKind::Telegram;
use wegwijzer::work::role::Role;

use super::support::rows;
use super::support::town::{Kind, PEOPLE, Phone, Town};

/// A process that only looks when it is woken.
const NEVER: Duration = Duration::from_secs(3600);

/// A share of the service, in this process.
struct Share {
    stop: watch::Sender<bool>,
    running: JoinHandle<bool>,
}

impl Share {
    async fn start(town: &Town, role: Role, tick: Duration) -> Self {
        let at = |name: &str| town.folder().join(name);
        let mut config = config::read(&at("wegwijzer.toml")).unwrap();
        (config.data_dir, config.key_file) = (at("data"), at("data/wegwijzer.key"));
        (config.content.dialogs, config.content.locales) = (at("dialogs"), at("locales"));
        let db = open_database(&config).await.unwrap();
        let service = Service::build(&config, db, Clock::system(), tick).await.unwrap();
        service.adopt_content(&config.content).await.unwrap();
        let doors = if role.opens_doors() {
            let listener = TcpListener::bind(config.server.listen).await.unwrap();
            let words = PublishedWords::of(&service.work);
            Some((listener, service.router(words, None, None)))
        } else {
            None
        };
        let (stop, stopped) = watch::channel(false);
        Self { stop, running: tokio::spawn(service.run_as(role, doors, stopped)) }
    }

    /// As `kill -9`: nothing is finished, nothing is given back.
    async fn dies(self) {
        self.running.abort();
        assert!(self.running.await.unwrap_err().is_cancelled());
    }

    async fn stops(self) {
        self.stop.send(true).unwrap();
        assert!(self.running.await.unwrap());
    }
}

async fn town(updates: &str) -> Option<(Town, Phone)> {
    std::env::var_os("WEGWIJZER_TEST_POSTGRES")?;
    let town = Town::with_updates(Kind::Postgres, updates).await;
    town.import("people", &format!("{PEOPLE}K-1;Amina Voorbeeld;nl;;asiel;\n")).await;
    let phone = town.phone("t", Telegram, "5550001");
    Some((town, phone))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_web_process_stores_wakes_a_worker_process() {
    let Some((town, phone)) = town("webhook").await else { return };
    let web = Share::start(&town, Role::Web, NEVER).await;
    let worker = Share::start(&town, Role::Worker, NEVER).await;
    // neither looks by itself: every step arrives because a commit in one rang in the other
    phone.starts(Some(&town.invite("K-1").await)).await;
    phone.answers("In welke taal", 0).await;
    phone.answers("Mag de gemeente", 0).await;
    phone.shows("wij sturen u vanaf nu hier").await;
    phone.types("mens").await;
    phone.shows("Een collega van de gemeente helpt u").await;
    web.stops().await;
    worker.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_command_publishes_every_process_says_without_a_restart() {
    let Some((town, phone)) = town("webhook").await else { return };
    let web = Share::start(&town, Role::Web, NEVER).await;
    let worker = Share::start(&town, Role::Worker, NEVER).await;
    phone.starts(Some(&town.invite("K-1").await)).await;
    phone.answers("In welke taal", 0).await;
    phone.answers("Mag de gemeente", 0).await;
    phone.shows("wij sturen u vanaf nu hier").await;
    let path = town.folder().join("locales/nl/algemeen.ftl");
    let words = std::fs::read_to_string(&path).unwrap();
    let other = words.replace("Een collega van de gemeente helpt u", "Iemand van ons helpt u");
    assert_ne!(words, other);
    std::fs::write(&path, other).unwrap();
    let said = town.run(&["publish", "--note", "vriendelijker"]).await;
    assert_eq!(said.code, 0, "{} {}", said.out, said.err);
    phone.types("mens").await;
    phone.shows("Iemand van ons helpt u").await;
    web.stops().await;
    worker.stops().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_worker_asks_a_bot_for_updates_and_another_takes_over_when_it_dies() {
    let Some((town, phone)) = town("polling").await else { return };
    let tick = Duration::from_millis(50);
    let first = Share::start(&town, Role::Worker, tick).await;
    town.until_count(1, LEASES).await;
    let second = Share::start(&town, Role::Worker, tick).await;
    phone.starts(Some(&town.invite("K-1").await)).await;
    phone.shows("In welke taal").await;
    town.until_count(0, UNFINISHED).await;
    first.dies().await;
    phone.answers("In welke taal", 0).await;
    // as only time could
    let ran_out = "UPDATE lease SET held_until = held_until - INTERVAL '10 minutes'";
    assert_eq!(rows::change(&town.database, ran_out).await, 1);
    phone.answers("Mag de gemeente", 0).await;
    phone.shows("wij sturen u vanaf nu hier").await;
    second.stops().await;
    assert_eq!(town.count(LEASES).await, 0, "a graceful end gives the turn back");
    for words in ["welkom bij de berichten", "Mag de gemeente", "wij sturen u vanaf nu hier"] {
        assert_eq!(phone.times(words), 1, "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_is_missed_by_nobody() {
    let Some((town, phone)) = town("webhook").await else { return };
    let web = town.serve_as("web").await;
    let worker = town.serve_as("worker").await;
    phone.starts(Some(&town.invite("K-1").await)).await;
    phone.shows("In welke taal").await;
    town.until_count(0, UNFINISHED).await;
    worker.kill_9();
    phone.answers("In welke taal", 0).await;
    let workers = [town.serve_as("worker").await, town.serve_as("worker").await];
    phone.answers("Mag de gemeente", 0).await;
    phone.shows("wij sturen u vanaf nu hier").await;
    for worker in workers {
        assert!(worker.terminate().await.0.success());
    }
    // nobody works: what comes in is stored all the same
    phone.types("mens").await;
    town.until_count(1, "SELECT COUNT(*) FROM inbox").await;
    assert!(web.terminate().await.0.success());
    let worker = town.serve_as("worker").await;
    phone.shows("Een collega van de gemeente helpt u").await;
    assert!(worker.terminate().await.0.success());
    assert_eq!(town.count(SENDING).await, 0);
    for words in ["welkom bij de berichten", "Mag de gemeente", "Een collega van de gemeente"] {
        assert_eq!(phone.times(words), 1, "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_embedded_database_is_not_shared_between_roles() {
    let town = Town::new(Kind::Sqlite).await;
    for role in ["web", "worker"] {
        let said = town.run(&["serve", "--role", role]).await;
        assert_eq!(said.code, 2);
        assert!(said.err.contains("leave --role out"), "{}", said.err);
    }
}

const LEASES: &str = "SELECT COUNT(*) FROM lease";
const SENDING: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'sending'";
const UNFINISHED: &str = "SELECT COUNT(*) FROM outbox WHERE finished_at IS NULL";
