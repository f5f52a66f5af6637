//! A length of time as authors write it: `7d`, `20h`, `90m`, `2d12h`.
//!
//! Promises that what it displays parses back to the same length. A day is always 24 hours here;
//! whoever means a calendar day says so (see `reminder`). Knows no weeks, months or fractions.

use std::fmt;
use std::str::FromStr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// The longest span an author may write: ten years.
pub const LONGEST: TimeDelta = TimeDelta::days(3650);

/// A length of time, written with `d`, `h`, `m` and `s`, the largest first.
///
/// ```
/// use wegwijzer::plan::span::Span;
/// let span: Span = "2d12h".parse().unwrap();
/// assert_eq!(span.0, chrono::TimeDelta::hours(60));
/// assert_eq!(span.to_string(), "2d12h");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span(pub TimeDelta);

/// Why a text is not a span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// Nothing was written.
    #[error("a length of time is missing: write for example 7d, 20h, 90m or 2d12h")]
    Empty,
    /// A unit without a number, or something that is neither.
    #[error("`{0}` is no length of time: write for example 7d, 20h, 90m or 2d12h")]
    NoNumber(String),
    /// A number without a unit, or with one that does not exist.
    #[error("`{0}` lacks a unit: d for days, h for hours, m for minutes, s for seconds")]
    NoUnit(String),
    /// `12h2d`, or the same unit twice.
    #[error("`{0}` names its units out of order: days, then hours, minutes and seconds, each once")]
    OutOfOrder(String),
    /// Longer than [`LONGEST`].
    #[error("`{0}` is longer than ten years")]
    TooLong(String),
}

/// Units, the largest first, with their length in seconds.
const UNITS: [(char, i64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SpanError::Empty);
        }
        let mut units = UNITS.iter();
        let mut seconds: i64 = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (number, tail) = rest.split_at(digits);
            if number.is_empty() {
                return Err(SpanError::NoNumber(text.to_owned()));
            }
            let Some(unit) = tail.chars().next().filter(|c| UNITS.iter().any(|(u, _)| u == c))
            else {
                return Err(SpanError::NoUnit(text.to_owned()));
            };
            // `find` goes on where the last unit was found, so a larger or equal one is not there
            let Some((_, length)) = units.find(|(u, _)| *u == unit) else {
                return Err(SpanError::OutOfOrder(text.to_owned()));
            };
            seconds = number
                .parse::<i64>()
                .ok()
                .and_then(|n| n.checked_mul(*length))
                .and_then(|part| seconds.checked_add(part))
                .filter(|sum| *sum <= LONGEST.num_seconds())
                .ok_or_else(|| SpanError::TooLong(text.to_owned()))?;
            rest = &tail[unit.len_utf8()..];
        }
        Ok(Self(TimeDelta::seconds(seconds)))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.0.num_seconds();
        if left < 0 {
            f.write_str("-")?;
            left = left.saturating_neg();
        }
        if left == 0 {
            return f.write_str("0s");
        }
        for (unit, length) in UNITS {
            if left >= length {
                write!(f, "{}{unit}", left / length)?;
                left %= length;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Span {
    type Error = SpanError;

    fn try_from(text: String) -> Result<Self, SpanError> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_reads_as_written() {
        let table = [
            ("7d", TimeDelta::days(7), "7d"),
            ("20h", TimeDelta::hours(20), "20h"),
            ("90m", TimeDelta::minutes(90), "1h30m"),
            ("30s", TimeDelta::seconds(30), "30s"),
            ("2d12h", TimeDelta::hours(60), "2d12h"),
            (" 1d2h3m4s ", TimeDelta::seconds(93_784), "1d2h3m4s"),
            ("0s", TimeDelta::zero(), "0s"),
        ];
        for (text, length, shown) in table {
            assert_eq!(text.parse(), Ok(Span(length)), "{text}");
            assert_eq!(Span(length).to_string(), shown);
        }
    }

    #[test]
    fn what_is_no_span_says_why() {
        let wrong = |text: &str| text.parse::<Span>().expect_err(text).to_string();
        assert!(wrong("").contains("missing"));
        assert!(wrong("d").contains("no length of time"));
        assert!(wrong("-1d").contains("no length of time"));
        assert!(wrong("7").contains("lacks a unit"));
        assert!(wrong("7w").contains("lacks a unit"));
        assert!(wrong("1d 2h").contains("no length of time"));
        assert!(wrong("2h1d").contains("out of order"));
        assert!(wrong("1h1h").contains("out of order"));
        assert!(wrong("99999999999999999999d").contains("ten years"));
        assert!(wrong("4000d").contains("ten years"));
        assert!(wrong("7é").contains("lacks a unit"));
    }

    proptest! {
        #[test]
        fn what_is_displayed_parses_back(seconds in 0..=LONGEST.num_seconds()) {
            let span = Span(TimeDelta::seconds(seconds));
            prop_assert_eq!(span.to_string().parse(), Ok(span));
            let json = serde_json::to_string(&span).unwrap();
            prop_assert_eq!(serde_json::from_str::<Span>(&json).unwrap(), span);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,12}") {
            let _ = text.parse::<Span>();
        }
    }
}
