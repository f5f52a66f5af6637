//! What a letter costs: put into two languages, both square codes drawn, and made into a page, in a
//! batch.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use chrono::NaiveDate;

use super::machine::Used;
use super::report::Figure;
use crate::dialog::content::Content;
use crate::letter::page::{Style, document};
use crate::letter::{Head, Letter, Sheet, compose};
use crate::trade::letter::LetterKind;
use crate::trade::person::Language;
use crate::trade::short_code::{draw, grouped};

/// `batch` letters in Dutch and Arabic, as one page; and as one PDF, where this program can.
pub(super) fn letters(content: &Arc<Content>, batch: usize) -> anyhow::Result<Vec<Figure>> {
    let head = Head {
        gemeente: "Voorbeeldstad".to_owned(),
        sender: vec!["Raadhuisplein 1".to_owned(), "1234 AB Voorbeeldstad".to_owned()],
        phone: Some("14 0123".to_owned()),
        telegram: Some("voorbeeldstad_bot".to_owned()),
        whatsapp: Some("31850000000".to_owned()),
    };
    let day = NaiveDate::from_ymd_opt(2026, 11, 26).context("a day")?;
    let code = grouped(&draw(&[7, 30, 2, 25, 8, 29, 4, 21, 3]).context("a code")?);
    let begun = Instant::now();
    let sheets: Vec<_> = (0..batch)
        .map(|n| {
            let letter = Letter {
                kind: LetterKind::Uitnodiging,
                language: Language::Ar,
                name: "Amina Al-Hassan",
                address: vec!["Kerkstraat 1".to_owned(), "1234 AB  VOORBEELDSTAD".to_owned()],
                klantnummer: "VB-1001",
                klantmanager: Some("Marieke de Boer"),
                token: &format!("WW{n:026}"),
                code: &code,
                date: day,
                valid_until: day,
            };
            compose(&content.words, &head, &letter)
        })
        .collect();
    let page = document(&sheets, &Style::Inside, None)?;
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(page.matches("<article").count() == batch, "a letter is missing");
    let mut figures = vec![figure("letters for print, Dutch and Arabic", batch, seconds)];
    figures.extend(as_pdf(&sheets)?);
    Ok(figures)
}

fn figure(name: &str, batch: usize, seconds: f64) -> Figure {
    let used = Used { seconds, service_cores: 1.0, ..Used::default() };
    let mut figure = Figure::new(name, "letters", batch, used);
    figure.counts.insert("letters", batch as i64);
    figure.note(format!("{:.2} ms a letter", seconds * 1000.0 / batch.max(1) as f64));
    figure
}

/// Ten letters on their own first, so that fonts are read and the template is known.
#[cfg(feature = "letters-pdf")]
fn as_pdf(sheets: &[Sheet]) -> anyhow::Result<Option<Figure>> {
    let fonts = crate::config::Letters::default().fonts;
    let mut press = crate::cli::typeset::Press::new(&fonts);
    let (first, batch) = sheets.split_at(sheets.len().min(10));
    press.pdf(&serde_json::to_value(first)?)?;
    let begun = Instant::now();
    let pdf = press.pdf(&serde_json::to_value(batch)?)?;
    let mut figure =
        figure("letters as PDF, Dutch and Arabic", batch.len(), begun.elapsed().as_secs_f64());
    figure.counts.insert("bytes", i64::try_from(pdf.len())?);
    Ok(Some(figure))
}

#[cfg(not(feature = "letters-pdf"))]
fn as_pdf(_: &[Sheet]) -> anyhow::Result<Option<Figure>> {
    Ok(None)
}
