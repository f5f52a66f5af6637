//! `wegwijzer check`: dialogs, policies, texts and settings, with the place of every mistake; and, where
//! the service's database is at hand, which WhatsApp templates may not be sent. That is a warning: it
//! changes the exit code of nothing, because Meta decides it and not whoever writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use super::service::DEFAULT_GEMEENTE;
use crate::config;
use crate::dialog::content::Content;
use crate::dialog::load::Problem;
use crate::dialog::plain_words::HardWord;
use crate::dialog::templates::needed;
use crate::plan::meant::meant;
use crate::work::content::read_files;

mod approvals;

const POLICIES: &str = "dialogs/policies.yaml";

/// Check dialogs, policies, texts and settings.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// The settings; without this file only the content is checked.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
    /// Folder of the dialogs. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub dialogs: Option<PathBuf>,
    /// Folder of the texts. Default: what the settings say.
    #[arg(long, value_name = "FOLDER")]
    pub locales: Option<PathBuf>,
    /// A text that a language lacks is a mistake too.
    #[arg(long)]
    pub complete: bool,
    /// Print the mistakes as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Mistake {
    /// `mistake`, or `warning`: what keeps nobody from publishing.
    severity: &'static str,
    file: String,
    line: usize,
    column: usize,
    what: String,
}

/// Runs the command. Exit code 0: all is well; 1: there are mistakes.
///
/// # Errors
/// When a file cannot be read at all.
pub async fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let mut mistakes = Vec::new();
    let mut settings = None;
    let has_config = args.config.exists();
    if has_config {
        match config::read(&args.config) {
            Ok(config) => settings = Some(config),
            Err(error) => mistakes.push(Mistake {
                severity: "mistake",
                file: args.config.display().to_string(),
                line: 0,
                column: 0,
                what: error.to_string(),
            }),
        }
    }
    let content = settings.as_ref().map(|s| s.content.clone()).unwrap_or_default();
    let dialogs = args.dialogs.as_ref().unwrap_or(&content.dialogs);
    let locales = args.locales.as_ref().unwrap_or(&content.locales);
    must_be_there([args.dialogs.as_deref(), args.locales.as_deref()])?;
    let files = read_files(dialogs, locales)?;
    let loaded = Content::load(&files);
    let gaps = loaded.as_ref().map_or_else(|_| Vec::new(), Content::gaps);
    let hard = loaded.as_ref().map_or_else(|_| Vec::new(), Content::hard_words);
    let hard: Vec<Problem> = hard.iter().map(HardWord::problem).collect();
    if let (Ok(content), Some(settings)) = (&loaded, &settings) {
        let policies = files.get(POLICIES).map_or("", String::as_str);
        mistakes.extend(of_nobody(content, settings, policies));
    }
    if let Err(problems) = &loaded {
        mistakes.extend(problems.iter().cloned().map(told("mistake")));
    }
    if args.complete {
        mistakes.extend(gaps.iter().cloned().map(told("mistake")));
    }
    let approved = match (&loaded, &settings) {
        (Ok(content), Some(settings)) => Some(approvals::look(settings, content).await),
        _ => None,
    };
    let code = if mistakes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if args.json {
        let warnings = approved.iter().flat_map(|approved| &approved.warnings);
        mistakes.extend(warnings.map(|warning| Mistake {
            severity: "warning",
            file: warning.file.clone(),
            line: warning.line,
            column: warning.column,
            what: warning.in_english(),
        }));
        mistakes.extend(hard.into_iter().map(told("warning")));
        if !args.complete {
            mistakes.extend(gaps.into_iter().map(told("warning")));
        }
        mistakes.extend(loaded.iter().flat_map(Content::unspoken).map(|what| Mistake {
            severity: "notice",
            file: "dialogs/voice".to_owned(),
            line: 0,
            column: 0,
            what,
        }));
        println!("{}", serde_json::to_string_pretty(&mistakes)?);
    } else {
        for m in &mistakes {
            println!("{}:{}:{}: {}", m.file, m.line, m.column, m.what);
        }
        for one in &hard {
            println!("{}:{}:{}: warning: {}", one.file, one.line, one.column, one.what);
        }
        for gap in gaps.iter().filter(|_| !args.complete) {
            println!("{}:{}:{}: warning: {}", gap.file, gap.line, gap.column, gap.what);
        }
        for line in loaded.iter().flat_map(Content::unspoken) {
            println!("dialogs/voice: notice: {line}");
        }
        match (&loaded, mistakes.is_empty()) {
            (Ok(content), true) => println!(
                "all is well: {} dialogs, {} reminder policies, {} ladders, texts in {} languages{}",
                content.dialogs.len(),
                content.policies.reminders.len(),
                content.policies.ladders.len(),
                crate::trade::person::Language::ALL.len(),
                if has_config { ", settings" } else { " (no settings file)" },
            ),
            _ if mistakes.len() == 1 => println!("1 mistake"),
            _ => println!("{} mistakes", mistakes.len()),
        }
        if let Ok(content) = &loaded {
            show_templates(content);
        }
        if let Some(approved) = &approved {
            approvals::show(approved);
        }
    }
    Ok(code)
}

/// Rules for a municipality that this service does not serve: nobody would ever be treated by them.
fn of_nobody(content: &Content, settings: &config::Config, policies: &str) -> Vec<Mistake> {
    let mut served: Vec<&str> = settings.gemeenten.iter().map(|g| g.code.as_str()).collect();
    if served.is_empty() {
        served.push(DEFAULT_GEMEENTE.0);
    }
    let told = |code: &String| {
        let hint = match meant(code, served.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("known are {}", served.join(", ")),
        };
        let place = |line: &str| line.find(&format!("{code}:"));
        let found = policies.lines().enumerate().find_map(|(n, l)| Some((n + 1, place(l)? + 1)));
        let (line, column) = found.unwrap_or_default();
        Mistake {
            severity: "mistake",
            file: POLICIES.to_owned(),
            line,
            column,
            what: format!("the settings have no [[gemeente]] with code {code}; {hint}"),
        }
    };
    let codes = content.policies.gemeenten.keys();
    codes.filter(|code| !served.contains(&code.as_str())).map(told).collect()
}

fn told(severity: &'static str) -> impl Fn(Problem) -> Mistake {
    move |Problem { file, line, column, what }| Mistake { severity, file, line, column, what }
}

/// Where dialogs and texts are: as asked for, else as the settings say, if there are any.
///
/// # Errors
/// When the settings cannot be read, or a folder that was asked for is not there.
pub(super) fn content_folders(
    config: &Path,
    dialogs: Option<&Path>,
    locales: Option<&Path>,
) -> anyhow::Result<(PathBuf, PathBuf)> {
    must_be_there([dialogs, locales])?;
    let settings = match config.exists() {
        true => config::read(config)?.content,
        false => config::Content::default(),
    };
    let dialogs = dialogs.map_or(settings.dialogs, Path::to_path_buf);
    let locales = locales.map_or(settings.locales, Path::to_path_buf);
    Ok((dialogs, locales))
}

fn must_be_there(folders: [Option<&Path>; 2]) -> anyhow::Result<()> {
    for wanted in folders.into_iter().flatten() {
        anyhow::ensure!(wanted.is_dir(), "{}: there is no such folder", wanted.display());
    }
    Ok(())
}

/// The WhatsApp templates that must be registered: a change of their texts is a change at Meta too.
fn show_templates(content: &Content) {
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for needed in needed(content) {
        by_name.entry(needed.name).or_default().push(needed.code);
    }
    let names: Vec<String> =
        by_name.iter().map(|(name, codes)| format!("{name} ({})", codes.join(", "))).collect();
    if !names.is_empty() {
        println!("WhatsApp templates that the dialogs need: {}", names.join("; "));
    }
}
