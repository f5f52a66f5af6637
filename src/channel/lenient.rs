//! Reading JSON from platforms without being offended. PURE.
//!
//! A field that is odd is absent, never an error: one strange value must not cost a person's
//! message. Strings that are not quite Unicode are mended. Borrows from the body where it can.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// `deserialize_with`: the value, or nothing when it has another shape than expected.
pub fn part<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let raw = <&'de RawValue>::deserialize(from)?;
    Ok(serde_json::from_str(raw.get()).ok())
}

/// `deserialize_with`: a string, or a number in its own digits (ids come as either).
pub fn words<'de, D>(from: D) -> Result<Option<Cow<'de, str>>, D::Error>
where
    D: Deserializer<'de>,
{
    let raw = <&'de RawValue>::deserialize(from)?.get();
    Ok(match raw.as_bytes().first() {
        Some(b'"') => string(raw),
        Some(b'-' | b'0'..=b'9') => Some(Cow::Borrowed(raw)),
        _ => None,
    })
}

/// `deserialize_with`: a whole number, also when written as a string.
pub fn number<'de, D>(from: D) -> Result<Option<i64>, D::Error>
where
    D: Deserializer<'de>,
{
    let raw = <&'de RawValue>::deserialize(from)?.get();
    Ok(raw.trim_matches('"').trim().parse().ok())
}

/// Unix seconds as an instant; also milliseconds, which some gateways write.
pub fn instant(seconds: i64) -> Option<DateTime<Utc>> {
    // As seconds this is the year 5138: whatever is larger is milliseconds.
    const LAST_SECOND: i64 = 99_999_999_999;
    if seconds > LAST_SECOND {
        DateTime::from_timestamp_millis(seconds)
    } else {
        DateTime::from_timestamp(seconds, 0)
    }
}

/// A platform's word for something, fit to count by: short, lower case, `[a-z0-9_]`.
pub fn kind(word: &str) -> String {
    let fit = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if (1..=40).contains(&word.len()) && word.bytes().all(fit) {
        word.to_owned()
    } else {
        "unknown".to_owned()
    }
}

fn string(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.contains('\\') {
        return raw.strip_prefix('"')?.strip_suffix('"').map(Cow::Borrowed);
    }
    let read = serde_json::from_str::<String>(raw)
        // Meta escapes everything beyond ASCII, and a label cut in the middle of an emoji leaves
        // half a pair behind, which JSON readers refuse.
        .or_else(|_| serde_json::from_str(&mend_surrogates(raw)))
        .ok()?;
    // PostgreSQL stores no NUL in a text.
    Some(Cow::Owned(if read.contains('\0') { read.replace('\0', "") } else { read }))
}

/// Replaces every half of a surrogate pair that has lost its other half.
fn mend_surrogates(raw: &str) -> String {
    let mut mended = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match unit(rest) {
            Some(0xD800..=0xDBFF) if rest.get(6..).and_then(unit).is_some_and(is_low) => 12,
            Some(0xD800..=0xDFFF) => {
                mended.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            Some(_) => 6,
            None => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        mended.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    mended.push_str(rest);
    mended
}

/// The UTF-16 unit of a `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

fn is_low(unit: u16) -> bool {
    (0xDC00..=0xDFFF).contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Deserialize)]
    struct Odd<'a> {
        #[serde(default, borrow, deserialize_with = "words")]
        words: Option<Cow<'a, str>>,
        #[serde(default, deserialize_with = "number")]
        number: Option<i64>,
        #[serde(default, deserialize_with = "part")]
        list: Option<Vec<u8>>,
    }

    #[test]
    fn an_odd_field_is_absent_and_its_neighbours_stay() {
        let odd: Odd = serde_json::from_str(r#"{"words":[],"number":"12","list":"x"}"#).unwrap();
        assert_eq!((odd.words, odd.number, odd.list), (None, Some(12), None));
        let odd: Odd = serde_json::from_str(r#"{"words":7,"number":{},"list":[1]}"#).unwrap();
        assert_eq!((odd.words.as_deref(), odd.number, odd.list), (Some("7"), None, Some(vec![1])));
        let odd: Odd = serde_json::from_str(r#"{"words":null}"#).unwrap();
        assert_eq!((odd.words, odd.number, odd.list), (None, None, None));
    }

    #[test]
    fn halves_of_an_emoji_and_nul_do_not_cost_the_message() {
        let rows = [
            (r#""dag""#, "dag"),
            (r#""dag \ud83d\ude00""#, "dag 😀"),
            (r#""dag \ud83d""#, "dag \u{fffd}"),
            (r#""\ude00 \ud83d\ud83d\ude00""#, "\u{fffd} \u{fffd}😀"),
            (r#""a\u0000b\\ud83d\"""#, "ab\\ud83d\""),
            (r#""\ud83d\\é""#, "\u{fffd}\\é"),
        ];
        for (raw, expected) in rows {
            assert_eq!(string(raw).as_deref(), Some(expected), "{raw}");
        }
    }

    #[test]
    fn instants_come_in_seconds_or_milliseconds() {
        assert_eq!(instant(1_795_600_800), instant(1_795_600_800_000));
        assert_eq!(instant(i64::MAX), None);
        assert_eq!(instant(i64::MIN), None);
    }

    proptest! {
        #[test]
        fn mending_never_panics_and_leaves_sound_strings_alone(text in ".{0,40}") {
            let _ = mend_surrogates(&text);
            let sound = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(mend_surrogates(&sound), sound);
        }
    }
}
