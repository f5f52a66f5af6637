//! What became of a file, in the words of whoever brought it.

use std::fmt::Write as _;
use std::path::Path;

use crate::acts::import::report::Remarks;
use crate::acts::import_in_pieces::Outcome;

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
    use crate::acts::import_in_pieces::Kind;

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
            fates: Vec::new(),
            moves_many: false,
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
