//! `wegwijzer serve`: the service against real platforms, or anything that speaks their format.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::service::{PublishedWords, Service, open_database};
use crate::config::{self, Config};
use crate::http::{figures, health};
use crate::work::role::Role;

/// Run the service until it is told to stop.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Which share of the work this process takes; more than one share needs PostgreSQL.
    #[arg(long, value_enum, default_value_t = Share::All)]
    pub role: Share,
}

/// Which share of the work a process takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Share {
    /// Everything.
    All,
    /// Pages, webhooks and probes; stores what comes in.
    Web,
    /// Handles, lets fall due, delivers, polls; listens on server.metrics_listen only.
    Worker,
}

impl From<Share> for Role {
    fn from(share: Share) -> Self {
        match share {
            Share::All => Self::All,
            Share::Web => Self::Web,
            Share::Worker => Self::Worker,
        }
    }
}

/// How often the loops look without being woken.
const TICK: Duration = Duration::from_secs(1);

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it: what is wrong, where, and how to mend it.
pub async fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let role = Role::from(args.role);
    if role != Role::All && config.database.url.starts_with("sqlite://") {
        bail!(
            "--role web and --role worker share the work between processes, which the embedded \
             database cannot; leave --role out, or set database.url to a PostgreSQL"
        );
    }
    super::logs::start(&config.log);
    let door = match role.opens_doors() {
        true => Some(bind("server.listen", config.server.listen).await?),
        false => None,
    };
    let probing = match config.server.metrics_listen {
        Some(listen) => Some(bind("server.metrics_listen", listen).await?),
        None => None,
    };
    let counted = super::figures::start();
    let db = open_database(&config).await?;
    let _only = only_one(&config)?;
    let clock = super::rehearsal::clock()?;
    let tick = clock.on_the_wall(TICK);
    let service = Service::build(&config, db.clone(), clock, tick).await?;
    service.adopt_content(&config.content).await?;
    let words = PublishedWords::of(&service.work);
    if let Some(listener) = probing {
        let probes = service.probes(counted.clone());
        let router = health::router(probes.clone()).merge(figures::router(probes));
        tokio::spawn(async move { drop(axum::serve(listener, router).await) });
    }
    match &door {
        Some(_) => {
            tracing::info!(listen = %config.server.listen, "Wegwijzer is ready at {}", config.public_url);
        }
        None => tracing::info!("Wegwijzer works; pages and webhooks are other processes' business"),
    }
    let doors = door.map(|listener| (listener, service.router(words, None, counted)));
    if !service.run_as(role, doors, stop_signal()).await {
        bail!("a part of the service broke off; see the log, and start it again");
    }
    db.close().await;
    tracing::info!("Wegwijzer has stopped; nothing is left in hand");
    Ok(ExitCode::SUCCESS)
}

async fn bind(setting: &str, listen: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen).await.with_context(|| {
        format!(
            "{setting}: {listen} cannot be used; is another program (or another wegwijzer) there?"
        )
    })
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
