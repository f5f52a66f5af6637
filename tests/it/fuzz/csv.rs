//! Files that a municipality imports.

use proptest::collection::vec;
use proptest::prelude::*;
use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::acts::import::people;

use super::{cases, corpus, spoiled};

/// Mistakes as (row, column), warnings, and how each row was understood.
type Seen = (Vec<(Option<u64>, Option<String>)>, usize, Vec<[String; 3]>);

fn read(file: &str) -> Option<Seen> {
    let (sheet, rows) = people::read(file.as_bytes(), &ColumnMap::default()).ok()?;
    let mistakes = &sheet.report.mistakes.shown;
    let rows = rows
        .into_iter()
        .map(|r| [r.klantnummer, r.name, format!("{:?} {:?}", r.language, r.group)])
        .collect();
    let places = mistakes.iter().map(|m| (m.row, m.column.clone())).collect();
    Some((places, sheet.report.warnings.count, rows))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_mistake_in_a_row_names_the_row_and_a_known_column(
        at: prop::sample::Index, wrongs in vec(any::<(u16, u8)>(), 0..4),
    ) {
        let all = corpus("people");
        let file = spoiled(&all[at.index(all.len())], &wrongs);
        let seen = read(&file);
        prop_assert_eq!(&seen, &read(&file));
        let lines = file.lines().count() as u64;
        for (row, column) in seen.iter().flat_map(|s| &s.0) {
            prop_assert!(row.is_none_or(|row| row >= 1 && row <= lines), "row {row:?}");
            let known = |c: &String| people::COLUMNS.iter().any(|k| k.name == c);
            prop_assert!(row.is_none() || column.as_ref().is_none_or(known), "{column:?}");
        }
    }

    #[test]
    fn the_order_of_the_columns_changes_nothing(
        order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle(),
        rows in vec(("K[0-9]{1,4}", "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?",
            prop::sample::select(vec!["nl", "Arabisch", "xx", ""]),
            prop::sample::select(vec!["asiel", "gezin", "", "?"]),
            prop::sample::select(vec!["0612345678", "", "12"]),
            prop::sample::select(vec!["3-2-2026", "", "32-13-2026"])), 1..5),
    ) {
        let head = ["klantnummer", "naam", "taal", "groep", "telefoon", "pip_datum"];
        let write = |order: &[usize]| {
            let line = |cells: [&str; 6]| order.iter().map(|i| cells[*i]).collect::<Vec<_>>().join(";");
            let mut file = line(head);
            for (a, b, c, d, e, f) in &rows {
                file.push('\n');
                file.push_str(&line([a.as_str(), b.as_str(), c, d, e, f]));
            }
            file
        };
        prop_assert_eq!(read(&write(&[0, 1, 2, 3, 4, 5])), read(&write(&order)));
    }
}
