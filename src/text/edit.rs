//! Changes to a locale file, made from a page or by a translator: one message is written anew, and
//! everything else stays as it was, comments among it.
//!
//! A comment `# @machine` above a message says that a machine translated it and nobody has read it
//! yet. Whoever writes the message anew takes the mark away, or puts it there.

use fluent_syntax::parser;

/// What marks a text that a machine made.
pub const MACHINE: &str = "# @machine";
/// Of a text with more than one line, and of labels.
const INDENT: &str = "    ";

/// A message as it stands in a file: its words, with `{ $naam }` for facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What is said; lines are ended by `\n`.
    pub words: String,
    /// Labels of choices: key and words, in the order of the file.
    pub labels: Vec<(String, String)>,
    /// Made by a machine, and read by nobody yet.
    pub machine: bool,
}

/// Why a message cannot be written: it would not be read back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing was written.
    #[error("write what is said: an empty text cannot be sent")]
    Empty,
    /// Braces that do not belong to a fact.
    #[error("`{0}` cannot be read: write a fact as {{ $naam }}, and no other braces")]
    Braces(String),
    /// A name that cannot be one.
    #[error("`{0}` is no name of a text: use small letters, digits and `-`")]
    Name(String),
}

/// The message of this name; nothing when the file has none.
pub fn read(file: &str, id: &str) -> Option<Message> {
    let lines: Vec<&str> = file.lines().collect();
    let (start, end) = block(&lines, id)?;
    let mut message = Message { machine: is_marked(&lines, start), ..Message::default() };
    let (_, first) = lines[start].split_once('=')?;
    let mut words: Vec<&str> = vec![first.trim_start()];
    let mut depth = None;
    for line in &lines[start + 1..end] {
        let text = line.trim_start();
        if let Some((key, label)) = label_of(text) {
            message.labels.push((key.to_owned(), label.to_owned()));
        } else if let Some((_, label)) = message.labels.last_mut() {
            label.push('\n');
            label.push_str(text);
        } else {
            let here = line.len() - text.len();
            let depth = *depth.get_or_insert(here);
            words.push(line.get(depth.min(here)..).unwrap_or(text));
        }
    }
    message.words = words.join("\n").trim_matches('\n').trim_end().to_owned();
    Some(message)
}

/// The file with this message written anew, or at its end.
///
/// # Errors
/// [`Unreadable`]; then nothing was changed.
pub fn write(file: &str, id: &str, message: &Message) -> Result<String, Unreadable> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name =
        |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain);
    for name in message.labels.iter().map(|(key, _)| key.as_str()).chain([id]) {
        if !is_name(name) {
            return Err(Unreadable::Name(name.to_owned()));
        }
    }
    let written = written(id, message)?;
    let mut lines: Vec<&str> = file.lines().collect();
    match block(&lines, id) {
        Some((start, end)) => {
            let marked = is_marked(&lines, start);
            lines.splice(start..end, written.lines());
            if marked && !message.machine {
                lines.remove(start - 1);
            } else if !marked && message.machine {
                lines.insert(start, MACHINE);
            }
        }
        None => {
            if lines.last().is_some_and(|line| !line.trim().is_empty()) {
                lines.push("");
            }
            lines.extend(message.machine.then_some(MACHINE));
            lines.extend(written.lines());
        }
    }
    let mut file = lines.join("\n");
    file.push('\n');
    Ok(file)
}

fn written(id: &str, message: &Message) -> Result<String, Unreadable> {
    let words = lines_of(&message.words)?;
    let mut text = match words.as_slice() {
        [one] => format!("{id} = {one}\n"),
        many => format!("{id} =\n{INDENT}{}\n", many.join(&format!("\n{INDENT}"))),
    };
    for (key, label) in &message.labels {
        text.push_str(&format!("{INDENT}.{key} = {}\n", lines_of(label)?.join(" ")));
    }
    Ok(text)
}

/// Lines that Fluent reads as they are: none that begins like something else, and braces only around
/// what it knows.
fn lines_of(words: &str) -> Result<Vec<String>, Unreadable> {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines
        .map(|line| match line.chars().next() {
            Some(first @ ('.' | '*' | '[')) => format!("{{ \"{first}\" }}{}", &line[1..]),
            _ => line.to_owned(),
        })
        .collect();
    if lines.is_empty() {
        return Err(Unreadable::Empty);
    }
    for line in &lines {
        if parser::parse(format!("x = {line}\n")).is_err() {
            return Err(Unreadable::Braces(line.clone()));
        }
    }
    Ok(lines)
}

/// The lines of a message, from its name to before whatever follows.
fn block(lines: &[&str], id: &str) -> Option<(usize, usize)> {
    let is_its_name = |line: &&str| {
        line.strip_prefix(id).is_some_and(|behind| behind.trim_start().starts_with('='))
    };
    let start = lines.iter().position(is_its_name)?;
    let rest = &lines[start + 1..];
    let belongs = |line: &&str| line.trim().is_empty() || line.starts_with(' ');
    let length = rest.iter().take_while(|line| belongs(line)).count();
    let blank = rest[..length].iter().rev().take_while(|line| line.trim().is_empty()).count();
    Some((start, start + 1 + length - blank))
}

fn is_marked(lines: &[&str], start: usize) -> bool {
    start > 0 && lines[start - 1].trim() == MACHINE
}

fn label_of(line: &str) -> Option<(&str, &str)> {
    let (key, label) = line.strip_prefix('.')?.split_once('=')?;
    Some((key.trim(), label.trim()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dialog::shipped;
    use crate::message::{Facts, TextId};
    use crate::text::{Source, Words};
    use crate::trade::person::Language;

    const FILE: &str = "\
# Boven alles.

vraag =
    Dag { $naam }, komt u?
    Wij wachten op u.
    .ja = Ja
    .nee = Ik kan niet

# Over het eind.
# @machine
klaar = Dank u.
# Onder alles.
";

    fn message(words: &str, labels: &[(&str, &str)], machine: bool) -> Message {
        let labels = labels.iter().map(|(k, l)| ((*k).to_owned(), (*l).to_owned())).collect();
        Message { words: words.to_owned(), labels, machine }
    }

    #[test]
    fn a_message_is_read_with_its_labels_and_its_mark() {
        let question = message(
            "Dag { $naam }, komt u?\nWij wachten op u.",
            &[("ja", "Ja"), ("nee", "Ik kan niet")],
            false,
        );
        assert_eq!(read(FILE, "vraag"), Some(question));
        assert_eq!(read(FILE, "klaar"), Some(message("Dank u.", &[], true)));
        assert_eq!(read(FILE, "kl"), None);
    }

    #[test]
    fn a_message_is_written_anew_and_everything_else_stays() {
        let file = write(FILE, "vraag", &message("Komt u?", &[("ja", "Jazeker")], false)).unwrap();
        let expected = FILE
            .replace(
                "vraag =\n    Dag { $naam }, komt u?\n    Wij wachten op u.\n",
                "vraag = Komt u?\n",
            )
            .replace("    .ja = Ja\n    .nee = Ik kan niet\n", "    .ja = Jazeker\n");
        assert_eq!(file, expected);
        let read_by_somebody = write(FILE, "klaar", &message("Bedankt!", &[], false)).unwrap();
        assert_eq!(
            read_by_somebody,
            FILE.replace("# @machine\nklaar = Dank u.", "klaar = Bedankt!")
        );
        let by_machine = write(FILE, "vraag", &message("Komt u?", &[], true)).unwrap();
        assert!(by_machine.contains("\n\n# @machine\nvraag = Komt u?\n\n#"), "{by_machine}");
        let new = write(FILE, "nieuw", &message("Hallo.\nDag.", &[], true)).unwrap();
        assert_eq!(new, format!("{FILE}\n# @machine\nnieuw =\n    Hallo.\n    Dag.\n"));
    }

    #[test]
    fn words_that_look_like_something_else_are_said_as_they_are() {
        let file = write("", "a", &message("[ja] of\n.nee en\n* ster", &[], false)).unwrap();
        let source = Source { language: Language::Nl, file: "nl/a.ftl".into(), body: file };
        let said =
            Words::load(&[source]).unwrap().say(Language::Nl, &TextId::from("a"), &Facts::new());
        assert_eq!(said, "[ja] of\n.nee en\n* ster");
    }

    #[test]
    fn what_would_not_be_read_back_is_refused() {
        assert_eq!(write(FILE, "klaar", &message(" \n ", &[], false)), Err(Unreadable::Empty));
        for words in ["Dag { naam", "Dag }", "{ $naam"] {
            assert!(
                matches!(
                    write(FILE, "klaar", &message(words, &[], false)),
                    Err(Unreadable::Braces(_))
                ),
                "{words}"
            );
        }
        let named = write(FILE, "Met spatie", &message("x", &[], false));
        assert_eq!(named, Err(Unreadable::Name("Met spatie".into())));
    }

    #[test]
    fn every_shipped_message_written_as_it_was_read_says_the_same() {
        let files = shipped::files();
        let sources = |files: &std::collections::BTreeMap<String, String>| -> Vec<Source> {
            files
                .iter()
                .filter_map(|(path, body)| {
                    let file = path.strip_prefix("locales/")?;
                    let language = Language::parse(file.split('/').next()?)?;
                    Some(Source { language, file: file.to_owned(), body: body.clone() })
                })
                .collect()
        };
        let before = Words::load(&sources(&files)).unwrap();
        let mut again = files.clone();
        for (path, body) in again.iter_mut().filter(|(path, _)| path.starts_with("locales/")) {
            for &language in Language::ALL {
                if !path.contains(&format!("/{language}/")) {
                    continue;
                }
                for id in before.ids(language) {
                    let Some(message) = read(body, &id.0) else { continue };
                    // forms per number are more than words: those are edited in the file
                    if !message.words.contains("->") {
                        *body = write(body, &id.0, &message).unwrap();
                    }
                }
            }
        }
        let after = Words::load(&sources(&again)).unwrap();
        for &language in Language::ALL {
            for id in before.ids(language) {
                let said = |words: &Words| words.say(language, &id, &Facts::new());
                assert_eq!(said(&before), said(&after), "{language} {id}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_written_is_lost_and_nothing_else_changes(words in "\\PC{1,60}", label in "\\PC{1,20}") {
            let new = message(&words, &[("ja", &label)], false);
            if let Ok(file) = write(FILE, "vraag", &new) {
                prop_assert_eq!(read(&file, "klaar"), read(FILE, "klaar"));
                prop_assert!(read(&file, "vraag").is_some());
                let back = write(&file, "vraag", &read(FILE, "vraag").unwrap()).unwrap();
                prop_assert_eq!(back, FILE);
            }
        }
    }
}
