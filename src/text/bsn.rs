//! Takes a burgerservicenummer out of what is typed, before anything is stored.
//!
//! A BSN is nine digits that pass the eleven-test, in the digits of any script, also with spaces,
//! dots or dashes between them. Promises that none is left, and that a telephone number is: a
//! number is one when it begins with `+` or `00`, or when it begins with `0` and has ten digits. A
//! date is left too. Eight digits are a BSN without its leading zero only when the word BSN stands
//! before them: one in eleven numbers of eight digits would pass.
//!
//! Nine digits that pass by chance are left out as well: better than one BSN too many.

use std::borrow::Cow;

use serde_json::Value;

use super::direction::is_mark;

/// What stands in its place.
pub const LEFT_OUT: &str = "[BSN weggelaten]";

/// Words that announce a number of eight digits; `sofinummer` is what it was called before 2007.
const ANNOUNCING: [&str; 3] = ["bsn", "burgerservicenummer", "sofinummer"];
/// So many characters before a number are searched for a word that announces it.
const ANNOUNCED_WITHIN: usize = 40;
/// The zeros of the scripts whose digits stand together: Western, full width, Arabic, Persian,
/// N'Ko, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Thai,
/// Lao, Tibetan, Burmese, Khmer, Mongolian.
const ZEROS: [u32; 20] = [
    0x30, 0xFF10, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6,
    0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810,
];
/// Fields of a body, beside those that end in `id`, that hold no words.
const NAMING: [&str; 4] = ["from", "to", "timestamp", "data"];
/// More signs than these between two digits make them two numbers.
const MOST_BETWEEN: usize = 3;

/// No number that we know has more groups.
const MOST_GROUPS: usize = 20;

/// A run of digits and its place in the words.
struct Group {
    start: usize,
    end: usize,
    digits: Vec<u32>,
    /// The first sign before it, when only a sign or two parts it from the group before.
    joined_by: Option<char>,
    /// A plus stands right before it.
    plus: bool,
}

/// The words without any BSN; borrowed, and nothing is made, when they hold none.
pub fn without_bsn(words: &str) -> Cow<'_, str> {
    if !words.chars().any(|c| value(c).is_some()) {
        return Cow::Borrowed(words);
    }
    let groups = groups(words);
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while at < groups.len() {
        let rest = joined(&groups[at..]);
        if let Some(taken) = telephone(rest).or_else(|| date(rest)) {
            at += taken;
        } else if let Some(taken) = bsn(rest, announced(words, groups[at].start)) {
            kept.push_str(&words[copied..groups[at].start]);
            kept.push_str(LEFT_OUT);
            copied = groups[at + taken - 1].end;
            at += taken;
        } else {
            at += 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(words);
    }
    kept.push_str(&words[copied..]);
    Cow::Owned(kept)
}

/// A body as a platform sent it, without any BSN in what people wrote. What names somebody or
/// something (`id`, `wa_id`, `from`) stays, so that the body can still be read later.
pub fn without_bsn_in_body(body: &[u8]) -> Cow<'_, [u8]> {
    if !body.iter().any(u8::is_ascii_digit) && body.is_ascii() {
        return Cow::Borrowed(body);
    }
    let Ok(mut json) = serde_json::from_slice::<Value>(body) else {
        return match without_bsn(&String::from_utf8_lossy(body)) {
            Cow::Owned(words) if was_left_out(&words) => Cow::Owned(words.into_bytes()),
            _ => Cow::Borrowed(body),
        };
    };
    if clean(&mut json, "") {
        Cow::Owned(json.to_string().into_bytes())
    } else {
        Cow::Borrowed(body)
    }
}

/// True when something was taken out.
fn clean(value: &mut Value, key: &str) -> bool {
    match value {
        Value::String(words) => {
            let names = key.ends_with("id") || NAMING.contains(&key);
            match without_bsn(words) {
                Cow::Owned(left) if !names => {
                    *words = left;
                    true
                }
                _ => false,
            }
        }
        Value::Array(all) => all.iter_mut().fold(false, |any, one| clean(one, key) | any),
        Value::Object(fields) => {
            fields.iter_mut().fold(false, |any, (key, one)| clean(one, key) | any)
        }
        _ => false,
    }
}

/// Was a BSN taken out of these words?
pub fn was_left_out(words: &str) -> bool {
    words.contains(LEFT_OUT)
}

/// Is there nothing in these words beside what was taken out, and the word for it?
pub fn held_nothing_else(words: &str) -> bool {
    let rest = words.replace(LEFT_OUT, " ").to_lowercase();
    rest.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| ANNOUNCING.contains(&word))
}

fn value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let c = u32::from(c);
    ZEROS.iter().map(|zero| c.wrapping_sub(*zero)).find(|value| *value < 10)
}

/// What people put between the digits of one number.
fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '.' | '-' | '/' | '_' | '\u{2010}'
            ..='\u{2015}' | '−'
    ) || is_mark(c)
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

fn groups(words: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // what stands between the last digit and here: its first sign, and how many
    let mut between: Option<(char, usize)> = None;
    let mut touching = false;
    let mut before = None;
    for (place, c) in words.char_indices() {
        if let Some(digit) = value(c) {
            let end = place + c.len_utf8();
            match groups.last_mut().filter(|_| touching) {
                Some(group) => {
                    group.digits.push(digit);
                    group.end = end;
                }
                None => groups.push(Group {
                    start: place,
                    end,
                    digits: vec![digit],
                    joined_by: between.map(|(sign, _)| sign),
                    plus: before == Some('+'),
                }),
            }
            touching = true;
            between = None;
        } else {
            between = match between {
                _ if !is_between(c) => None,
                None if touching => Some((c, 1)),
                Some((sign, count)) if count < MOST_BETWEEN => Some((sign, count + 1)),
                _ => None,
            };
            touching = false;
        }
        before = Some(c);
    }
    groups
}

/// The groups that only signs part from each other.
fn joined(groups: &[Group]) -> &[Group] {
    let more = groups.iter().skip(1).take(MOST_GROUPS);
    &groups[..=more.take_while(|group| group.joined_by.is_some()).count()]
}

/// How many groups together hold exactly so many digits.
fn together(groups: &[Group], digits: usize) -> Option<usize> {
    let mut total = 0;
    for (taken, group) in (1..).zip(groups) {
        total += group.digits.len();
        if total == digits {
            return Some(taken);
        }
    }
    None
}

/// How many groups are a telephone number.
fn telephone(groups: &[Group]) -> Option<usize> {
    let first = groups.first()?;
    let digits: Vec<u32> = groups.iter().flat_map(|group| &group.digits).copied().take(3).collect();
    let longest = |range: std::ops::RangeInclusive<usize>| {
        range.rev().find_map(|digits| together(groups, digits))
    };
    match digits.as_slice() {
        // E.164: at most 15 digits
        _ if first.plus => longest(10..=15),
        [0, 0, _] => longest(12..=17),
        [0, ..] => together(groups, 10),
        // +31 6 without its plus
        [3, 1, 6] => together(groups, 11),
        _ => None,
    }
}

/// How many groups are a date: `3-12-2026`, `2026/12/03`.
fn date(groups: &[Group]) -> Option<usize> {
    let [a, b, c, ..] = groups else { return None };
    let sign = b.joined_by.filter(|sign| c.joined_by == Some(*sign) && "-/.".contains(*sign))?;
    // `12-05-1980-6` is one number
    if groups.get(3).is_some_and(|next| next.joined_by == Some(sign)) {
        return None;
    }
    let number = |group: &Group| group.digits.iter().fold(0, |all, digit| all * 10 + digit);
    let short =
        |group: &Group, most: u32| group.digits.len() <= 2 && (1..=most).contains(&number(group));
    let year = |group: &Group| group.digits.len() == 4 && (1900..2100).contains(&number(group));
    let is_date =
        (short(a, 31) && short(b, 12) && year(c)) || (year(a) && short(b, 12) && short(c, 31));
    is_date.then_some(3)
}

/// How many groups are a BSN.
fn bsn(groups: &[Group], announced: bool) -> Option<usize> {
    let passes = |digits: usize| {
        let taken = together(groups, digits)?;
        let all = groups[..taken].iter().flat_map(|group| group.digits.iter().copied());
        let padded = std::iter::repeat_n(0, 9 - digits).chain(all);
        eleven_test(padded).then_some(taken)
    };
    passes(9).or_else(|| announced.then(|| passes(8))?)
}

/// Do nine digits pass the eleven-test? Nine zeros are no number.
///
/// Source: Wet algemene bepalingen burgerservicenummer; the weights are 9 to 2, and -1 for the last.
pub fn eleven_test(digits: impl Iterator<Item = u32>) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, 10]; // 10 is -1, modulo 11
    let sum: u32 = weights.into_iter().zip(digits).map(|(weight, digit)| weight * digit).sum();
    sum != 0 && sum.is_multiple_of(11)
}

fn announced(words: &str, place: usize) -> bool {
    let before: Vec<char> = words[..place].chars().rev().take(ANNOUNCED_WITHIN).collect();
    let before: String = before.into_iter().rev().flat_map(char::to_lowercase).collect();
    // what we put there ourselves announces nothing
    let before = before.replace("bsn weggelaten]", "");
    ANNOUNCING.iter().any(|word| before.contains(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Made up, but they pass.
    const VALID: [&str; 4] = ["123456782", "111222333", "999999990", "010000008"];

    #[test]
    fn the_eleven_test_tells_a_bsn_from_other_numbers() {
        for (number, passes) in
            [("123456782", true), ("111222333", true), ("123456789", false), ("000000000", false)]
        {
            assert_eq!(eleven_test(number.chars().filter_map(value)), passes, "{number}");
        }
    }

    #[test]
    fn a_bsn_is_left_out_however_it_is_written() {
        for (typed, left) in [
            ("123456782", "[BSN weggelaten]"),
            ("Mijn BSN is 123456782.", "Mijn BSN is [BSN weggelaten]."),
            ("123 456 782", "[BSN weggelaten]"),
            ("1234.56.782", "[BSN weggelaten]"),
            ("123-456-782", "[BSN weggelaten]"),
            ("123 - 456 - 782", "[BSN weggelaten]"),
            ("1 2 3 4 5 6 7 8 2", "[BSN weggelaten]"),
            ("١٢٣٤٥٦٧٨٢", "[BSN weggelaten]"),
            ("۱۲۳ ۴۵۶ ۷۸۲", "[BSN weggelaten]"),
            ("１２３４５６７８２", "[BSN weggelaten]"),
            ("bsn123456782x", "bsn[BSN weggelaten]x"),
            ("123456782, 111222333", "[BSN weggelaten], [BSN weggelaten]"),
            ("123456782 111222333", "[BSN weggelaten] [BSN weggelaten]"),
            ("om 15:00 123456782", "om 15:00 [BSN weggelaten]"),
            ("3 123456782", "3 [BSN weggelaten]"),
            ("0612345678 en 123456782", "0612345678 en [BSN weggelaten]"),
            ("06-12345678 123456782", "06-12345678 [BSN weggelaten]"),
            ("+31612345678 123456782", "+31612345678 [BSN weggelaten]"),
            // without its zero, only where it is announced
            ("BSN: 10000008", "BSN: [BSN weggelaten]"),
            (
                "mijn burgerservicenummer is 10000008",
                "mijn burgerservicenummer is [BSN weggelaten]",
            ),
        ] {
            assert_eq!(without_bsn(typed), left, "{typed}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for typed in [
            "ik kom",
            "",
            "10000008",
            "123456789",
            "0612345678",
            "06 12 34 56 78",
            "06-12345678",
            "030 1234567",
            "(030) 123 45 67",
            "+31 6 12345678",
            "+31612345678",
            "0031 6 1234 5678",
            "31612345678",
            "+49 1512 3456782",
            "3-12-2026 15:00",
            "03/12/2026",
            "van 3-12-2026 tot 4-12-2026",
            "2026-12-03 19:00",
            "NL91ABNA0417164300",
            "1234567820",
            "123456782000",
            "000000000",
            "12.345.678",
        ] {
            assert!(matches!(without_bsn(typed), Cow::Borrowed(same) if same == typed), "{typed}");
        }
    }

    #[test]
    fn a_telephone_number_that_passes_by_chance_stays() {
        // the nine digits behind the first zero pass
        for typed in ["0123456782", "+31123456782", "0031123456782", "+31 123456782", "0 123456782"]
        {
            assert_eq!(without_bsn(typed), typed);
        }
    }

    #[test]
    fn what_is_left_is_known_again() {
        assert!(was_left_out(&without_bsn("bsn 123456782")));
        assert!(held_nothing_else("BSN: [BSN weggelaten]."));
        assert!(!held_nothing_else("[BSN weggelaten] belt u mij?"));
    }

    #[test]
    fn a_body_loses_the_number_and_keeps_what_names_its_sender() {
        let body = r#"{"entry":[{"from":"123456782","wa_id":"123456782","chat":{"id":123456782},
            "text":{"body":"mijn bsn: \u0661\u0662\u0663456782"},"new":["x 111222333"]}]}"#;
        let kept = without_bsn_in_body(body.as_bytes());
        let kept: Value = serde_json::from_slice(&kept).unwrap();
        let entry = &kept["entry"][0];
        assert_eq!(entry["from"], "123456782");
        assert_eq!(entry["wa_id"], "123456782");
        assert_eq!(entry["chat"]["id"], 123_456_782);
        assert_eq!(entry["text"]["body"], "mijn bsn: [BSN weggelaten]");
        assert_eq!(entry["new"][0], "x [BSN weggelaten]");
        for same in [&b"{}"[..], b"\xff\xfe", br#"{"text":"12"}"#] {
            assert!(matches!(without_bsn_in_body(same), Cow::Borrowed(_)));
        }
        let broken = without_bsn_in_body(b"{\"text\": \"123456782");
        assert_eq!(broken.as_ref(), b"{\"text\": \"[BSN weggelaten]");
    }

    #[test]
    fn a_hundred_thousand_digits_are_read_in_no_time() {
        let typed = "1 ".repeat(50_000);
        assert!(!without_bsn(&typed).is_empty());
    }

    fn written(number: &str, zero: u32, between: &[String]) -> String {
        let mut typed = String::new();
        for (n, digit) in number.chars().enumerate() {
            if n > 0 {
                typed.push_str(&between[n - 1]);
            }
            typed.extend(char::from_u32(zero + digit.to_digit(10).unwrap()));
        }
        typed
    }

    proptest! {
        #[test]
        fn no_bsn_survives(
            number in prop_oneof![
                prop::sample::select(&VALID[..]).prop_map(str::to_owned),
                (10_000_000..1_000_000_000_u32).prop_filter_map("passes", |n| {
                    let number = format!("{n:09}");
                    eleven_test(number.chars().filter_map(value)).then_some(number)
                }),
            ],
            zero in prop::sample::select(&ZEROS[..]),
            sign in prop::sample::select(&["", " ", ".", "-", "\u{200F}", " - "][..]),
            gaps in prop::collection::vec(any::<bool>(), 8),
            before in "[a-zA-Zء-ي,:;!? ]{0,12}",
            after in "[a-zA-Zء-ي,;!? ]{0,12}",
        ) {
            let between: Vec<String> =
                gaps.iter().map(|gap| if *gap { sign.to_owned() } else { String::new() }).collect();
            let typed = format!("{before}{}{after}", written(&number, zero, &between));
            prop_assert_eq!(without_bsn(&typed), format!("{before}{LEFT_OUT}{after}"));
        }

        #[test]
        fn whatever_is_typed_twice_is_the_same_as_once(typed in "\\PC{0,60}", mixed in "[0-9 .+/٠-٩-]{0,30}") {
            for typed in [typed, mixed] {
                let once = without_bsn(&typed).into_owned();
                prop_assert_eq!(without_bsn(&once), once.clone());
            }
        }
    }
}
