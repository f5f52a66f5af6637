//! What holds for every file, also for one that is no file at all.

use chrono::DateTime;
use proptest::prelude::*;

use super::columns::ColumnMap;
use super::{cell, enrolments, moment, people, sessions};

fn read_as_everything(bytes: &[u8]) {
    let map = ColumnMap::parse("[columns]\nnr = \"klantnummer\"").unwrap();
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let _ = people::read(bytes, &map);
    let _ = sessions::read(bytes, &map, now);
    let _ = enrolments::read(bytes, &map);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
    }

    #[test]
    fn no_rows_make_the_reader_panic(rows in "([a-z0-9é;\",.:+@ -]{0,60}\n){0,6}") {
        for columns in [people::COLUMNS, sessions::COLUMNS, enrolments::COLUMNS] {
            let head: Vec<&str> = columns.iter().map(|c| c.name).collect();
            read_as_everything(format!("{}\n{rows}", head.join(";")).as_bytes());
        }
    }

    #[test]
    fn no_cell_makes_its_reader_panic(text in "\\PC{0,40}") {
        let _ = (cell::phone(&text), cell::email(&text), cell::postcode(&text), cell::link(&text));
        let _ = (moment::date(&text), moment::time(&text), cell::number(&text));
    }

    #[test]
    fn no_number_makes_the_reader_of_telephones_panic(text in "[0-9+(). /-]{0,40}") {
        if let Ok(number) = cell::phone(&text) {
            prop_assert!(number.starts_with('+'));
            prop_assert_eq!(cell::phone(&number), Ok(number.clone()));
        }
    }

    #[test]
    fn a_report_never_repeats_a_name(name in "Zxq[a-z]{6,12}") {
        let file = format!(
            "klantnummer;naam;taal;groep;email;telefoon;postcode;pip_datum;leerroute\n\
             {name} x;{name};{name};{name};{name};{name};{name};{name};{name}\n"
        );
        let (sheet, _) = people::read(file.as_bytes(), &ColumnMap::default()).unwrap_or_else(|e| panic!("{e}"));
        let told = serde_json::to_string(&sheet.report).unwrap();
        prop_assert!(!told.contains("Zxq") && sheet.report.mistakes.count > 4);
    }
}
