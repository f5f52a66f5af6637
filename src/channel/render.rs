//! Cuts a message to a channel's measure. PURE.
//!
//! Choices become buttons, else a list, else numbered lines; they go with the last part. Long
//! words are split where a reader would pause. Nothing is ever cut off: a label that does not fit
//! its button makes all choices numbered lines. Knows nothing of languages.

use crate::message::{Choice, Limits, Outgoing, Part};

/// The calls that bring `out` across, in order. Empty when there is nothing to say.
///
/// ```
/// use wegwijzer::channel::{limits::WHATSAPP, render::render};
/// use wegwijzer::message::{Outgoing, Part};
/// let out = Outgoing {
///     body: "Tot morgen.".into(), choices: vec![], list_button: String::new(), template: None,
/// };
/// assert_eq!(render(&out, &WHATSAPP), [Part::Text { body: "Tot morgen.".into() }]);
/// ```
pub fn render(out: &Outgoing, limits: &Limits) -> Vec<Part> {
    let body = match out.body.trim() {
        // Platforms want words above their buttons.
        "" if !out.choices.is_empty() => out.list_button.trim(),
        body => body,
    };
    let choices = out.choices.clone();
    match carrier(out, body, limits) {
        Carrier::Nothing => texts(split(body, limits.text)),
        Carrier::Buttons => ending_with(body, limits.text, limits.buttons_body, |body| {
            Part::Buttons { body, choices }
        }),
        Carrier::List => ending_with(body, limits.text, limits.list_body, |body| Part::List {
            body,
            button: out.list_button.trim().to_owned(),
            choices,
        }),
        Carrier::Lines => texts(with_lines(body, &choices, limits.text)),
    }
}

enum Carrier {
    Nothing,
    Buttons,
    List,
    Lines,
}

fn carrier(out: &Outgoing, body: &str, limits: &Limits) -> Carrier {
    let choices = &out.choices;
    if choices.is_empty() {
        return Carrier::Nothing;
    }
    let tappable = !body.is_empty() && are_distinct(choices);
    let fits = |most: usize, label: usize| {
        tappable
            && choices.len() <= most
            && choices.iter().all(|choice| {
                fits_label(&choice.label, label)
                    && (1..=limits.payload_bytes).contains(&choice.payload.len())
            })
    };
    if fits(limits.buttons, limits.button_label) {
        Carrier::Buttons
    } else if fits(limits.list_rows, limits.row_label)
        && fits_label(&out.list_button, limits.button_label)
    {
        Carrier::List
    } else {
        Carrier::Lines
    }
}

fn fits_label(label: &str, limit: usize) -> bool {
    !label.trim().is_empty() && label.chars().count() <= limit
}

/// WhatsApp refuses a message in which two buttons say, or carry, the same.
fn are_distinct(choices: &[Choice]) -> bool {
    choices.iter().enumerate().all(|(n, one)| {
        choices[..n]
            .iter()
            .all(|other| one.label.trim() != other.label.trim() && one.payload != other.payload)
    })
}

fn texts(pieces: Vec<String>) -> Vec<Part> {
    pieces.into_iter().map(|body| Part::Text { body }).collect()
}

/// Plain texts, and a last part made by `make` that holds at most `last_limit` characters.
fn ending_with(
    body: &str,
    limit: usize,
    last_limit: usize,
    make: impl FnOnce(String) -> Part,
) -> Vec<Part> {
    let mut pieces = split(body, limit);
    if let Some(last) = pieces.pop() {
        pieces.extend(split(&last, last_limit));
    }
    let Some(last) = pieces.pop() else { return Vec::new() };
    let mut parts = texts(pieces);
    parts.push(make(last));
    parts
}

/// The body followed by its choices as numbered lines, kept together where they fit.
fn with_lines(body: &str, choices: &[Choice], limit: usize) -> Vec<String> {
    let lines: Vec<String> = choices
        .iter()
        .enumerate()
        .map(|(n, choice)| format!("{}. {}", n + 1, choice.label.trim()))
        .collect();
    let lines = lines.join("\n");
    let mut pieces = split(body, limit);
    match pieces.last_mut() {
        Some(last) if last.chars().count() + 2 + lines.chars().count() <= limit => {
            last.push_str("\n\n");
            last.push_str(&lines);
        }
        _ => pieces.extend(split(&lines, limit)),
    }
    pieces
}

/// Cuts `text` into pieces of at most `limit` characters, preferring the end of a paragraph, then
/// of a sentence, then a space; in the middle of a word only when there is nothing else, and then
/// not between a letter and its accent. White space at a cut is dropped, nothing else.
pub fn split(text: &str, limit: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some((end, _)) = rest.char_indices().nth(limit.max(1)) else {
            pieces.push(rest.to_owned());
            break;
        };
        let cut = best_cut(rest, end);
        pieces.push(rest[..cut].trim_end().to_owned());
        rest = rest[cut..].trim_start();
    }
    pieces
}

/// Where to cut `text`, at most at byte `end`, which lies within it.
fn best_cut(text: &str, end: usize) -> usize {
    // A pause in the first half would leave a needlessly short piece.
    let (mut best, mut best_rank) = (0, 0);
    let mut before = None;
    for (at, c) in text.char_indices().take_while(|&(at, _)| at <= end) {
        if let Some(before) = before {
            let rank = pause(before, &text[at..], c) * if at * 2 >= end { 10 } else { 1 };
            if rank > 0 && rank >= best_rank {
                (best, best_rank) = (at, rank);
            }
        }
        before = Some(c);
    }
    if best > 0 { best } else { hard_cut(text, end) }
}

/// How good a pause lies between `before` and `after` (which starts with `next`); 0: none.
fn pause(before: char, after: &str, next: char) -> u32 {
    match next {
        '\n' if after.starts_with("\n\n") => 3,
        '\n' => 2,
        _ if matches!(before, '。' | '！' | '？') => 2,
        _ if next.is_whitespace() && matches!(before, '.' | '!' | '?' | '؟' | '۔' | '።' | '।') => {
            2
        }
        _ if next.is_whitespace() => 1,
        _ => 0,
    }
}

fn hard_cut(text: &str, end: usize) -> usize {
    let mut cut = end;
    while let (Some(before), Some(next)) =
        (text[..cut].chars().next_back(), text[cut..].chars().next())
    {
        if !clings(next) && before != '\u{200d}' {
            return cut;
        }
        cut -= before.len_utf8();
    }
    end
}

/// Does this character belong to the one before it? The marks of the scripts our readers write.
fn clings(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
        | '\u{93a}'..='\u{93c}' | '\u{93e}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests;
