//! Lives the day: sets the town up, plays the plan, and waits until everything has come to rest.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use wegwijzer::acts::invite::invite;
use wegwijzer::cli::import::Kind as File;
use wegwijzer::clock::{Clock, Rehearsal};
use wegwijzer::message::ChannelKind::{Telegram, Whatsapp};
use wegwijzer::sandbox::{PhoneSpec, Settings};
use wegwijzer::store::{Db, due, inbox, people};

use super::crew::Crew;
use super::dice::Dice;
use super::plan::{Day, GROUPS, Hand, MACHINE_SPEED, Size, Somebody, What, morning, night};
use crate::support::found::{bring_in, first_open, gemeente, link_chats};
use crate::support::postgres::postgres;
use crate::support::rows::change;
use crate::support::town::{Kind, PEOPLE, Town};

/// Nothing sleeps, who does not answer is a case for somebody before the day is over, and all of it may
/// be said on one day.
const POLICIES: &str = r#"format: 1
budget: { per_day: 20, per_week: 60 }
quiet_hours: { from: "00:00", until: "00:00", short_notice_from: "00:00", sundays: false, holidays: false }
reminders:
  bijeenkomst:
    for: [pvt, pvt-excursie, pvt-ondertekening, map]
    moments:
      1d: { before: 1d, useful_until: 2h }
      3h: { before: 3h, useful_until: 1h }
      1h: { before: 1h, useful_until: 15m }
ladders:
  bijeenkomst:
    - { rung: nudge,         after: 45m }
    - { rung: other_channel, after: 45m }
    - { rung: coach,         after: 45m }
    - { rung: klantmanager,  after: 1h }
  kennismaking:
    - { rung: nudge,         after: 1h }
    - { rung: klantmanager,  after: 2h }
  check-in:
    - { rung: nudge,         after: 1h }
    - { rung: other_channel, after: 1h }
    - { rung: coach,         after: 1h }
    - { rung: klantmanager,  after: 2h }
undelivered_after: 2h
schedules:
  check-in: { cron: "0 0 11 * * Tue", every_weeks: 4 }
"#;

/// The town at night, and how it got there.
pub struct Lived {
    pub town: Town,
    pub killed: usize,
    pub took: Duration,
}

/// Lives one day.
pub async fn live(kind: Kind, seed: u64, size: Size) -> Lived {
    let began = Clock::system().machine() + TimeDelta::seconds(1);
    let civil_speed = (night() - morning()).num_seconds() as f64 / size.lasts.as_secs_f64();
    let rehearsal = Rehearsal {
        began,
        civil: morning(),
        until: night(),
        civil_speed,
        machine_speed: MACHINE_SPEED,
    };
    let begun = Instant::now();
    let mut played = Settings::new(Clock::rehearsed(rehearsal));
    played.seed = seed;
    let town = Town::played(kind, "webhook", played).await;
    // wide enough that nothing waits long, and still drawn from at every claim
    town.limit(
        "{ per_second = 2000, per_chat_per_second = 100, burst_per_chat = 50, per_group_per_minute = 0 }",
        "{ per_second = 2000, pair_seconds = 1, unique_per_day = 100000 }",
    );
    town.file("dialogs/policies.yaml", POLICIES);
    let day = Day::of(seed, size);
    let invitations = found(&town, &day.people).await;
    let mut crew = Crew::start(&town, &rehearsal, size.workers).await;
    let mut dice = Dice::new(seed ^ 0x5eed);
    for moment in &day.moments {
        let at = begun + Duration::from_secs(1) + moment.at;
        tokio::time::sleep_until(at.into()).await;
        crew.must_run();
        match &moment.what {
            What::Kill(which) => crew.kill(*which),
            What::Terminate(n) => crew.stop(*n).await,
            What::Restart => {
                crew.are_ready().await;
                postgres(&["restart", &town.server.as_ref().unwrap().folder()]);
                crew.killed += 1;
            }
            What::Weather(faults) => town.sandbox.faults().set((**faults).clone()),
            What::Gesture(n, hand) => act(&town, &day.people[*n], hand, &mut dice).await,
            What::Link(n) => {
                let phone = day.people[*n].phone(Telegram);
                town.sandbox.press_start(&phone, Some(&invitations[*n])).await;
            }
        }
    }
    come_to_rest(&town, &mut crew).await;
    let killed = crew.killed;
    crew.terminate().await;
    Lived { town, killed, took: begun.elapsed() }
}

/// The platforms behave, civil time stands still at night, and all that is due gets done.
async fn come_to_rest(town: &Town, crew: &mut Crew) {
    let clock = &town.played.clock;
    while clock.civil() < night() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    town.sandbox.faults().clear();
    let db = town.db().await;
    let (begun, mut calm) = (Instant::now(), 0);
    while calm < 5 {
        crew.must_run();
        let (events, due) = waiting(&db).await;
        let parts = town.count(UNFINISHED).await;
        let still = events == 0 && parts == 0 && !due && town.sandbox.is_idle();
        calm = if still { calm + 1 } else { 0 };
        assert!(
            begun.elapsed() < PATIENCE,
            "it does not come to rest: {events} events, {parts} parts, due {due}, platforms idle {}",
            town.sandbox.is_idle()
        );
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    db.close().await;
}

/// Longer than the longest pause of a part (ten minutes of machine time) and its repeat.
const PATIENCE: Duration = Duration::from_secs(150);

const UNFINISHED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE finished_at IS NULL";

async fn waiting(db: &Db) -> (i64, bool) {
    let mut tx = db.read().await.unwrap();
    let events = inbox::waiting(&mut tx).await.unwrap();
    let next = due::next(&mut tx).await.unwrap();
    (events, next.is_some_and(|at| at <= night()))
}

async fn act(town: &Town, who: &Somebody, hand: &Hand, dice: &mut Dice) {
    let phone = who.phone(*dice.one_of(&who.chats));
    let sandbox = &town.sandbox;
    match hand {
        Hand::Types(words) => drop(sandbox.type_text(&phone, words).await),
        Hand::Blocks => drop(sandbox.block(&phone).await),
        Hand::Unblocks => drop(sandbox.unblock(&phone).await),
        Hand::Starts => drop(sandbox.press_start(&phone, None).await),
        Hand::OldButton => {
            let asked: Vec<_> = sandbox.transcript(&phone);
            let asked: Vec<_> = asked.iter().filter(|b| !b.choices.is_empty()).collect();
            if !asked.is_empty() {
                let bubble = dice.one_of(&asked);
                sandbox.tap(&phone, &bubble.id, dice.below(bubble.choices.len())).await;
            }
        }
    }
}

/// People, phones, sessions, enrolments; gives an invitation for each person.
async fn found(town: &Town, all: &[Somebody]) -> Vec<String> {
    let db = first_open(town).await;
    let rows = |head: &str, row: &dyn Fn(&Somebody) -> String| {
        head.to_owned() + &all.iter().map(row).collect::<String>()
    };
    let whole = rows(PEOPLE, &|p| {
        let (number, consent) = match p.chats.contains(&Whatsapp) {
            true => (format!("+{}", p.handle(Whatsapp)), "01-02-2026"),
            false => (String::new(), ""),
        };
        let language = p.language.as_str();
        format!("{};Persoon {};{language};{number};asiel;{consent}\n", p.klantnummer, p.klantnummer)
    });
    bring_in(town, &db, File::People, &whole).await;
    let mut sessions = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n".to_owned();
    for (n, begin) in GROUPS.iter().enumerate() {
        let end = format!("{}:45", &begin[..2]);
        sessions.push_str(&format!("PVT;{n};pvt;1;24-11-2026;{begin};{end};Buurthuis;Plein 4\n"));
    }
    bring_in(town, &db, File::Sessions, &sessions).await;
    let invitations = phones(town, &db, all).await;
    let enrolments =
        rows("klantnummer;cursus;groep\n", &|p| format!("{};PVT;{}\n", p.klantnummer, p.group));
    bring_in(town, &db, File::Enrolments, &enrolments).await;
    db.close().await;
    // they have been here for four weeks: today they are asked how it goes
    change(&town.database, FOUR_WEEKS_AGO).await;
    invitations
}

const FOUR_WEEKS_AGO: &str = "UPDATE person SET created_at = '2026-10-27 09:00:00+00:00'";

async fn phones(town: &Town, db: &Db, all: &[Somebody]) -> Vec<String> {
    let mut chats = Vec::new();
    for somebody in all {
        for kind in &somebody.chats {
            town.sandbox.add_phone(PhoneSpec {
                id: somebody.phone(*kind),
                owner: "Noor Voorbeeld".to_owned(),
                kind: *kind,
                handle: somebody.handle(*kind),
                language: somebody.language,
                behaviour: somebody.behaviour,
                started: !somebody.invited,
            });
        }
        if somebody.chats.contains(&Telegram) && !somebody.invited {
            chats.push((somebody.klantnummer.clone(), somebody.handle(Telegram)));
        }
    }
    link_chats(town, db, &chats).await;
    let now = town.played.clock.civil();
    let gemeente = gemeente(town, db).await;
    let mut tx = db.begin().await.unwrap();
    let keys: std::collections::BTreeMap<_, _> =
        people::keys(&mut tx, gemeente).await.unwrap().into_iter().collect();
    let mut invitations = Vec::new();
    for somebody in all {
        let person = keys[&somebody.klantnummer];
        invitations.push(invite(&mut tx, person, now, TimeDelta::days(7)).await.unwrap());
    }
    tx.commit().await.unwrap();
    invitations
}
