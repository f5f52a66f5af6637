//! A table as a file for a spreadsheet: semicolons and a byte order mark, as Dutch Excel expects.
//!
//! A cell that a spreadsheet would take for a formula begins with an apostrophe: a name is never carried out.
//! Source: OWASP, "CSV Injection"; ASVS 5.0, 1.2.10.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::http::error::HttpError;

/// The answer with the file.
pub(super) fn answer(
    name: &str,
    head: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response, HttpError> {
    let body = text(head, rows).map_err(|_| HttpError::Broken)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    Ok((headers, body).into_response())
}

fn text(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".into());
    table.write_record(head)?;
    for row in rows {
        table.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    table
        .into_inner()
        .map_err(|error| csv::Error::from(std::io::Error::from(error.into_error().kind())))
}

fn harmless(cell: &str) -> String {
    let is_formula = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    // also behind spaces, and as the wide signs that some spreadsheets read alike
    let bare = cell.trim_start();
    if is_formula(cell) || is_formula(bare) || bare.starts_with(['＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_carried_out() {
        let rows =
            ["=1+1", "+31612345678", "-2", "@SUM(A1)", " =1", "\t=1", "＝1", "Noor; \"de\" Boer"];
        let file = text(&["naam"], rows.map(|cell| vec![cell.to_owned()])).unwrap();
        let file = String::from_utf8(file).unwrap();
        let told = "\u{feff}naam\n'=1+1\n'+31612345678\n'-2\n'@SUM(A1)\n' =1\n'\t=1\n'＝1\n\
                    \"Noor; \"\"de\"\" Boer\"\n";
        assert_eq!(file, told);
    }
}
