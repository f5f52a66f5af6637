//! Every remark about a file, in the words of the colleague who has to mend it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Remarks shown per kind; all are counted.
pub const SHOWN: usize = 200;
/// Remarks kept per kind, for a table of all of them: some for every row of a large file.
pub const KEPT: usize = 50_000;

/// What is odd about one cell, one row or the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The row as the spreadsheet shows it: the header is row 1. None: the whole file.
    pub row: Option<u64>,
    /// The column, by Wegwijzer's name for it.
    pub column: Option<String>,
    /// The municipality's own key of the row; never something that may be a BSN.
    pub klantnummer: Option<String>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Remark {
    /// A remark about the whole file.
    pub fn on_file(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { row: None, column: None, klantnummer: None, what: what.into(), mend: mend.into() }
    }

    /// The same remark, about one row.
    pub fn at(mut self, row: u64, klantnummer: Option<&str>) -> Self {
        self.row = Some(row);
        self.klantnummer = klantnummer.map(str::to_owned);
        self
    }

    /// The same remark, about one column.
    pub fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut place = Vec::new();
        if let Some(row) = self.row {
            place.push(format!("rij {row}"));
        }
        if let Some(column) = &self.column {
            place.push(format!("kolom {column}"));
        }
        if let Some(klantnummer) = &self.klantnummer {
            place.push(format!("klantnummer {klantnummer}"));
        }
        if !place.is_empty() {
            write!(f, "{}: ", place.join(", "))?;
        }
        write!(f, "{}", self.what)?;
        if !self.mend.is_empty() {
            write!(f, "; {}", self.mend)?;
        }
        Ok(())
    }
}

/// Remarks of one kind: all counted, the first [`SHOWN`] kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Remarks {
    /// How many there are.
    pub count: usize,
    /// The first of them, by row.
    pub shown: Vec<Remark>,
    /// Those that are not shown, as they came; [`KEPT`] at most.
    #[serde(skip)]
    rest: Vec<Remark>,
}

impl Remarks {
    fn add(&mut self, remark: Remark) {
        self.count += 1;
        let at = self.shown.partition_point(|shown| shown.row <= remark.row);
        let over = if at < SHOWN {
            self.shown.insert(at, remark);
            (self.shown.len() > SHOWN).then(|| self.shown.pop()).flatten()
        } else {
            Some(remark)
        };
        let room = self.shown.len() + self.rest.len() < KEPT;
        self.rest.extend(over.filter(|_| room));
    }

    fn join(&mut self, other: Self) {
        let unseen = other.count - other.shown.len() - other.rest.len();
        other.shown.into_iter().chain(other.rest).for_each(|remark| self.add(remark));
        self.count += unseen;
    }

    /// All that are kept, by row.
    pub fn into_all(self) -> Vec<Remark> {
        let mut all = self.shown;
        all.extend(self.rest);
        all.sort_by_key(|remark| remark.row);
        all
    }
}

/// What there is to say about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// With one of these, nothing is imported.
    pub mistakes: Remarks,
    /// Worth knowing; the import goes on.
    pub warnings: Remarks,
}

impl Report {
    /// Notes a mistake.
    pub fn mistake(&mut self, remark: Remark) {
        self.mistakes.add(remark);
    }

    /// Notes a warning.
    pub fn warning(&mut self, remark: Remark) {
        self.warnings.add(remark);
    }

    /// Adds what was remarked elsewhere about the same file.
    pub fn add(&mut self, other: Self) {
        self.mistakes.join(other.mistakes);
        self.warnings.join(other.warnings);
    }

    /// May the file be imported?
    pub fn is_good(&self) -> bool {
        self.mistakes.count == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_remarks_are_counted_and_the_first_rows_are_shown() {
        let mut report = Report::default();
        for row in (2..1000).rev() {
            report.mistake(Remark::on_file("is leeg", "vul in").at(row, None));
        }
        assert_eq!(report.mistakes.count, 998);
        assert_eq!(report.mistakes.shown.len(), SHOWN);
        assert_eq!(report.mistakes.shown[0].row, Some(2));
        assert_eq!(report.mistakes.shown[0].to_string(), "rij 2: is leeg; vul in");
        let mut joined = Report::default();
        joined.mistake(Remark::on_file("geen kop", ""));
        joined.add(report);
        assert_eq!((joined.mistakes.count, joined.mistakes.shown.len()), (999, SHOWN));
        let rows: Vec<_> = joined.mistakes.into_all().iter().map(|remark| remark.row).collect();
        assert_eq!(rows, std::iter::once(None).chain((2..1000).map(Some)).collect::<Vec<_>>());
    }
}
