//! What single cells may hold: numbers of telephones, addresses, yes and no, links, words.
//!
//! Every reader gives the value, or what is wrong and how to mend it; never the cell itself.

use phonenumber::country::Id::NL;

use super::nearest::fold;

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Wrong {
    /// Both sentences.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), mend: mend.into() }
    }
}

/// Text as it is.
pub fn words(text: &str) -> Result<String, Wrong> {
    Ok(text.to_owned())
}

/// The municipality's own key: no spaces inside, at most 40 signs.
pub fn klantnummer(text: &str) -> Result<String, Wrong> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if text.len() <= 40 && text.chars().all(fits) {
        Ok(text.to_owned())
    } else {
        Err(Wrong::new(
            "dit kan geen klantnummer zijn",
            "gebruik alleen letters, cijfers en - _ . / (hoogstens 40)",
        ))
    }
}

/// The municipality's own key of a household, written as a klantnummer is.
pub fn household(text: &str) -> Result<String, Wrong> {
    klantnummer(text)
        .map_err(|wrong| Wrong { what: "dit kan geen huishouden zijn".into(), ..wrong })
}

/// A year of birth of somebody who can have the duty.
pub fn birth_year(text: &str) -> Result<i64, Wrong> {
    let year = text.parse().ok().filter(|year| (1900..=2020).contains(year));
    year.filter(|_| text.len() == 4).ok_or_else(|| {
        Wrong::new("dit is geen geboortejaar", "schrijf alleen het jaar, met vier cijfers")
    })
}

/// A telephone number in E.164; without a country code it is Dutch.
///
/// ```
/// use wegwijzer::acts::import::cell::phone;
/// assert_eq!(phone("06-12 34 56 78").unwrap(), "+31612345678");
/// ```
pub fn phone(text: &str) -> Result<String, Wrong> {
    const MEND: &str = "schrijf zoals 06 12345678, of met landnummer zoals +49 151 23456789";
    // Excel puts ' before text; people put the trunk zero between brackets
    let bare = text.trim_start_matches('\'').replace("(0)", "");
    if bare.contains(['E', 'e']) && bare.contains('+') {
        let mend = "geef de kolom in Excel de opmaak Tekst en vul het nummer opnieuw in";
        return Err(Wrong::new("Excel heeft van dit nummer een macht van tien gemaakt", mend));
    }
    if bare.contains([',', ';', '|']) || bare.matches('+').count() > 1 {
        return Err(Wrong::new("hier staat meer dan één nummer", "laat één nummer staan"));
    }
    let signs = |c: char| c.is_ascii_digit() || "+-./() ".contains(c);
    if bare.len() > 30 || !bare.chars().all(signs) {
        return Err(Wrong::new("dit is geen telefoonnummer", MEND));
    }
    let number = phonenumber::parse(Some(NL), &bare)
        .map_err(|_| Wrong::new("dit is geen telefoonnummer", MEND))?;
    if !phonenumber::is_valid(&number) {
        return Err(Wrong::new("dit telefoonnummer kan niet bestaan", MEND));
    }
    Ok(number.format().mode(phonenumber::Mode::E164).to_string())
}

/// An e-mail address, in lower case; a sanity check, no more.
pub fn email(text: &str) -> Result<String, Wrong> {
    let wrong = || Wrong::new("dit is geen e-mailadres", "schrijf zoals naam@voorbeeld.nl");
    let (name, host) = text.split_once('@').ok_or_else(wrong)?;
    let odd = |c: char| c.is_whitespace() || "@,;:<>()[]\"\\".contains(c);
    let labels_ok = host.split('.').all(|label| !label.is_empty()) && host.contains('.');
    if name.is_empty() || text.len() > 254 || name.contains(odd) || host.contains(odd) || !labels_ok
    {
        return Err(wrong());
    }
    Ok(text.to_lowercase())
}

/// `1234 AB`, however it was spaced.
pub fn postcode(text: &str) -> Result<String, Wrong> {
    let bare: String = text.to_uppercase().split_whitespace().collect();
    let (digits, letters) = bare.split_at_checked(4).unwrap_or_default();
    let good = !digits.starts_with('0')
        && digits.bytes().all(|b| b.is_ascii_digit())
        && letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_uppercase());
    if good {
        Ok(format!("{digits} {letters}"))
    } else {
        Err(Wrong::new("dit is geen Nederlandse postcode", "schrijf zoals 1234 AB"))
    }
}

/// Yes or no, as people tick it.
pub fn yes_no(text: &str) -> Result<bool, Wrong> {
    match fold(text).as_str() {
        "ja" | "j" | "x" | "1" | "true" | "waar" | "yes" | "y" => Ok(true),
        "nee" | "n" | "0" | "false" | "onwaar" | "no" => Ok(false),
        _ => Err(Wrong::new("dit is geen ja of nee", "schrijf ja of nee")),
    }
}

/// The link of an online session; None where the cell says "no".
pub fn link(text: &str) -> Result<Option<String>, Wrong> {
    let lower = text.to_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if host.is_some_and(|host| host.contains('.') && !text.contains(' ')) {
        return Ok(Some(text.to_owned()));
    }
    match yes_no(text) {
        Ok(false) => Ok(None),
        Ok(true) => Err(Wrong::new("de link ontbreekt", "zet hier de link, zoals https://...")),
        Err(_) => {
            Err(Wrong::new("dit is geen link", "zet hier de link, zoals https://..., of nee"))
        }
    }
}

/// A whole number from 1 to 999.
pub fn number(text: &str) -> Result<i64, Wrong> {
    text.parse().ok().filter(|n| (1..=999).contains(n)).ok_or_else(|| {
        Wrong::new("dit is geen volgnummer", "schrijf een getal van 1 tot en met 999")
    })
}

/// One of a fixed set of words; `also` holds what people write instead.
pub fn one_of<T: Copy>(
    text: &str,
    all: &'static [T],
    word: fn(T) -> &'static str,
    also: &[(&str, T)],
) -> Result<T, Wrong> {
    let folded = fold(text);
    let exact = all.iter().copied().find(|value| fold(word(*value)) == folded);
    let other = || also.iter().find(|(name, _)| *name == folded).map(|(_, value)| *value);
    exact.or_else(other).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|value| word(*value)).collect();
        Wrong::new("dit woord is onbekend", format!("kies uit: {}", words.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("06-12 34 56 78", Ok("+31612345678")),
            ("0612345678", Ok("+31612345678")),
            ("612345678", Ok("+31612345678")),
            ("'0612345678", Ok("+31612345678")),
            ("+31 (0)6 12345678", Ok("+31612345678")),
            ("0031612345678", Ok("+31612345678")),
            ("+49 151 23456789", Ok("+4915123456789")),
            ("0049 151 23456789", Ok("+4915123456789")),
            ("030 123 45 67", Ok("+31301234567")),
            ("+44 7911 123456", Ok("+447911123456")),
            ("3,16123E+10", Err("Excel heeft van dit nummer een macht van tien gemaakt")),
            ("0612345678, 0301234567", Err("hier staat meer dan één nummer")),
            ("geen", Err("dit is geen telefoonnummer")),
            ("06-1234", Err("dit telefoonnummer kan niet bestaan")),
            ("+31 6 123456789012", Err("dit telefoonnummer kan niet bestaan")),
        ] {
            let read = phone(text).map_err(|w| w.what);
            assert_eq!(read, expected.map(str::to_owned).map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn the_smaller_cells() {
        assert_eq!(email("A.Yusuf@Voorbeeld.NL").unwrap(), "a.yusuf@voorbeeld.nl");
        for text in ["a.voorbeeld.nl", "@x.nl", "a@nl", "a b@x.nl", "a@b@x.nl", "a@x..nl"] {
            assert!(email(text).is_err(), "{text}");
        }
        for text in ["1234AB", "1234 ab", " 1234  AB "] {
            assert_eq!(postcode(text).unwrap(), "1234 AB");
        }
        for text in ["0234 AB", "12345", "1234 A1", "12é4AB", ""] {
            assert!(postcode(text).is_err(), "{text}");
        }
        assert_eq!(birth_year("1990"), Ok(1990));
        for text in ["90", "1-1-1990", "1899", "2021", "01990", "geheim"] {
            assert!(birth_year(text).is_err(), "{text}");
        }
        for text in ["ja", "J", "x", "1", "true", "WAAR"] {
            assert_eq!(yes_no(text), Ok(true));
        }
        for text in ["nee", "n", "0", "false"] {
            assert_eq!(yes_no(text), Ok(false));
        }
        assert!(yes_no("misschien").is_err());
        assert_eq!(
            link("https://vergader.example.nl/j/1").unwrap().as_deref(),
            Some("https://vergader.example.nl/j/1")
        );
        assert_eq!(link("nee"), Ok(None));
        assert!(link("ja").is_err() && link("zoom").is_err());
        assert!(number("0").is_err() && number("1,5").is_err() && number("7") == Ok(7));
        assert!(klantnummer("HTN-0012").is_ok() && klantnummer("Amina Yusuf").is_err());
    }
}
