//! What somebody probably meant: words compared without case, accents, spaces and signs.

/// The bare letters and digits of `text`, in lower case and without accents.
///
/// ```
/// use wegwijzer::acts::import::nearest::fold;
/// assert_eq!(fold(" Cliënt-nr. "), "clientnr");
/// ```
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(without_accent)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'š' | 'ś' | 'ş' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        other => other,
    }
}

/// How alike two words must be to be offered as "did you mean" (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.72;

/// The candidate most like `word`, if any is like it at all.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_nonsense_finds_none() {
        let columns = ["klantnummer", "naam", "taal", "whatsapp_akkoord_op"];
        assert_eq!(nearest("Klantnr.", columns), Some("klantnummer"));
        assert_eq!(nearest("WhatsApp akkoord", columns), Some("whatsapp_akkoord_op"));
        assert_eq!(nearest("xyz", columns), None);
    }
}
