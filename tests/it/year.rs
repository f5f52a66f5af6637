//! Months of an invented municipality: both kinds of people, every route, every language, people who
//! answer, who refuse, who ask and who are silent. At the end a report that a person can read, and
//! what must have held all the time.
//!
//! Who looks at what was promised is `promises`.
//!
//! `WEGWIJZER_YEAR=full` (in `scripts/soak`) lives a year with 500 people, `100x52` so many people and weeks;
//! otherwise it is a season with 36.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use wegwijzer::acts::note_presence::note_presence;
use wegwijzer::dialog::content::Content;
use wegwijzer::dialog::shipped;
use wegwijzer::ids::{EnrolmentId, SessionId, StaffId};
use wegwijzer::plan::local_time::resolve;
use wegwijzer::store::board::Viewer;
use wegwijzer::store::presence;
use wegwijzer::store::testing::{TestDb, sqlite};
use wegwijzer::trade::course::Presence;
use wegwijzer::trade::person::Language;
use wegwijzer::trade::staff::Role;

use crate::app::{App, Sent};
use crate::support::rows::{change, texts};

mod promises;

/// How long one look at the telephones lasts.
const STEP: TimeDelta = TimeDelta::hours(6);
/// People in one group of a course.
const GROUP: usize = 18;

#[derive(Clone, Copy)]
struct Scale {
    people: usize,
    weeks: i64,
}

impl Scale {
    fn wanted() -> Self {
        match std::env::var("WEGWIJZER_YEAR").as_deref() {
            Ok("full") => Self { people: 500, weeks: 52 },
            Ok(scale) => {
                let (people, weeks) = scale.split_once('x').expect("PEOPLExWEEKS, or full");
                Self { people: people.parse().unwrap(), weeks: weeks.parse().unwrap() }
            }
            Err(_) => Self { people: 36, weeks: 13 },
        }
    }
}

/// What somebody does with a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Habit {
    TapsTheFirst,
    RefusesAndTellsWhy,
    IsSilent,
    AsksForHelp,
    AnswersLate,
}

fn habit(n: usize) -> Habit {
    [
        Habit::TapsTheFirst,
        Habit::RefusesAndTellsWhy,
        Habit::IsSilent,
        Habit::TapsTheFirst,
        Habit::AsksForHelp,
        Habit::AnswersLate,
    ][n % 6]
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 4).unwrap() // a Monday
}

fn people_file(count: usize) -> String {
    let mut file =
        "klantnummer;naam;taal;groep;leerroute;pip_datum;straat;huisnummer;plaats\n".to_owned();
    for n in 0..count {
        let language = Language::ALL[n % Language::ALL.len()];
        let group = ["asiel", "gezin", "overig"][n % 3];
        let route = ["b1", "z", "onderwijs"][n / 3 % 3];
        writeln!(file, "K{n};Persoon {n};{language};{group};{route};04-01-2027;Weg;{n};Stad")
            .unwrap();
    }
    file
}

/// An intake, a PVT of five evenings, a MAP of eight, an exam and talks, for each group in turn.
fn sessions_file(scale: Scale) -> String {
    let mut file = "cursus;groep;soort;nummer;datum;begin;einde;plaats;adres\n".to_owned();
    for group in 0..scale.people.div_ceil(GROUP) {
        let mut add = |course: &str, kind: &str, number: i64, week: i64, weekday: i64, at: &str| {
            let day = first_day() + TimeDelta::days(week * 7 + weekday);
            if week < scale.weeks {
                let day = day.format("%d-%m-%Y");
                let (from, until) = at.split_once('-').unwrap();
                writeln!(
                    file,
                    "{course};G{group};{kind};{number};{day};{from};{until};Buurthuis;Plein 1"
                )
                .unwrap();
            }
        };
        let late = group as i64 % 3;
        add("Intake", "brede-intake", 1, 1 + late, 2, "10:00-11:30");
        for n in 0..5 {
            let kind = ["pvt", "pvt", "pvt-excursie", "pvt", "pvt-ondertekening"][n as usize];
            add("PVT", kind, n + 1, 3 + late + n, 1, "19:00-22:00");
        }
        for n in 0..8 {
            add("MAP", "map", n + 1, 6 + late + n, 3, "18:30-20:30");
        }
        add("Examen", "examen", 1, 10 + late, 4, "09:00-12:00");
        add("Gesprek", "voortgangsgesprek", 1, 9 + late, 0, "14:00-15:00");
        add("Gesprek", "eindgesprek", 2, 40 + late, 0, "14:00-15:00");
    }
    file
}

fn enrolments_file(scale: Scale) -> String {
    let mut file = "klantnummer;cursus;groep\n".to_owned();
    for n in 0..scale.people {
        let group = n / GROUP;
        for course in ["Intake", "PVT", "MAP", "Examen", "Gesprek"] {
            // the onderwijsroute has no MAP
            if course != "MAP" || n / 3 % 3 != 2 {
                writeln!(file, "K{n};{course};G{group}").unwrap();
            }
        }
    }
    file
}

const TRAINER: &str = "
    INSERT INTO staff (id, gemeente_id, name, email, role, created_at)
    SELECT id, id, 'Tom', 'tom@voorbeeld.example', 'consulent', created_at FROM gemeente";

/// The town, while it lives.
struct Town {
    app: App,
    url: String,
    content: Content,
    trainer: Viewer,
    /// Messages that were looked at.
    seen: usize,
    /// Taps to come.
    taps: BTreeMap<DateTime<Utc>, Vec<(usize, String)>>,
    noted: BTreeSet<SessionId>,
    messages: BTreeMap<usize, usize>,
}

impl Town {
    async fn found(test: &TestDb, scale: Scale) -> Self {
        let start = resolve(first_day().and_hms_opt(9, 0, 0).unwrap(), None);
        let app = App::at(test, start, &shipped::files()).await;
        app.import(&people_file(scale.people), &sessions_file(scale), &enrolments_file(scale))
            .await;
        for n in 0..scale.people {
            app.link(n).await;
        }
        change(&test.url, TRAINER).await;
        let trainer = Viewer {
            gemeente: app.gemeente,
            staff: StaffId(app.gemeente.0),
            role: Role::Consulent,
            today: chrono::NaiveDate::default(),
        };
        let content = Content::load(&shipped::files()).unwrap();
        let (url, taps) = (test.url.clone(), BTreeMap::new());
        let (noted, messages) = (BTreeSet::new(), BTreeMap::new());
        Self { app, url, content, trainer, seen: 0, taps, noted, messages }
    }

    async fn lives(&mut self, weeks: i64) {
        for _ in 0..weeks * 7 * 24 / STEP.num_hours() {
            self.app.passes(STEP).await;
            self.looks_at_telephones();
            self.taps_what_is_due().await;
            self.notes_who_was_there().await;
        }
    }

    fn looks_at_telephones(&mut self) {
        let now = self.app.clock.civil();
        let new: Vec<Sent> = self.app.sent_since(self.seen);
        self.seen += new.len();
        for sent in new {
            let Some(n) = self.app.who(&sent) else { continue };
            *self.messages.entry(n).or_default() += 1;
            let last = sent.choices.len().saturating_sub(1);
            let (place, after) = match habit(n) {
                Habit::IsSilent => continue,
                Habit::TapsTheFirst => (0, TimeDelta::hours(1)),
                Habit::RefusesAndTellsWhy => (1.min(last), TimeDelta::hours(2)),
                Habit::AsksForHelp => (last, TimeDelta::hours(3)),
                Habit::AnswersLate => (0, TimeDelta::hours(30)),
            };
            if let Some(choice) = sent.choices.get(place) {
                self.taps.entry(now + after).or_default().push((n, choice.payload.clone()));
            }
        }
    }

    async fn taps_what_is_due(&mut self) {
        let later = self.taps.split_off(&self.app.clock.civil());
        for (n, payload) in std::mem::replace(&mut self.taps, later).into_values().flatten() {
            let body = self.app.tapped(n, &payload);
            assert!(self.app.post(&body).await.is_success());
        }
        self.app.settle().await;
    }

    async fn notes_who_was_there(&mut self) {
        let now = self.app.clock.civil();
        let mut tx = self.app.db.begin().await.unwrap();
        let window = (now - TimeDelta::days(2), now);
        let held = presence::held(&mut tx, self.trainer, window, 1000).await.unwrap();
        for session in held {
            if now - session.starts_at < TimeDelta::hours(4) || !self.noted.insert(session.id) {
                continue;
            }
            let roll = presence::roll(&mut tx, session.id).await.unwrap();
            let marks: BTreeMap<EnrolmentId, Presence> = roll
                .iter()
                .map(|person| {
                    let n: usize = person.klantnummer.trim_start_matches('K').parse().unwrap();
                    let came = matches!(habit(n), Habit::TapsTheFirst | Habit::AnswersLate);
                    let mark = if came { Presence::Aanwezig } else { Presence::Afwezig };
                    (person.enrolment_id, mark)
                })
                .collect();
            let marks = (session.id, &marks);
            note_presence(&mut tx, &self.content, marks, self.trainer, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        self.app.settle().await;
    }
}

const TEXTS: &str = "
    SELECT text_id || ': ' || CAST(COUNT(*) AS TEXT)
    FROM outbox
    WHERE state = 'accepted'
    GROUP BY text_id
    ORDER BY text_id";
const TASKS: &str = "
    SELECT kind || ': ' || CAST(COUNT(*) AS TEXT) FROM task GROUP BY kind ORDER BY kind";
const DROPPED: &str = "
    SELECT COALESCE(dropped_why, 'verstuurd') || ': ' || CAST(COUNT(*) AS TEXT)
    FROM reminder
    GROUP BY dropped_why
    ORDER BY dropped_why";

#[tokio::test(flavor = "multi_thread")]
async fn a_season_of_a_municipality_keeps_every_promise() {
    let scale = Scale::wanted();
    let test = sqlite().await;
    let mut town = Town::found(&test, scale).await;
    town.lives(scale.weeks).await;
    let report = town.report().await;
    println!("{report}");

    promises::kept(&town.url, &town.content, town.app.clock.civil(), &report).await;
    let silent = (0..scale.people).filter(|n| habit(*n) == Habit::IsSilent).count();
    assert!(silent > 0 && town.messages.len() == scale.people, "everybody heard of us\n{report}");
}

impl Town {
    /// What happened, for a person to read.
    async fn report(&self) -> String {
        let mut out = String::new();
        let people = self.messages.len();
        let all: usize = self.messages.values().sum();
        let most = self.messages.values().max().copied().unwrap_or_default();
        writeln!(out, "## A season of Voorbeeldstad\n").unwrap();
        writeln!(out, "{people} people got {all} messages; who got most got {most}.").unwrap();
        for (title, sql) in [
            ("What was said, and how often", TEXTS),
            ("Work for colleagues", TASKS),
            ("Reminders: sent, or by which rule not", DROPPED),
        ] {
            writeln!(out, "\n{title}:\n").unwrap();
            for line in texts(&self.url, sql).await {
                writeln!(out, "- {line}").unwrap();
            }
        }
        out
    }
}
