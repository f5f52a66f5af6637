//! What became of a file, in the words of whoever brought it.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::{Kind, Step};
use crate::acts::import::decode::{Encoding, Unreadable};
use crate::acts::import::report::{Remarks, Report};
use crate::store::StoreError;

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No row of the file could be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The database did not do it; nothing was stored.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database broke off half-way.
    #[error(
        "het inlezen brak af na {} van {} rijen: wat is bewaard, is goed en blijft; verhelp de \
         oorzaak en geef dezelfde opdracht nog eens, dan gaat het verder waar het bleef",
        at.done,
        at.of
    )]
    Stopped {
        /// What was stored, with every warning so far: the next time it is not told again.
        so_far: Box<Outcome>,
        /// How far it was.
        at: Step,
        /// Why.
        #[source]
        problem: StoreError,
    },
}

/// What became of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// What the rows are.
    pub kind: Kind,
    /// How the file was written.
    pub encoding: Encoding,
    /// What separates its cells.
    pub separator: char,
    /// Only tried.
    pub dry_run: bool,
    /// Was anything stored?
    pub stored: bool,
    /// Rows that were not known yet.
    pub new: usize,
    /// Rows that say something else than what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub unchanged: usize,
    /// Everything remarked.
    #[serde(flatten)]
    pub report: Report,
}

impl Outcome {
    /// The report as a colleague reads it.
    pub fn in_words(&self, file: &Path) -> String {
        let mut out = String::new();
        let file = file
            .file_name()
            .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
        let mistakes = &self.report.mistakes;
        // writing to a String cannot fail
        let _ = if mistakes.count > 0 {
            writeln!(
                out,
                "{file}: {}. Er is niets ingelezen.",
                count(mistakes.count, "fout", "fouten")
            )
        } else {
            let rows = count(self.new + self.changed + self.unchanged, "rij", "rijen");
            let (new, changed, unchanged) = (self.new, self.changed, self.unchanged);
            let tried = if self.dry_run { " Dit was een proef: er is niets bewaard." } else { "" };
            writeln!(
                out,
                "{file}: {rows}: {new} nieuw, {changed} gewijzigd, {unchanged} ongewijzigd.{tried}"
            )
        };
        list(&mut out, "Fouten", mistakes);
        list(&mut out, "Let op", &self.report.warnings);
        out
    }
}

fn list(out: &mut String, title: &str, remarks: &Remarks) {
    if remarks.count == 0 {
        return;
    }
    let _ = writeln!(out, "\n{title} ({}):", remarks.count);
    for remark in &remarks.shown {
        let _ = writeln!(out, "  {remark}");
    }
    let rest = remarks.count - remarks.shown.len();
    if rest > 0 {
        let _ = writeln!(out, "  ... en nog {rest}");
    }
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::import::columns::ColumnMap;
    use crate::acts::import::people;

    #[test]
    fn the_report_reads_as_a_letter_to_a_colleague() {
        let (sheet, _) = people::read(
            b"klantnummer;naam;taal;groep;schoenmaat\nK-1;A;th;asiel;9\nK-2;;nl;azc;\n",
            &ColumnMap::default(),
        )
        .unwrap_or_else(|e| panic!("{e}"));
        let outcome = Outcome {
            kind: Kind::People,
            encoding: sheet.encoding,
            separator: sheet.separator,
            dry_run: false,
            stored: false,
            new: 0,
            changed: 0,
            unchanged: 0,
            report: sheet.report,
        };
        assert_eq!(
            outcome.in_words(Path::new("/tmp/personen.csv")),
            "personen.csv: 2 fouten. Er is niets ingelezen.\n\
             \n\
             Fouten (2):\n  \
             rij 3, kolom naam, klantnummer K-2: deze cel is leeg; vul hem in\n  \
             rij 3, kolom groep, klantnummer K-2: dit woord is onbekend; \
             kies uit: asiel, gezin, overig\n\
             \n\
             Let op (2):\n  \
             rij 1: de kolom \"schoenmaat\" is onbekend en is overgeslagen\n  \
             rij 2, kolom taal, klantnummer K-1: taal nog niet beschikbaar; \
             Nederlands + Engels gebruikt\n"
        );
        let json = serde_json::to_value(&outcome).unwrap();
        assert_eq!(json["mistakes"]["shown"][0]["row"], 3);
        assert_eq!(
            (json["stored"].as_bool(), json["encoding"].as_str()),
            (Some(false), Some("UTF-8"))
        );
    }
}
