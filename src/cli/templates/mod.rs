//! `wegwijzer templates status | diff | push`: the WhatsApp templates that the dialogs need, and
//! what Meta thinks of them.
//!
//! Every one of the three lists first and writes the list into the registry, so that a running
//! service knows at once what it may send. Exit code 0: all is as the dialogs need it; 1: something
//! is not; 2: it could not be done.

mod compare;

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use serde::Serialize;

use super::channels::whatsapp_settings;
use super::service::open_database;
use crate::channel::transport::Timeouts;
use crate::channel::whatsapp::manage::{ManageError, NewTemplate, Template, Templates};
use crate::clock::Clock;
use crate::config::{self, Channel, Config};
use crate::dialog::content::Content;
use crate::dialog::templates::{CATEGORY, Needed, needed, words_hash};
use crate::store::templates::{self as registry, Listed};
use crate::store::{self, Db};
use crate::trade::template::{self, May, State};
use crate::work::content::read_files;
use compare::{Difference, Kind, compare};

/// WhatsApp templates: what the dialogs need, and what Meta approved.
#[derive(Debug, clap::Args)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Ask the platform for the state of every template, keep it, and show it.
    Status(Of),
    /// Compare what the dialogs need with what the platform has.
    Diff(Of),
    /// Make the templates that are missing. Meta reviews them, which takes up to 24 hours.
    Push {
        #[command(flatten)]
        of: Of,
        /// Say what would be made, and make nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, clap::Args)]
struct Of {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    config: PathBuf,
    /// Only this channel; every WhatsApp channel by default.
    #[arg(long, value_name = "ID")]
    channel: Option<String>,
    /// The dialogs on disk instead of the published ones: before `wegwijzer publish`.
    #[arg(long)]
    draft: bool,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// What is said about one channel.
#[derive(Serialize)]
struct Told {
    channel: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    templates: Option<Vec<Row>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<Difference>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pushed: Vec<Pushed>,
}

/// A template with its state.
#[derive(Serialize)]
struct Row {
    name: String,
    language: String,
    /// Meta's word; `ABSENT` when a dialog needs it and the platform has none.
    state: String,
    reason: Option<String>,
    category: Option<String>,
    quality: Option<String>,
    /// Does a dialog need it?
    needed: bool,
}

/// What became of a template that was missing.
#[derive(Serialize)]
struct Pushed {
    name: String,
    language: String,
    outcome: String,
    made: bool,
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &TemplatesArgs) -> anyhow::Result<ExitCode> {
    let (What::Status(of) | What::Diff(of) | What::Push { of, .. }) = &args.what;
    let config = config::read(&of.config)?;
    let channels = chosen(&config, of.channel.as_deref())?;
    let db = open_database(&config).await?;
    let done = on_all(&args.what, of, &config, &channels, &db).await;
    db.close().await;
    let (told, good) = done?;
    if of.json {
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        told.iter().for_each(show);
    }
    Ok(ExitCode::from(u8::from(!good)))
}

fn chosen<'a>(
    config: &'a Config,
    wanted: Option<&str>,
) -> anyhow::Result<Vec<&'a config::Whatsapp>> {
    let all = config.channels.iter().filter_map(|channel| match channel {
        Channel::Whatsapp(whatsapp) => Some(whatsapp),
        Channel::Telegram(_) => None,
    });
    let all: Vec<_> = all.filter(|of| wanted.is_none_or(|id| id == of.id)).collect();
    match (all.is_empty(), wanted) {
        (true, Some(id)) => {
            bail!("--channel {id}: there is no [[channel]] of kind whatsapp with this id")
        }
        (true, None) => bail!("there is no [[channel]] of kind whatsapp in the settings"),
        (false, _) => Ok(all),
    }
}

async fn on_all(
    what: &What,
    of: &Of,
    config: &Config,
    channels: &[&config::Whatsapp],
    db: &Db,
) -> anyhow::Result<(Vec<Told>, bool)> {
    let content = content(db, config, of.draft).await?;
    let needed = needed(&content);
    let (mut told, mut good) = (Vec::new(), true);
    for settings in channels {
        let account = settings.business_account_id.as_deref();
        let templates = Templates::new(&whatsapp_settings(settings, Timeouts::default()), account)
            .with_context(|| format!("[[channel]] {}", settings.id))?;
        let have = fetch(db, &settings.id, &templates).await?;
        let channel = settings.id.clone();
        let (one, fine) = match what {
            What::Status(_) => {
                let rows = rows(&needed, &have);
                let fine = rows.iter().filter(|row| row.needed).all(|row| may_go(&row.state));
                (Told { channel, templates: Some(rows), differences: None, pushed: vec![] }, fine)
            }
            What::Diff(_) => {
                let found = compare(&needed, &have);
                let fine = found.iter().all(|d| !d.what.is_wrong());
                let differences = Some(found);
                (Told { channel, templates: None, differences, pushed: vec![] }, fine)
            }
            What::Push { dry_run, .. } => {
                let missing = missing(&needed, &have);
                let pushed = if *dry_run {
                    missing.iter().map(|need| pushed(need, "would be made", true)).collect()
                } else {
                    push(db, &channel, &templates, &missing).await?
                };
                let fine = pushed.iter().all(|one| one.made);
                (Told { channel, templates: None, differences: None, pushed }, fine)
            }
        };
        told.push(one);
        good &= fine;
    }
    Ok((told, good))
}

fn may_go(state: &str) -> bool {
    State::parse(state).is_some_and(|state| state.may() == May::Send)
}

/// The published dialogs; those on disk as long as nothing is published, or when asked for.
async fn content(db: &Db, config: &Config, draft: bool) -> anyhow::Result<Content> {
    let mut tx = db.read().await?;
    let published = store::content::published(&mut tx).await?;
    let files = match published.filter(|_| !draft) {
        Some(revision) => store::content::files(&mut tx, &revision)
            .await?
            .context("the published dialogs are missing from the database")?,
        None => read_files(&config.content.dialogs, &config.content.locales)?,
    };
    drop(tx);
    Content::load_published(&files).map_err(|problems| {
        problems.iter().for_each(|problem| eprintln!("{problem}"));
        anyhow::anyhow!("the dialogs and texts have {} mistakes; see above", problems.len())
    })
}

/// Lists a channel's templates and writes them into the registry; what waits for a template is
/// looked at anew.
async fn fetch(db: &Db, channel: &str, templates: &Templates) -> anyhow::Result<Vec<Template>> {
    let clock = Clock::system();
    let begun = clock.civil();
    let bar = bar(0, "templates listed");
    let listed = templates.list(|so_far| bar.set_position(so_far as u64)).await;
    bar.finish_and_clear();
    let have = listed.map_err(|error| in_words(&error, &clock)).with_context(|| {
        format!("[[channel]] {channel}: the templates could not be listed; nothing was changed")
    })?;
    let rows: Vec<Listed> = have.iter().map(listed_row).collect();
    let mut tx = db.begin().await?;
    registry::save_listing(&mut tx, channel, &rows, begun, clock.civil()).await?;
    registry::wake(&mut tx, channel, clock.machine()).await?;
    tx.commit().await?;
    Ok(have)
}

fn listed_row(template: &Template) -> Listed {
    let body = template::plain(&template.body);
    Listed {
        name: template.name.clone(),
        language: template.language.clone(),
        platform_id: template.id.clone(),
        state: template.state.clone(),
        reason: template.reason.clone(),
        category: template.category.clone(),
        previous_category: template.previous_category.clone(),
        correct_category: template.correct_category.clone(),
        quality: template.quality.clone(),
        body_hash: words_hash(&template.body),
        parameters: i64::try_from(template::variables(&body)).unwrap_or(0),
    }
}

fn missing<'a>(needed: &'a [Needed], have: &[Template]) -> Vec<&'a Needed> {
    let differences = compare(needed, have);
    let is_missing = |need: &&Needed| {
        differences.iter().any(|d| {
            d.what == Kind::Missing && (&d.name, d.language.as_str()) == (&need.name, need.code)
        })
    };
    needed.iter().filter(is_missing).collect()
}

/// Makes what is missing, one by one, until the platform says "enough".
///
/// Crash between a call and its commit: the next list finds the template.
async fn push(
    db: &Db,
    channel: &str,
    templates: &Templates,
    missing: &[&Needed],
) -> anyhow::Result<Vec<Pushed>> {
    let clock = Clock::system();
    let bar = bar(missing.len() as u64, "templates made");
    let mut all = Vec::new();
    let mut enough: Option<String> = None;
    for need in missing {
        if let Some(why) = &enough {
            all.push(pushed(need, &format!("not tried: {why}"), false));
            continue;
        }
        let new = NewTemplate {
            name: &need.name,
            language: need.code,
            category: CATEGORY,
            body: &need.body,
            examples: &need.examples,
            buttons: &need.buttons,
        };
        match templates.create(&new).await {
            Ok(state) => {
                // under review: a running service must know before it needs it
                let made = listed_row(&as_made(need, &state));
                let mut tx = db.begin().await?;
                registry::note_made(&mut tx, channel, &made, clock.civil()).await?;
                tx.commit().await?;
                all.push(pushed(need, &format!("made: {state}"), true));
            }
            Err(error) => {
                let why = in_words(&error, &clock).to_string();
                all.push(pushed(need, &why, false));
                // another template may fare better, unless nobody is listening
                if !matches!(error, ManageError::Refused(_)) {
                    enough = Some(why);
                }
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(all)
}

fn as_made(need: &Needed, state: &str) -> Template {
    Template {
        id: None,
        name: need.name.clone(),
        language: need.code.to_owned(),
        state: state.to_owned(),
        reason: None,
        category: Some(CATEGORY.to_owned()),
        previous_category: None,
        correct_category: None,
        quality: None,
        body: need.body.clone(),
        buttons: need.buttons.clone(),
    }
}

fn pushed(need: &Needed, outcome: &str, made: bool) -> Pushed {
    let (name, language) = (need.name.clone(), need.code.to_owned());
    Pushed { name, language, outcome: outcome.to_owned(), made }
}

/// What went wrong, and when to come back.
fn in_words(error: &ManageError, clock: &Clock) -> anyhow::Error {
    match error {
        ManageError::NotNow { wait, code } => {
            let at = clock.machine() + *wait;
            anyhow::anyhow!("not now ({code}); try again after {}", at.format("%d-%m-%Y %H:%M UTC"))
        }
        ManageError::Unclear { what } => anyhow::anyhow!(
            "no clear answer ({what}); `wegwijzer templates status` shows whether it was done"
        ),
        other => anyhow::anyhow!("{other}"),
    }
}

fn rows(needed: &[Needed], have: &[Template]) -> Vec<Row> {
    let mut all: BTreeMap<(String, String), Row> = BTreeMap::new();
    for need in needed {
        let (name, language) = (need.name.clone(), need.code.to_owned());
        let state = "ABSENT".to_owned();
        let row = Row {
            name,
            language,
            state,
            reason: None,
            category: None,
            quality: None,
            needed: true,
        };
        all.insert((need.name.clone(), need.code.to_owned()), row);
    }
    for have in have {
        let key = (have.name.clone(), have.language.clone());
        let is_needed = all.contains_key(&key);
        let row = Row {
            name: have.name.clone(),
            language: have.language.clone(),
            state: have.state.clone(),
            reason: have.reason.clone(),
            category: have.category.clone(),
            quality: have.quality.clone(),
            needed: is_needed,
        };
        all.insert(key, row);
    }
    all.into_values().collect()
}

fn bar(length: u64, what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = if length == 0 { ProgressBar::new_spinner() } else { ProgressBar::new(length) };
    bar.with_message(what)
}

fn show(told: &Told) {
    println!("{}:", told.channel);
    if let Some(rows) = &told.templates {
        let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
        for row in rows {
            let about = [&row.category, &row.quality, &row.reason];
            let about: Vec<&str> = about.iter().filter_map(|word| word.as_deref()).collect();
            let unused = if row.needed { "" } else { "  (no dialog names it)" };
            let line = format!(
                "  {:<width$}  {:<6} {:<16} {}",
                row.name,
                row.language,
                row.state,
                about.join(" ")
            );
            println!("{}{unused}", line.trim_end());
        }
        let needed = rows.iter().filter(|row| row.needed);
        let (ready, all) =
            (needed.clone().filter(|row| may_go(&row.state)).count(), needed.count());
        println!("  {ready} of {all} that the dialogs need may be sent");
    }
    if let Some(differences) = &told.differences {
        for d in differences {
            println!("  {} ({}) {}", d.name, d.language, d.detail);
        }
        if differences.iter().all(|d| !d.what.is_wrong()) {
            println!("  everything that the dialogs need is there as they need it");
        }
    }
    if told.templates.is_none() && told.differences.is_none() {
        for one in &told.pushed {
            println!("  {} ({}) {}", one.name, one.language, one.outcome);
        }
        if told.pushed.is_empty() {
            println!("  nothing is missing");
        } else if told.pushed.iter().any(|one| one.made && one.outcome.starts_with("made")) {
            println!(
                "  Meta reviews them, which takes up to 24 hours; see `wegwijzer templates status`"
            );
        }
    }
}
