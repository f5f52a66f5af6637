//! From bytes to text: UTF-8 with or without its mark, else Windows-1252 as older exports write.

use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes: a hundred thousand rows of generous length.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// How the file turned out to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// Windows-1252.
    #[serde(rename = "Windows-1252")]
    Windows1252,
}

/// Why no row of the file could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("het bestand is leeg; bewaar het opnieuw vanuit uw systeem")]
    Empty,
    /// UTF-16, Excel's "Unicode-tekst".
    #[error("het bestand is UTF-16 (\"Unicode-tekst\"); bewaar het als \"CSV UTF-8\"")]
    Utf16,
    /// A workbook.
    #[error("dit is een werkmap (Excel of LibreOffice); bewaar het blad als \"CSV UTF-8\"")]
    Workbook,
    /// Over [`LARGEST_FILE`].
    #[error("het bestand is groter dan 64 MB; knip het in delen")]
    TooLarge,
    /// Something else.
    #[error("dit is geen tekst; bewaar het bestand als \"CSV UTF-8\"")]
    NotText,
}

/// The text in `bytes`, with line ends as `\n`.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), Unreadable> {
    if bytes.len() > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    // A zip, or the older compound file: both are how spreadsheets save themselves.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Unreadable::Workbook);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Unreadable::Utf16);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if body.contains(&0) {
        // UTF-16 without its mark has a zero beside every Latin letter
        let zeros = body.iter().filter(|b| **b == 0).count();
        return Err(if zeros * 3 > body.len() { Unreadable::Utf16 } else { Unreadable::NotText });
    }
    let (text, encoding) = match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(body);
            (text.into_owned(), Encoding::Windows1252)
        }
    };
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_either_encoding_and_refused_with_a_clear_word() {
        let utf16: Vec<u8> = "naam;taal".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&[0xFF, 0xFE][..], &utf16].concat();
        for (bytes, expected) in [
            ("naam\r\nZoë".as_bytes(), Ok(("naam\nZoë".to_owned(), Encoding::Utf8))),
            (b"\xEF\xBB\xBFnaam", Ok(("naam".to_owned(), Encoding::Utf8))),
            (b"Zo\xEB \x80", Ok(("Zoë €".to_owned(), Encoding::Windows1252))),
            (b"", Err(Unreadable::Empty)),
            (b"\xEF\xBB\xBF \n", Err(Unreadable::Empty)),
            (b"PK\x03\x04....", Err(Unreadable::Workbook)),
            (&utf16, Err(Unreadable::Utf16)),
            (&marked, Err(Unreadable::Utf16)),
            (b"naam;taal\n\0", Err(Unreadable::NotText)),
        ] {
            assert_eq!(decode(bytes), expected);
        }
    }
}
