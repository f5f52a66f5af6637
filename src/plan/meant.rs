//! Which known word somebody probably meant when they wrote an unknown one.
//!
//! For messages to authors only; nothing is ever corrected silently.

/// The known word nearest to `word`, if it is near enough to be a slip of the pen.
///
/// ```
/// use wegwijzer::plan::meant::meant;
/// assert_eq!(meant("pvt-exursie", ["pvt", "pvt-excursie", "map"]), Some("pvt-excursie"));
/// assert_eq!(meant("zwemles", ["pvt", "map"]), None);
/// ```
pub fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase().replace(['_', ' '], "-");
    let near = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (slips(&word, &candidate.to_lowercase().replace('_', "-")), candidate))
        .filter(|(slips, _)| *slips <= near)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// Letters to add, drop, replace or swap with their neighbour to get from one word to the other.
fn slips(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows = vec![(0..=to.len()).collect::<Vec<usize>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood_and_another_word_is_not() {
        let known = ["pvt", "pvt-excursie", "pvt-ondertekening", "map", "other_channel"];
        let table = [
            ("pvt-ondertekenning", Some("pvt-ondertekening")),
            ("PVT_excursie", Some("pvt-excursie")),
            ("pvt excursie", Some("pvt-excursie")),
            ("mpa", Some("map")),
            ("pv", Some("pvt")),
            ("other-channel", Some("other_channel")),
            ("toets", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(meant(word, known), expected, "{word}");
        }
    }
}
