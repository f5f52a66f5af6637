//! The whole service of a town in the test's own process, on the clock that the test steps: its
//! webhooks come over the wire, and its calls go to the played platforms.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wegwijzer::cli::service::{PublishedWords, Service, open_database};
use wegwijzer::config;
use wegwijzer::store::Db;

use super::town::Town;

/// A running service; it stops when it is dropped.
pub struct Indoors {
    /// Its database.
    pub db: Db,
    stop: watch::Sender<bool>,
    running: JoinHandle<bool>,
}

impl Indoors {
    /// Starts the service of `town` with its settings, and these on top of them
    /// (`WEGWIJZER__SECTION__KEY`).
    pub async fn serve(town: &Town, with: &[(&str, &str)]) -> Self {
        let folder = town.folder();
        let path = |name: &str| folder.join(name).display().to_string();
        let text = std::fs::read_to_string(folder.join("wegwijzer.toml")).unwrap();
        let own = [
            ("WEGWIJZER__DATA_DIR", path("data")),
            ("WEGWIJZER__CONTENT__DIALOGS", path("dialogs")),
            ("WEGWIJZER__CONTENT__LOCALES", path("locales")),
        ];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        let with = with.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config = config::read_text(&text, own.into_iter().chain(with)).unwrap();
        let db = open_database(&config).await.unwrap();
        let tick = Duration::from_millis(2);
        let clock = town.played.clock.clone();
        let service = Service::build(&config, db.clone(), clock, tick).await.unwrap();
        service.adopt_content(&config.content).await.unwrap();
        let router = service.router(PublishedWords::of(&service.work), None, None);
        let listener = TcpListener::bind(config.server.listen).await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(service.run(listener, router, stopped));
        Self { db, stop, running }
    }

    /// Stops it as a signal would, and waits until it is gone.
    pub async fn stop(self) {
        self.stop.send(true).unwrap();
        assert!(self.running.await.unwrap());
        self.db.close().await;
    }
}
