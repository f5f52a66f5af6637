//! A chat that is being held: what is typed, what happens, and the way back.

use std::io::Write;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::show;
use crate::dialog::content::Content;
use crate::dialog::effect::Effect;
use crate::dialog::event::Event;
use crate::dialog::play::{ODD_WORDS, Person, Play, Session, Start};
use crate::dialog::story::Recorded;
use crate::message::{Fact, Facts};
use crate::plan::span::Span;
use crate::trade::course::Intent;
use crate::trade::person::Language;

/// Does it go on?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Yes.
    GoOn,
    /// No.
    Quit,
}

#[derive(Clone)]
struct Moment {
    play: Play,
    reminders: Vec<(DateTime<Utc>, String)>,
    intent: Option<Intent>,
    /// None: what happened cannot be told as a story.
    recorded: Option<Recorded>,
}

/// A chat.
pub(super) struct Chat {
    start: Start,
    session: Session,
    facts: Facts,
    now: Moment,
    before: Vec<Moment>,
}

impl Chat {
    /// Nothing has happened yet.
    pub(super) fn new(
        content: Arc<Content>,
        person: &Person,
        now: DateTime<Utc>,
        (start, session, facts): (Start, Session, Facts),
        recorded: Recorded,
    ) -> Self {
        let mut reminders = Vec::new();
        if let Start::Reminder { moment, .. } = &start {
            let all = session.reminders(&content).into_iter();
            reminders = all.skip_while(|(_, name)| name != moment).skip(1).collect();
        }
        let play = Play::new(content, person, now).with_names();
        let now = Moment { play, reminders, intent: None, recorded: Some(recorded) };
        Self { start, session, facts, now, before: Vec::new() }
    }

    /// What happened, as a story; none when no story can tell it.
    pub(super) fn recorded(&self) -> Option<&Recorded> {
        self.now.recorded.as_ref()
    }

    /// The dialog begins.
    pub(super) fn begin(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "{}", self.start.in_dutch())?;
        let dialog = self.now.recorded.as_ref().map(|r| r.dialog.clone()).unwrap_or_default();
        let event = match &self.start {
            Start::NotUnderstood | Start::Unknown => Event::Said { words: ODD_WORDS.to_owned() },
            start => start.event(&dialog, &self.session, self.facts.clone()),
        };
        let effects = self.now.play.happens(&event);
        self.came(out, self.now.play.now, &effects)?;
        show::planned(out, &self.now.play)
    }

    /// One line of the one who plays the person.
    pub(super) fn next(&mut self, line: &str, out: &mut impl Write) -> std::io::Result<Next> {
        if line.is_empty() {
            return Ok(Next::GoOn);
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            ":quit" | ":q" => return Ok(Next::Quit),
            ":help" | ":h" => {
                writeln!(out, "{}", show::HELP)?;
                return Ok(Next::GoOn);
            }
            ":state" => {
                show::state(out, &self.now.play)?;
                return Ok(Next::GoOn);
            }
            ":undo" => {
                match self.before.pop() {
                    Some(moment) => {
                        self.now = moment;
                        writeln!(out, "  one back")?;
                    }
                    None => writeln!(out, "  there is nothing to undo")?,
                }
                show::planned(out, &self.now.play)?;
                return Ok(Next::GoOn);
            }
            _ => {}
        }
        let before = self.now.clone();
        match self.happens(word, rest.trim(), line, out) {
            Ok(()) => {
                self.before.push(before);
                show::planned(out, &self.now.play)?;
            }
            Err(Refused::Not(why)) => {
                self.now = before;
                writeln!(out, "  {why}")?;
            }
            Err(Refused::Output(error)) => return Err(error),
        }
        Ok(Next::GoOn)
    }

    fn happens(
        &mut self,
        word: &str,
        rest: &str,
        line: &str,
        out: &mut impl Write,
    ) -> Result<(), Refused> {
        match word {
            ":wait" => self.wait(rest, out),
            ":next" | ":silence" => {
                self.did("silence", None);
                let effects = self.now.play.waits_on().ok_or("nothing is planned")?;
                Ok(self.came(out, self.now.play.now, &effects)?)
            }
            ":undelivered" => {
                self.did("not delivered", None);
                let effects = self.now.play.is_not_delivered();
                Ok(self.came(out, self.now.play.now, &effects)?)
            }
            ":call" => {
                self.did("colleague notes the answer", None);
                let effects =
                    self.now.play.is_noted_by_a_colleague().ok_or("no question is open")?;
                Ok(self.came(out, self.now.play.now, &effects)?)
            }
            ":reminder" => self.reminder(out),
            ":send" => {
                let kind = if rest.is_empty() { "photo" } else { rest };
                self.did("sends", Some(kind));
                let effects = self.now.play.happens(&Event::Sent { kind: kind.to_owned() });
                Ok(self.came(out, self.now.play.now, &effects)?)
            }
            ":lang" => {
                let language = Language::parse(rest).ok_or("there is nl, en and ar")?;
                self.now.play.mailbox.language = language;
                self.now.recorded = None;
                Ok(())
            }
            command if command.starts_with(':') => {
                Err(Refused::Not(format!("there is no `{command}`; `:help` tells what there is")))
            }
            _ => self.says(line, out),
        }
    }

    /// The number of a button is a tap on it; everything else is typed.
    fn says(&mut self, line: &str, out: &mut impl Write) -> Result<(), Refused> {
        let play = &mut self.now.play;
        let button = line.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let tapped = play.question().and_then(|(c, q)| {
            let place = button?;
            let key = (*play.offered(&c.dialog, &q.step).get(place)?).to_owned();
            Some((q.id, place, key))
        });
        let effects = match tapped {
            Some((question, place, key)) => {
                let effects = play.taps(question, place);
                self.did("taps", Some(&key));
                effects
            }
            None => {
                let effects = play.says(line);
                self.did("says", Some(line));
                effects
            }
        };
        Ok(self.came(out, self.now.play.now, &effects)?)
    }

    fn wait(&mut self, rest: &str, out: &mut impl Write) -> Result<(), Refused> {
        let span: Span = rest.parse().map_err(|error| Refused::Not(format!("{error}")))?;
        self.did("wait", Some(rest));
        for (at, effects) in self.now.play.passes(span.0) {
            self.came(out, at, &effects)?;
        }
        Ok(())
    }

    fn reminder(&mut self, out: &mut impl Write) -> Result<(), Refused> {
        if self.now.reminders.is_empty() {
            return Err("there is no other reminder".into());
        }
        let (due, moment) = self.now.reminders.remove(0);
        self.did("next reminder", None);
        // what falls due before it happens before it
        let time = due - self.now.play.now;
        for (at, effects) in self.now.play.passes(time.max(chrono::TimeDelta::zero())) {
            self.came(out, at, &effects)?;
        }
        let intent = self.now.intent.map_or("onbekend", Intent::as_str);
        let mut facts = self.facts.clone();
        facts.extend(
            self.session
                .facts(due, &moment, intent)
                .into_iter()
                .filter(|(name, _)| ["dagen", "moment", "intentie"].contains(&name.as_str())),
        );
        facts.insert("intentie".to_owned(), Fact::Word(intent.to_owned()));
        let start = Start::Reminder { kind: self.session.kind, moment };
        let event = start.event("", &self.session, facts);
        let effects = self.now.play.happens(&event);
        Ok(self.came(out, self.now.play.now, &effects)?)
    }

    fn did(&mut self, what: &str, value: Option<&str>) {
        if let Some(recorded) = &mut self.now.recorded {
            recorded.did(what, value);
        }
    }

    fn came(
        &mut self,
        out: &mut impl Write,
        at: DateTime<Utc>,
        effects: &[Effect],
    ) -> std::io::Result<()> {
        for effect in effects {
            if let Effect::Attend { intent, .. } = effect {
                self.now.intent = Some(*intent);
            }
        }
        if let Some(recorded) = &mut self.now.recorded {
            recorded.came(effects);
        }
        show::effects(out, &self.now.play, at, effects)
    }
}

/// Why a line has no consequence.
enum Refused {
    /// It cannot happen now.
    Not(String),
    /// The screen is gone.
    Output(std::io::Error),
}

impl From<&str> for Refused {
    fn from(why: &str) -> Self {
        Self::Not(why.to_owned())
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
