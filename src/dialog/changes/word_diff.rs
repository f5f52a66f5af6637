//! Two texts, word by word: what stayed, what went, what came.

/// Longer texts are told as a whole: the table of two such texts would be large.
const MOST_WORDS: usize = 600;

/// Some words in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new text.
    New(String),
}

/// What became of a text. The pieces that are not new give the old text back, those that are not gone the
/// new one, whatever the spaces were.
pub fn word_diff(old: &str, new: &str) -> Vec<Piece> {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let mut out = Vec::new();
    if a.len() > MOST_WORDS || b.len() > MOST_WORDS {
        push(&mut out, Piece::Gone(a.join(" ")));
        push(&mut out, Piece::New(b.join(" ")));
        return out;
    }
    // longest[i][j]: the most words that a[i..] and b[j..] have in common, in order
    let mut longest = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let both = i < a.len() && j < b.len();
        if both && a[i] == b[j] {
            push(&mut out, Piece::Same(a[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (both && longest[i + 1][j] >= longest[i][j + 1]) {
            push(&mut out, Piece::Gone(a[i].to_owned()));
            i += 1;
        } else {
            push(&mut out, Piece::New(b[j].to_owned()));
            j += 1;
        }
    }
    out
}

/// Joins words of one kind.
fn push(out: &mut Vec<Piece>, piece: Piece) {
    let join = |words: &mut String, more: String| {
        words.push(' ');
        words.push_str(&more);
    };
    match (out.last_mut(), piece) {
        (_, Piece::Same(w) | Piece::Gone(w) | Piece::New(w)) if w.is_empty() => {}
        (Some(Piece::Same(words)), Piece::Same(more))
        | (Some(Piece::Gone(words)), Piece::Gone(more))
        | (Some(Piece::New(words)), Piece::New(more)) => join(words, more),
        (_, piece) => out.push(piece),
    }
}
