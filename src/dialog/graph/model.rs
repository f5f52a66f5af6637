//! A dialog read into boxes and arrows, in words.
//!
//! What a person reads stands in the chosen language; everything around it is Dutch, for
//! colleagues. A name that leads nowhere becomes a box that says so: a drawing of a dialog with
//! mistakes is still a drawing.

use std::collections::BTreeMap;

use super::super::content::Content;
use super::super::definition::{ChoiceDef, Dialog, EndHow, StepDef};
use super::{lines, words};
use crate::message::{Facts, TextId};
use crate::text::{Direction, direction};
use crate::trade::person::Language;
use crate::trade::task::TaskKind;

/// A dialog as boxes and arrows. The first box is how it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// Its name.
    pub dialog: String,
    /// Its title, for colleagues.
    pub title: String,
    /// The language of what is said.
    pub language: Language,
    /// How that language is written.
    pub direction: Direction,
    /// The boxes: how it begins, every step in the order written, the ladders of silence, and
    /// what leads nowhere.
    pub nodes: Vec<Node>,
    /// The arrows, in the order written.
    pub edges: Vec<Edge>,
}

/// A box: one or more shapes under each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The step it stands for; none for what is not a step.
    pub step: Option<String>,
    /// Its shapes, from top to bottom; never empty.
    pub cells: Vec<Cell>,
    /// What was counted here, in words.
    pub counted: Option<String>,
}

/// One shape with its words.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// How the dialog begins.
    Start(String),
    /// What is said to the person.
    Said {
        /// The words.
        words: String,
        /// Does it ask for an answer?
        asks: bool,
        /// Is the text missing in this language? Then these are the words of another.
        missing: bool,
    },
    /// The bot looks at what it knows, and says nothing.
    Looks(String),
    /// Work for a colleague.
    Task(String),
    /// The person gets no more messages.
    Stop(String),
    /// The conversation is over.
    End {
        /// In words.
        words: String,
        /// How, for its colour.
        how: EndHow,
    },
    /// Who is tried when nobody answers, one line for each.
    Ladder(Vec<String>),
    /// Something else that happens here.
    Note(String),
    /// Nothing is said for a while.
    Waits(String),
    /// Another dialog is held here.
    Holds(String),
    /// A name that leads nowhere.
    Missing(String),
}

/// By which way a step is left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// The beginning of all.
    Begin,
    /// This answer.
    Choice(String),
    /// An answer that is no button.
    Answer,
    /// This case of a branch.
    Case(usize),
    /// By itself.
    On,
    /// Nobody answers.
    Silence,
}

/// An arrow between two boxes, by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// From this box.
    pub from: usize,
    /// To this box.
    pub to: usize,
    /// By which way out.
    pub exit: Exit,
    /// What stands on it; empty: nothing.
    pub label: String,
    /// Are these the words of a button, in the language of the drawing?
    pub spoken: bool,
    /// How many went this way.
    pub traffic: Option<Traffic>,
}

/// How many went a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// In words: `12`, or `<5`.
    pub words: String,
    /// From 0, nobody, to 6, nearly everybody.
    pub share: u8,
}

impl Graph {
    /// Draws a dialog of this content; nothing when there is no such dialog.
    pub fn of(content: &Content, name: &str, language: Language) -> Option<Self> {
        let dialog = content.dialogs.get(name)?;
        let mut reading = Reading {
            content,
            dialog,
            language,
            places: BTreeMap::new(),
            nodes: vec![Node::of(None, Cell::Start(words::start(content, dialog)))],
            edges: Vec::new(),
            said: BTreeMap::new(),
        };
        for (step, def) in dialog.steps.iter() {
            reading.places.insert(step.to_owned(), reading.nodes.len());
            let cells = reading.cells(step, &def.value);
            reading.nodes.push(Node { step: Some(step.to_owned()), cells, counted: None });
        }
        if !dialog.steps.is_empty() {
            reading.edge(0, 1, Exit::Begin, String::new());
        }
        for (step, def) in dialog.steps.iter() {
            let from = reading.places.get(step).copied().unwrap_or_default();
            reading.exits(from, &def.value);
        }
        Some(Self {
            dialog: name.to_owned(),
            title: dialog.title.clone(),
            language,
            direction: direction(language),
            nodes: reading.nodes,
            edges: reading.edges,
        })
    }

    /// The place of a step's box.
    pub fn place_of(&self, step: &str) -> Option<usize> {
        self.nodes.iter().position(|n| n.step.as_deref() == Some(step))
    }
}

impl Node {
    fn of(step: Option<String>, cell: Cell) -> Self {
        Self { step, cells: vec![cell], counted: None }
    }
}

struct Reading<'a> {
    content: &'a Content,
    dialog: &'a Dialog,
    language: Language,
    /// Steps, ladders (`ladder:` before the name) and names that lead nowhere.
    places: BTreeMap<String, usize>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    said: BTreeMap<TextId, String>,
}

impl Reading<'_> {
    fn cells(&mut self, step: &str, def: &StepDef) -> Vec<Cell> {
        let mut cells = Vec::new();
        if let Some(text) = &def.say {
            let id = TextId::from(text.value.as_str());
            cells.push(Cell::Said {
                words: self.said(&id),
                asks: def.is_question(),
                missing: !self.content.words.has(self.language, &id),
            });
        }
        if let Some(ask) = &def.ask {
            cells.push(Cell::Note(words::wanted(ask)));
        }
        cells.extend(self.asides(def));
        if def.restart {
            cells.push(Cell::Note("Krijgt weer berichten".to_owned()));
        }
        if def.stop {
            cells.push(Cell::Stop("Krijgt geen berichten meer".to_owned()));
        }
        if let Some(task) = &def.task {
            cells.push(Cell::Task(task_words(task.kind, words::desk(task.desk))));
        }
        if def.hand_over {
            cells.push(Cell::Task(words::HAND_OVER.to_owned()));
        }
        if let Some(pause) = &def.wait {
            cells.push(Cell::Waits(format!("Wacht {}", words::span(pause.long))));
        }
        if let Some(other) = &def.run {
            cells.push(Cell::Holds(format!(
                "Eerst dit gesprek: {}",
                self.title(&other.dialog.value)
            )));
        }
        if !def.branch.is_empty() {
            cells.push(Cell::Looks(words::LOOKS.to_owned()));
        }
        // what comes first decides: an end behind a `goto` is never reached
        if let (None, Some(how)) = (&def.goto, def.end) {
            cells.push(Cell::End { words: words::end(how).to_owned(), how });
        }
        let leads = def.is_question() || !def.branch.is_empty();
        let leads = leads || def.wait.is_some() || def.run.is_some();
        if !leads && def.goto.is_none() && def.end.is_none() {
            cells.push(Cell::Missing("Deze stap leidt nergens heen".to_owned()));
        }
        if cells.is_empty() {
            cells.push(Cell::Note(step.replace('-', " ")));
        }
        cells
    }

    /// What else happens in a step, unseen by the person.
    fn asides(&self, def: &StepDef) -> Vec<Cell> {
        let mut notes = Vec::new();
        for (name, value) in &def.set {
            notes.push(format!("Onthoudt {}: {value}", name.replace('-', " ")));
        }
        if def.practice.is_some() {
            notes.push("Noteert de oefenuren".to_owned());
        }
        if let Some(plan) = &def.own_plan {
            notes.push(format!("Onthoudt plan {}", plan.letter.capital()));
        }
        if let Some(planned) = &def.plan {
            let title = self.title(&planned.dialog.value);
            notes.push(format!("Begint over {}: {title}", words::span(planned.after)));
        }
        if let Some(other) = &def.unplan {
            notes.push(format!("Begint niet meer: {}", self.title(&other.value)));
        }
        notes.into_iter().map(Cell::Note).collect()
    }

    fn title<'b>(&'b self, dialog: &'b str) -> &'b str {
        self.content.dialogs.get(dialog).map_or(dialog, |d| d.title.as_str())
    }

    /// What a text says: read once, however many steps say it, and no further than anybody reads.
    fn said(&mut self, text: &TextId) -> String {
        if let Some(said) = self.said.get(text) {
            return said.clone();
        }
        let words = self.content.words.say(self.language, text, &self.placeholders(text));
        let said = lines::clean(&words);
        self.said.insert(text.clone(), said.clone());
        said
    }

    /// Facts as a reader sees a gap: `[naam]`.
    fn placeholders(&self, text: &TextId) -> Facts {
        let texts = &self.content.words;
        let spoken = [self.language, Language::En, Language::Nl];
        let variables = spoken.iter().map(|l| texts.variables(*l, text)).find(|v| !v.is_empty());
        words::gaps(self.dialog, variables.unwrap_or_default())
    }

    fn exits(&mut self, from: usize, def: &StepDef) {
        for (key, choice) in def.choices.iter() {
            self.choice(from, def, key, choice);
        }
        if let Some(ask) = &def.ask {
            let label = words::answer(ask.kind).to_owned();
            self.lead(from, &ask.goto.value, Exit::Answer, label);
        }
        if def.is_question() {
            return self.silence(from, def);
        }
        if let Some(pause) = &def.wait {
            return self.lead(from, &pause.goto.value, Exit::On, String::new());
        }
        if let Some(other) = &def.run {
            return self.lead(from, &other.goto.value, Exit::On, "daarna".to_owned());
        }
        for (place, case) in def.branch.iter().enumerate() {
            let label = words::condition(&case.when, place > 0);
            self.lead(from, &case.goto.value, Exit::Case(place), label);
        }
        if let Some(goto) = &def.goto {
            let label = if def.branch.is_empty() { "" } else { words::OTHERWISE };
            self.lead(from, &goto.value, Exit::On, label.to_owned());
        }
    }

    fn silence(&mut self, from: usize, def: &StepDef) {
        if let Some(own) = &def.no_answer {
            let label = format!("geen antwoord na {}", words::span(own.after));
            self.lead(from, &own.goto.value, Exit::Silence, label);
        } else if let Some(ladder) = def.ladder.as_ref().or(self.dialog.ladder.as_ref()) {
            let to = self.ladder(&ladder.value);
            self.edge(from, to, Exit::Silence, words::NO_ANSWER.to_owned());
        }
    }

    fn choice(&mut self, from: usize, def: &StepDef, key: &str, choice: &ChoiceDef) {
        let text = def.say.as_ref().map_or_else(String::new, |s| s.value.clone());
        let label = self.content.words.label(self.language, &TextId(text), key);
        if let Some(again) = choice.again {
            let later = format!("{label}\n↻ over {} opnieuw", words::span(again));
            self.edge(from, from, Exit::Choice(key.to_owned()), later);
        }
        match &choice.goto {
            _ if choice.again.is_some() => {}
            Some(goto) => self.lead(from, &goto.value, Exit::Choice(key.to_owned()), label),
            None => {
                let to = self.nowhere("Dit antwoord leidt nergens heen");
                self.edge(from, to, Exit::Choice(key.to_owned()), label);
            }
        }
        if let Some(edge) = self.edges.last_mut() {
            edge.spoken = true;
        }
    }

    fn lead(&mut self, from: usize, goto: &str, exit: Exit, label: String) {
        let to = match self.places.get(goto) {
            Some(place) => *place,
            None => self.nowhere(&format!("De stap `{goto}` bestaat niet")),
        };
        self.edge(from, to, exit, label);
    }

    fn edge(&mut self, from: usize, to: usize, exit: Exit, label: String) {
        self.edges.push(Edge { from, to, exit, label, spoken: false, traffic: None });
    }

    fn nowhere(&mut self, what: &str) -> usize {
        self.place(format!("missing:{what}"), Cell::Missing(what.to_owned()))
    }

    fn ladder(&mut self, name: &str) -> usize {
        let cell = match self.content.policies.ladder(name) {
            Some(ladder) => Cell::Ladder(ladder.0.iter().map(|r| words::rung(*r)).collect()),
            None => Cell::Missing(format!("De ladder `{name}` bestaat niet")),
        };
        self.place(format!("ladder:{name}"), cell)
    }

    fn place(&mut self, key: String, cell: Cell) -> usize {
        let next = self.nodes.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.nodes.push(Node::of(None, cell));
        }
        place
    }
}

fn task_words(kind: TaskKind, desk: &str) -> String {
    format!("Taak voor de {desk}: {}", words::task(kind))
}
