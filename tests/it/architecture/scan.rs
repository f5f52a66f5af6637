//! Reads Rust source just well enough to see which paths it names.
//!
//! It promises to keep every character on its line, so that a violation points to its place. It
//! does not expand macros and does not follow re-exports.

/// A path as written, resolved to the crate's root: `["store", "inbox", "take"]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) line: usize,
    pub(super) path: Vec<String>,
    /// A macro of the crate's root: it belongs to no room.
    pub(super) is_macro: bool,
}

/// The source with comments, the contents of strings and code for tests made blank.
pub(super) fn built_code(source: &str) -> String {
    without_tests(&without_words(source))
}

/// The source with comments and the contents of strings made blank.
pub(super) fn without_words(source: &str) -> String {
    let text: Vec<char> = source.chars().collect();
    let mut out = text.clone();
    let mut at = 0;
    while at < text.len() {
        let end = end_of_words(&text, at);
        for place in out.iter_mut().take(end).skip(at) {
            if *place != '\n' {
                *place = ' ';
            }
        }
        // a name is taken whole, so that the r of `for"` does not open a raw string
        at = if end > at { end } else { end_of_name(&text, at).max(at + 1) };
    }
    out.into_iter().collect()
}

/// Every path that starts at `crate`, `wegwijzer`, `self` or `super`, in a file that is the module
/// `module`.
pub(super) fn named(code: &str, module: &[&str]) -> Vec<Named> {
    let text: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = end_of_name(&text, at);
        if end == at {
            at += 1;
            continue;
        }
        let name: String = text[at..end].iter().collect();
        let starts_a_path = !text[..at].ends_with(&[':', ':']) && follows(&text, end, "::");
        let base = match name.as_str() {
            "crate" | "wegwijzer" => Some(Vec::new()),
            "self" | "super" => Some(enclosing(&text[..at], module)),
            _ => None,
        };
        if let (true, Some(base)) = (starts_a_path, base) {
            let rooted = matches!(name.as_str(), "crate" | "wegwijzer");
            let from = if rooted { end + 2 } else { at };
            let mut leaves = Vec::new();
            let stop = tree(&text, from, &[], &mut leaves);
            let is_macro = leaves.len() == 1 && leaves[0].1.len() == 1 && follows(&text, stop, "!");
            for (place, leaf) in leaves {
                // in a group of several lines, the line of the name itself
                let line = 1 + text[..place].iter().filter(|c| **c == '\n').count();
                found.push(Named { line, path: resolve(&base, leaf), is_macro });
            }
            // what the path holds has been seen: groups may name `super` again
            at = stop.max(end);
        } else {
            at = end;
        }
    }
    found
}

/// Lines on which `path` (one or more names) stands as whole words.
pub(super) fn lines_with(code: &str, path: &str) -> Vec<usize> {
    let is_edge = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(path)
        .filter(|(at, _)| {
            is_edge(code[..*at].chars().next_back())
                && is_edge(code[at + path.len()..].chars().next())
        })
        .map(|(at, _)| 1 + code[..at].matches('\n').count())
        .collect()
}

/// Where the comment, string or character that opens at `at` ends; `at` itself if none opens.
fn end_of_words(text: &[char], at: usize) -> usize {
    match (text[at], text.get(at + 1)) {
        ('/', Some('/')) => position(text, at, |rest| rest[0] == '\n'),
        ('/', Some('*')) => end_of_block_comment(text, at),
        ('"', _) => end_of_quoted(text, at + 1, '"'),
        ('b', Some('"')) => end_of_quoted(text, at + 2, '"'),
        ('r', Some('"' | '#')) => end_of_raw(text, at, at + 1),
        ('b', Some('r')) if matches!(text.get(at + 2), Some('"' | '#')) => {
            end_of_raw(text, at, at + 2)
        }
        // 'a' and '\n' are characters; 'a without a closing quote is a lifetime
        ('\'', Some('\\')) => end_of_quoted(text, at + 1, '\''),
        ('\'', Some(_)) if text.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
}

fn end_of_quoted(text: &[char], from: usize, quote: char) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn end_of_raw(text: &[char], start: usize, from: usize) -> usize {
    let hashes = text[from..].iter().take_while(|c| **c == '#').count();
    if text.get(from + hashes) != Some(&'"') {
        return start; // r#name
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    let body = from + hashes + 1;
    (position(text, body, |rest| rest.starts_with(&close)) + close.len()).min(text.len())
}

fn end_of_block_comment(text: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0, from);
    while at < text.len() {
        if text[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Blanks every item under `#[cfg(test)]`: the rules are about what is built.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = code.to_owned();
    while let Some(start) = out.find(MARK) {
        let end = start + MARK.len() + end_of_item(&out[start + MARK.len()..]);
        let blank: String =
            out[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    out
}

/// Length of the item, field or statement that `code` begins with.
fn end_of_item(code: &str) -> usize {
    let (mut depth, mut in_body, mut before) = (0_i32, false, ' ');
    for (at, c) in code.char_indices() {
        match c {
            '{' if depth == 0 && !in_body => {
                in_body = true;
                depth = 1;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth -= 1;
                if depth < 0 {
                    return at; // the end of what the item stands in
                }
                if depth == 0 && in_body {
                    return at + 1;
                }
            }
            '<' if !in_body => depth += 1,
            '>' if !in_body && !matches!(before, '-' | '=') => depth -= 1,
            ';' | ',' if depth == 0 => return at + 1,
            _ => {}
        }
        before = c;
    }
    code.len()
}

/// The module in which the text breaks off: the file's own, and inline `mod name {` around it.
fn enclosing(before: &[char], module: &[&str]) -> Vec<String> {
    let mut open: Vec<Option<String>> = Vec::new();
    let (mut last, mut one_before) = (String::new(), String::new());
    let mut at = 0;
    while at < before.len() {
        let end = end_of_name(before, at);
        if end > at {
            one_before = std::mem::replace(&mut last, before[at..end].iter().collect());
            at = end;
            continue;
        }
        match before[at] {
            '{' => open.push((one_before == "mod").then(|| last.clone())),
            '}' => {
                open.pop();
            }
            _ => {}
        }
        if !before[at].is_whitespace() {
            (last, one_before) = (String::new(), String::new());
        }
        at += 1;
    }
    module.iter().map(|name| (*name).to_owned()).chain(open.into_iter().flatten()).collect()
}

fn resolve(base: &[String], leaf: Vec<String>) -> Vec<String> {
    let mut path = base.to_vec();
    for name in leaf {
        match name.as_str() {
            "self" => {}
            "super" => {
                path.pop();
            }
            _ => path.push(name),
        }
    }
    path
}

/// Reads `a::b`, `a::{b, c::d}` or `a::*` at `from`, adds every path in it with the place of its
/// last name, and returns its end.
fn tree(
    text: &[char],
    from: usize,
    prefix: &[String],
    leaves: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let at = skip_blank(text, from);
    match text.get(at) {
        Some('{') => {
            let mut at = skip_blank(text, at + 1);
            while at < text.len() && text[at] != '}' {
                at = tree(text, at, prefix, leaves);
                // over `as other` to the next one
                at = position(text, at, |rest| matches!(rest[0], ',' | '}'));
                if text.get(at) == Some(&',') {
                    at = skip_blank(text, at + 1);
                }
            }
            (at + 1).min(text.len())
        }
        Some('*') => {
            leaves.push((at, [prefix, &["*".to_owned()]].concat()));
            at + 1
        }
        _ => {
            let end = end_of_name(text, at);
            if end == at {
                leaves.push((from, prefix.to_vec())); // generics after `::`
                return at.max(from);
            }
            let path = [prefix, &[text[at..end].iter().collect::<String>()]].concat();
            if follows(text, end, "::") {
                return tree(text, skip_blank(text, end) + 2, &path, leaves);
            }
            leaves.push((at, path));
            end
        }
    }
}

fn end_of_name(text: &[char], at: usize) -> usize {
    position(text, at, |rest| !(rest[0].is_alphanumeric() || rest[0] == '_'))
}

fn skip_blank(text: &[char], at: usize) -> usize {
    position(text, at, |rest| !rest[0].is_whitespace())
}

fn follows(text: &[char], at: usize, sign: &str) -> bool {
    text[skip_blank(text, at)..].iter().take(sign.len()).collect::<String>() == sign
}

/// The first place from `from` on where `is` holds; the end of the text if nowhere.
fn position(text: &[char], from: usize, is: impl Fn(&[char]) -> bool) -> usize {
    (from..text.len()).find(|at| is(&text[*at..])).unwrap_or(text.len())
}
