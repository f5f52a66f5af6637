//! `wegwijzer audit`: is the trail what was written, and what stands in it?

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::json;

use super::service::{ensure_gemeenten, open_database};
use crate::clock::Clock;
use crate::config;
use crate::ids::GemeenteId;
use crate::plan::local_time::resolve;
use crate::store::audit::search::{self, Found, Wanted};
use crate::store::audit::verify::{self, Verdict};
use crate::store::{Db, colleagues};

/// The audit trail.
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    #[command(subcommand)]
    what: What,
    /// Print as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// The settings.
    #[arg(long, global = true, value_name = "FILE", default_value = "wegwijzer.toml")]
    config: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Read the whole trail of every municipality, and say which entry is the first that was changed, removed or put
    /// elsewhere. Also beside a running service. 1: something is broken.
    Verify {
        /// A line that an earlier run printed (`GM0321 1204:5f3a...`): that entry must still be the same. May be given
        /// more than once.
        #[arg(long, value_name = "LINE")]
        head: Vec<String>,
    },
    /// Print entries, newest first.
    Search {
        /// Done by the colleague who logs in with this address.
        #[arg(long, value_name = "EMAIL")]
        colleague: Option<String>,
        /// This act, such as read_person or sign_in_refused.
        #[arg(long)]
        act: Option<String>,
        /// About the person with this klantnummer, or with this id when they were erased.
        #[arg(long, value_name = "KLANTNUMMER")]
        person: Option<String>,
        /// From this day on.
        #[arg(long, value_name = "DAY")]
        from: Option<NaiveDate>,
        /// Up to and including this day.
        #[arg(long, value_name = "DAY")]
        until: Option<NaiveDate>,
        /// At most so many.
        #[arg(long, default_value_t = 100)]
        limit: i64,
        /// Code of the municipality; the first of the settings by default.
        #[arg(long)]
        gemeente: Option<String>,
    },
}

/// Runs the command.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &AuditArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let code = match &args.what {
        What::Verify { head } => look(&db, &gemeenten, head, args.json).await?,
        What::Search { gemeente, limit, .. } => {
            let id = match gemeente {
                None => gemeenten[0].1,
                Some(code) => {
                    let found = gemeenten.iter().find(|(known, _)| known == code);
                    found.with_context(|| format!("--gemeente {code}: not in the settings"))?.1
                }
            };
            let mut tx = db.read().await?;
            let wanted = wanted(&mut tx, id, &args.what).await?;
            let found = search::search(&mut tx, id, &wanted, (clock.machine(), *limit)).await?;
            drop(tx);
            tell(&found, args.json)?;
            ExitCode::SUCCESS
        }
    };
    db.close().await;
    Ok(code)
}

async fn look(
    db: &Db,
    gemeenten: &[(String, GemeenteId)],
    heads: &[String],
    as_json: bool,
) -> anyhow::Result<ExitCode> {
    let mut all_well = true;
    for (code, id) in gemeenten {
        let verdict = verify::verify(db, *id).await?;
        let kept = kept(db, (code, *id), heads).await?;
        all_well &= verdict.broken.is_none() && kept.is_none();
        if as_json {
            let broken = verdict.broken.map(|why| why.to_string()).or(kept);
            println!(
                "{}",
                json!({ "gemeente": code, "sound": verdict.sound, "head": verdict.head, "broken": broken })
            );
        } else {
            println!("{}", in_words(code, &verdict, kept.as_deref()));
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What is wrong with the heads of before; None: nothing.
async fn kept(
    db: &Db,
    (code, id): (&str, GemeenteId),
    heads: &[String],
) -> anyhow::Result<Option<String>> {
    for line in heads {
        let (of, head) = line.split_once(' ').context("--head: write CODE NUMBER:HASH")?;
        if of != code {
            continue;
        }
        let (seq, hash) = head.split_once(':').context("--head: write CODE NUMBER:HASH")?;
        let seq: i64 = seq.parse().context("--head: the number of an entry")?;
        let mut tx = db.read().await?;
        let ends = verify::ends(&mut tx, id).await?;
        let now = verify::hash_of(&mut tx, id, seq).await?;
        let now = now.map(|hash| hash.iter().map(|b| format!("{b:02x}")).collect::<String>());
        match (now, ends) {
            (Some(now), _) if now == hash => {}
            (Some(_), _) => return Ok(Some(format!("entry {seq} is not what it was before"))),
            (None, Some(ends)) if seq < ends.first_seq => {
                eprintln!("{code}: entry {seq} was kept long enough, so it cannot be compared");
            }
            (None, _) => return Ok(Some(format!("entry {seq} was there before, and is gone"))),
        }
    }
    Ok(None)
}

fn in_words(code: &str, verdict: &Verdict, kept: Option<&str>) -> String {
    let broken = verdict.broken.map(|why| why.to_string());
    match (broken.as_deref().or(kept), &verdict.head) {
        (Some(why), _) => {
            format!("{code}: BROKEN after {} sound entries: {why}", verdict.sound)
        }
        (None, None) => format!("{code}: nothing was noted yet"),
        (None, Some(head)) => format!(
            "{code}: {} entries, all as they were written\nkeep this line elsewhere, to compare later with --head:\n{code} {head}",
            verdict.sound
        ),
    }
}

async fn wanted(
    tx: &mut crate::store::Tx,
    gemeente: GemeenteId,
    what: &What,
) -> anyhow::Result<Wanted> {
    let What::Search { colleague, act, person, from, until, .. } = what else {
        return Ok(Wanted::default());
    };
    let mut wanted = Wanted { act: act.clone(), ..Wanted::default() };
    if let Some(email) = colleague {
        let found = colleagues::by_email(tx, &email.to_lowercase(), gemeente).await?;
        let Some(id) = found else {
            bail!("--colleague {email}: no colleague of this municipality logs in with it")
        };
        wanted.staff = Some(id);
    }
    if let Some(number) = person {
        let found = match number.parse().ok() {
            Some(id) => Some(id),
            None => search::person(tx, gemeente, number).await?,
        };
        let Some(id) = found else { bail!("--person {number}: nobody has this klantnummer") };
        wanted.person = Some(id);
    }
    wanted.from = from.map(midnight);
    wanted.until = until.and_then(|day| day.succ_opt()).map(midnight);
    Ok(wanted)
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    resolve(day.and_time(NaiveTime::MIN), None)
}

fn tell(found: &[Found], as_json: bool) -> anyhow::Result<()> {
    for one in found {
        if as_json {
            let line = json!({
                "seq": one.seq, "at": one.at, "by": one.by_name, "act": one.act, "subject": one.subject,
                "subjectId": one.subject_id, "klantnummer": one.klantnummer, "detail": one.detail,
            });
            println!("{line}");
        } else {
            let by = one.by_name.as_deref().unwrap_or("-");
            let about = one.klantnummer.as_deref().or(one.colleague.as_deref()).unwrap_or("-");
            let at = one.at.format("%Y-%m-%d %H:%M:%S");
            println!("{}\t{at}\t{by}\t{}\t{about}\t{}", one.seq, one.act, one.detail);
        }
    }
    Ok(())
}
