//! Which cell of a row is which column: headers matched without case, spaces, accents and signs.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::nearest::{fold, nearest};
use super::report::{Remark, Report};

/// A column that Wegwijzer knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// Must it be there, with something in every row?
    pub required: bool,
    /// May digits in it be long numbers by their nature? Then no BSN is looked for.
    pub numeric: bool,
}

impl Column {
    /// A column that must be there.
    pub const fn required(name: &'static str) -> Self {
        Self { name, required: true, numeric: false }
    }

    /// A column that may be missing or empty.
    pub const fn optional(name: &'static str) -> Self {
        Self { name, required: false, numeric: false }
    }

    /// The same column; its long numbers are telephone or meeting numbers.
    pub const fn numeric(self) -> Self {
        Self { numeric: true, ..self }
    }
}

/// The municipality's own column names (`--map FILE`): theirs -> ours.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMap {
    /// `"Cliëntnr" = "klantnummer"`
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

impl ColumnMap {
    /// Reads the TOML of a map file; the error says where it goes wrong.
    ///
    /// ```
    /// use wegwijzer::acts::import::columns::ColumnMap;
    /// assert!(ColumnMap::parse("[columns]\n\"Cliëntnr\" = \"klantnummer\"").is_ok());
    /// ```
    pub fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| e.to_string().trim_end().to_owned())
    }
}

/// Finds each of `known` in the header, and behind those each of the municipality's `own`; position by position.
///
/// What cannot be found or is not known goes into the report. Names of unknown columns are only
/// repeated when the row is clearly a header and not somebody's data.
pub fn place(
    (known, own): (&[Column], &[String]),
    header: &[String],
    map: &ColumnMap,
    report: &mut Report,
) -> Vec<Option<usize>> {
    check_map((known, own), header, map, report);
    let translated: Vec<String> = header.iter().map(|name| translate(name, map)).collect();
    let mut places = Vec::with_capacity(known.len());
    for column in names(known, own) {
        let mut found = translated.iter().enumerate().filter(|(_, name)| *name == &fold(column));
        places.push(found.next().map(|(at, _)| at));
        if found.next().is_some() {
            let twice = Remark::on_file("deze kolom staat er twee keer", "haal er een weg");
            report.mistake(twice.at(1, None).in_column(column));
        }
    }
    let unknown: Vec<&str> = header
        .iter()
        .zip(&translated)
        .filter(|(theirs, name)| {
            !theirs.is_empty() && !names(known, own).any(|column| &fold(column) == *name)
        })
        .map(|(theirs, _)| theirs.as_str())
        .collect();
    if places.iter().flatten().count() == 0 {
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        report.mistake(
            Remark::on_file(
                "de eerste rij heeft geen enkele bekende kolomnaam",
                format!("zet daar deze namen: {}", names.join(", ")),
            )
            .at(1, None),
        );
        return places;
    }
    missing(known, &places, &unknown, report);
    for name in unknown {
        report.warning(unknown_column(name));
    }
    places
}

/// What columns are called: those that Wegwijzer knows, and the municipality's own.
fn names<'a>(known: &'a [Column], own: &'a [String]) -> impl Iterator<Item = &'a str> {
    known.iter().map(|column| column.name).chain(own.iter().map(String::as_str))
}

fn check_map(
    (known, own): (&[Column], &[String]),
    header: &[String],
    map: &ColumnMap,
    report: &mut Report,
) {
    for (theirs, ours) in &map.columns {
        if !names(known, own).any(|column| fold(column) == fold(ours)) {
            let mend = match nearest(ours, names(known, own)) {
                Some(name) => format!("bedoelt u {name}?"),
                None => "kies een kolomnaam van Wegwijzer".to_owned(),
            };
            let what = format!("in --map staat een onbekende kolom: {}", shown(ours));
            report.mistake(Remark::on_file(what, mend));
        } else if !header.iter().any(|name| fold(name) == fold(theirs)) {
            let what = format!("in --map staat een kolom die het bestand niet heeft: {}", theirs);
            report.warning(Remark::on_file(what, "die regel is overgeslagen"));
        }
    }
}

fn translate(name: &str, map: &ColumnMap) -> String {
    let folded = fold(name);
    let ours = map.columns.iter().find(|(theirs, _)| fold(theirs) == folded);
    ours.map_or(folded, |(_, ours)| fold(ours))
}

fn missing(known: &[Column], places: &[Option<usize>], unknown: &[&str], report: &mut Report) {
    for (column, place) in known.iter().zip(places) {
        if column.required && place.is_none() {
            let mend = match nearest(column.name, unknown.iter().copied()) {
                Some(name) => format!(
                    "hernoem \"{}\", of gebruik --map met: \"{}\" = \"{}\"",
                    shown(name),
                    shown(name),
                    column.name
                ),
                None if unknown.is_empty() => "voeg de kolom toe".to_owned(),
                None => format!(
                    "voeg de kolom toe, of wijs met --map een van deze aan: {}",
                    unknown.iter().take(5).map(|name| shown(name)).collect::<Vec<_>>().join(", ")
                ),
            };
            let remark = Remark::on_file("deze kolom ontbreekt", mend);
            report.mistake(remark.at(1, None).in_column(column.name));
        }
    }
}

fn unknown_column(name: &str) -> Remark {
    let remark = if matches!(fold(name).as_str(), "bsn" | "burgerservicenummer" | "sofinummer") {
        Remark::on_file(
            format!("de kolom \"{}\" wordt niet gelezen", shown(name)),
            "haal BSN's uit het bestand: Wegwijzer mag ze niet krijgen",
        )
    } else {
        Remark::on_file(format!("de kolom \"{}\" is onbekend en is overgeslagen", shown(name)), "")
    };
    remark.at(1, None)
}

/// A column's name, unless it looks like somebody's data.
fn shown(name: &str) -> String {
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if digits > 4 || name.contains('@') {
        return "...".to_owned();
    }
    name.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Column] =
        &[Column::required("klantnummer"), Column::required("naam"), Column::optional("pip_datum")];

    fn placed(header: &str, map: &str) -> (Vec<Option<usize>>, Report) {
        let header: Vec<String> = header.split(';').map(str::to_owned).collect();
        let mut report = Report::default();
        let map = ColumnMap::parse(map).unwrap();
        (place((KNOWN, &[]), &header, &map, &mut report), report)
    }

    #[test]
    fn headers_match_without_case_spaces_accents_and_signs() {
        let (places, report) = placed("NAAM;Klant-Nummer;PIP datum", "");
        assert_eq!(places, [Some(1), Some(0), Some(2)]);
        assert_eq!(report, Report::default());
        let (places, report) = placed("Cliëntnr;naam", "[columns]\n\"clientnr\" = \"klantnummer\"");
        assert_eq!(places, [Some(0), Some(1), None]);
        assert!(report.is_good());
    }

    #[test]
    fn a_missing_column_names_the_nearest_found_and_an_unknown_one_is_a_warning() {
        let (_, report) = placed("Klantnr;naam;schoenmaat;BSN", "");
        assert_eq!(
            report.mistakes.shown[0].to_string(),
            "rij 1, kolom klantnummer: deze kolom ontbreekt; \
             hernoem \"Klantnr\", of gebruik --map met: \"Klantnr\" = \"klantnummer\""
        );
        assert_eq!(report.warnings.count, 3);
        assert!(report.warnings.shown[2].mend.contains("BSN"));
    }

    #[test]
    fn a_missing_column_that_nothing_resembles_is_shown_what_there_is() {
        let (_, report) = placed("Dossier;naam", "");
        assert!(report.mistakes.shown[0].mend.ends_with("een van deze aan: Dossier"));
        let (_, report) = placed("naam", "");
        assert_eq!(report.mistakes.shown[0].mend, "voeg de kolom toe");
    }

    #[test]
    fn a_file_without_header_does_not_show_its_first_row() {
        let (_, report) = placed("K-1;Amina Yusuf;nl", "");
        assert_eq!(report.mistakes.count, 1);
        assert!(!report.mistakes.shown[0].to_string().contains("Amina"));
    }

    #[test]
    fn a_column_that_is_there_twice_and_a_wrong_map_are_mistakes() {
        assert!(!placed("klantnummer;naam;Naam", "").1.is_good());
        let (_, report) = placed("nr;naam", "[columns]\nnr = \"klantnumer\"");
        assert!(report.mistakes.shown[0].to_string().contains("bedoelt u klantnummer?"));
        assert!(ColumnMap::parse("[kolommen]").is_err());
    }
}
