//! `wegwijzer prove`: every path of every dialog, and a conversation that shows what goes wrong.

use std::process::ExitCode;

use super::content_folders::{ContentFolders, tell_mistakes};
use crate::dialog::prove::{DialogProof, MESSAGES_PER_WEEK, MOST_STATES, Proof, prove_these};
use crate::plan::meant::meant;

/// Prove that every path of every dialog ends well.
#[derive(Debug, clap::Args)]
pub struct ProveArgs {
    /// Only these dialogs. Default: all.
    #[arg(value_name = "DIALOG")]
    pub names: Vec<String>,
    /// Where the content is.
    #[command(flatten)]
    pub folders: ContentFolders,
    /// Print the proof as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Runs the command. Exit code 0: everything is proven; 1: something is not.
///
/// # Errors
/// When the content cannot be read at all, or a dialog that was named is not there.
pub fn run(args: &ProveArgs) -> anyhow::Result<ExitCode> {
    let content = match args.folders.load()?.1 {
        Ok(content) => content,
        Err(problems) => {
            tell_mistakes(&problems);
            return Ok(ExitCode::FAILURE);
        }
    };
    for name in &args.names {
        let known = || content.dialogs.keys().map(String::as_str);
        if !content.dialogs.contains_key(name) {
            let near = meant(name, known());
            let hint = near.map_or_else(
                || format!("there is: {}", known().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            anyhow::bail!("there is no dialog `{name}`; {hint}");
        }
    }
    let wanted = |name: &str| args.names.is_empty() || args.names.iter().any(|n| n == name);
    let proof = prove_these(&content, wanted);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&proof)?);
    } else {
        tell(&proof);
    }
    Ok(if proof.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn tell(proof: &Proof) {
    for dialog in &proof.dialogs {
        for refuted in &dialog.refuted {
            println!(
                "{}:{}:{}: {}: {}",
                refuted.file,
                refuted.line,
                refuted.column,
                refuted.property.as_str(),
                refuted.what
            );
            println!("  with a person who has: {}", refuted.person);
            for line in &refuted.talk {
                for line in line.to_string().lines() {
                    println!("  {line}");
                }
            }
            println!();
        }
    }
    let width = proof.dialogs.iter().map(|d| d.dialog.chars().count()).max().unwrap_or(0).max(6);
    println!(
        "{:<width$}  {:>6} {:>7} {:>7} {:>9}  proven",
        "dialog", "starts", "states", "events", "per week"
    );
    for dialog in &proof.dialogs {
        println!(
            "{:<width$}  {:>6} {:>7} {:>7} {:>9}  {}",
            dialog.dialog,
            dialog.starts,
            dialog.states,
            dialog.moves,
            dialog.messages_per_week,
            verdict(dialog)
        );
    }
    let not = proof.dialogs.iter().filter(|d| !d.holds()).count();
    if not == 0 {
        println!(
            "all {} dialogs are proven; at most {MESSAGES_PER_WEEK} messages of our own a week are allowed",
            proof.dialogs.len()
        );
    } else {
        println!("{not} of {} dialogs are not proven", proof.dialogs.len());
    }
}

fn verdict(dialog: &DialogProof) -> String {
    if dialog.bounded {
        return format!(
            "no: more than {MOST_STATES} states, or too many facts; not all were walked"
        );
    }
    if dialog.refuted.is_empty() {
        return "yes".to_owned();
    }
    let names: Vec<&str> = dialog.refuted.iter().map(|r| r.property.as_str()).collect();
    format!("no: {}", names.join(", "))
}
