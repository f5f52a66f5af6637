//! From locale files to Fluent bundles.
//!
//! Promises that every mistake in every file is reported at once, with its place and the way to
//! mend it: syntax, keys given twice, and references to what does not exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use fluent_syntax::ast::{Attribute, Entry, Pattern};
use fluent_syntax::parser::{ErrorKind, ParserError};

use super::pattern::{Mention, mentions};
use crate::trade::person::Language;

/// One language's texts, ready to be formatted from any thread.
pub(super) type Bundle = FluentBundle<FluentResource>;

/// Where each text of each language stands.
pub(super) type Places = BTreeMap<(Language, String), Place>;

/// One locale file, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The language of its texts.
    pub language: Language,
    /// Its name for people, such as `nl/pvt.ftl`.
    pub file: String,
    /// Its contents.
    pub body: String,
}

/// A mistake in a locale file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextProblem {
    /// The name of the file.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

impl fmt::Display for TextProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }
}

/// A place in a locale file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: String,
    line: usize,
    column: usize,
}

impl Place {
    fn at(file: &str, body: &str, offset: usize) -> Self {
        let before = body.get(..offset).unwrap_or(body);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// `name` must be a slice of `body`, as the parser's names are.
    fn of(file: &str, body: &str, name: &str) -> Self {
        Self::at(file, body, (name.as_ptr() as usize).saturating_sub(body.as_ptr() as usize))
    }

    pub(super) fn problem(&self, what: String) -> TextProblem {
        TextProblem { file: self.file.clone(), line: self.line, column: self.column, what }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Reads all files, or says everything that is wrong with them.
pub(super) fn load(
    sources: &[Source],
) -> Result<(BTreeMap<Language, Bundle>, Places), Vec<TextProblem>> {
    let mut problems = Vec::new();
    let mut places = Places::new();
    let mut files = Vec::new();
    for source in sources {
        // editors on Windows put a byte order mark in front
        let body = source.body.trim_start_matches('\u{feff}').to_owned();
        let resource = FluentResource::try_new(body).unwrap_or_else(|(resource, errors)| {
            problems.extend(errors.iter().map(|e| syntax_problem(&source.file, &resource, e)));
            resource
        });
        note_places(source, &resource, &mut places, &mut problems);
        files.push((source, resource));
    }
    // a file that could not be read would make every reference into it look broken
    if problems.is_empty() {
        for (source, resource) in &files {
            check_references(source, resource, &places, &mut problems);
        }
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    let mut bundles = BTreeMap::new();
    for (source, resource) in files {
        let bundle = bundles.entry(source.language).or_insert_with(|| new_bundle(source.language));
        bundle.add_resource_overriding(resource); // doubles were refused above
    }
    Ok((bundles, places))
}

fn new_bundle(language: Language) -> Bundle {
    // our words for languages are BCP 47; an unknown one would get the root's plural forms
    let locale = language.as_str().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    let added = bundle.add_builtins();
    debug_assert!(added.is_ok(), "a new bundle has no functions yet");
    bundle
}

fn note_places(
    source: &Source,
    resource: &FluentResource,
    places: &mut Places,
    problems: &mut Vec<TextProblem>,
) {
    for entry in resource.entries() {
        let (key, name, attributes) = match entry {
            Entry::Message(m) => (m.id.name.to_owned(), m.id.name, &m.attributes),
            Entry::Term(t) => (format!("-{}", t.id.name), t.id.name, &t.attributes),
            _ => continue,
        };
        let place = Place::of(&source.file, resource.source(), name);
        if let Some(first) = places.get(&(source.language, key.clone())) {
            problems.push(place.problem(format!(
                "`{key}` already stands in {first}; remove one of the two or give it another name"
            )));
        } else {
            places.insert((source.language, key.clone()), place);
        }
        let mut seen = BTreeSet::new();
        for Attribute { id, .. } in attributes {
            if !seen.insert(id.name) {
                let place = Place::of(&source.file, resource.source(), id.name);
                problems.push(place.problem(format!(
                    "`{key}` has the label `.{}` twice; remove one of the two",
                    id.name
                )));
            }
        }
    }
}

fn check_references(
    source: &Source,
    resource: &FluentResource,
    places: &Places,
    problems: &mut Vec<TextProblem>,
) {
    let known = |key: String| places.contains_key(&(source.language, key));
    for entry in resource.entries() {
        let (value, attributes) = match entry {
            Entry::Message(m) => (m.value.as_ref(), &m.attributes),
            Entry::Term(t) => (Some(&t.value), &t.attributes),
            _ => continue,
        };
        let patterns = value.into_iter().chain(attributes.iter().map(|a| &a.value));
        for mention in patterns.flat_map(|pattern: &Pattern<&str>| mentions(pattern)) {
            let (name, what) = match mention {
                Mention::Message(name) if !known(name.to_owned()) => {
                    (name, format!("there is no text `{name}`; write {{ ${name} }} for a fact"))
                }
                Mention::Term(name) if !known(format!("-{name}")) => {
                    (name, format!("there is no term `-{name}`; add `-{name} = ...`"))
                }
                Mention::Function(name) if name != "NUMBER" => {
                    (name, format!("there is no function `{name}`; only NUMBER exists"))
                }
                _ => continue,
            };
            problems.push(Place::of(&source.file, resource.source(), name).problem(what));
        }
        if let Entry::Message(message) = entry {
            for label in &message.attributes {
                problems.extend(facts_in_label(source, resource, label));
            }
        }
    }
}

/// Buttons are recognised when their words are typed, so they must not differ per person.
fn facts_in_label(
    source: &Source,
    resource: &FluentResource,
    label: &Attribute<&str>,
) -> Option<TextProblem> {
    mentions(&label.value).into_iter().find_map(|mention| match mention {
        Mention::Variable(name) => {
            let place = Place::of(&source.file, resource.source(), name);
            let label = label.id.name;
            Some(
                place
                    .problem(format!("the label `.{label}` cannot mention a fact; remove ${name}")),
            )
        }
        _ => None,
    })
}

fn syntax_problem(file: &str, resource: &FluentResource, error: &ParserError) -> TextProblem {
    let mend = match &error.kind {
        ErrorKind::ExpectedToken('=') => "a key is followed by ` = ` and its text; a text that \
                                          goes on below starts its next line with spaces"
            .to_owned(),
        ErrorKind::ExpectedToken('}') => "a `{` is not closed; add the `}`".to_owned(),
        ErrorKind::ExpectedToken(token) => format!("`{token}` was expected here"),
        ErrorKind::ExpectedCharRange { range } => {
            format!("one of {range} was expected here; keys are letters, digits and hyphens")
        }
        ErrorKind::ExpectedMessageField { entry_id } => {
            format!("`{entry_id}` has no text; write it after the `=`")
        }
        ErrorKind::ExpectedTermField { entry_id } => {
            format!("the term `-{entry_id}` has no text; write it after the `=`")
        }
        ErrorKind::MissingDefaultVariant => {
            "one of the forms must be the usual one; put a `*` before it, as in `*[other]`"
                .to_owned()
        }
        ErrorKind::MultipleDefaultVariants => {
            "only one of the forms may have a `*`; remove the others".to_owned()
        }
        ErrorKind::MissingValue => "a form in `[...]` has no text; write it after the `]`".into(),
        ErrorKind::UnbalancedClosingBrace => {
            "this `}` closes nothing; remove it, or write {\"}\"} to show it".to_owned()
        }
        ErrorKind::UnterminatedStringLiteral => "a quotation mark is not closed".to_owned(),
        other => other.to_string(),
    };
    Place::at(file, resource.source(), error.pos.start).problem(mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(files: &[(&str, &str)]) -> Vec<TextProblem> {
        let sources: Vec<Source> = files
            .iter()
            .map(|(file, body)| Source {
                language: Language::Nl,
                file: (*file).to_owned(),
                body: (*body).to_owned(),
            })
            .collect();
        load(&sources).err().unwrap_or_default()
    }

    #[test]
    fn a_syntax_error_is_reported_with_file_line_and_column() {
        let found =
            problems(&[("nl/pvt.ftl", "goed = Ja\n\n# uitleg\nfout Dag\nook-goed = Nee\n")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].line, found[0].column), (4, 6));
        assert!(found[0].to_string().starts_with("nl/pvt.ftl:4:6: a key is followed by"));
    }

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let found = problems(&[("nl/a.ftl", "a = éé }\nb = B\n")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].line, found[0].column), (1, 8), "{found:?}");
    }

    #[test]
    fn a_key_given_twice_is_reported_where_the_second_stands() {
        let found = problems(&[("nl/a.ftl", "a = A\n"), ("nl/b.ftl", "\nb = B\na = C\n")]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "nl/b.ftl:3:1: `a` already stands in nl/a.ftl:1; remove one of the two or give it \
             another name"
        );
        let labels = problems(&[("nl/a.ftl", "a = A\n    .ja = Ja\n    .ja = Jawel\n")]);
        assert_eq!((labels[0].line, labels[0].column), (3, 6));
    }

    #[test]
    fn references_to_nothing_are_reported() {
        let found = problems(&[("nl/a.ftl", "a = { naam } { -term } { DATUM($dag) }\n")]);
        let columns: Vec<usize> = found.iter().map(|p| p.column).collect();
        assert_eq!(columns, [7, 17, 26], "{found:?}");
        assert!(found[0].what.contains("{ $naam }"));
    }

    #[test]
    fn a_label_that_mentions_a_fact_is_refused() {
        let found = problems(&[("nl/a.ftl", "a = Komt u?\n    .ja = Ja, { $naam }\n")]);
        assert_eq!((found[0].line, found[0].column), (2, 18));
        assert!(found[0].what.contains("`.ja` cannot mention a fact"));
    }

    #[test]
    fn a_forgotten_usual_form_is_explained() {
        let found = problems(&[("nl/a.ftl", "a = { $n ->\n    [one] dag\n    }\n")]);
        assert!(found[0].what.contains("*[other]"), "{found:?}");
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_are_no_mistakes() {
        assert!(problems(&[("nl/a.ftl", "\u{feff}a = A\r\nb = B\r\n")]).is_empty());
    }
}
