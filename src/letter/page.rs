//! Sheets as one page that is ready to print, each on a sheet of its own.

use askama::Template;

use super::sheet::Sheet;

/// How letters look, on paper and on the screen.
pub const STYLE: &str = include_str!("brief.css");

/// Where the page finds its style.
pub enum Style<'a> {
    /// In the page itself: a file that stands alone.
    Inside,
    /// At this address: a page of the dashboard, whose policy allows no style inside a page.
    At(&'a str),
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Document<'a> {
    sheets: &'a [Sheet],
    style: Option<&'static str>,
    style_at: Option<&'a str>,
    bar: Option<&'a Bar<'a>>,
}

/// What stands above the letters on the screen, and is not printed.
pub struct Bar<'a> {
    /// Where its link leads.
    pub back: &'a str,
    /// A PDF was asked for, and could not be made.
    pub no_pdf: bool,
}

/// One page with these letters.
///
/// # Errors
/// Never, as far as is known: the template writes to memory.
pub fn document(
    sheets: &[Sheet],
    style: &Style<'_>,
    bar: Option<&Bar<'_>>,
) -> Result<String, askama::Error> {
    let (inside, at) = match style {
        Style::Inside => (Some(STYLE), None),
        Style::At(address) => (None, Some(*address)),
    };
    Document { sheets, style: inside, style_at: at, bar }.render()
}

#[cfg(test)]
mod tests {
    use super::super::compose;
    use super::super::sheet::tests::{head, letter, words};
    use super::*;
    use crate::trade::letter::LetterKind;
    use crate::trade::person::Language;

    #[test]
    fn a_page_stands_alone_and_tells_each_language_and_direction() {
        let words = words();
        let all = [Language::Ar, Language::Nl]
            .map(|own| compose(&words, &head(), &letter(LetterKind::Uitnodiging, own)));
        let page = document(&all, &Style::Inside, None).unwrap();
        assert_eq!(page.matches("<article").count(), 2);
        assert_eq!(page.matches("<svg").count(), 4);
        assert!(page.contains(r#"lang="ar" dir="rtl""#));
        assert!(page.contains("K7M2P-X9QR4"));
        assert!(page.contains("donderdag 26 november 2026"));
        // a name is words, never markup
        assert!(page.contains("Amina &#60;Yusuf&#62;") && !page.contains("<Yusuf>"));
        for outside in ["src=", "href=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
        let page = document(
            &all,
            &Style::At("/assets/brief.css"),
            Some(&Bar { back: "/brieven", no_pdf: true }),
        );
        let page = page.unwrap();
        assert!(page.contains("Er kon geen PDF gemaakt worden"));
        assert!(!page.contains("<style") && !page.contains("style="));
    }
}
