//! A table as a file for a spreadsheet: semicolons and a byte order mark, as a Dutch Excel opens it.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::error::HttpError;

/// What a spreadsheet would run instead of show. Source: OWASP, "CSV Injection".
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The answer that a browser saves as `name`. A cell that begins like a formula gets an apostrophe, so that
/// what somebody is called is never run.
pub fn csv(
    name: &str,
    head: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response, HttpError> {
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut write = |row: Vec<String>| table.write_record(row).map_err(|_| HttpError::Broken);
    write(head.iter().map(|cell| (*cell).to_owned()).collect())?;
    for row in rows {
        write(row.into_iter().map(harmless).collect())?;
    }
    let body = table.into_inner().map_err(|_| HttpError::Broken)?;
    let kept_as = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|_| HttpError::Broken)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, kept_as)], body)
        .into_response())
}

fn harmless(cell: String) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_is_never_a_formula_and_keeps_its_signs() {
        let rows = [vec!["=1+1".to_owned(), "Zoë; \"de\" Vries".to_owned()]];
        let answer = csv("lijst.csv", &["naam", "wie"], rows).unwrap();
        let body = axum::body::to_bytes(answer.into_body(), 1000).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert_eq!(text, "\u{feff}naam;wie\n'=1+1;\"Zoë; \"\"de\"\" Vries\"\n");
    }
}
