//! From text to cells, with the row numbers that the spreadsheet shows.
//!
//! The separator is the one that the header line uses. A row with too few cells is padded (Excel
//! drops empty cells at the end); empty rows count but are not given.

/// The longest cell that is read, in characters. A longer one is nearly always a quotation mark
/// that was never closed and swallowed the rows after it.
pub const LONGEST_CELL: usize = 500;

/// One row of cells.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet shows it: the first line is row 1.
    pub number: u64,
    /// The cells, trimmed.
    pub cells: Vec<String>,
}

/// The cells of a file.
pub struct Table {
    /// What separates the cells.
    pub separator: char,
    /// The first row.
    pub header: Row,
    /// The rows below it that hold anything.
    pub rows: Vec<Row>,
}

/// Cuts `text` (line ends `\n`) into cells; None when there is no row at all.
pub fn cut(text: &str) -> Option<Table> {
    // Excel's own hint about the separator is a row of its own
    let (hint, body, skipped) = match text.strip_prefix("sep=").and_then(|t| t.split_once('\n')) {
        Some((hint, body)) => (hint.chars().next(), body, 1),
        None => (None, text, 0),
    };
    let separator = hint.filter(char::is_ascii).unwrap_or_else(|| separator_of(body));
    let mut rows = rows(body, separator, skipped).into_iter();
    let header = rows.next()?;
    Some(Table { separator, header, rows: rows.collect() })
}

fn separator_of(text: &str) -> char {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(';', 0), ('\t', 0), (',', 0)];
    for c in line.chars() {
        quoted ^= c == '"';
        if let Some((_, n)) = counts.iter_mut().find(|(s, _)| !quoted && *s == c) {
            *n += 1;
        }
    }
    // the first of equals: a file of one column is read with the Dutch separator
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map_or(';', |(separator, _)| separator)
}

fn rows(text: &str, separator: char, skipped: u64) -> Vec<Row> {
    let text = if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = skipped;
    let mut record = csv::StringRecord::new();
    loop {
        let from = reader.position().line();
        // reading from memory as UTF-8 cannot fail; if it did, the rows so far are what there is
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            return rows;
        }
        // A row may span lines; blank lines before it are rows to the spreadsheet, not to `csv`.
        let lines = reader.position().line().saturating_sub(from);
        let within: u64 = record.iter().map(|cell| cell.matches('\n').count() as u64).sum();
        number += lines.saturating_sub(within).max(1);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { number, cells: record.iter().map(tidy).collect() });
        }
    }
}

// Marks of direction and of nothing; the joiners of Persian (200C, 200D) are letters' business.
const INVISIBLE: [char; 13] = [
    '\u{200B}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{FEFF}',
];

/// One line, single spaces, no invisible signs: what people paste is seldom clean.
fn tidy(cell: &str) -> String {
    let visible = cell
        .chars()
        .filter(|c| !INVISIBLE.contains(c))
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c });
    let mut out = String::with_capacity(cell.len());
    for c in visible {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = cut(text).unwrap();
        std::iter::once(table.header).chain(table.rows).map(|r| (r.number, r.cells)).collect()
    }

    fn owned(rows: &[(u64, &[&str])]) -> Vec<(u64, Vec<String>)> {
        rows.iter().map(|(n, c)| (*n, c.iter().map(|s| (*s).to_owned()).collect())).collect()
    }

    #[test]
    fn each_separator_is_recognised_by_the_header() {
        for text in ["a;b\n1,5;2", "a,b\n\"1,5\",2", "a\tb\n1,5\t2", "sep=,\na,b\n\"1,5\",2"] {
            let first = 1 + u64::from(text.starts_with("sep="));
            assert_eq!(cells(text), owned(&[(first, &["a", "b"]), (first + 1, &["1,5", "2"])]));
        }
    }

    #[test]
    fn rows_are_numbered_as_the_spreadsheet_shows_them() {
        let text = "a;b\n\n\"een\ntwee\";2\n;\n  x\u{a0} y ;3\n\n";
        let expected = owned(&[(1, &["a", "b"]), (3, &["een twee", "2"]), (5, &["x y", "3"])]);
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_does_not_lose_the_rows_before_it() {
        let rows = cells("a;b\n1;2\n\"open;3\n4;5");
        assert_eq!(rows[1], (2, vec!["1".to_owned(), "2".to_owned()]));
        assert_eq!(rows[2].0, 3);
    }
}
