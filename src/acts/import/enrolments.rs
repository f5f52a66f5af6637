//! Rows of `enrolments`: who is expected in which course.

use std::collections::HashMap;

use super::cell::{self, Wrong};
use super::columns::{Column, ColumnMap};
use super::decode::Unreadable;
use super::sessions::CourseKey;
use super::sheet::{Cells, Sheet};

/// The columns, in the order of the documentation.
pub const COLUMNS: &[Column] =
    &[Column::required("klantnummer"), Column::required("cursus"), Column::required("groep")];

/// One row.
pub struct EnrolmentRow {
    /// The row as the spreadsheet shows it.
    pub row: u64,
    /// Who.
    pub klantnummer: String,
    /// Name of the course.
    pub course: String,
    /// Name of the group.
    pub group: String,
}

impl EnrolmentRow {
    /// Which course.
    pub fn key(&self) -> CourseKey {
        CourseKey::new(&self.course, &self.group)
    }
}

/// Reads a file of enrolments. A row that repeats another is left out, with a warning.
pub fn read(bytes: &[u8], map: &ColumnMap) -> Result<(Sheet, Vec<EnrolmentRow>), Unreadable> {
    let mut sheet = Sheet::open(bytes, COLUMNS, map)?;
    let mut seen = HashMap::new();
    let rows = sheet.read(|cells| enrolment(cells, &mut seen));
    Ok((sheet, rows.into_iter().flatten().collect()))
}

fn enrolment(
    cells: &mut Cells<'_>,
    seen: &mut HashMap<(String, CourseKey), u64>,
) -> Option<EnrolmentRow> {
    let klantnummer = cells.required("klantnummer", cell::klantnummer);
    let course = cells.required("cursus", cell::words);
    let group = cells.required("groep", cell::words);
    let row =
        EnrolmentRow { row: cells.row, klantnummer: klantnummer?, course: course?, group: group? };
    let first = *seen.entry((row.klantnummer.clone(), row.key())).or_insert(row.row);
    if first != row.row {
        let what = format!("deze inschrijving staat ook in rij {first}");
        cells.warning(None, Wrong::new(what, "zij telt één keer"));
        return None;
    }
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_counts_once_and_lacks_nothing() {
        let text = "Klantnummer\tCursus\tGroep\nK-1\tPVT\tA\nK-1\tpvt\ta\nK-2\t\tA\n";
        let (sheet, rows) =
            read(text.as_bytes(), &ColumnMap::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(rows.len(), 1);
        assert_eq!((sheet.report.warnings.count, sheet.report.mistakes.count), (1, 1));
    }
}
