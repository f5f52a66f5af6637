//! `wegwijzer invite KLANTNUMMER`: a link and a code that open a chat linked to a person.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chrono::TimeDelta;

use super::service::{ensure_gemeenten, open_database};
use crate::acts::invite::invite;
use crate::clock::Clock;
use crate::config::{self, Channel};
use crate::store::hot::people;

/// Make an invitation for somebody without a usable address, for a letter or at the desk.
#[derive(Debug, clap::Args)]
pub struct InviteArgs {
    /// The municipality's own key of the person.
    pub klantnummer: String,
    /// Days that the invitation is valid.
    #[arg(long, default_value_t = 30)]
    pub days: u16,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command. It prints the token once; only its hash is kept.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &InviteArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let mut tx = db.begin().await?;
    let person = people::ids(&mut tx, gemeenten[0].1, [args.klantnummer.as_str()])
        .await?
        .first()
        .map(|(_, id)| *id)
        .context("there is nobody with this klantnummer; import people first")?;
    let valid = TimeDelta::days(i64::from(args.days));
    let token = invite(&mut tx, person, clock.civil(), valid).await?;
    tx.commit().await?;
    let whatsapp = config.channels.iter().find_map(|c| match c {
        Channel::Whatsapp(w) => w.number.as_ref(),
        Channel::Telegram(_) => None,
    });
    let link = whatsapp.map(|number| format!("https://wa.me/{number}?text={token}"));
    if args.json {
        println!("{}", serde_json::json!({ "code": token, "whatsapp": link }));
    } else {
        println!("Code: {token}");
        println!("Telegram: open the bot and send /start {token}");
        match link {
            Some(link) => println!("WhatsApp: {link}"),
            None => println!("WhatsApp: send the code as a message"),
        }
    }
    db.close().await;
    Ok(ExitCode::SUCCESS)
}
