//! Sheets as one PDF that also a screen reader can read: tagged, PDF/UA-1 and PDF/A-2a, every script
//! shaped, every font inside. Typeset by typst from `brief.typ`, which gets the sheets as data.
//!
//! Does not look for fonts on a disk: it is given them.

use std::sync::OnceLock;

use serde_json::json;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What the sheets are put into.
const TEMPLATE: &str = include_str!("brief.typ");
/// Families in the order in which they are asked for a sign; the last ones are what Debian has without
/// the Noto fonts.
const FAMILIES: [&str; 6] = [
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans CJK SC",
    "DejaVu Sans",
    "Abyssinica SIL",
];
const MONO: [&str; 2] = ["Noto Sans Mono", "DejaVu Sans Mono"];
/// What typesetting remembers of earlier letters is forgotten after so many.
const REMEMBERED: usize = 8;

/// Why there is no PDF. Holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// No font has a sign of one of the letters.
    #[error(
        "no font here has all signs of these letters; install Noto Sans for their languages (on \
         Debian: fonts-noto-core, for Chinese fonts-noto-cjk)"
    )]
    NoSign,
    /// A letter is too long for its page.
    #[error("{letters} letters became {pages} pages: a letter must fit on one; shorten its texts")]
    TooLong {
        /// How many letters there were.
        letters: usize,
        /// How many pages they became.
        pages: usize,
    },
    /// Typesetting failed: a mistake of ours.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
}

/// Fonts to choose from.
#[derive(Default)]
pub struct Fonts {
    fonts: Vec<Font>,
}

impl Fonts {
    /// Adds the fonts of a file; those of families that letters do not use are left out. Tells how many
    /// were added.
    pub fn add(&mut self, file: Vec<u8>) -> usize {
        let before = self.fonts.len();
        let wanted = |font: &Font| {
            let family = font.info().family.as_str();
            FAMILIES.contains(&family) || MONO.contains(&family)
        };
        self.fonts.extend(Font::iter(Bytes::new(file)).filter(wanted));
        self.fonts.len() - before
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.fonts.is_empty()
    }
}

/// Typesets letters; keeps what it learned from one batch for the next.
pub struct Typesetter {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Typesetter {
    /// With these fonts.
    pub fn new(fonts: Fonts) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts.fonts));
        Self { book, fonts: fonts.fonts }
    }

    /// One PDF with these letters, a page each. `sheets` are [`Sheet`](super::Sheet)s as JSON.
    ///
    /// # Errors
    /// [`PdfError`]; then there is nothing.
    pub fn pdf(&self, sheets: &serde_json::Value) -> Result<Vec<u8>, PdfError> {
        let letters = sheets.as_array().map_or(0, Vec::len);
        let author = sheets[0]["gemeente"].as_str().unwrap_or_default();
        let inputs = json!({
            "sheets": sheets, "fonts": FAMILIES, "mono": MONO, "author": author,
        });
        let inputs: Dict = serde_json::from_value(inputs)
            .map_err(|error| PdfError::Typesetting(error.to_string()))?;
        let library = Library::builder().with_inputs(inputs).build();
        let desk = Desk { setter: self, library: LazyHash::new(library), main: template() };
        let document: PagedDocument = typst::compile(&desk).output.map_err(|e| wrong(&e))?;
        let pages = document.pages().len();
        if pages != letters {
            return Err(PdfError::TooLong { letters, pages });
        }
        let standards = [PdfStandard::A_2a, PdfStandard::Ua_1];
        let standards = PdfStandards::new(&standards)
            .map_err(|error| PdfError::Typesetting(error.message().to_string()))?;
        let options = PdfOptions { standards, ..PdfOptions::default() };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|e| wrong(&e));
        typst::comemo::evict(REMEMBERED);
        pdf
    }
}

fn template() -> &'static Source {
    static SOURCE: OnceLock<Source> = OnceLock::new();
    SOURCE.get_or_init(|| Source::detached(TEMPLATE))
}

/// What typst says of a sign without a font names the words around it: those are not passed on.
fn wrong(errors: &[SourceDiagnostic]) -> PdfError {
    if errors.iter().any(|error| error.message.contains("could not be displayed")) {
        return PdfError::NoSign;
    }
    let first = errors.first().map(|error| error.message.to_string());
    PdfError::Typesetting(first.unwrap_or_default())
}

/// What typst may see of the world: its library, our template and the fonts; no file, no clock.
struct Desk<'a> {
    setter: &'a Typesetter,
    library: LazyHash<Library>,
    main: &'static Source,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.setter.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.setter.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::compose;
    use super::super::sheet::tests::{head, letter, words};
    use super::*;
    use crate::trade::letter::LetterKind;
    use crate::trade::person::Language;

    /// What Debian's packages fonts-dejavu-core and fonts-sil-abyssinica install; `scripts/test` sees to it.
    fn fonts(files: &[&str]) -> Fonts {
        let mut fonts = Fonts::default();
        for file in files {
            let path = Path::new("/usr/share/fonts/truetype").join(file);
            let file = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            assert!(fonts.add(file) > 0, "{}", path.display());
        }
        fonts
    }

    const LATIN: [&str; 3] =
        ["dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSansMono-Bold.ttf"];
    const ETHIOPIC: &str = "abyssinica/AbyssinicaSIL-Regular.ttf";

    fn sheets(languages: &[Language]) -> serde_json::Value {
        let (words, head) = (words(), head());
        let of = |own: &Language| compose(&words, &head, &letter(LetterKind::Uitnodiging, *own));
        serde_json::to_value(languages.iter().map(of).collect::<Vec<_>>()).unwrap()
    }

    fn holds(pdf: &[u8], words: &str) -> bool {
        pdf.windows(words.len()).any(|window| window == words.as_bytes())
    }

    #[test]
    fn every_letter_is_one_page_of_a_pdf_for_screen_readers_and_archives() {
        let [latin, bold, mono] = LATIN;
        let setter = Typesetter::new(fonts(&[latin, bold, mono, ETHIOPIC]));
        let own: Vec<Language> =
            Language::ALL.iter().copied().filter(|own| *own != Language::Zh).collect();
        let pdf = setter.pdf(&sheets(&own)).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        for part in ["<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>2</pdfaid:part>"] {
            assert!(holds(&pdf, part), "{part}");
        }
    }

    #[test]
    fn a_sign_without_a_font_is_an_error_that_tells_nobodys_name() {
        let setter = Typesetter::new(fonts(&LATIN));
        let error = setter.pdf(&sheets(&[Language::Ti])).unwrap_err();
        assert_eq!(error, PdfError::NoSign);
        assert!(!error.to_string().contains("Amina"));
        assert!(setter.pdf(&sheets(&[Language::En])).is_ok(), "the next letter is made");
    }

    #[test]
    fn a_letter_that_does_not_fit_is_refused() {
        let setter = Typesetter::new(fonts(&LATIN));
        let mut sheets = sheets(&[Language::En]);
        sheets[0]["dutch"]["body"][0]["words"] = "Dit is een zin. ".repeat(300).into();
        let error = setter.pdf(&sheets).unwrap_err();
        assert!(matches!(error, PdfError::TooLong { letters: 1, pages: 2.. }), "{error}");
    }

    #[test]
    fn what_stands_in_a_letter_is_never_markup() {
        let setter = Typesetter::new(fonts(&LATIN));
        let mut sheets = sheets(&[Language::Nl]);
        sheets[0]["to"][0] = "#panic(\"x\") *a* $b$ \\ <c> @d".into();
        assert!(setter.pdf(&sheets).is_ok());
    }
}
