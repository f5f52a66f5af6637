//! `wegwijzer courses`: how full each group is and who waits for a place; and what `/cursussen` does about it.
//! People are named by their klantnummer only.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::import::policies_in_force;
use super::service::{ensure_gemeenten, open_database};
use super::somebody;
use crate::acts::end_enrolment::{self, end_enrolment};
use crate::acts::import::nearest::{fold, nearest};
use crate::acts::occasion::Occasion;
use crate::acts::waiting_list::{Joined, Refusal, give_place, join, leave_list};
use crate::clock::Clock;
use crate::config;
use crate::ids::{CourseId, GemeenteId, PersonId, StaffId};
use crate::plan::local_time::local;
use crate::store::courses::Course;
use crate::store::waiting::Full;
use crate::store::{Tx, courses, people, waiting};

/// How full each course is, who has a place in it, and who waits for one.
#[derive(Debug, clap::Args)]
pub struct CoursesArgs {
    #[command(subcommand)]
    what: What,
    /// Code of the municipality; the first of the settings by default.
    #[arg(long, global = true)]
    gemeente: Option<String>,
    /// The settings.
    #[arg(long, value_name = "FILE", default_value = "wegwijzer.toml", global = true)]
    config: PathBuf,
    /// Print JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Every course: its places, how many are taken, and how many people wait.
    List,
    /// Who has a place in a course, and who waits for one, the first first.
    Show(Where),
    /// A place for somebody where one is free, else the end of the waiting list.
    Add(Whom),
    /// A free place for somebody who waits, whether or not they are the first.
    Place(Whom),
    /// Take somebody off the waiting list.
    Remove(Whom),
    /// End somebody's place: their reminders are dropped, and the place is offered to who waits.
    End(Whom),
}

/// A course given to one group.
#[derive(Debug, clap::Args)]
struct Where {
    /// The name of the course, as in the import (`cursus`).
    course: String,
    /// Its group, as in the import (`groep`).
    group: String,
}

#[derive(Debug, clap::Args)]
struct Whom {
    #[command(flatten)]
    place: Where,
    /// The municipality's own key of the person.
    klantnummer: String,
    /// Who does it: the name with which a colleague logs in. Without it the audit trail names nobody, and a
    /// question that is open about an ended place stays open.
    #[arg(long, value_name = "EMAIL")]
    by: Option<String>,
}

/// Runs the command. Exit code 0: done; 1: there is no such course or person, or it was refused; the reason is
/// on stderr.
///
/// # Errors
/// In words for whoever runs it.
pub async fn run(args: &CoursesArgs) -> anyhow::Result<ExitCode> {
    let config = config::read(&args.config)?;
    let clock = Clock::system();
    let db = open_database(&config).await?;
    let gemeenten = ensure_gemeenten(&db, &config, &clock).await?;
    let (code, gemeente) = somebody::gemeente(&gemeenten, args.gemeente.as_deref())?;
    let now = clock.civil();
    let done = match &args.what {
        What::List => {
            let mut tx = db.read().await?;
            let all = waiting::courses(&mut tx, *gemeente, now).await?;
            list(&all, args.json)?;
            Ok(())
        }
        What::Show(place) => {
            let mut tx = db.read().await?;
            match course(&mut tx, *gemeente, place).await? {
                Ok(course) => {
                    show(&mut tx, *gemeente, &course, args.json).await?;
                    Ok(())
                }
                Err(refused) => Err(refused),
            }
        }
        What::Add(whom) | What::Place(whom) | What::Remove(whom) | What::End(whom) => {
            let policies = policies_in_force(&db, &config).await?.of(code).into_owned();
            let mut tx = db.begin().await?;
            let by = match &whom.by {
                Some(email) => Some(colleague(&mut tx, *gemeente, email).await?),
                None => None,
            };
            let on = Occasion { gemeente: *gemeente, by, policies: &policies, now };
            let done = act(&mut tx, &args.what, whom, on).await?;
            if let Ok(done) = &done {
                // crash before the commit: nothing was changed
                tx.commit().await?;
                match args.json {
                    true => println!("{}", done.json),
                    false => println!("{}", done.words),
                }
            }
            done.map(|_| ())
        }
    };
    db.close().await;
    Ok(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => {
            eprintln!("{refused}");
            ExitCode::FAILURE
        }
    })
}

/// What was done, for a person and for a program.
struct Done {
    words: String,
    json: Value,
}

fn done(outcome: &str, words: impl Into<String>) -> Done {
    Done { words: words.into(), json: json!({ "outcome": outcome }) }
}

/// Does it; or says why it is refused.
async fn act(
    tx: &mut Tx,
    what: &What,
    whom: &Whom,
    on: Occasion<'_>,
) -> anyhow::Result<Result<Done, String>> {
    let course = match course(tx, on.gemeente, &whom.place).await? {
        Ok(course) => course,
        Err(refused) => return Ok(Err(refused)),
    };
    let who = &whom.klantnummer;
    let Some(person) = crate::store::hot::people::ids(tx, on.gemeente, [who.as_str()]).await?.pop()
    else {
        return Ok(Err(format!(
            "there is nobody with klantnummer {who} in this municipality; look at --gemeente, or see \
             `wegwijzer import people`"
        )));
    };
    let about = (course.id, person.1);
    let title = title(&course);
    let refused = |refusal| match refusal {
        Refusal::Store(error) => Err(anyhow::Error::from(error)),
        Refusal::NotWaiting => Ok(Err(format!("{who} does not wait for {title}"))),
        refusal => Ok(Err(format!("{title}: {refusal}; nothing was changed"))),
    };
    match what {
        What::Add(_) => match join(tx, about, on).await {
            Ok(Joined::Placed(_)) => Ok(Ok(done(
                "placed",
                format!("{who} has a place in {title}; reminders are planned"),
            ))),
            Ok(Joined::Waits(number)) => {
                let words =
                    format!("{title} is full: {who} is number {number} on the waiting list");
                let json = json!({ "outcome": "waits", "number": number });
                Ok(Ok(Done { words, json }))
            }
            Err(refusal) => refused(refusal),
        },
        What::Place(_) => match give_place(tx, about, on).await {
            Ok(_) => Ok(Ok(done(
                "placed",
                format!("{who} has a place in {title}; reminders are planned"),
            ))),
            Err(refusal) => refused(refusal),
        },
        What::Remove(_) => match leave_list(tx, about, on).await {
            Ok(()) => Ok(Ok(done("removed", format!("{who} waits for {title} no more")))),
            Err(refusal) => refused(refusal),
        },
        _ => end(tx, about, (who, &title), on).await,
    }
}

async fn end(
    tx: &mut Tx,
    (course, person): (CourseId, PersonId),
    (who, title): (&str, &str),
    on: Occasion<'_>,
) -> anyhow::Result<Result<Done, String>> {
    let placed = waiting::placed(tx, course).await?;
    let Some(place) = placed.into_iter().find(|one| one.person_id == person) else {
        return Ok(Err(format!("{who} has no place in {title}")));
    };
    Ok(match end_enrolment(tx, (course, place.enrolment_id), on).await {
        Ok(ended) => {
            let offered =
                if ended.offered { "; the place is offered to who waits first" } else { "" };
            let dropped = ended.dropped;
            let words = format!(
                "{who} has no place in {title} any more, {dropped} reminders were dropped{offered}"
            );
            let json = json!({ "outcome": "ended", "dropped": dropped, "offered": ended.offered });
            Ok(Done { words, json })
        }
        Err(end_enrolment::Refusal::Unknown) => Err(format!("{who} has no place in {title}")),
        Err(end_enrolment::Refusal::Store(error)) => return Err(error.into()),
    })
}

/// The course that is meant; or what is wrong with the name.
async fn course(
    tx: &mut Tx,
    gemeente: GemeenteId,
    wanted: &Where,
) -> anyhow::Result<Result<Course, String>> {
    let mut all = courses::all(tx, gemeente).await?;
    let same = |course: &Course| {
        fold(&course.name) == fold(&wanted.course)
            && fold(&course.group_name) == fold(&wanted.group)
    };
    if let Some(at) = all.iter().position(same) {
        return Ok(Ok(all.swap_remove(at)));
    }
    let told = format!("{} {}", wanted.course, wanted.group);
    let titles: Vec<String> = all.iter().map(title).collect();
    let hint = match nearest(&told, titles.iter().map(String::as_str)) {
        Some(title) => format!("did you mean {title}?"),
        None => "`wegwijzer courses list` shows them".to_owned(),
    };
    Ok(Err(format!("there is no course {told} in this municipality; {hint}")))
}

async fn colleague(tx: &mut Tx, gemeente: GemeenteId, email: &str) -> anyhow::Result<StaffId> {
    let all = people::colleagues(tx, gemeente).await?;
    let found = all.into_iter().find(|(_, _, known)| known.eq_ignore_ascii_case(email.trim()));
    let (id, ..) = found.with_context(|| {
        format!("--by {email}: no colleague of this municipality logs in with it")
    })?;
    Ok(id)
}

fn title(course: &Course) -> String {
    format!("{} {}", course.name, course.group_name)
}

fn places(capacity: Option<i64>, taken: i64) -> String {
    match capacity {
        Some(capacity) => format!("{taken} of {capacity}"),
        None => taken.to_string(),
    }
}

fn day(at: DateTime<Utc>) -> String {
    local(at).format("%d-%m-%Y %H:%M").to_string()
}

fn list(all: &[Full], as_json: bool) -> anyhow::Result<()> {
    if as_json {
        let row = |row: &Full| {
            json!({ "course": row.name, "group": row.group_name, "language": row.language,
                    "places": row.capacity, "taken": row.taken, "waiting": row.waiting,
                    "nextAt": row.next_at })
        };
        println!("{}", serde_json::to_string_pretty(&all.iter().map(row).collect::<Vec<_>>())?);
        return Ok(());
    }
    if all.is_empty() {
        println!("there are no courses; `wegwijzer import sessions` brings them");
    }
    let name = |row: &Full| format!("{} {}", row.name, row.group_name);
    let width = all.iter().map(|row| name(row).chars().count()).max().unwrap_or(0);
    for row in all {
        let full = row.capacity.is_some_and(|capacity| row.taken >= capacity);
        let next = row.next_at.map_or_else(String::new, |at| format!("; next {}", day(at)));
        println!(
            "{:<width$}  places {}{}, {} waiting{next}",
            name(row),
            places(row.capacity, row.taken),
            if full { " (full)" } else { "" },
            row.waiting
        );
    }
    Ok(())
}

async fn show(
    tx: &mut Tx,
    gemeente: GemeenteId,
    course: &Course,
    as_json: bool,
) -> anyhow::Result<()> {
    let mut placed: Vec<String> =
        waiting::placed(tx, course.id).await?.into_iter().map(|one| one.klantnummer).collect();
    // by name they would tell who comes first in an alphabet of names that are not shown
    placed.sort();
    let waits = waiting::list(tx, gemeente, course.id).await?;
    if as_json {
        let row =
            |one: &waiting::Waiting| json!({ "klantnummer": one.klantnummer, "since": one.since });
        let told = json!({
            "course": course.name, "group": course.group_name, "places": course.capacity,
            "taken": placed, "waiting": waits.iter().map(row).collect::<Vec<_>>(),
        });
        println!("{}", serde_json::to_string_pretty(&told)?);
        return Ok(());
    }
    let taken = i64::try_from(placed.len())?;
    println!("{}: places {}", title(course), places(course.capacity, taken));
    for klantnummer in &placed {
        println!("  {klantnummer}");
    }
    match waits.len() {
        0 => println!("nobody waits"),
        count => println!("{count} waiting, the first first"),
    }
    for (number, one) in (1..).zip(&waits) {
        println!("  {number}. {} since {}", one.klantnummer, day(one.since));
    }
    Ok(())
}
