//! `wegwijzer staff`: the first colleague gets in, and who decides about hard cases is told.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::service::{ensure_gemeenten, open_database};
use crate::acts::add_staff::{self, Input};
use crate::acts::flag_hardship;
use crate::clock::Clock;
use crate::config;
use crate::ids::GemeenteId;
use crate::trade::staff::Role;

/// Colleagues.
#[derive(Debug, clap::Args)]
pub struct StaffArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Add a colleague and print a one-time link to log in with.
    Add {
        /// beheerder, klantmanager, consulent, coach or trainer.
        #[arg(long)]
        role: String,
        /// As colleagues know them.
        #[arg(long)]
        name: String,
        /// The name to log in with.
        #[arg(long)]
        email: String,
        /// Code of the municipality; the first of the settings by default.
        #[arg(long)]
        gemeente: Option<String>,
        /// The settings.
        #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
        config: PathBuf,
        /// Print the link as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Make a colleague a senior: they decide about cases that are flagged as hard ("schrijnend").
    Senior {
        /// The name to log in with.
        #[arg(long)]
        email: String,
        /// Take it back.
        #[arg(long)]
        off: bool,
        /// Code of the municipality; the first of the settings by default.
        #[arg(long)]
        gemeente: Option<String>,
        /// The settings.
        #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
        config: PathBuf,
    },
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &StaffArgs) -> anyhow::Result<ExitCode> {
    let (role, name, email, gemeente, config, json) = match &args.what {
        What::Add { role, name, email, gemeente, config, json } => {
            (role, name, email, gemeente, config, json)
        }
        What::Senior { email, off, gemeente, config } => {
            return senior((email, !off), gemeente.as_deref(), config).await;
        }
    };
    let config = config::read(config)?;
    let role = Role::parse(role).with_context(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|r| r.as_str()).collect();
        format!("--role {role}: choose one of {}", known.join(", "))
    })?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let id = &chosen(&gemeenten, gemeente.as_deref())?;
    let mut tx = db.begin().await?;
    let input = Input { gemeente: *id, name: name.clone(), email: email.clone(), role };
    let done = add_staff::add_staff(&mut tx, input, None, clock.machine()).await?;
    tx.commit().await?;
    let link = format!("{}/inloggen/eerste-keer?code={}", config.public_url, done.token);
    if *json {
        println!("{}", serde_json::json!({ "link": link, "expiresAt": done.expires_at }));
    } else {
        println!(
            "{link}\n\nThis link works once, until {}.",
            done.expires_at.format("%d-%m-%Y %H:%M UTC")
        );
    }
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn chosen(all: &[(String, GemeenteId)], code: Option<&str>) -> anyhow::Result<GemeenteId> {
    let Some(code) = code else { return Ok(all[0].1) };
    let found = all.iter().find(|(known, _)| known == code);
    Ok(found.with_context(|| format!("--gemeente {code}: not in the settings"))?.1)
}

async fn senior(
    (email, senior): (&str, bool),
    gemeente: Option<&str>,
    config: &Path,
) -> anyhow::Result<ExitCode> {
    let config = config::read(config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let id = chosen(&gemeenten, gemeente)?;
    let mut tx = db.begin().await?;
    if !flag_hardship::appoint(&mut tx, id, (email, senior), clock.machine()).await? {
        bail!("--email {email}: no colleague of this municipality logs in with it");
    }
    tx.commit().await?;
    let now = if senior { "decides" } else { "no longer decides" };
    println!("{email} {now} about cases that are flagged as hard.");
    db.close().await;
    Ok(ExitCode::SUCCESS)
}
