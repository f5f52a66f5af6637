//! What was printed, as sheets of paper: for the page, and for the command.

use chrono::NaiveDate;

use crate::acts::letters::Printed;
use crate::letter::{Head, Letter, Sheet, compose};
use crate::text::Words;
use crate::trade::short_code::grouped;

/// The sheets of these letters, in their order, dated `today`.
pub fn sheets(words: &Words, head: &Head, printed: &[Printed], today: NaiveDate) -> Vec<Sheet> {
    let sheet = |one: &Printed| {
        let letter = Letter {
            kind: one.kind,
            language: one.language,
            name: &one.name,
            address: one.postal.lines(),
            klantnummer: &one.klantnummer,
            klantmanager: one.klantmanager.as_deref(),
            token: &one.codes.token,
            code: &grouped(&one.codes.short),
            date: today,
            valid_until: one.valid_until,
        };
        compose(words, head, &letter)
    };
    printed.iter().map(sheet).collect()
}
