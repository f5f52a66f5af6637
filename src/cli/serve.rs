//! `wegwijzer serve`: the service against real platforms, or anything that speaks their format.

use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::service::{PublishedWords, Service, open_database};
use crate::config::{self, Config};
use crate::http::health::{self, Probes};

/// Run the service until it is told to stop.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// How often the loops look without being woken.
const TICK: Duration = Duration::from_secs(1);

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it: what is wrong, where, and how to mend it.
pub async fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    super::logs::start(&config.log);
    let listener = TcpListener::bind(config.server.listen).await.with_context(|| {
        format!(
            "server.listen: {} cannot be used; is another program (or another wegwijzer) there?",
            config.server.listen
        )
    })?;
    let figures = PrometheusBuilder::new().install_recorder().ok();
    let db = open_database(&config).await?;
    let _only = only_one(&config)?;
    let clock = super::rehearsal::clock()?;
    let tick = clock.on_the_wall(TICK);
    let service = Service::build(&config, db.clone(), clock, tick).await?;
    service.adopt_content(&config.content).await?;
    let words = PublishedWords::of(&service.work);
    if let Some(listen) = config.server.metrics_listen {
        let listener = TcpListener::bind(listen)
            .await
            .with_context(|| format!("server.metrics_listen: {listen} cannot be used"))?;
        let probes = Probes { db: db.clone(), figures: figures.clone() };
        tokio::spawn(async move { drop(axum::serve(listener, health::figures(probes)).await) });
    }
    let router = service.router(words, None, figures);
    tracing::info!(listen = %config.server.listen, "Wegwijzer is ready at {}", config.public_url);
    if !service.run(listener, router, stop_signal()).await {
        bail!("a part of the service broke off; see the log, and start it again");
    }
    db.close().await;
    tracing::info!("Wegwijzer has stopped; nothing is left in hand");
    Ok(ExitCode::SUCCESS)
}

/// On the embedded database only one service may run: held as long as the file is.
///
/// # Errors
/// When another one runs.
pub fn only_one(config: &Config) -> anyhow::Result<Option<File>> {
    let Some(database) = config.database.url.strip_prefix("sqlite://") else {
        return Ok(None);
    };
    // beside the database, not in `data_dir`: two settings may name one database
    let path = PathBuf::from(format!("{database}-serve.lock"));
    let file = File::create(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => bail!(
            "another `wegwijzer serve` uses this embedded database; stop it first, or use \
             PostgreSQL, where several may share the work"
        ),
        Err(TryLockError::Error(e)) => {
            Err(e).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

/// Turns true at SIGTERM or Ctrl-C.
pub fn stop_signal() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        let terminate = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = terminate => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        let _ = stop.send(true);
        // keeps the channel open until the receivers are gone
        stop.closed().await;
    });
    stopped
}
