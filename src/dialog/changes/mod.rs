//! What differs between two revisions, in words for a klantmanager: which steps, which answers, which
//! words, which rules. Pure, and bounded: hostile files cost no more than reading them.
//!
//! Compares what stands in the files, not what this program makes of it: a key that is new in the
//! dialog language is told too, if only by its name. What only looks different (comments, quotes,
//! spaces, another file for the same text) is no change.

use std::collections::{BTreeMap, BTreeSet};

use super::aids::{picture_of, voice_of};
use super::content::Files;
use crate::trade::person::Language;

mod texts;
pub(super) mod tree;
mod word_diff;

pub use texts::TextChange;
use tree::Tree;
pub use word_diff::{Piece, word_diff};

const POLICIES: &str = "dialogs/policies.yaml";

/// Everything that differs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// By name of the dialog.
    pub dialogs: Vec<DialogChanges>,
    /// Texts whose words differ, by id and language.
    pub texts: Vec<TextChange>,
    /// Reminders, ladders, quiet hours and schedules, one sentence each.
    pub policies: Vec<String>,
    /// Stories and files of which only the name is told, one sentence each.
    pub others: Vec<String>,
}

impl Changes {
    /// Does nothing differ that anybody would notice?
    pub fn is_empty(&self) -> bool {
        self.dialogs.is_empty()
            && self.texts.is_empty()
            && self.policies.is_empty()
            && self.others.is_empty()
    }

    /// The languages in which words differ.
    pub fn languages(&self) -> Vec<Language> {
        let all: BTreeSet<Language> = self.texts.iter().map(|text| text.language).collect();
        all.into_iter().collect()
    }
}

/// What differs in one dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogChanges {
    /// Its name.
    pub name: String,
    /// For colleagues: its title, the new one if there is one.
    pub title: String,
    /// One Dutch sentence for each thing that differs.
    pub lines: Vec<String>,
}

/// Compares two sets of files. A file that cannot be read as what it is gives one sentence that says so.
pub fn changes(old: &Files, new: &Files) -> Changes {
    let mut all = Changes::default();
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for path in paths {
        let (before, after) = (old.get(path), new.get(path));
        if before == after || path.starts_with("locales/") {
            continue;
        }
        if path == POLICIES {
            all.policies = policy_lines(before, after);
        } else if let Some(name) = dialog_name(path) {
            all.dialogs.extend(dialog_changes(name, before, after));
        } else {
            all.others.push(other_line(path, before, after));
        }
    }
    all.texts = texts::text_changes(old, new);
    all
}

fn dialog_name(path: &str) -> Option<&str> {
    let stem = path.strip_prefix("dialogs/")?.strip_suffix(".yaml")?;
    (!stem.contains('/')).then_some(stem)
}

fn other_line(path: &str, before: Option<&String>, after: Option<&String>) -> String {
    let aid = match (voice_of(path), picture_of(path)) {
        (Some((folder, name)), _) => {
            let language = match Language::parse(folder) {
                Some(language) => language.dutch_name(),
                None => folder,
            };
            Some(("De opname", format!("“{name}” ({language})")))
        }
        (_, Some(name)) => Some(("Het pictogram", format!("“{name}”"))),
        _ => None,
    };
    if let Some((what, name)) = aid {
        return match (before, after) {
            (None, _) => format!("{what} {name} is nieuw."),
            (_, None) => format!("{what} {name} is weg."),
            _ => format!("{what} {name} is anders."),
        };
    }
    match (before, after) {
        (None, _) => format!("Het bestand {path} is nieuw."),
        (_, None) => format!("Het bestand {path} is weg."),
        _ => format!("Het bestand {path} is anders."),
    }
}

fn policy_lines(before: Option<&String>, after: Option<&String>) -> Vec<String> {
    let read = |body: Option<&String>| body.map_or(Some(Tree::default()), |b| Tree::read(b));
    match (read(before), read(after)) {
        (Some(before), Some(after)) => {
            let mut lines = Vec::new();
            tree::differences(&before, &after, &mut |path, was, is| {
                lines.push(changed(&format!("Regels: {}", named(path)), was, is));
            });
            lines
        }
        _ => vec!["De regels (policies.yaml) zijn niet te lezen.".to_owned()],
    }
}

fn named(path: &[&str]) -> String {
    path.iter().map(|key| tree::in_dutch(key)).collect::<Vec<_>>().join(" › ")
}

/// “x”: “a” wordt “b”.
fn changed(what: &str, was: Option<&Tree>, is: Option<&Tree>) -> String {
    match (was, is) {
        (None, Some(is)) => format!("{what} is nieuw: {is}."),
        (Some(was), None) => format!("{what} is weg (was {was})."),
        (Some(was), Some(is)) => format!("{what} is nu {is} (was {was})."),
        (None, None) => format!("{what} is gelijk."),
    }
}

fn dialog_changes(
    name: &str,
    before: Option<&String>,
    after: Option<&String>,
) -> Option<DialogChanges> {
    let of = |title: Option<String>, lines| {
        let title = title.unwrap_or_else(|| name.to_owned());
        Some(DialogChanges { name: name.to_owned(), title, lines })
    };
    let before = before.map(|body| Tree::read(body));
    let after = after.map(|body| Tree::read(body));
    let title = |tree: &Tree| tree.get("title").and_then(Tree::leaf).map(str::to_owned);
    match (before, after) {
        (None, None) => None,
        (Some(None), _) | (_, Some(None)) => {
            of(None, vec!["Dit dialoog is niet te lezen.".to_owned()])
        }
        (None, Some(Some(after))) => {
            let steps = after.get("steps").map_or(0, Tree::len);
            of(title(&after), vec![format!("Dit dialoog is nieuw, met {}.", steps_in_words(steps))])
        }
        (Some(Some(before)), None) => of(
            title(&before),
            vec!["Dit dialoog is weg. Wie er middenin zit, maakt het af.".to_owned()],
        ),
        (Some(Some(before)), Some(Some(after))) => {
            let lines = lines_of(&before, &after);
            if lines.is_empty() { None } else { of(title(&after), lines) }
        }
    }
}

fn steps_in_words(steps: usize) -> String {
    if steps == 1 { "1 stap".to_owned() } else { format!("{steps} stappen") }
}

fn lines_of(before: &Tree, after: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    for key in Tree::keys_of_both(before, after).into_iter().filter(|key| *key != "steps") {
        let (was, is) = (before.get(key), after.get(key));
        if was != is {
            lines.push(changed(head_word(key), was, is));
        }
    }
    let steps = |tree: &'_ Tree| tree.get("steps").cloned().unwrap_or_default();
    let (was, is) = (steps(before), steps(after));
    for (name, _) in was.entries().filter(|(name, _)| is.get(name).is_none()) {
        lines.push(format!("Stap “{name}” is weg."));
    }
    for (name, step) in is.entries() {
        match was.get(name) {
            None => lines.push(format!("Stap “{name}” is nieuw{}.", says(step))),
            Some(old) if old != step => step_lines(name, old, step, &mut lines),
            Some(_) => {}
        }
    }
    let first = |tree: &Tree| tree.entries().next().map(|(name, _)| name.to_owned());
    if let (Some(was), Some(is)) = (first(&was), first(&is))
        && was != is
    {
        lines.push(format!("Het dialoog begint nu bij stap “{is}” (was “{was}”)."));
    }
    for name in tree::moved(&was, &is) {
        lines.push(format!("Stap “{name}” staat op een andere plaats."));
    }
    lines
}

fn says(step: &Tree) -> String {
    match (step.get("say").and_then(Tree::leaf), step.get("choices").map(Tree::len)) {
        (Some(text), Some(choices)) if choices > 0 => {
            format!(": vraagt “{text}” met {choices} antwoorden")
        }
        (Some(text), _) => format!(": zegt “{text}”"),
        _ => String::new(),
    }
}

/// What a key of the dialog itself is called.
fn head_word(key: &str) -> &str {
    match key {
        "title" => "De titel",
        "owner" => "Wie over de woorden gaat",
        "starts" => "Wat het dialoog begint",
        "ladder" => "Wie daarna wordt geprobeerd (ladder)",
        "facts" => "De gegevens die het dialoog kent",
        "takes" => "Wat het dialoog van een ander dialoog nodig heeft",
        "gives" => "Wat het dialoog aan een ander dialoog teruggeeft",
        other => other,
    }
}

fn step_lines(name: &str, was: &Tree, is: &Tree, lines: &mut Vec<String>) {
    for key in Tree::keys_of_both(was, is) {
        let (before, after) = (was.get(key), is.get(key));
        if before == after {
            continue;
        }
        let what = match key {
            "choices" => {
                choice_lines(name, before, after, lines);
                continue;
            }
            "say" => format!("De tekst van stap “{name}”"),
            "template" => format!("Het WhatsApp-sjabloon van stap “{name}”"),
            "voice" => format!("De opname die met stap “{name}” meegaat"),
            "picture" => format!("Het pictogram dat met stap “{name}” meegaat"),
            "progress" => format!("De voortgangskaart die met stap “{name}” meegaat"),
            "goto" => format!("Waar het na stap “{name}” heen gaat"),
            "end" => format!("Hoe het bij stap “{name}” eindigt"),
            "task" => format!("De taak die stap “{name}” opent"),
            "branch" => format!("De keuze die stap “{name}” zelf maakt"),
            "no_answer" => format!("Wat er na stilte bij stap “{name}” gebeurt"),
            "ladder" => format!("Wie na stap “{name}” wordt geprobeerd (ladder)"),
            "wait" => format!("Hoe lang het bij stap “{name}” stil is"),
            "ask" => format!("Wat stap “{name}” te schrijven vraagt"),
            "set" => format!("Wat stap “{name}” onthoudt"),
            "run" => format!("Welk ander dialoog stap “{name}” voert"),
            "plan" => format!("Wat stap “{name}” voor later plant"),
            "unplan" => format!("Wat stap “{name}” niet meer plant"),
            "practice" => format!("Welke oefenuren stap “{name}” noteert"),
            "own_plan" => format!("Welk eigen plan stap “{name}” onthoudt"),
            "hand_over" => format!("Of een collega het bij stap “{name}” overneemt"),
            "stop" => format!("Of stap “{name}” de berichten stopt"),
            "restart" => format!("Of stap “{name}” de berichten weer begint"),
            other => format!("Bij stap “{name}”: {other}"),
        };
        lines.push(changed(&what, before, after));
    }
}

fn choice_lines(step: &str, was: Option<&Tree>, is: Option<&Tree>, lines: &mut Vec<String>) {
    let empty = Tree::default();
    let (was, is) = (was.unwrap_or(&empty), is.unwrap_or(&empty));
    for (key, _) in was.entries().filter(|(key, _)| is.get(key).is_none()) {
        lines.push(format!("Bij stap “{step}” is het antwoord “{key}” weg."));
    }
    for (key, choice) in is.entries() {
        let Some(old) = was.get(key) else {
            lines.push(format!("Bij stap “{step}” is het antwoord “{key}” nieuw."));
            continue;
        };
        for of in Tree::keys_of_both(old, choice) {
            let (before, after) = (old.get(of), choice.get(of));
            let what = match of {
                _ if before == after => continue,
                "goto" => format!("Waar antwoord “{key}” van stap “{step}” heen leidt"),
                "set" => format!("Wat antwoord “{key}” van stap “{step}” onthoudt"),
                "again" => format!("Na hoe lang antwoord “{key}” van stap “{step}” opnieuw vraagt"),
                "attend" => format!("Wat antwoord “{key}” van stap “{step}” zegt over komen"),
                other => format!("Bij antwoord “{key}” van stap “{step}”: {other}"),
            };
            lines.push(changed(&what, before, after));
        }
    }
    for key in tree::moved(was, is) {
        lines.push(format!("Bij stap “{step}” staat het antwoord “{key}” op een andere plaats."));
    }
}

/// Texts by the dialogs that say them, for a page that shows words beside their dialog.
pub fn sayers(files: &Files) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, body) in files {
        let Some(name) = dialog_name(path).filter(|_| path != POLICIES) else { continue };
        let Some(tree) = Tree::read(body) else { continue };
        let steps = tree.get("steps").cloned().unwrap_or_default();
        for (_, step) in steps.entries() {
            if let Some(text) = step.get("say").and_then(Tree::leaf) {
                all.entry(text.to_owned()).or_default().insert(name.to_owned());
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
