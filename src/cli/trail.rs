//! `wegwijzer trail KLANTNUMMER`: everything that was tried to reach somebody, for the file or for another
//! program. The page of the person shows the same.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde_json::{Value, json};

use super::service::{ensure_gemeenten, open_database};
use crate::acts::contact_trail::words::moment;
use crate::acts::contact_trail::{Dossier, dossier};
use crate::clock::Clock;
use crate::config;
use crate::store::hot::people;
use crate::store::trail;
use crate::text::hours_in_words;
use crate::trade::person::Language;

/// Print every try to reach somebody and what came of it, with what may explain a silence and how the
/// trajectory stands. The lines are in Dutch: they go into the person's file.
#[derive(Debug, clap::Args)]
pub struct TrailArgs {
    /// The municipality's own key of the person.
    pub klantnummer: String,
    /// Print as JSON.
    #[arg(long)]
    pub json: bool,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long)]
    pub gemeente: Option<String>,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml")]
    pub config: PathBuf,
}

/// Runs the command. 1: there is nobody with this klantnummer.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &TrailArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let (_, gemeente) = match &args.gemeente {
        None => &gemeenten[0],
        Some(wanted) => gemeenten
            .iter()
            .find(|(code, _)| code == wanted)
            .with_context(|| format!("--gemeente {wanted}: not in the settings"))?,
    };
    let mut tx = db.read().await?;
    let known = people::ids(&mut tx, *gemeente, [args.klantnummer.as_str()]).await?;
    let person = match known.first() {
        Some((_, id)) => trail::of_gemeente(&mut tx, *id, *gemeente).await?,
        None => None,
    };
    let Some(person) = person else {
        eprintln!(
            "there is nobody with klantnummer {} in this municipality; see `wegwijzer import people`",
            args.klantnummer
        );
        return Ok(ExitCode::from(1));
    };
    let found = dossier(&mut tx, person, clock.civil()).await?;
    drop(tx);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&as_json(&found))?);
    } else {
        print!("{}", in_words(&found));
    }
    db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn as_json(found: &Dossier) -> Value {
    let term = found
        .clock
        .term
        .map(|term| json!({ "from": term.from, "until": term.until, "days_left": term.days_left }));
    let intake = found.clock.intake.map(|intake| {
        json!({ "until": intake.until, "days_left": intake.days_left, "was_late": intake.was_late })
    });
    json!({
        "klantnummer": found.who.klantnummer,
        "made_on": found.today,
        "term": term,
        "intake": intake,
        "minutes": {
            "pvt_attended": found.pvt_attended,
            "pvt_to_come": found.pvt_to_come,
            "map_attended": found.map_attended,
            "practice_told": found.practice_minutes,
        },
        "findings": found.findings,
        "coming": found.coming,
        "trail": found.lines,
    })
}

fn in_words(found: &Dossier) -> String {
    let mut out = format!("Contactdossier {}, {}\n", found.who.klantnummer, found.today);
    let mut heading = |title: &str, lines: Vec<String>| {
        out.push_str(&format!("\n{title}\n"));
        if lines.is_empty() {
            out.push_str("  geen\n");
        }
        for line in lines {
            out.push_str(&format!("  {line}\n"));
        }
    };
    let finding =
        |f: &crate::plan::diagnosis::Finding| format!("{} {}", f.in_dutch(), f.next_step());
    heading("Waarom geen antwoord?", found.findings.iter().map(finding).collect());
    let term = found.clock.term.map(|term| match term.days_left {
        left if left < 0 => format!("termijn {} tot en met {}: voorbij", term.from, term.until),
        left => format!("termijn {} tot en met {}: nog {left} dagen", term.from, term.until),
    });
    let hours = |minutes| hours_in_words(Language::Nl, minutes);
    let attended = format!(
        "bij PVT-lessen {} uur, nog ingepland {} uur; bij MAP-lessen {} uur, praktijk verteld {} uur",
        hours(found.pvt_attended),
        hours(found.pvt_to_come),
        hours(found.map_attended),
        hours(found.practice_minutes)
    );
    heading("Trajectklok", term.into_iter().chain([attended]).collect());
    let coming = found.coming.iter().map(|c| format!("{}  {}: {}", moment(c.at), c.what, c.fate));
    heading("Wat komt er nog?", coming.collect());
    let lines = found.lines.iter().map(|line| {
        let note = line.note.as_deref().map(|note| format!(" [{note}]")).unwrap_or_default();
        let outcome = match line.outcome.as_str() {
            "" => String::new(),
            outcome => format!(" -> {outcome}"),
        };
        format!("{}  {}: {} ({}){outcome}{note}", moment(line.at), line.way, line.what, line.why)
    });
    heading("Contactspoor", lines.collect());
    out
}
