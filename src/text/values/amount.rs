//! How many, and how long.

use chrono::TimeDelta;

use super::lexicon::{Lexicon, Sense};
use super::tokens::{Item, Run, Token, Written, items};

/// Longer than a year of hours is a mistake, not an answer.
const MOST_HOURS: i64 = 10_000;

/// A whole number, and nothing else.
pub(super) fn number(lexicon: &Lexicon, tokens: &[Token]) -> Option<i64> {
    let items = items(lexicon, tokens, |sense| matches!(sense, Sense::Number(_)))?;
    match items.as_slice() {
        [Item::Number(run)] => Some(run.value),
        _ => None,
    }
}

/// How long: hours, minutes, or both. A number alone counts hours.
pub(super) fn hours(lexicon: &Lexicon, tokens: &[Token]) -> Option<TimeDelta> {
    let items = items(lexicon, tokens, of_hours)?;
    let minutes = with_unit(&items).or_else(|| without_unit(&items))?;
    (0..=MOST_HOURS * 60).contains(&minutes).then(|| TimeDelta::minutes(minutes))
}

fn of_hours(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Number(_)
            | Sense::Hour
            | Sense::OneHour
            | Sense::TwoHours
            | Sense::Minute
            | Sense::QuarterHour
            | Sense::HalfHour
            | Sense::MinusQuarter
            | Sense::Half
            | Sense::OneAndHalf
    )
}

fn with_unit(items: &[Item]) -> Option<i64> {
    let unit = items.iter().position(|item| {
        matches!(item, Item::Word(Sense::Hour | Sense::OneHour | Sense::TwoHours))
    })?;
    let (before, rest) = items.split_at(unit);
    let after = rest.get(1..).unwrap_or_default();
    let whole = match (before, rest.first()?) {
        ([], Item::Word(Sense::OneHour)) => 60,
        ([], Item::Word(Sense::TwoHours)) => 120,
        (_, Item::Word(Sense::TwoHours)) => return None,
        (before, _) => {
            let minutes = without_unit(before)?;
            // "3 minuten uur" means nothing
            if matches!(before.last(), Some(Item::Word(Sense::Minute))) {
                return None;
            }
            minutes
        }
    };
    let more = match after {
        [] => 0,
        [Item::Word(Sense::Half)] => 30,
        [Item::Word(Sense::QuarterHour)] => 15,
        [Item::Word(Sense::MinusQuarter)] => -15,
        [Item::Number(Run { value, .. }), Item::Word(Sense::QuarterHour)] if *value <= 3 => {
            value * 15
        }
        [Item::Number(Run { value, .. })]
        | [Item::Number(Run { value, .. }), Item::Word(Sense::Minute)]
            if *value < 60 =>
        {
            *value
        }
        _ => return None,
    };
    // "2,5 uur 30" would be one too many
    if more != 0 && whole % 60 != 0 {
        return None;
    }
    Some(whole + more)
}

fn without_unit(items: &[Item]) -> Option<i64> {
    match items {
        [Item::Number(Run { value, .. })] => value.checked_mul(60),
        [Item::Number(Run { value, .. }), Item::Word(Sense::Half)] => {
            value.checked_mul(60)?.checked_add(30)
        }
        [Item::Word(Sense::Half)] => Some(30),
        [Item::Word(Sense::OneAndHalf)] => Some(90),
        [Item::Word(Sense::QuarterHour)] => Some(15),
        [Item::Word(Sense::HalfHour)] => Some(30),
        [Item::Number(Run { value, .. }), Item::Word(Sense::HalfHour)] => value.checked_mul(30),
        [Item::Number(Run { value, .. }), Item::Word(Sense::QuarterHour)] => value.checked_mul(15),
        [Item::Number(Run { value, .. }), Item::Word(Sense::Minute)] => Some(*value),
        [Item::Written(written)] => decimal(written).or_else(|| clock(written)),
        _ => None,
    }
}

/// "2,5" in minutes. Three digits behind the sign may be thousands, and a third of an hour has no
/// decimals: neither is guessed.
fn decimal(written: &Written) -> Option<i64> {
    match (written.parts.as_slice(), written.signs.as_slice()) {
        ([whole, part], ['.' | ',']) if (1..=2).contains(&part.digits) => {
            let parts_of = if part.digits == 1 { 10 } else { 100 };
            let minutes = part.value * 60;
            (minutes % parts_of == 0).then_some(whole.value * 60 + minutes / parts_of)
        }
        _ => None,
    }
}

/// "2:30": two hours and a half.
fn clock(written: &Written) -> Option<i64> {
    match (written.parts.as_slice(), written.signs.as_slice()) {
        ([hours, minutes], [':']) if minutes.digits == 2 && minutes.value < 60 => {
            Some(hours.value * 60 + minutes.value)
        }
        _ => None,
    }
}
