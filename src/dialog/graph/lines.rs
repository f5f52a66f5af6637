//! Words cut into lines that fit a box. The widths are estimates of a common sans-serif letter,
//! rather too wide than too narrow: a drawing knows no fonts.

/// Stands for what does not fit.
const MORE: char = '…';

/// The common fonts of Linux are wider than those of others.
const WIDE: f64 = 1.06;

/// No text is read further than this: nobody reads it on a drawing.
const LONGEST: usize = 2_000;

/// Words as one may draw them: nothing invisible that turns a line around, no control characters,
/// no more than anybody reads. Our own isolates around facts stay.
pub(super) fn clean(words: &str) -> String {
    let kept = words.chars().filter(|c| !is_hostile(*c)).take(LONGEST);
    kept.collect::<String>().trim().to_owned()
}

fn is_hostile(c: char) -> bool {
    // what XML forbids, and what steers direction from outside
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}' | '\u{2028}' | '\u{2029}')
}

/// How wide a line is, in pixels, in letters of `size` pixels.
pub(super) fn width(line: &str, size: f64) -> f64 {
    line.chars().map(|c| share(c) * size * WIDE).sum()
}

fn share(c: char) -> f64 {
    match c {
        '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}' | '\u{0300}'..='\u{036F}' => 0.0,
        '\u{064B}'..='\u{0652}' => 0.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' | ' ' => 0.3,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '…' | '%' => 0.9,
        c if c.is_ascii_uppercase() => 0.7,
        c if c.is_ascii() => 0.57,
        '\u{0590}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' => 0.55,
        '\u{1200}'..='\u{139F}' => 0.85,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' => 1.0,
        c if u32::from(c) > 0xFFFF => 1.2,
        _ => 0.62,
    }
}

/// At most `most` lines of at most `room` pixels. What does not fit ends in an ellipsis; a word
/// that is wider than a line is cut.
pub(super) fn wrap(words: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let clean = clean(words);
    let mut whole = true;
    'all: for paragraph in clean.lines().map(str::trim).filter(|p| !p.is_empty()) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            for piece in pieces(word, size, room) {
                let gap = if line.is_empty() || piece.continues { 0.0 } else { width(" ", size) };
                if !line.is_empty() && width(&line, size) + gap + width(&piece.text, size) > room {
                    lines.push(std::mem::take(&mut line));
                    if lines.len() > most {
                        whole = false;
                        break 'all;
                    }
                } else if gap > 0.0 {
                    line.push(' ');
                }
                line.push_str(&piece.text);
            }
        }
        lines.push(line);
        if lines.len() > most {
            whole = false;
            break;
        }
    }
    if !whole || lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + size > room && last.pop().is_some() {}
            let end = last.trim_end().trim_end_matches([',', '.', ':', '?', '!', '؟', '،']).len();
            last.truncate(end);
            last.push(MORE);
        }
    }
    lines.into_iter().map(balanced).collect()
}

struct Piece {
    text: String,
    continues: bool,
}

fn pieces(word: &str, size: f64, room: f64) -> Vec<Piece> {
    if width(word, size) <= room {
        return vec![Piece { text: word.to_owned(), continues: false }];
    }
    let mut all = Vec::new();
    let mut text = String::new();
    let mut wide = 0.0;
    for c in word.chars() {
        let more = share(c) * size * WIDE;
        if wide + more > room && !text.is_empty() {
            all.push(Piece { text: std::mem::take(&mut text), continues: !all.is_empty() });
            wide = 0.0;
        }
        wide += more;
        text.push(c);
    }
    let continues = !all.is_empty();
    all.push(Piece { text, continues });
    all
}

/// Every isolate that a line opens, it closes.
fn balanced(line: String) -> String {
    let mut open = 0_usize;
    let mut out = String::with_capacity(line.len() + 3);
    for c in line.chars() {
        match c {
            '\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => continue,
            '\u{2069}' => open -= 1,
            _ => {}
        }
        out.push(c);
    }
    out.extend(std::iter::repeat_n('\u{2069}', open));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_cut_between_words_and_end_in_an_ellipsis() {
        let words = "Dag [naam], u hebt PVT-les op [dag] om [tijd] uur.\nKomt u?";
        assert_eq!(wrap(words, 14.0, 400.0, 3).len(), 2);
        let short = wrap(words, 14.0, 120.0, 2);
        assert_eq!(short.len(), 2);
        assert!(short[1].ends_with('…'), "{short:?}");
        assert!(wrap("", 14.0, 100.0, 2).is_empty());
    }

    #[test]
    fn what_turns_a_line_around_is_left_out_and_isolates_are_closed() {
        assert_eq!(clean("a\u{202E}b\u{0}\u{7}c"), "abc");
        assert_eq!(balanced("\u{2068}a".to_owned()), "\u{2068}a\u{2069}");
        assert_eq!(balanced("a\u{2069}b".to_owned()), "ab");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(words in "\\PC{0,300}", most in 1_usize..6) {
            let lines = wrap(&words, 14.0, 150.0, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(width(&line, 14.0) <= 150.0 + 14.0, "{line:?}");
            }
        }
    }
}
