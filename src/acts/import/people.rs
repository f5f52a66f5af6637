//! Rows of `people`: who is in the municipality's care.

use std::collections::HashMap;

use chrono::{NaiveDate, Timelike};

use super::cell::{self, Wrong, one_of};
use super::columns::{Column, ColumnMap};
use super::decode::Unreadable;
use super::languages::language;
use super::sheet::{Cells, Sheet};
use super::{moment, own_value};
use crate::ids::OwnFieldId;
use crate::store::own_fields::Field;
use crate::store::people::ClockFacts;
use crate::trade::own_field::Value;
use crate::trade::person::{GroupKind, Language, Leerroute};

/// The columns, in the order of the documentation.
pub const COLUMNS: &[Column] = &[
    Column::required("klantnummer"),
    Column::required("naam"),
    Column::required("taal"),
    Column::optional("telefoon").numeric(),
    Column::optional("email"),
    Column::optional("straat"),
    Column::optional("huisnummer"),
    Column::optional("postcode"),
    Column::optional("plaats"),
    Column::required("groep"),
    Column::optional("leerroute"),
    Column::optional("pip_datum"),
    Column::optional("klantmanager"),
    Column::optional("coach"),
    Column::optional("whatsapp_akkoord_op"),
    Column::optional("voorkeurstijd"),
    Column::optional("duo_melding_op"),
    Column::optional("brp_op"),
    Column::optional("gegevens_compleet_op"),
    Column::optional("cursus_begonnen_op"),
    Column::optional("duaal_sinds"),
    Column::optional("medisch_wacht_sinds"),
    Column::optional("medisch_beoordeeld_op"),
    Column::optional("laatste_examen_op"),
    Column::optional("klaar_op"),
    Column::optional("verlengd_weken").numeric(),
    Column::optional("verlengd_grond"),
    Column::optional("verlengd_op"),
    Column::optional("geboortejaar"),
    Column::optional("huishouden"),
];

type Day = fn(&mut ClockFacts) -> &mut Option<NaiveDate>;

/// Days that the trajectory clock counts from, with the place of each.
pub const CLOCK_DAYS: [(&str, Day); 9] = [
    ("duo_melding_op", |clock| &mut clock.duo_notice_on),
    ("brp_op", |clock| &mut clock.brp_on),
    ("gegevens_compleet_op", |clock| &mut clock.late_facts_on),
    ("cursus_begonnen_op", |clock| &mut clock.course_started_on),
    ("duaal_sinds", |clock| &mut clock.dual_track_since),
    ("medisch_wacht_sinds", |clock| &mut clock.medical_waiting_since),
    ("medisch_beoordeeld_op", |clock| &mut clock.medical_waiting_until),
    ("laatste_examen_op", |clock| &mut clock.last_exam_on),
    ("klaar_op", |clock| &mut clock.finished_on),
];

/// Why DUO may grant extra time, as codes without health detail.
/// Source: domain reference, "Extension / dispensation".
const GROUNDS: &[&str] =
    &["alfabetisering", "studie", "ziekte", "geboorte", "overlijden", "dakloos", "anders"];

/// The most weeks of extra time in one row: more is a slip of the pen.
const MOST_WEEKS: u32 = 156;

const GROUPS: &[(&str, GroupKind)] = &[
    ("asielstatushouder", GroupKind::Asiel),
    ("statushouder", GroupKind::Asiel),
    ("gezinsmigrant", GroupKind::Gezin),
    ("overigemigrant", GroupKind::Overig),
];

const ROUTES: &[(&str, Leerroute)] = &[
    ("b1route", Leerroute::B1),
    ("onderwijsroute", Leerroute::Onderwijs),
    ("zroute", Leerroute::Z),
    ("zelfredzaamheidsroute", Leerroute::Z),
];

/// What a cell of an optional column says. A column that the file lacks says nothing: what is
/// known stays. An empty cell says that there is nothing.
#[derive(Clone, PartialEq, Eq)]
pub enum Told<T> {
    /// The file lacks the column.
    Nothing,
    /// The cell is empty, or holds this.
    Now(Option<T>),
}

impl<T: Clone> Told<T> {
    /// What holds from now on.
    pub fn over(&self, known: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => known,
            Self::Now(told) => told.clone(),
        }
    }

    /// The same cell, understood further.
    pub fn map<U>(&self, understand: impl FnOnce(&Option<T>) -> Option<U>) -> Told<U> {
        match self {
            Self::Nothing => Told::Nothing,
            Self::Now(told) => Told::Now(understand(told)),
        }
    }
}

/// One row. Deliberately without `Debug`: it is personal data.
pub struct PersonRow {
    /// The row as the spreadsheet shows it.
    pub row: u64,
    /// The municipality's own key.
    pub klantnummer: String,
    /// As the klantmanager writes it.
    pub name: String,
    /// In which language to write.
    pub language: Language,
    /// Which part of the law.
    pub group: GroupKind,
    /// E.164.
    pub phone: Told<String>,
    /// Lower case.
    pub email: Told<String>,
    /// Street name.
    pub street: Told<String>,
    /// House number with its addition.
    pub house_number: Told<String>,
    /// `1234 AB`.
    pub postcode: Told<String>,
    /// Town.
    pub town: Told<String>,
    /// The route.
    pub leerroute: Told<Leerroute>,
    /// The day of the PIP.
    pub pip_on: Told<NaiveDate>,
    /// Name or e-mail address of a colleague.
    pub klantmanager: Told<String>,
    /// Name or e-mail address of a colleague.
    pub coach: Told<String>,
    /// The day on which the person agreed to messages on WhatsApp.
    pub whatsapp_consent_on: Told<NaiveDate>,
    /// Only to prove who somebody is, after a letter.
    pub birth_year: Told<i64>,
    /// The municipality's own key of the household.
    pub household: Told<String>,
    /// Minute of the day at which a message suits.
    pub preferred_minute: Told<i64>,
    /// The days of [`CLOCK_DAYS`], in that order.
    pub clock: Vec<Told<NaiveDate>>,
    /// Extra time that DUO granted, if the row tells of any.
    pub extension: Option<Extension>,
    /// What it says of the municipality's own fields, as far as the file has a column of them.
    pub own: Vec<(OwnFieldId, Option<Value>)>,
}

/// Extra time that DUO granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How much.
    pub weeks: u32,
    /// Why, as a code.
    pub ground: &'static str,
    /// The date of the decision.
    pub granted_on: NaiveDate,
}

/// Reads a file of people. Rows with a mistake are left out of the answer, except that the names
/// of colleagues in them are still given, so that those are checked in the same go.
pub fn read(bytes: &[u8], map: &ColumnMap) -> Result<(Sheet, Vec<PersonRow>), Unreadable> {
    read_with(bytes, map, &[])
}

/// The same, with columns that are called as the municipality's own fields.
pub fn read_with(
    bytes: &[u8],
    map: &ColumnMap,
    fields: &[Field],
) -> Result<(Sheet, Vec<PersonRow>), Unreadable> {
    let names = fields.iter().map(|field| field.name.clone()).collect();
    let mut sheet = Sheet::open_with(bytes, (COLUMNS, names), map)?;
    let theirs: Vec<(usize, &Field)> =
        fields.iter().enumerate().filter(|(rank, _)| sheet.has_own(*rank)).collect();
    let present: Vec<&'static str> =
        COLUMNS.iter().map(|c| c.name).filter(|name| sheet.has(name)).collect();
    let mut seen = HashMap::new();
    let rows = sheet.read(|cells| {
        let row = person(cells, &present, &mut seen);
        let own = |(rank, field): &(usize, &Field)| {
            (field.id, cells.own(*rank, |text| own_value::read(&field.shape, text)))
        };
        PersonRow { own: theirs.iter().map(own).collect(), ..row }
    });
    Ok((sheet, rows))
}

struct Optional<'a, 'b> {
    cells: &'a mut Cells<'b>,
    present: &'a [&'static str],
}

impl Optional<'_, '_> {
    fn cell<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Told<T> {
        if self.present.contains(&column) {
            Told::Now(self.cells.optional(column, read))
        } else {
            Told::Nothing
        }
    }
}

fn person(
    cells: &mut Cells<'_>,
    present: &[&'static str],
    seen: &mut HashMap<String, u64>,
) -> PersonRow {
    let klantnummer = cells.required("klantnummer", cell::klantnummer);
    if let Some(klantnummer) = &klantnummer {
        let first = *seen.entry(klantnummer.clone()).or_insert(cells.row);
        if first != cells.row {
            let what = format!("dit klantnummer staat ook in rij {first}");
            cells.mistake(Some("klantnummer"), Wrong::new(what, "laat één van beide rijen staan"));
        }
    }
    let name = cells.required("naam", cell::words);
    let language = cells.required("taal", |text| Ok(language(text)));
    if language == Some(None) {
        let what = "taal nog niet beschikbaar";
        cells.warning(Some("taal"), Wrong::new(what, "Nederlands + Engels gebruikt"));
    }
    let group = cells.required("groep", group);
    let mut optional = Optional { cells, present };
    let row = PersonRow {
        row: optional.cells.row,
        klantnummer: klantnummer.unwrap_or_default(),
        name: name.unwrap_or_default(),
        language: language.flatten().unwrap_or(Language::En),
        group: group.unwrap_or(GroupKind::Overig),
        phone: optional.cell("telefoon", cell::phone),
        email: optional.cell("email", cell::email),
        street: optional.cell("straat", cell::words),
        house_number: optional.cell("huisnummer", cell::words),
        postcode: optional.cell("postcode", cell::postcode),
        town: optional.cell("plaats", cell::words),
        leerroute: optional.cell("leerroute", route),
        pip_on: optional.cell("pip_datum", moment::date),
        klantmanager: optional.cell("klantmanager", cell::words),
        coach: optional.cell("coach", cell::words),
        whatsapp_consent_on: optional.cell("whatsapp_akkoord_op", consent_date),
        birth_year: optional.cell("geboortejaar", cell::birth_year),
        household: optional.cell("huishouden", cell::household),
        preferred_minute: optional.cell("voorkeurstijd", minute_of_day),
        clock: CLOCK_DAYS.iter().map(|(column, _)| optional.cell(column, moment::date)).collect(),
        extension: None,
        own: Vec::new(),
    };
    let row = PersonRow { extension: extension(cells), ..row };
    if matches!((&row.whatsapp_consent_on, &row.phone), (Told::Now(Some(_)), Told::Now(None))) {
        let mend = "zonder telefoonnummer kan WhatsApp niet; er gaat een brief";
        let wrong = Wrong::new("akkoord zonder telefoonnummer", mend);
        cells.warning(Some("whatsapp_akkoord_op"), wrong);
    }
    row
}

/// A group of the law, as people write it.
pub fn group(text: &str) -> Result<GroupKind, Wrong> {
    one_of(text, GroupKind::ALL, GroupKind::as_str, GROUPS)
}

/// A route, as people write it.
pub fn route(text: &str) -> Result<Leerroute, Wrong> {
    one_of(text, Leerroute::ALL, Leerroute::as_str, ROUTES)
}

fn minute_of_day(text: &str) -> Result<i64, Wrong> {
    let time = moment::time(text)?;
    Ok(i64::from(time.num_seconds_from_midnight() / 60))
}

/// Weeks, ground and date come together, or not at all.
fn extension(cells: &mut Cells<'_>) -> Option<Extension> {
    let weeks = cells.optional("verlengd_weken", weeks_of).flatten();
    let ground = cells.optional("verlengd_grond", ground_of);
    let granted_on = cells.optional("verlengd_op", moment::date);
    match (weeks, ground, granted_on) {
        (Some(weeks), Some(ground), Some(granted_on)) => {
            Some(Extension { weeks, ground, granted_on })
        }
        (None, None, None) => None,
        _ => {
            let mend = "vul verlengd_weken, verlengd_grond en verlengd_op alle drie in, of geen";
            cells.mistake(Some("verlengd_weken"), Wrong::new("deze verlenging is niet heel", mend));
            None
        }
    }
}

fn weeks_of(text: &str) -> Result<Option<u32>, Wrong> {
    match text.trim().parse::<u32>() {
        Ok(0) => Ok(None),
        Ok(weeks) if weeks <= MOST_WEEKS => Ok(Some(weeks)),
        _ => Err(Wrong::new(
            "dit is geen aantal weken",
            format!("schrijf een getal van 1 tot {MOST_WEEKS}"),
        )),
    }
}

fn ground_of(text: &str) -> Result<&'static str, Wrong> {
    let told = super::nearest::fold(text);
    GROUNDS.iter().copied().find(|ground| *ground == told).ok_or_else(|| {
        Wrong::new("deze grond is onbekend", format!("kies uit: {}", GROUNDS.join(", ")))
    })
}

/// The day of a consent; a mere "yes" is none.
pub fn consent_date(text: &str) -> Result<NaiveDate, Wrong> {
    if cell::yes_no(text).is_ok() {
        let mend = "schrijf de dag waarop de inburgeraar akkoord gaf, of laat leeg";
        return Err(Wrong::new("hier hoort een datum", mend));
    }
    moment::date(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "klantnummer;naam;taal;telefoon;email;straat;huisnummer;postcode;plaats;\
                        groep;leerroute;pip_datum;klantmanager;coach;whatsapp_akkoord_op\n";
    const GOOD: [&str; 15] = [
        "K-1",
        "Amina Yusuf",
        "ar",
        "06-12345678",
        "a@voorbeeld.nl",
        "Kerkstraat",
        "1a",
        "1234ab",
        "Houten",
        "asiel",
        "B1-route",
        "3-2-2026",
        "",
        "",
        "4-2-2026",
    ];

    fn remarks(column: usize, text: &str) -> (Vec<String>, Vec<String>) {
        let mut cells = GOOD;
        cells[column] = text;
        let (sheet, _) =
            read(format!("{HEAD}{}", cells.join(";")).as_bytes(), &ColumnMap::default())
                .unwrap_or_else(|e| panic!("{e}"));
        let shown = |r: &super::super::report::Remarks| {
            r.shown.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        (shown(&sheet.report.mistakes), shown(&sheet.report.warnings))
    }

    #[test]
    fn each_bad_cell_is_told_with_its_row_its_column_and_what_to_do() {
        assert_eq!(remarks(0, "K-1"), (vec![], vec![]));
        for (column, text, expected) in [
            (0, "", "rij 2, kolom klantnummer: deze cel is leeg; vul hem in"),
            (0, "111222333", "rij 2, kolom klantnummer: dit lijkt op een BSN; haal het weg"),
            (0, "Jan de Wit", "rij 2, kolom klantnummer: dit kan geen klantnummer zijn"),
            (1, "", "kolom naam, klantnummer K-1: deze cel is leeg"),
            (1, "Amina 111222333", "kolom naam, klantnummer K-1: dit lijkt op een BSN"),
            (3, "06-123", "kolom telefoon, klantnummer K-1: dit telefoonnummer kan niet bestaan"),
            (4, "amina", "kolom email, klantnummer K-1: dit is geen e-mailadres"),
            (7, "12345", "kolom postcode, klantnummer K-1: dit is geen Nederlandse postcode"),
            (9, "asyl", "dit woord is onbekend; kies uit: asiel, gezin, overig"),
            (10, "b2", "dit woord is onbekend; kies uit: b1, onderwijs, z"),
            (11, "3-2-26", "het jaar heeft maar twee cijfers; schrijf dd-mm-jjjj"),
            (14, "ja", "hier hoort een datum; schrijf de dag waarop"),
        ] {
            let (mistakes, _) = remarks(column, text);
            assert_eq!(mistakes.len(), 1, "{text}: {mistakes:?}");
            assert!(mistakes[0].contains(expected), "{text}: {}", mistakes[0]);
            assert!(text.len() < 5 || text == "12345" || !mistakes[0].contains(text), "{text}");
        }
        let (mistakes, warnings) = remarks(2, "Thais");
        assert_eq!(mistakes, Vec::<String>::new());
        assert_eq!(
            warnings,
            ["rij 2, kolom taal, klantnummer K-1: taal nog niet beschikbaar; \
              Nederlands + Engels gebruikt"]
        );
    }

    #[test]
    fn a_klantnummer_that_is_there_twice_names_both_rows() {
        let text = "klantnummer,naam,taal,groep\nK-1,A,nl,asiel\n\nK-1,B,nl,gezin\n";
        let (sheet, rows) =
            read(text.as_bytes(), &ColumnMap::default()).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(rows.len(), 2);
        assert_eq!(sheet.report.mistakes.count, 1);
        let told = sheet.report.mistakes.shown[0].to_string();
        assert!(told.starts_with("rij 4") && told.contains("ook in rij 2"), "{told}");
    }

    #[test]
    fn a_column_that_the_file_lacks_says_nothing_and_an_empty_cell_says_none() {
        let text = "klantnummer;naam;taal;groep;email\nK-1;A;Engels;Gezinsmigrant;\n";
        let (sheet, rows) =
            read(text.as_bytes(), &ColumnMap::default()).unwrap_or_else(|e| panic!("{e}"));
        assert!(sheet.report.is_good());
        assert!(rows[0].phone.over(Some("known".to_owned())) == Some("known".to_owned()));
        assert!(rows[0].email.over(Some("known".to_owned())).is_none());
        assert_eq!((rows[0].language, rows[0].group), (Language::En, GroupKind::Gezin));
    }
}
