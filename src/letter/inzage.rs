//! Everything that is kept about one person, as one page for that person to read and print: plain Dutch,
//! nothing fetched from elsewhere.

use askama::Template;

/// What stands on the page. Deliberately without `Debug`: it is personal data.
pub struct Overview {
    /// The municipality's own key of the person.
    pub klantnummer: String,
    /// Whose it is.
    pub name: String,
    /// The name of the municipality.
    pub gemeente: String,
    /// When it was made, in words.
    pub made: String,
    /// What is kept, part by part.
    pub parts: Vec<Part>,
}

/// A part of what is kept.
pub struct Part {
    /// What it is.
    pub title: &'static str,
    /// What it is kept for.
    pub purpose: &'static str,
    /// Where it came from.
    pub source: &'static str,
    /// How long it is kept.
    pub kept: String,
    /// What stands above each column.
    pub labels: Vec<String>,
    /// The rows, a value per label; empty where nothing is known.
    pub rows: Vec<Vec<String>>,
}

const STYLE: &str = include_str!("inzage.css");

#[derive(Template)]
#[template(path = "inzage.html")]
struct Page<'a> {
    of: &'a Overview,
    style: &'static str,
}

/// The page, as a file that stands alone.
///
/// # Errors
/// Never, as far as is known: the template writes to memory.
pub fn document(of: &Overview) -> Result<String, askama::Error> {
    Page { of, style: STYLE }.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_alone_says_why_each_part_is_kept_and_runs_no_name() {
        let part = |title, rows: Vec<Vec<String>>| Part {
            title,
            purpose: "Om u te bereiken.",
            source: "Van de gemeente.",
            kept: "2 jaar, nadat uw inburgering klaar is".to_owned(),
            labels: vec!["Naam".to_owned(), "Telefoon".to_owned()],
            rows,
        };
        let one = vec!["<b>Amina</b>".to_owned(), "+31612345678".to_owned()];
        let page = document(&Overview {
            klantnummer: "K-1".to_owned(),
            name: "<b>Amina</b>".to_owned(),
            gemeente: "Houten".to_owned(),
            made: "di 24 nov 2026 10:00".to_owned(),
            parts: vec![
                part("Wie u bent", vec![one.clone()]),
                part("Brieven", vec![one.clone(), one]),
                part("Leeg", Vec::new()),
            ],
        })
        .unwrap();
        for words in
            ["Om u te bereiken.", "2 jaar, nadat", "Hier bewaren wij niets", "&#60;b&#62;Amina"]
        {
            assert!(page.contains(words), "{words}");
        }
        for outside in ["<b>Amina", "src=", "href=", "@import", "url(", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page.matches("<table").count(), 1, "one row is a list, more are a table");
    }
}
