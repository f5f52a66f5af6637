//! `wegwijzer demo`: an invented municipality on one machine, through the real code paths.
//!
//! The platforms are played on loopback; the service reaches them with the same clients and is
//! reached by the same webhooks as in production. Before the doors open, five days are lived
//! through at once, so that some people are already silent for a while.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::serve::stop_signal;
use super::service::{PublishedWords, Service, open_database};
use crate::clock::Clock;
use crate::config::secret::{Secret, Secrets};
use crate::config::{self, Config};
use crate::dialog::content::Content;
use crate::http::headers;
use crate::http::web::Demo;
use crate::sandbox::{Sandbox, Settings};
use crate::work::content::read_files;
use time::Time;
use town::{PASSWORD, PAST, Town, found, opening};

mod people;
pub mod templates;
mod time;
mod town;

/// Show everything at work in an invented municipality. Needs no settings and no accounts.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// Port of the pages; 0: any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Keep the database here, in a folder that holds none yet. Default: a temporary folder.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The dice of the invented people.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// How often the loops look without being woken; civil time hurries, so they must too.
const TICK: Duration = Duration::from_millis(25);

/// Runs the command until Ctrl-C.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &DemoArgs) -> anyhow::Result<ExitCode> {
    super::logs::start(&config::Log { level: "warn".to_owned(), ..config::Log::default() });
    let public = TcpListener::bind(("127.0.0.1", args.port))
        .await
        .with_context(|| format!("port {} is in use; choose another with --port", args.port))?;
    let folder = Folder::make(args.data.as_deref())?;
    let stop = stop_signal();
    let figures = super::figures::start();

    let opening = opening_now();
    let clock = Clock::hurried(opening - PAST, 1.0);
    clock.set_paused(true);
    let files = read_files(Path::new("dialogs"), Path::new("locales"))?;
    let content = match Content::load(&files) {
        Ok(content) => content,
        Err(problems) => {
            problems.iter().for_each(|p| eprintln!("{p}"));
            bail!("the dialogs and texts have {} mistakes; see above", problems.len());
        }
    };
    let mut settings = Settings::new(clock.clone());
    settings.display_name = "Gemeente Voorbeeldstad".to_owned();
    settings.seed = args.seed;
    settings.whatsapp.templates = templates::of(&content);
    let sandbox = Sandbox::start(settings.clone()).await.context("the sandbox gateways")?;

    // webhooks come in by a door of their own, so that they also work before the pages open
    let inner = TcpListener::bind(("127.0.0.1", 0)).await.context("a port for the webhooks")?;
    let inner_url = format!("http://{}", inner.local_addr()?);
    let public_url = format!("http://{}", public.local_addr()?);
    let config = settings_for(&folder.path, &inner_url, &settings, &sandbox);
    let db = open_database(&config).await?;
    let service = Service::build(&config, db.clone(), clock.clone(), TICK).await?;
    service.adopt_content(&config.content).await?;
    let work = service.work.clone();
    let time = Time::new(work.clone(), sandbox.clone());
    let town = found(&service, &sandbox, &content.policies, opening).await?;

    let demo = Demo { clock_path: "/telefoons".to_owned(), accounts: town.accounts.clone() };
    let pages = service.router(PublishedWords::of(&work), Some(demo), figures);
    sandbox.set_whatsapp_webhook(format!("{inner_url}/webhooks/whatsapp"));
    let running = tokio::spawn(service.run(inner, pages.clone(), stop.clone()));
    if !sandbox.verify_whatsapp_webhook().await {
        bail!("the handshake of the WhatsApp webhook failed");
    }
    tokio::select! {
        () = live_the_past(&time, opening) => {}
        () = stopped(stop.clone()) => return end(running, &db).await,
    }
    tell(&public_url, &town);
    let driving = tokio::spawn(time.clone().drive());
    let shown = show_from_outside(pages, &sandbox, &time)
        .into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(public, shown).with_graceful_shutdown(stopped(stop)).await?;
    driving.abort();
    end(running, &db).await
}

async fn end(
    running: tokio::task::JoinHandle<bool>,
    db: &crate::store::Db,
) -> anyhow::Result<ExitCode> {
    let _ = running.await;
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

fn opening_now() -> DateTime<Utc> {
    opening(Clock::system().civil())
}

/// The pages, the phones and the clock; the first look at any of them starts time.
fn show_from_outside(pages: Router, sandbox: &Sandbox, time: &Time) -> Router {
    let opener = time.clone();
    let played = sandbox.router().merge(time.router());
    // the dashboard brings its own headers
    let played = played.layer(from_fn(|request, next| headers::add(false, request, next)));
    played.fallback_service(pages).layer(from_fn(move |request: Request, next: Next| {
        let path = request.uri().path();
        if path == "/" || path.starts_with("/telefoons") {
            opener.open();
        }
        next.run(request)
    }))
}

async fn live_the_past(time: &Time, opening: DateTime<Utc>) {
    let begin = opening - PAST;
    let bar = ProgressBar::new(PAST.num_minutes().unsigned_abs());
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {percent} %") {
        bar.set_style(style);
    }
    bar.set_message("Vijf dagen Voorbeeldstad");
    time.live_until(opening, |at| {
        bar.set_position((at - begin).num_minutes().unsigned_abs());
    })
    .await;
    bar.finish_and_clear();
}

fn tell(url: &str, town: &Town) {
    println!("Wegwijzer demo: alles is verzonnen, niets verlaat deze machine.\n");
    println!("  Telefoons                      {url}/telefoons");
    println!("  Wie heeft niet geantwoord?     {url}/\n");
    println!("Inloggen (wachtwoord {PASSWORD}):");
    for account in &town.accounts {
        println!("  {:<30} {} ({})", account.email, account.name, account.role);
    }
    if let Some(token) = &town.token {
        println!("\nEen telefoon die nog niet gekoppeld is:\n  {url}/telefoons?start={token}");
    }
    println!("\nStoppen: Ctrl-C");
}

fn settings_for(data_dir: &Path, url: &str, settings: &Settings, sandbox: &Sandbox) -> Config {
    let secret = |value: &str| Secret::new(value);
    let secrets = |value: &str| Secrets(vec![Secret::new(value)]);
    Config {
        public_url: url.to_owned(),
        data_dir: data_dir.to_owned(),
        key_file: data_dir.join("wegwijzer.key"),
        database: config::Database {
            url: format!("sqlite://{}", data_dir.join("wegwijzer.db").display()),
        },
        sign_in: config::SignIn::default(),
        oidc: None,
        server: config::Server::default(),
        letters: config::Letters::default(),
        mail: None,
        content: config::Content { auto_publish: true, ..config::Content::default() },
        retention: config::Retention::default(),
        talk: config::Talk::default(),
        staff_hours: config::StaffHours::default(),
        log: config::Log::default(),
        gemeenten: vec![config::Gemeente {
            code: "GM9999".to_owned(),
            name: "Voorbeeldstad".to_owned(),
            phone: Some("14 0000".to_owned()),
            address: vec!["Raadhuisplein 1".to_owned(), "1234 AB Voorbeeldstad".to_owned()],
        }],
        channels: vec![
            config::Channel::Telegram(config::Telegram {
                id: "telegram".to_owned(),
                gemeente: None,
                api_url: sandbox.telegram_url(),
                token: secret(&settings.telegram_token),
                bot: Some(settings.bot_name.clone()),
                webhook_secret: secrets("demo-webhook-secret"),
                updates: config::Updates::Webhook,
                // they run on machine time, and a day here takes minutes
                limits: config::TelegramLimits::NONE,
            }),
            config::Channel::Whatsapp(config::Whatsapp {
                id: "whatsapp".to_owned(),
                gemeente: None,
                gateway: config::Gateway::Meta,
                base_url: sandbox.whatsapp_url(),
                api_version: "v26.0".to_owned(),
                phone_number_id: settings.whatsapp.phone_number_id.clone(),
                business_account_id: Some(settings.whatsapp.business_account_id.clone()),
                access_token: secret(&settings.whatsapp.access_token),
                app_secret: secrets(&settings.whatsapp.app_secret),
                verify_token: secret(&settings.whatsapp.verify_token),
                number: Some("31850000000".to_owned()),
                limits: config::WhatsappLimits::NONE,
            }),
        ],
    }
}

/// The demo's folder; a temporary one goes when the demo ends.
struct Folder {
    path: PathBuf,
    temporary: bool,
}

impl Folder {
    fn make(wanted: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(path) = wanted {
            if path.join("wegwijzer.db").exists() {
                bail!(
                    "--data {}: there is a database already; the demo starts afresh, so choose \
                     an empty folder",
                    path.display()
                );
            }
            return Ok(Self { path: path.to_owned(), temporary: false });
        }
        let name = format!("wegwijzer-demo-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // left behind by a demo that was killed, with the same process number
        let _ = std::fs::remove_dir_all(&path);
        Ok(Self { path, temporary: true })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.temporary {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}
