//! What a Fluent text mentions, read from its syntax tree.
//!
//! Follows references to other texts; a term gets only the values it is called with, so its own
//! variables are not the text's.

use std::collections::BTreeSet;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};

use super::bundle::Bundle;

/// Something that a text mentions, by name.
pub(super) enum Mention<'a> {
    /// A fact.
    Variable(&'a str),
    /// Another text, or a label of one.
    Message(&'a str),
    /// A term, without its hyphen.
    Term(&'a str),
    /// A function such as NUMBER.
    Function(&'a str),
}

/// Everything that a text mentions itself, in order, repeats included.
pub(super) fn mentions<'a>(pattern: &'a Pattern<&'a str>) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    in_pattern(pattern, &mut found);
    found
}

/// The facts that a text needs, in order of first appearance.
pub(super) fn variables(bundle: &Bundle, pattern: &Pattern<&str>) -> Vec<String> {
    let mut names = Vec::new();
    follow(bundle, pattern, &mut BTreeSet::new(), &mut names);
    names
}

fn follow<'a>(
    bundle: &'a Bundle,
    pattern: &'a Pattern<&'a str>,
    visited: &mut BTreeSet<&'a str>,
    names: &mut Vec<String>,
) {
    for mention in mentions(pattern) {
        match mention {
            Mention::Variable(name) => {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            // texts may refer to each other in a circle: Fluent stops there, and so do we
            Mention::Message(id) if visited.insert(id) => {
                if let Some(body) = bundle.get_message(id).and_then(|message| message.value()) {
                    follow(bundle, body, visited, names);
                }
            }
            Mention::Message(_) | Mention::Term(_) | Mention::Function(_) => {}
        }
    }
}

fn in_pattern<'a>(pattern: &'a Pattern<&'a str>, found: &mut Vec<Mention<'a>>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression<'a>(expression: &'a Expression<&'a str>, found: &mut Vec<Mention<'a>>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline<'a>(inline: &'a InlineExpression<&'a str>, found: &mut Vec<Mention<'a>>) {
    match inline {
        InlineExpression::VariableReference { id } => found.push(Mention::Variable(id.name)),
        InlineExpression::MessageReference { id, .. } => found.push(Mention::Message(id.name)),
        InlineExpression::TermReference { id, arguments, .. } => {
            found.push(Mention::Term(id.name));
            if let Some(arguments) = arguments {
                in_arguments(arguments, found);
            }
        }
        InlineExpression::FunctionReference { id, arguments } => {
            found.push(Mention::Function(id.name));
            in_arguments(arguments, found);
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn in_arguments<'a>(arguments: &'a CallArguments<&'a str>, found: &mut Vec<Mention<'a>>) {
    for value in &arguments.positional {
        in_inline(value, found);
    }
    for argument in &arguments.named {
        in_inline(&argument.value, found);
    }
}
