//! A file, opened: its known columns found, its rows given one by one to a reader of cells.

use super::bsn::looks_like_bsn;
use super::cell::{Wrong, klantnummer};
use super::columns::{Column, ColumnMap, place};
use super::decode::{Encoding, Unreadable, decode};
use super::report::{Remark, Report};
use super::table::{LONGEST_CELL, Row, cut};

/// An opened file and everything that was remarked about it so far.
pub struct Sheet {
    /// How it was written.
    pub encoding: Encoding,
    /// What separates its cells.
    pub separator: char,
    /// Everything remarked so far.
    pub report: Report,
    known: &'static [Column],
    /// Names of the municipality's own columns; their places stand behind those of `known`.
    own: Vec<String>,
    places: Vec<Option<usize>>,
    width: usize,
    rows: Vec<Row>,
}

impl Sheet {
    /// Decodes, cuts and finds the columns.
    pub fn open(
        bytes: &[u8],
        known: &'static [Column],
        map: &ColumnMap,
    ) -> Result<Self, Unreadable> {
        Self::open_with(bytes, (known, Vec::new()), map)
    }

    /// The same, with columns of the municipality's own.
    pub fn open_with(
        bytes: &[u8],
        (known, own): (&'static [Column], Vec<String>),
        map: &ColumnMap,
    ) -> Result<Self, Unreadable> {
        let (text, encoding) = decode(bytes)?;
        let table = cut(&text).ok_or(Unreadable::Empty)?;
        let mut report = Report::default();
        let places = place((known, &own), &table.header.cells, map, &mut report);
        let known_places = &places[..known.len().min(places.len())];
        if known_places.iter().all(Option::is_some) && table.rows.is_empty() {
            report.warning(Remark::on_file("het bestand heeft alleen een kopregel", ""));
        }
        Ok(Self {
            encoding,
            separator: table.separator,
            report,
            known,
            own,
            places,
            width: table.header.cells.len(),
            rows: table.rows,
        })
    }

    /// Does the file have this column?
    pub fn has(&self, column: &str) -> bool {
        self.place_of(column).is_some()
    }

    /// Does the file have the own column with this rank?
    pub fn has_own(&self, rank: usize) -> bool {
        self.place_of_own(rank).is_some()
    }

    fn place_of_own(&self, rank: usize) -> Option<usize> {
        self.places.get(self.known.len() + rank).copied().flatten()
    }

    fn place_of(&self, column: &str) -> Option<usize> {
        let at = self.known.iter().position(|known| known.name == column)?;
        self.places.get(at).copied().flatten()
    }

    /// Reads every row with `read`. Without its required columns a file is not read: the header
    /// must be mended first, and every row would only repeat that.
    pub fn read<T>(&mut self, mut read: impl FnMut(&mut Cells<'_>) -> T) -> Vec<T> {
        if self.known.iter().zip(&self.places).any(|(c, place)| c.required && place.is_none()) {
            return Vec::new();
        }
        let rows = std::mem::take(&mut self.rows);
        let mut report = std::mem::take(&mut self.report);
        let read_rows = rows
            .iter()
            .map(|row| {
                let mut cells = Cells::new(self, row, &mut report);
                cells.check();
                read(&mut cells)
            })
            .collect();
        self.report = report;
        read_rows
    }
}

/// The cells of one row; what is wrong with them goes into the report.
pub struct Cells<'a> {
    /// The row as the spreadsheet shows it.
    pub row: u64,
    sheet: &'a Sheet,
    cells: &'a [String],
    klantnummer: Option<&'a str>,
    /// Columns with a mistake that was already reported.
    spoilt: Vec<&'static str>,
    report: &'a mut Report,
}

impl<'a> Cells<'a> {
    fn new(sheet: &'a Sheet, row: &'a Row, report: &'a mut Report) -> Self {
        let at = |column| row.cells.get(sheet.place_of(column)?).map(String::as_str);
        let named =
            |text: &&str| !text.is_empty() && klantnummer(text).is_ok() && !looks_like_bsn(text);
        let klantnummer = at("klantnummer").filter(named);
        let (row, cells) = (row.number, row.cells.as_slice());
        Self { row, sheet, cells, klantnummer, spoilt: Vec::new(), report }
    }

    fn check(&mut self) {
        if self.cells.iter().skip(self.sheet.width).any(|cell| !cell.is_empty()) {
            let mend = "zet tekst waar het scheidingsteken in staat tussen aanhalingstekens";
            self.mistake(None, Wrong::new("deze rij heeft meer cellen dan de kopregel", mend));
        }
        for column in self.sheet.known {
            let text = self.text(column.name);
            if text.chars().count() > LONGEST_CELL {
                let mend = "maak hem korter; sluit aanhalingstekens die geopend zijn";
                self.spoil(column.name, Wrong::new("deze cel is te lang", mend));
            } else if !column.numeric && looks_like_bsn(text) {
                let mend = "haal het weg: Wegwijzer mag geen burgerservicenummer krijgen";
                self.spoil(column.name, Wrong::new("dit lijkt op een BSN", mend));
            }
        }
    }

    /// A cell of the municipality's own column with this rank; it may be empty.
    pub fn own<T>(
        &mut self,
        rank: usize,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let place = self.sheet.place_of_own(rank);
        let text = place.and_then(|at| self.cells.get(at)).map_or("", String::as_str);
        let name = self.sheet.own.get(rank).map(String::as_str);
        if text.is_empty() {
            return None;
        }
        let wrong = if text.chars().count() > LONGEST_CELL {
            let mend = "maak hem korter; sluit aanhalingstekens die geopend zijn";
            Wrong::new("deze cel is te lang", mend)
        } else if looks_like_bsn(text) {
            let mend = "haal het weg: Wegwijzer mag geen burgerservicenummer krijgen";
            Wrong::new("dit lijkt op een BSN", mend)
        } else {
            match read(text) {
                Ok(value) => return Some(value),
                Err(wrong) => wrong,
            }
        };
        self.mistake(name, wrong);
        None
    }

    fn text(&self, column: &str) -> &'a str {
        let place = self.sheet.place_of(column);
        place.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn spoil(&mut self, column: &'static str, wrong: Wrong) {
        self.spoilt.push(column);
        self.mistake(Some(column), wrong);
    }

    /// A cell that must hold something; None when a mistake was noted.
    pub fn required<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            self.mistake(Some(column), Wrong::new("deze cel is leeg", "vul hem in"));
            return None;
        }
        self.optional(column, read)
    }

    /// A cell that may be empty.
    pub fn optional<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() || self.spoilt.contains(&column) {
            return None;
        }
        read(text).map_err(|wrong| self.spoil(column, wrong)).ok()
    }

    /// Notes a mistake of this row.
    pub fn mistake(&mut self, column: Option<&str>, wrong: Wrong) {
        let remark = self.remark(column, wrong);
        self.report.mistake(remark);
    }

    /// Notes a warning about this row.
    pub fn warning(&mut self, column: Option<&str>, wrong: Wrong) {
        let remark = self.remark(column, wrong);
        self.report.warning(remark);
    }

    fn remark(&self, column: Option<&str>, wrong: Wrong) -> Remark {
        let remark = Remark::on_file(wrong.what, wrong.mend).at(self.row, self.klantnummer);
        match column {
            Some(column) => remark.in_column(column),
            None => remark,
        }
    }
}
