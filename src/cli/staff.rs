//! `wegwijzer staff add`: the first colleague gets in.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use super::service::{ensure_gemeenten, open_database};
use crate::acts::add_staff::{self, Input};
use crate::clock::Clock;
use crate::config;
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
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &StaffArgs) -> anyhow::Result<ExitCode> {
    let What::Add { role, name, email, gemeente, config, json } = &args.what;
    let config = config::read(config)?;
    let role = Role::parse(role).with_context(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|r| r.as_str()).collect();
        format!("--role {role}: choose one of {}", known.join(", "))
    })?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let (_, id) = match gemeente {
        None => &gemeenten[0],
        Some(code) => gemeenten
            .iter()
            .find(|(c, _)| c == code)
            .with_context(|| format!("--gemeente {code}: not in the settings"))?,
    };
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
