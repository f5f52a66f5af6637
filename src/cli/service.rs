//! The service, put together from settings: database, content, channels, doors, loops, pages.
//!
//! `serve`, `demo` and the tests all start this one; they differ in settings and clock only.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::Router;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::bots::{Bot, open_bot, write_menu};
use super::channels::{number_of, telegram, telegram_door, timeouts, whatsapp, whatsapp_door};
use super::letters::heads;
use crate::acts::receive::{Intake, Lines};
use crate::channel::mail::{MailSettingsError, Post, Smtp};
use crate::clock::Clock;
use crate::config::{self, Channel, Config};
use crate::http::assets;
use crate::http::calendar::{self, Calendars};
use crate::http::closed;
use crate::http::figures;
use crate::http::health::{self, Probes};
use crate::http::live::{Live, Pace};
use crate::http::media::{self, MediaState};
use crate::http::oidc::Oidc;
use crate::http::typesetter::Typesetter;
use crate::http::web::words::{About, QuestionWords};
use crate::http::web::{self, Demo, WebState};
use crate::http::webhooks::{self, Door, Doors};
use crate::ids::GemeenteId;
use crate::letter::Head;
use crate::message::{ChannelId, ChannelKind, Received};
use crate::plan::policies::Policies;
use crate::store::mailboxes::ChannelRef;
use crate::store::seal::Vault;
use crate::store::{Db, StoreError, gemeenten};
use crate::trade::privacy::Kept;
use crate::work::content::{Adopted, NoContent, adopt, read_files};
use crate::work::recordings;
use crate::work::role::{Loops, Role};
use crate::work::watch_files::{self, Watch, in_words};
use crate::work::{Family, OpenChannel, Work, pace_of};

/// Used when the settings name no municipality.
pub(super) const DEFAULT_GEMEENTE: (&str, &str) = ("GM0000", "de gemeente");

/// A service that is ready to run.
pub struct Service {
    /// Its loops.
    pub work: Work,
    /// Its way in.
    pub intake: Intake,
    /// Which of its loops run.
    pub loops: Loops,
    /// Its municipalities, by code; the first of the settings first.
    pub gemeenten: Vec<(String, GemeenteId)>,
    lines: Lines,
    doors: Vec<Door>,
    bots: Vec<Bot>,
    public_url: String,
    title: String,
    sign_in: config::SignIn,
    oidc: Option<Arc<Oidc>>,
    live: Live,
    heads: Arc<HashMap<GemeenteId, Head>>,
    /// The channel of WhatsApp of each gemeente that has one.
    numbers: Arc<HashMap<GemeenteId, ChannelId>>,
    kept: Kept,
    content: config::Content,
    /// Where letters as PDF find their fonts.
    fonts: PathBuf,
}

/// Opens the database of the settings, with its key.
///
/// # Errors
/// In words for whoever runs the command: what is wrong and where.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    std::fs::create_dir_all(&config.data_dir).with_context(|| {
        format!(
            "data_dir: the folder {} cannot be made; give this user the right to write there, \
             or choose another data_dir",
            config.data_dir.display()
        )
    })?;
    let vault = Vault::in_file(&config.key_file).context(
        "key_file: the key that seals messages cannot be used; \
         is the folder writable for this user?",
    )?;
    Db::open(&config.database.url, vault).await.with_context(|| {
        format!(
            "database.url: {} cannot be reached or used",
            without_password(&config.database.url)
        )
    })
}

/// An address without its password, for messages; it may also stand behind the `?`.
fn without_password(url: &str) -> String {
    let url = url.split_once('?').map_or(url, |(address, _)| address);
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://...@{rest}"),
        _ => url.to_owned(),
    }
}

/// Which municipalities have rules of their own and are not in this database, in words; None: none. Nobody is treated
/// by such rules, which is no reason not to publish: a file may be shared with others.
pub async fn rules_of_nobody(db: &Db, policies: &Policies) -> Result<Option<String>, StoreError> {
    let mut tx = db.read().await?;
    let known = gemeenten::codes(&mut tx).await?;
    let known: Vec<String> = known.into_iter().map(|(_, code)| code).collect();
    let of_nobody = policies.of_nobody(&known);
    let words = || {
        format!(
            "dialogs/policies.yaml has rules of its own for {}, and there is no such municipality here; there is: {}",
            of_nobody.join(", "),
            known.join(", ")
        )
    };
    Ok((!of_nobody.is_empty()).then(words))
}

/// Makes the municipalities of the settings.
///
/// # Errors
/// When the database refuses.
pub async fn ensure_gemeenten(
    db: &Db,
    config: &Config,
    clock: &Clock,
) -> Result<Vec<(String, GemeenteId)>, StoreError> {
    let default = config::Gemeente {
        code: DEFAULT_GEMEENTE.0.to_owned(),
        name: DEFAULT_GEMEENTE.1.to_owned(),
        phone: None,
        address: Vec::new(),
    };
    let named: &[config::Gemeente] =
        if config.gemeenten.is_empty() { &[default] } else { &config.gemeenten };
    let mut tx = db.begin().await?;
    let mut all = Vec::new();
    for gemeente in named {
        let id = gemeenten::ensure(&mut tx, &gemeente.code, &gemeente.name, clock.civil()).await?;
        all.push((gemeente.code.clone(), id));
    }
    tx.commit().await?;
    Ok(all)
}

/// How colleagues get mail; none where the settings have no `[mail]`.
///
/// # Errors
/// In words for whoever runs the command.
pub(super) fn post(config: &Config) -> anyhow::Result<Option<Arc<dyn Post>>> {
    let smtp = smtp(config).transpose().context("[mail]")?;
    Ok(smtp.map(|smtp| Arc::new(smtp) as Arc<dyn Post>))
}

/// Where colleagues log in with the account of the municipality; none where the settings have no `[oidc]`.
fn oidc(config: &Config, gemeenten: &[(String, GemeenteId)]) -> anyhow::Result<Option<Arc<Oidc>>> {
    let Some(settings) = &config.oidc else { return Ok(None) };
    let of = |code: &str| gemeenten.iter().find(|(known, _)| known == code);
    let (_, gemeente) = match settings.gemeente.as_deref() {
        None => &gemeenten[0],
        Some(code) => of(code).context("[oidc]: there is no such [[gemeente]]")?,
    };
    let oidc = Oidc::new(settings.clone(), &config.public_url, *gemeente).context("[oidc]")?;
    Ok(Some(Arc::new(oidc)))
}

/// The mail server of the settings.
pub(super) fn smtp(config: &Config) -> Option<Result<Smtp, MailSettingsError>> {
    config.mail.as_ref().map(|mail| Smtp::new(mail.server.reveal(), &mail.from))
}

impl Service {
    /// Puts a service together; nothing runs yet.
    ///
    /// # Errors
    /// In words for whoever runs the command.
    pub async fn build(
        config: &Config,
        db: Db,
        clock: Clock,
        tick: Duration,
    ) -> anyhow::Result<Self> {
        // the first thing that is written at a start
        let gemeenten = ensure_gemeenten(&db, config, &clock).await.with_context(|| {
            format!(
                "database.url: {} cannot be written; has this user the right to, and is there room?",
                without_password(&config.database.url)
            )
        })?;
        let by_code: BTreeMap<&str, GemeenteId> =
            gemeenten.iter().map(|(code, id)| (code.as_str(), *id)).collect();
        let (mut open, mut doors, mut bots) = (Vec::new(), Vec::new(), Vec::new());
        for channel in &config.channels {
            let gemeente = match channel.gemeente() {
                None => gemeenten[0].1,
                Some(code) => *by_code.get(code).with_context(|| {
                    format!(
                        "[[channel]] {}: there is no [[gemeente]] with code {code}",
                        channel.id()
                    )
                })?,
            };
            let id = ChannelId(channel.id().to_owned());
            match channel {
                Channel::Telegram(settings) => {
                    let of = ChannelRef { id, kind: ChannelKind::Telegram, gemeente };
                    let telegram = Arc::new(telegram(settings, timeouts(&clock))?);
                    open.push(OpenChannel { of: of.clone(), out: telegram.clone() });
                    doors.push(telegram_door(settings, of.clone()));
                    bots.push(Bot { telegram, settings: settings.clone(), channel: of });
                }
                Channel::Whatsapp(settings) => {
                    let of = ChannelRef { id, kind: ChannelKind::Whatsapp, gemeente };
                    let out = Arc::new(whatsapp(settings, timeouts(&clock))?);
                    open.push(OpenChannel { of: of.clone(), out });
                    doors.push(whatsapp_door(settings, of));
                }
            }
        }
        if let Some(path) = &config.server.theme {
            assets::wear(path).with_context(|| format!("server.theme: {}", path.display()))?;
        }
        let title = config.gemeenten.first().map_or("Wegwijzer", |g| g.name.as_str()).to_owned();
        let paces = config.channels.iter().map(|c| (c.id().to_owned(), pace_of(c))).collect();
        let work = Work::new(db, clock, open, tick)
            .with_families(families(&config.channels))
            .with_paces(paces)
            .keeping(config.kept())
            .handing_back_after(config.talk.hand_back_after())
            .in_hours(&config.staff_hours)
            .mailing(post(config)?)
            .found_at(&config.public_url);
        let (intake, lines) = Intake::new();
        let public_url = config.public_url.clone();
        let loops = Loops::ALL;
        let content = config.content.clone();
        let fonts = config.letters.fonts.clone();
        let heads = Arc::new(heads(config, &gemeenten));
        let number = |(code, id): &(String, GemeenteId)| Some((*id, number_of(config, code)?));
        let oidc = oidc(config, &gemeenten)?;
        let live = Live::new(work.db.clone(), Pace::default());
        let numbers = Arc::new(gemeenten.iter().filter_map(number).collect());
        Ok(Self {
            work,
            intake,
            loops,
            gemeenten,
            lines,
            doors,
            bots,
            public_url,
            sign_in: config.sign_in,
            oidc,
            live,
            title,
            heads,
            numbers,
            kept: config.kept(),
            fonts,
            content,
        })
    }

    /// What a body of the channel with this id holds: for `inbox replay`.
    pub(super) fn read_body(
        &self,
        channel: &str,
        body: &[u8],
    ) -> Option<(ChannelRef, Vec<Received>, Option<&'static str>)> {
        let door = self.doors.iter().find(|door| door.channel.id.0 == channel)?;
        let (received, why) = webhooks::read(&door.proof, body);
        Some((door.channel.clone(), received, why))
    }

    /// Takes dialogs and texts from disk into the database.
    ///
    /// # Errors
    /// When there is nothing that conversations could follow; every mistake is printed.
    pub async fn adopt_content(&self, content: &config::Content) -> anyhow::Result<()> {
        let files = read_files(&content.dialogs, &content.locales)?;
        let now = self.work.clock.civil();
        recordings::bring(&self.work.db, &content.dialogs, &files, now).await?;
        match adopt(&self.work, &files, content.auto_publish).await {
            Ok(Adopted::Unchanged(_)) => {}
            Ok(adopted) => {
                if let Adopted::Broken { problems, .. } = &adopted {
                    for problem in problems {
                        tracing::error!("{problem}");
                    }
                }
                match &adopted {
                    Adopted::Published(_) => tracing::info!("{}", in_words(&adopted)),
                    _ => tracing::warn!("{}", in_words(&adopted)),
                }
            }
            Err(NoContent::Broken(problems)) => {
                for problem in &problems {
                    eprintln!("{problem}");
                }
                bail!("the dialogs and texts have {} mistakes; see above", problems.len());
            }
            Err(other) => return Err(other.into()),
        }
        let mut tx = self.work.db.read().await?;
        let published = self.work.contents.published(&mut tx).await?;
        drop(tx);
        if let Some(published) = published
            && let Some(warning) = rules_of_nobody(&self.work.db, &published.policies).await?
        {
            tracing::warn!("{warning}");
        }
        Ok(())
    }

    /// What the probes look at.
    pub fn probes(&self, figures: Option<PrometheusHandle>) -> Probes {
        let Work { db, clock, pulse, channels, .. } = self.work.clone();
        Probes { db, clock, pulse, channels: channels.keys().cloned().collect(), figures }
    }

    /// Ids of the WhatsApp channels.
    fn whatsapp(&self) -> Vec<String> {
        let channels = self.work.channels.values().map(|channel| &channel.of);
        let of_kind = channels.filter(|of| of.kind == ChannelKind::Whatsapp);
        of_kind.map(|of| of.id.to_string()).collect()
    }

    /// Pages, webhooks and probes, behind one guard.
    pub fn router(
        &self,
        words: Arc<dyn QuestionWords>,
        demo: Option<Demo>,
        counted: Option<PrometheusHandle>,
    ) -> Router {
        let (db, clock) = (self.work.db.clone(), self.work.clock.clone());
        let state = WebState {
            db: db.clone(),
            clock,
            public_url: self.public_url.clone(),
            title: self.title.clone(),
            sign_in: self.sign_in,
            oidc: self.oidc.clone(),
            live: self.live.clone(),
            demo,
            words,
            contents: self.work.contents.clone(),
            trials: web::Trials::default(),
            heads: self.heads.clone(),
            kept: self.kept,
            typesetter: self.typesetter(),
            numbers: self.numbers.clone(),
            whatsapp: self.whatsapp(),
        };
        let calendars = Calendars {
            db: db.clone(),
            clock: self.work.clock.clone(),
            title: self.title.as_str().into(),
        };
        let files = MediaState { db: db.clone(), contents: self.work.contents.clone() };
        let probes = self.probes(counted);
        let gate = state.gate();
        let routes = web::pages(state)
            .merge(webhooks::router(Doors::new(self.doors.clone(), self.intake.clone())))
            .merge(calendar::router(calendars))
            .merge(media::router(files))
            .merge(health::router(probes.clone()))
            .merge(figures::here(probes));
        closed(routes, gate)
    }

    /// This program again, as the child that makes PDFs; none: it was built without.
    fn typesetter(&self) -> Option<Typesetter> {
        let fonts = self.fonts.display().to_string();
        let args = vec!["typeset".to_owned(), "--fonts".to_owned(), fonts];
        let program = std::env::current_exe().ok().filter(|_| cfg!(feature = "letters-pdf"));
        program.map(|program| Typesetter::new(program, args))
    }

    /// Runs until `stop`: serves `router` on `listener`, and every loop.
    ///
    /// False when it could not go on.
    pub async fn run(
        self,
        listener: TcpListener,
        router: Router,
        stop: watch::Receiver<bool>,
    ) -> bool {
        self.run_as(Role::All, Some((listener, router)), stop).await
    }

    /// Runs the share of `role`, with `doors` if there are any; otherwise as [`Service::run`].
    pub async fn run_as(
        self,
        role: Role,
        doors: Option<(TcpListener, Router)>,
        stop: watch::Receiver<bool>,
    ) -> bool {
        let mut tasks = JoinSet::new();
        for bot in self.bots.into_iter().filter(|bot| bot.belongs_to(role)) {
            tasks.spawn(write_menu(bot.telegram.clone(), self.work.clone()));
            let (work, intake) = (self.work.clone(), self.intake.clone());
            tasks.spawn(open_bot(bot, work, self.public_url.clone(), intake, stop.clone()));
        }
        // the way in closes when the server and the pollers are gone
        drop(self.intake);
        if let Some((listener, router)) = doors {
            tasks.spawn(serve(listener, router, self.live, stop.clone()));
        }
        if role.works() {
            let config::Content { dialogs, locales, auto_publish, .. } = &self.content;
            let watch = Watch::new(dialogs, locales, *auto_publish);
            tasks.spawn(watch_files::run(self.work.clone(), watch, stop.clone()));
        }
        let loops = if role == Role::All { self.loops } else { role.loops() };
        let whole = self.work.run_only(loops, self.lines, stop).await;
        if !whole {
            return false;
        }
        while tasks.join_next().await.is_some() {}
        true
    }
}

/// Answers until `stop`, and then finishes what is in hand.
async fn serve(listener: TcpListener, router: Router, live: Live, stop: watch::Receiver<bool>) {
    let mut served = stop.clone();
    // log-in tries are counted per address they come from
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = served.wait_for(|stop| *stop).await;
        live.close();
    });
    let mut ending = stop;
    tokio::select! {
        ended = server.into_future() => if let Err(error) = ended {
            tracing::error!(%error, "the web server broke off");
        },
        // a browser that keeps a connection open must not keep the service alive
        () = async {
            let _ = ending.wait_for(|stop| *stop).await;
            tokio::time::sleep(Duration::from_secs(5)).await;
        } => {}
    }
}

/// Which channels share a business account or an app: what a platform holds for one of them, it
/// holds for all. Whoever is called with the same token is the same app; only a hash of it is kept.
fn families(channels: &[Channel]) -> BTreeMap<String, Family> {
    let app = |token: &str| {
        let mut hasher = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(token, &mut hasher);
        Some(format!("{:x}", std::hash::Hasher::finish(&hasher)))
    };
    let family = |channel: &Channel| match channel {
        Channel::Telegram(bot) => Family { account: None, app: app(bot.token.reveal()) },
        Channel::Whatsapp(number) => Family {
            account: number.business_account_id.clone(),
            app: app(number.access_token.reveal()),
        },
    };
    channels.iter().map(|channel| (channel.id().to_owned(), family(channel))).collect()
}

/// The dashboard's words for open questions, from the texts that conversations follow.
pub struct PublishedWords {
    work: Work,
}

impl PublishedWords {
    /// Looks them up in the content of `work`.
    pub fn of(work: &Work) -> Arc<dyn QuestionWords> {
        Arc::new(Self { work: work.clone() })
    }
}

impl QuestionWords for PublishedWords {
    // A message greets and tells first; a colleague wants the question itself.
    fn words(&self, revision: &str, text_id: &str, _: Option<&About>) -> Option<String> {
        let text = self.work.dutch(revision, text_id)?;
        let question = text.split_inclusive(['?', '.', '!', '\n']).rev();
        question.map(str::trim).find(|s| s.ends_with('?')).map(str::to_owned)
    }
}
