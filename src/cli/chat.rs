//! `wegwijzer chat`: a dialog held in the terminal, with the clock under control. Nothing is sent
//! and nothing is stored; `--record` writes a story of it.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::content_folders::{ContentFolders, tell_mistakes};
use crate::dialog::content::Content;
use crate::dialog::definition::{Dialog, SessionChange};
use crate::dialog::play::{Person, Session, Start, example_facts, fact_of, tuesday};
use crate::dialog::story::{MOMENT, Recorded};
use crate::message::{ChannelKind, Fact, Facts};
use crate::plan::local_time;
use crate::plan::meant::meant;
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

mod held;
mod show;

use held::{Chat, Next};

/// Hold a dialog in the terminal, with the clock under control.
#[derive(Debug, clap::Args)]
pub struct ChatArgs {
    /// Which dialog.
    #[arg(value_name = "DIALOG")]
    pub dialog: String,
    /// The language of the person.
    #[arg(long, value_name = "LANGUAGE", default_value = "nl")]
    pub lang: String,
    /// A channel of the person; give it twice for somebody with two. Default: telegram.
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Vec<String>,
    /// The person has a coach.
    #[arg(long)]
    pub coach: bool,
    /// What begins it: reminder, word, invitation, staff, moved, cancelled, words or unknown.
    /// Default: the first that the dialog names.
    #[arg(long, value_name = "START")]
    pub start: Option<String>,
    /// With a reminder: which (`7d`). Default: the first.
    #[arg(long, value_name = "MOMENT")]
    pub moment: Option<String>,
    /// A fact that the dialog is given, as `name=value`; may be repeated.
    #[arg(long, value_name = "NAME=VALUE")]
    pub facts: Vec<String>,
    /// When it begins, on the Dutch clock: "2026-12-01 18:00".
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
    /// Write what happened as a story to this file.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Where the content is.
    #[command(flatten)]
    pub folders: ContentFolders,
}

/// Runs the command. Exit code 0: held to its end; 1: the content has mistakes.
///
/// # Errors
/// When an argument means nothing, or a file cannot be read or written.
pub fn run(args: &ChatArgs) -> anyhow::Result<ExitCode> {
    let content = match args.folders.load()?.1 {
        Ok(content) => Arc::new(content),
        Err(problems) => {
            tell_mistakes(&problems);
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut chat = begin(args, &content)?;
    let input = std::io::stdin();
    let asks = input.is_terminal();
    let mut out = std::io::stdout();
    if asks {
        writeln!(out, "{}\n", show::HELP)?;
    }
    chat.begin(&mut out)?;
    let mut line = String::new();
    loop {
        if asks {
            write!(out, "> ")?;
            out.flush()?;
        }
        line.clear();
        if input.lock().read_line(&mut line)? == 0
            || chat.next(line.trim(), &mut out)? == Next::Quit
        {
            break;
        }
    }
    if let Some(path) = &args.record {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("opgenomen");
        match chat.recorded() {
            Some(recorded) => {
                std::fs::write(path, recorded.written(&as_name(name)))?;
                writeln!(out, "written: {}", path.display())?;
            }
            None => anyhow::bail!(
                "nothing is recorded: a story keeps one language, and `:lang` was used"
            ),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A file's name as the name of a story.
fn as_name(stem: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    stem.chars().map(kept).collect()
}

fn begin(args: &ChatArgs, content: &Arc<Content>) -> anyhow::Result<Chat> {
    let known = || content.dialogs.keys().map(String::as_str);
    let Some(dialog) = content.dialogs.get(&args.dialog) else {
        let near = meant(&args.dialog, known()).map(|near| format!("did you mean `{near}`?"));
        let all = || format!("there is: {}", known().collect::<Vec<_>>().join(", "));
        anyhow::bail!("there is no dialog `{}`; {}", args.dialog, near.unwrap_or_else(all));
    };
    let given = facts(args, dialog)?;
    let start = start(args, dialog, content, &given)?;
    let at = args.at.as_deref().map(moment).transpose()?;
    let session = match &start {
        Start::Reminder { kind, moment } => Session::reminded(*kind, content, moment, at),
        _ => {
            Session::at(SessionKind::Pvt, at.unwrap_or_else(tuesday) + chrono::TimeDelta::days(14))
        }
    };
    let due = |moment: &String| {
        session.reminders(content).into_iter().find(|(_, name)| name == moment).map(|(due, _)| due)
    };
    let now = match &start {
        Start::Reminder { moment, .. } => due(moment).or(at).unwrap_or_else(tuesday),
        _ => at.unwrap_or_else(tuesday),
    };
    let person = person(args, &start)?;
    let mut facts = match &start {
        Start::Reminder { moment, .. } => session.facts(now, moment, "onbekend"),
        Start::Session(_) => session.facts(now, "", "onbekend"),
        _ => example_facts(dialog, now),
    };
    facts.extend(given);
    let pairs = args.facts.iter().filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let recorded = Recorded::new(&args.dialog, person.clone(), start.clone(), now, pairs);
    Ok(Chat::new(Arc::clone(content), &person, now, (start, session, facts), recorded))
}

fn moment(text: &str) -> anyhow::Result<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(text, MOMENT)
        .map_err(|_| anyhow::anyhow!("--at {text}: write it as \"2026-12-01 18:00\""))?;
    Ok(local_time::resolve(local, None))
}

fn person(args: &ChatArgs, start: &Start) -> anyhow::Result<Person> {
    let language = Language::parse(&args.lang).ok_or_else(|| {
        let all: Vec<&str> = Language::ALL.iter().map(|l| l.as_str()).collect();
        anyhow::anyhow!("--lang {}: there is {}", args.lang, all.join(", "))
    })?;
    let mut channels = Vec::new();
    for word in &args.channel {
        let kind = ChannelKind::parse(word)
            .ok_or_else(|| anyhow::anyhow!("--channel {word}: there is telegram, whatsapp"))?;
        channels.push(kind);
    }
    if channels.is_empty() {
        channels.push(ChannelKind::Telegram);
    }
    Ok(Person { known: *start != Start::Unknown, language, channels, coach: args.coach })
}

fn facts(args: &ChatArgs, dialog: &Dialog) -> anyhow::Result<Facts> {
    let mut facts = Facts::new();
    for pair in &args.facts {
        let Some((name, value)) = pair.split_once('=') else {
            anyhow::bail!("--facts {pair}: write it as name=value");
        };
        let Some(kind) = dialog.facts.get(name) else {
            let known: Vec<&str> = dialog.facts.keys().map(String::as_str).collect();
            anyhow::bail!(
                "--facts {pair}: the dialog has no fact `{name}`; it has: {}",
                known.join(", ")
            );
        };
        let Some(fact) = fact_of(*kind, value) else {
            anyhow::bail!("--facts {pair}: that is no value of this kind of fact");
        };
        facts.insert(name.to_owned(), fact);
    }
    Ok(facts)
}

fn start(
    args: &ChatArgs,
    dialog: &Dialog,
    content: &Content,
    given: &Facts,
) -> anyhow::Result<Start> {
    let all = Start::all_of(dialog, content);
    let fits = |start: &&Start| match (args.start.as_deref(), start) {
        (None, _) => true,
        (Some("reminder"), Start::Reminder { .. })
        | (Some("word"), Start::Word(_) | Start::Keyword(_))
        | (Some("invitation"), Start::Invitation)
        | (Some("staff" | "schedule" | "dialog"), Start::Begun)
        | (Some("moved"), Start::Session(SessionChange::Moved))
        | (Some("cancelled"), Start::Session(SessionChange::Cancelled))
        | (Some("words"), Start::NotUnderstood)
        | (Some("unknown"), Start::Unknown) => true,
        (Some(_), _) => false,
    };
    let of_kind = |start: &&Start| match (start, given.get("soort")) {
        (Start::Reminder { kind, .. }, Some(Fact::Word(word))) => kind.as_str() == word,
        _ => true,
    };
    let at_moment = |start: &&Start| match (start, &args.moment) {
        (Start::Reminder { moment, .. }, Some(wanted)) => moment == wanted,
        _ => true,
    };
    let found = all.iter().find(|s| fits(s) && of_kind(s) && at_moment(s)).cloned();
    found.ok_or_else(|| {
        let ways: Vec<String> = all.iter().map(Start::in_dutch).collect();
        if ways.is_empty() {
            anyhow::anyhow!(
                "`{}` begins only inside another dialog: chat with that one",
                args.dialog
            )
        } else {
            anyhow::anyhow!(
                "`{}` does not begin like that; it begins by:\n  {}",
                args.dialog,
                ways.join("\n  ")
            )
        }
    })
}
