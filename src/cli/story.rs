//! `wegwijzer story`: lives the scripted conversations, and tells which branches none of them took.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::content_folders::{ContentFolders, tell_mistakes};
use crate::dialog::content::Files;
use crate::dialog::story::{Coverage, FOLDER, Outcome, Story, coverage, load, run as live};
use crate::trade::person::Language;

/// Live the stories of dialogs/stories and compare.
#[derive(Debug, clap::Args)]
pub struct StoryArgs {
    /// Only these: a file, or the name of a story. Default: all.
    #[arg(value_name = "FILE|NAME")]
    pub which: Vec<String>,
    /// Where the content is.
    #[command(flatten)]
    pub folders: ContentFolders,
    /// Tell which branches of which dialogs were walked, per language.
    #[arg(long)]
    pub coverage: bool,
    /// Print everything as JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    stories: &'a [Outcome],
    coverage: &'a Coverage,
}

/// Runs the command. Exit code 0: every story went as it is written; 1: one did not.
///
/// # Errors
/// When the content cannot be read at all, or no story has a name that was given.
pub fn run(args: &StoryArgs) -> anyhow::Result<ExitCode> {
    let (mut files, content) = args.folders.load()?;
    let content = match content {
        Ok(content) => Arc::new(content),
        Err(problems) => {
            tell_mistakes(&problems);
            return Ok(ExitCode::FAILURE);
        }
    };
    let own = named_files(args, &mut files)?;
    let stories = match load(&files) {
        Ok(stories) => stories,
        Err(problems) => {
            for problem in problems {
                println!("{problem}");
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let wanted = chosen(&args.which, &own, &stories)?;
    let outcomes: Vec<Outcome> = wanted.iter().flat_map(|story| live(&content, story)).collect();
    let covered = coverage(&content, &outcomes);
    let failed = outcomes.iter().filter(|o| o.failure.is_some()).count();
    if args.json {
        let report = Report { stories: &outcomes, coverage: &covered };
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        tell(&outcomes);
        if args.coverage {
            tell_coverage(&covered);
        }
        println!(
            "{} stories, lived {} times: {}",
            wanted.len(),
            outcomes.len(),
            if failed == 0 {
                "all went as written".to_owned()
            } else {
                format!("{failed} went otherwise")
            }
        );
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Files that were named and do not stand among the others; each is read as if it did.
fn named_files(args: &StoryArgs, files: &mut Files) -> anyhow::Result<Vec<String>> {
    let mut own = Vec::new();
    for name in &args.which {
        let path = Path::new(name);
        if files.contains_key(name) || !path.is_file() {
            continue;
        }
        let stem = path.file_name().and_then(|n| n.to_str()).unwrap_or("story.yaml");
        let inside = format!("{FOLDER}{stem}");
        let body = std::fs::read_to_string(path)
            .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
        files.insert(inside.clone(), body);
        own.push(inside);
    }
    Ok(own)
}

fn chosen<'a>(
    which: &[String],
    own: &[String],
    stories: &'a [Story],
) -> anyhow::Result<Vec<&'a Story>> {
    let fits = |story: &Story, name: &String| {
        story.name == *name
            || story.file == *name
            || story.file.strip_prefix(FOLDER) == Some(name)
            || story.file.strip_prefix(FOLDER).and_then(|f| f.strip_suffix(".yaml")) == Some(name)
            || (own.contains(&story.file) && name.ends_with(&story.file[FOLDER.len()..]))
    };
    for name in which {
        anyhow::ensure!(
            stories.iter().any(|story| fits(story, name)),
            "there is no story or file of stories `{name}` in {FOLDER}"
        );
    }
    let all = which.is_empty();
    Ok(stories.iter().filter(|story| all || which.iter().any(|name| fits(story, name))).collect())
}

fn tell(outcomes: &[Outcome]) {
    for outcome in outcomes {
        if let Some(failure) = &outcome.failure {
            println!(
                "{}:{}:{}: story `{}` ({}): {}",
                outcome.file,
                failure.line,
                failure.column,
                outcome.story,
                outcome.language,
                failure.what
            );
        }
    }
}

fn tell_coverage(covered: &Coverage) {
    let width = covered.dialogs.iter().map(|d| d.dialog.chars().count()).max().unwrap_or(0).max(6);
    let languages: String = Language::ALL.iter().map(|l| format!("{:>9}", l.as_str())).collect();
    println!("{:<width$}{languages}   branches that no story walked", "dialog");
    for dialog in &covered.dialogs {
        let walked: String = Language::ALL
            .iter()
            .map(|l| {
                let walked = dialog.walked.get(l).copied().unwrap_or(0);
                format!("{:>9}", format!("{walked}/{}", dialog.branches))
            })
            .collect();
        let missing: Vec<String> = Language::ALL
            .iter()
            .filter_map(|l| {
                let missing = dialog.missing.get(l).filter(|missing| !missing.is_empty())?;
                let names: Vec<String> = missing.iter().map(ToString::to_string).collect();
                Some(format!("{l}: {}", names.join("; ")))
            })
            .collect();
        println!("{:<width$}{walked}   {}", dialog.dialog, missing.join(" | "));
    }
}
