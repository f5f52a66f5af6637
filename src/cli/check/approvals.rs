//! Which templates the database of the service knows as not to be sent. Looks only: makes no
//! database, no key, and asks Meta nothing.

use std::path::Path;

use crate::config::{Channel, Config};
use crate::dialog::approval::{Approval, Registered, Warning, approval};
use crate::dialog::content::Content;
use crate::store::seal::Vault;
use crate::store::{Db, templates};

/// What was found, or why it was not looked for.
pub(super) struct Approved {
    pub(super) warnings: Vec<Warning>,
    /// One line for whoever reads.
    line: Option<String>,
}

/// Looks.
pub(super) async fn look(settings: &Config, content: &Content) -> Approved {
    let channels = settings.channels.iter().filter_map(|channel| match channel {
        Channel::Whatsapp(whatsapp) => Some(whatsapp.id.clone()),
        Channel::Telegram(_) => None,
    });
    let channels: Vec<String> = channels.collect();
    if channels.is_empty() {
        return Approved { warnings: Vec::new(), line: None };
    }
    match registered(settings).await {
        Ok(registered) => told(approval(content, &registered, &channels)),
        Err(why) => {
            let line = format!("whether Meta approved them was not looked at: {why}");
            Approved { warnings: Vec::new(), line: Some(line) }
        }
    }
}

async fn registered(settings: &Config) -> Result<Registered, String> {
    if let Some(path) = settings.database.url.strip_prefix("sqlite://")
        && !Path::new(path).exists()
    {
        return Err("there is no database yet; the first start makes one".to_owned());
    }
    // `in_file` would make a key
    if !settings.key_file.is_file() {
        return Err("there is no key_file, so this database was never used from here".to_owned());
    }
    let vault = Vault::in_file(&settings.key_file).map_err(|error| error.to_string())?;
    let unreachable = "the database cannot be reached; look at database.url";
    let db = Db::look(&settings.database.url, vault).await.map_err(|_| unreachable.to_owned())?;
    let read = async {
        let mut tx = db.read().await?;
        templates::registered(&mut tx).await
    };
    let registered = read.await.map_err(|_| "the database has no templates of ours".to_owned());
    db.close().await;
    registered
}

fn told(found: Approval) -> Approved {
    let line = match (found.unlisted.as_slice(), found.warnings.len()) {
        ([], 0) => format!("all {} of them may be sent, as far as is known", found.looked_at),
        ([], 1) => {
            "1 warning about templates; `wegwijzer templates status` asks Meta anew".to_owned()
        }
        ([], n) => {
            format!("{n} warnings about templates; `wegwijzer templates status` asks Meta anew")
        }
        (unlisted, _) => format!(
            "of {} nothing is known yet: `wegwijzer templates status` asks Meta what it approved",
            unlisted.join(", ")
        ),
    };
    Approved { warnings: found.warnings, line: Some(line) }
}

/// Prints it, after the names of the templates.
pub(super) fn show(approved: &Approved) {
    for warning in &approved.warnings {
        println!("{}: warning: {}", warning.place(), warning.in_english());
    }
    if let Some(line) = &approved.line {
        println!("{line}");
    }
}
