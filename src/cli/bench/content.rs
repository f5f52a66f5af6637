//! What dialogs and letters cost by themselves, without a database or a network: one step, a letter,
//! and the two proofs of everything that is shipped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use super::letters::letters;
use super::machine::Used;
use super::report::Figure;
use crate::dialog::content::{Content, Library};
use crate::dialog::conversation::Mailbox;
use crate::dialog::effect::Effect;
use crate::dialog::engine::{self, Context};
use crate::dialog::event::Event;
use crate::dialog::play::{Person, Play, Session, tuesday, tuesday_in_two_weeks};
use crate::dialog::prove::prove;
use crate::dialog::shipped;
use crate::ids::{AddressId, EventId};
use crate::message::ChannelKind;
use crate::trade::course::SessionKind;
use crate::trade::person::Language;

/// Letters in a batch, at most.
const LETTERS: usize = 200;

/// A step before its event.
struct Before {
    mailbox: Mailbox,
    event: Event,
    from: Option<AddressId>,
}

/// A step of the reminder dialog; letters; `check` and `prove` of all dialogs in all languages.
pub(super) fn content(times: usize) -> anyhow::Result<Vec<Figure>> {
    let files = shipped::files();
    let begun = Instant::now();
    let content = Content::load(&files).ok().context("the shipped content")?;
    let checked = begun.elapsed();
    let begun = Instant::now();
    let proof = prove(&content);
    let proven = begun.elapsed();
    ensure!(proof.holds(), "the shipped content is not proven");
    let dialogs = content.dialogs.len();
    let content = Arc::new(content);
    let mut figures = vec![step(&content, times)?];
    figures.extend(letters(&content, times.min(LETTERS))?);
    figures.push(whole("check, all dialogs and languages", dialogs, checked));
    figures.push(whole("prove, all dialogs", dialogs, proven));
    Ok(figures)
}

fn whole(name: &str, dialogs: usize, took: Duration) -> Figure {
    let seconds = took.as_secs_f64();
    let used = Used { seconds, service_cores: 1.0, ..Used::default() };
    let mut figure = Figure::new(name, "dialogs", dialogs, used);
    figure.counts.insert("dialogs", dialogs as i64);
    figure.note(format!("{:.0} ms in all", seconds * 1000.0));
    figure
}

/// Reminder, "Ik kan niet", a reason: each step again and again, on a copy of the same mailbox.
fn step(content: &Arc<Content>, times: usize) -> anyhow::Result<Figure> {
    let library = Library::of(content.clone());
    let steps = conversation(content)?;
    let mut took: Vec<Duration> = Vec::with_capacity(times * steps.len());
    let now = tuesday();
    for round in 0..times {
        for Before { mailbox, event, from } in &steps {
            let mailbox = mailbox.clone();
            let number = uuid::Uuid::from_u128(round as u128 + 1);
            let context = Context { event: EventId(number), from: *from, now };
            let begun = Instant::now();
            let step = engine::step(&library, mailbox, event, context);
            took.push(begun.elapsed());
            ensure!(!step.effects.is_empty(), "a step without effects");
        }
    }
    took.sort_unstable();
    let total: Duration = took.iter().sum();
    let used = Used { seconds: total.as_secs_f64(), service_cores: 1.0, ..Used::default() };
    let mut figure = Figure::new("step of the reminder dialog", "steps", took.len(), used);
    figure.counts.insert("steps", took.len() as i64);
    let at = |share: usize| took[(took.len() * share / 1000).min(took.len() - 1)];
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    figure.note(format!(
        "half within {:.1} us, 99 of 100 within {:.1} us",
        micros(at(500)),
        micros(at(990))
    ));
    Ok(figure)
}

fn conversation(content: &Arc<Content>) -> anyhow::Result<Vec<Before>> {
    let person = Person {
        known: true,
        language: Language::Ar,
        channels: vec![ChannelKind::Telegram],
        coach: true,
    };
    let now = tuesday();
    let mut play = Play::new(content.clone(), &person, now);
    let session = Session::at(SessionKind::Pvt, tuesday_in_two_weeks());
    let reminder = Event::Reminder {
        about: session.about,
        kind: session.kind,
        facts: session.facts(now, "7d", "onbekend"),
        useful_until: session.about.starts_at,
    };
    let mut steps =
        vec![Before { mailbox: play.mailbox.clone(), event: reminder.clone(), from: None }];
    let mut said = play.happens(&reminder);
    for index in [1, 3] {
        let payload = said
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::Say(say) => say.saying.choices.get(index).map(|c| c.payload.clone()),
                _ => None,
            })
            .context("a button")?;
        let event = Event::Chose { payload };
        let from = play.mailbox.addresses.first().map(|address| address.id);
        steps.push(Before { mailbox: play.mailbox.clone(), event: event.clone(), from });
        said = play.happens(&event);
    }
    Ok(steps)
}
