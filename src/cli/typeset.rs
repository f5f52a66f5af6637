//! Letters as PDF: fonts from the disk, and the process that typesets for the pages.
//!
//! Typesetting takes a hundred megabytes, and letters are made some times a week: so the service lets a
//! child do it, which ends when nobody asks any more.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

use crate::http::typesetter::{FAILED, MADE};
use crate::letter::pdf::{Fonts, PdfError, Typesetter};

/// The files of the families that letters use, as Debian names them.
const FILES: [&str; 10] = [
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansMono-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansEthiopic-Regular.ttf",
    "NotoSansEthiopic-Bold.ttf",
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSansMono-Bold.ttf",
];
/// Forty megabytes, which only letters in Chinese are worth.
const CHINESE: [&str; 2] = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"];
/// What stands in where Noto's Ethiopic is not installed.
const ETHIOPIC: &str = "AbyssinicaSIL-Regular.ttf";
/// Folders below the one of the settings.
const DEEP: usize = 4;

/// Typesets letters for the service; it ends when its input does.
#[derive(Debug, clap::Args)]
pub struct TypesetArgs {
    /// Where fonts are looked for.
    #[arg(long, value_name = "DIR")]
    fonts: PathBuf,
}

/// Typesets as long as somebody asks: in, the length in four bytes and sheets as JSON; out, one byte
/// that tells how it went, the length, and the PDF or why there is none.
///
/// # Errors
/// When the pipes break, or what comes in is no list of sheets.
pub fn run(args: &TypesetArgs) -> anyhow::Result<ExitCode> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let mut press = Press::new(&args.fonts);
    loop {
        let mut length = [0; 4];
        match input.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error.into()),
        }
        let mut asked = vec![0; u32::from_le_bytes(length) as usize];
        input.read_exact(&mut asked)?;
        let (how, answer) = match press.pdf(&serde_json::from_slice(&asked)?) {
            Ok(pdf) => (MADE, pdf),
            Err(error) => (FAILED, error.to_string().into_bytes()),
        };
        output.write_all(&[how])?;
        output.write_all(&u32::try_from(answer.len())?.to_le_bytes())?;
        output.write_all(&answer)?;
        output.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A typesetter with the fonts that its letters need; the large ones once they are needed.
pub struct Press {
    folder: PathBuf,
    setter: Option<Typesetter>,
    knows_chinese: bool,
}

impl Press {
    /// With the fonts under `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), setter: None, knows_chinese: false }
    }

    /// One PDF with these sheets, given as JSON.
    ///
    /// # Errors
    /// [`PdfError`]
    pub fn pdf(&mut self, sheets: &Value) -> Result<Vec<u8>, PdfError> {
        let chinese = mentions_chinese(sheets);
        if chinese && !self.knows_chinese {
            self.setter = None;
            self.knows_chinese = true;
        }
        let (folder, chinese) = (&self.folder, self.knows_chinese);
        self.setter.get_or_insert_with(|| Typesetter::new(fonts(folder, chinese))).pdf(sheets)
    }
}

fn mentions_chinese(sheets: &Value) -> bool {
    let sheets = sheets.as_array().map(Vec::as_slice).unwrap_or_default();
    sheets.iter().any(|sheet| sheet["own"]["lang"] == "zh")
}

fn fonts(folder: &Path, chinese: bool) -> Fonts {
    let mut found = Vec::new();
    find(folder, DEEP, &mut found);
    found.sort();
    let mut fonts = Fonts::default();
    for path in found {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let wanted = FILES.contains(&name) || name == ETHIOPIC;
        if (wanted || (chinese && CHINESE.contains(&name)))
            && let Ok(file) = fs::read(&path)
        {
            fonts.add(file);
        }
    }
    fonts
}

fn find(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if !path.is_dir() {
            found.push(path);
        } else if deep > 0 {
            find(&path, deep - 1, found);
        }
    }
}
