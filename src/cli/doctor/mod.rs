//! `wegwijzer doctor`: looks at everything the service stands on, and says how to mend what is not
//! well. Changes nothing, sends nothing; may run beside `serve`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::clock::Clock;
use crate::config::{self, Config};
use crate::dialog::content::Content;
use crate::work::content::read_files;
use report::Report;

mod budget;
mod database;
mod gateways;
mod machine;
mod mail;
mod oidc;
mod report;
mod retention;

/// Look at settings, files, database, clock, platforms and content, and say what is not well.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Do not ask the platforms.
    #[arg(long)]
    pub offline: bool,
}

/// Runs the command. Exit code 0: all is well; 1: there are warnings; 2: something is wrong.
///
/// # Errors
/// When the findings cannot be printed; what it finds is no error.
pub async fn run(args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    let (clock, mut report) = (Clock::system(), Report::default());
    machine::zone(clock.machine(), &mut report);
    if let Some(config) = settings(args, &mut report) {
        machine::files(&config, &args.config, &mut report);
        content(&config, &mut report);
        let db = database::look(&config, &clock, &mut report).await;
        if let Some(db) = &db {
            gateways::approval(&config, db, &mut report).await;
            budget::look(&config, &clock, db, &mut report).await;
            retention::look(&config, &clock, db, &mut report).await;
        }
        if !args.offline {
            gateways::look(&config, &clock, &mut report).await;
            mail::look(&config, &mut report).await;
            oidc::look(&config, &mut report).await;
        }
        if let Some(db) = db {
            db.close().await;
        }
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report.findings)?);
    } else {
        report.print();
    }
    Ok(report.code())
}

/// The settings, if they can be used; otherwise all that is wrong with them.
fn settings(args: &DoctorArgs, report: &mut Report) -> Option<Config> {
    let about = args.config.display().to_string();
    for mistake in config::mistakes(&args.config) {
        let mend = "docs/wegwijzer.example.toml names every setting";
        report.wrong(&about, mistake.to_string(), mend);
    }
    let config = config::read(&args.config).ok()?;
    report.ok(&about, format!("can be read; {} channels", config.channels.len()));
    if !config.public_url.starts_with("https://") {
        report.warn(
            &about,
            "public_url is not https",
            "platforms only post to https, and cookies are not marked Secure without it",
        );
    }
    Some(config)
}

/// What is on disk, as `wegwijzer check` sees it.
fn content(config: &Config, report: &mut Report) {
    let files = match read_files(&config.content.dialogs, &config.content.locales) {
        Ok(files) => files,
        Err(error) => {
            report.wrong(
                "content",
                error.to_string(),
                "look at content.dialogs and content.locales",
            );
            return;
        }
    };
    match Content::load(&files) {
        Ok(content) => {
            report.ok("content", format!("{} dialogs, no mistakes", content.dialogs.len()))
        }
        Err(problems) => report.wrong(
            "content",
            format!("{} mistakes in dialogs and texts", problems.len()),
            "`wegwijzer check` names them; what is published goes on",
        ),
    }
}
