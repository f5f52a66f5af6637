//! Texts whose words differ, per language, as a reader would notice it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

use super::super::content::Files;
use super::word_diff::{Piece, word_diff};
use crate::trade::person::Language;

/// A text whose words differ in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// Its id; `id.choice` is what a button says.
    pub id: String,
    /// In which language.
    pub language: Language,
    /// Word by word.
    pub pieces: Vec<Piece>,
}

/// Words by (language, id). Texts that cannot be read are not in it: `check` tells of those.
type Said = BTreeMap<(Language, String), String>;

pub(super) fn text_changes(old: &Files, new: &Files) -> Vec<TextChange> {
    let (before, after) = (said(old), said(new));
    let keys: BTreeSet<&(Language, String)> = before.keys().chain(after.keys()).collect();
    let of = |all: &Said, key: &(Language, String)| all.get(key).cloned().unwrap_or_default();
    keys.into_iter()
        .filter_map(|key| {
            let (was, is) = (of(&before, key), of(&after, key));
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            (words(&was) != words(&is)).then(|| TextChange {
                id: key.1.clone(),
                language: key.0,
                pieces: word_diff(&was, &is),
            })
        })
        .collect()
}

fn said(files: &Files) -> Said {
    let mut all = Said::new();
    for (path, body) in files {
        let Some((folder, _)) = path.strip_prefix("locales/").and_then(|p| p.split_once('/'))
        else {
            continue;
        };
        let Some(language) = Language::parse(folder) else { continue };
        let resource = parse(body.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in &resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(m) => (m.id.name, m.value.as_ref(), &m.attributes),
                Entry::Term(t) => (t.id.name, Some(&t.value), &t.attributes),
                _ => continue,
            };
            if let Some(value) = value {
                all.insert((language, id.to_owned()), words_of(value));
            }
            for attribute in attributes {
                let id = format!("{id}.{}", attribute.id.name);
                all.insert((language, id), words_of(&attribute.value));
            }
        }
    }
    all
}

/// The words as an author knows them: a fact in brackets, every variant of a choice behind its name.
fn words_of(pattern: &Pattern<&str>) -> String {
    let mut words = String::new();
    write(pattern, &mut words);
    words
}

fn write(pattern: &Pattern<&str>, words: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push_str(value),
            PatternElement::Placeable { expression } => expression_words(expression, words),
        }
    }
}

fn expression_words(expression: &Expression<&str>, words: &mut String) {
    match expression {
        Expression::Inline(inline) => inline_words(inline, words),
        Expression::Select { selector, variants } => {
            words.push_str(" (");
            inline_words(selector, words);
            for variant in variants {
                let key = match &variant.key {
                    fluent_syntax::ast::VariantKey::Identifier { name } => *name,
                    fluent_syntax::ast::VariantKey::NumberLiteral { value } => *value,
                };
                words.push_str(" | ");
                words.push_str(key);
                words.push_str(": ");
                write(&variant.value, words);
            }
            words.push_str(") ");
        }
    }
}

fn inline_words(inline: &InlineExpression<&str>, words: &mut String) {
    match inline {
        InlineExpression::StringLiteral { value } => words.push_str(value),
        InlineExpression::NumberLiteral { value } => words.push_str(value),
        InlineExpression::VariableReference { id } => bracketed(id.name, words),
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => {
            bracketed(id.name, words);
        }
        InlineExpression::FunctionReference { id, arguments } => {
            words.push_str(id.name);
            for argument in &arguments.positional {
                inline_words(argument, words);
            }
        }
        InlineExpression::Placeable { expression } => expression_words(expression, words),
    }
}

fn bracketed(name: &str, words: &mut String) {
    words.push('[');
    words.push_str(name);
    words.push(']');
}
