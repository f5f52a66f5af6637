//! Cutting a file into pieces, each short enough to be written in one transaction.

use std::ops::Range;

/// How much one transaction writes, in rows of reminders: the cheapest row that there are many of.
/// Measured on two cores with SQLite: a thousand keep its writer for 10 to 20 ms; five thousand would
/// be over the 50 ms that nobody may hold it.
pub const PIECE: usize = 1000;

/// Ranges that cover `weights` in order, each of at most [`PIECE`] together; what is heavier by
/// itself stands alone. The same file is always cut in the same places.
///
/// ```
/// use wegwijzer::acts::import::pieces::cut;
/// assert_eq!(cut([400, 400, 400, 2000, 1]), [0..2, 2..3, 3..4, 4..5]);
/// ```
pub fn cut(weights: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut held = 0;
    for (at, weight) in weights.into_iter().enumerate() {
        match pieces.last_mut() {
            Some(piece) if held + weight <= PIECE => {
                piece.end = at + 1;
                held += weight;
            }
            _ => {
                pieces.push(at..at + 1);
                held = weight;
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_cover_every_row_once_in_order_and_are_as_large_as_they_may(
            weights in proptest::collection::vec(0_usize..1500, 0..200),
        ) {
            let pieces = cut(weights.iter().copied());
            let covered: Vec<usize> = pieces.iter().cloned().flatten().collect();
            prop_assert_eq!(covered, (0..weights.len()).collect::<Vec<_>>());
            let weight = |piece: &Range<usize>| weights[piece.clone()].iter().sum::<usize>();
            for piece in &pieces {
                prop_assert!(piece.len() == 1 || weight(piece) <= PIECE);
            }
            for pair in pieces.windows(2) {
                prop_assert!(weight(&pair[0]) + weights[pair[1].start] > PIECE);
            }
        }
    }
}
