//! Files in one: a ZIP archive, so that an overview is handed out with what belongs to it. PURE.

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDateTime, Timelike};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive of these files, each with its name, all of the same moment (Dutch time). Nothing is compressed: photos
/// and voice notes are already.
///
/// # Errors
/// When they do not fit in one: 4 GB, two files of one name.
pub fn archive(files: &[(String, Vec<u8>)], at: NaiveDateTime) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(moment(at));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(body)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The earliest one there is, for what the form cannot hold.
fn moment(at: NaiveDateTime) -> DateTime {
    let small = |number: u32| u8::try_from(number).ok();
    let whole = || {
        let (year, month, day) =
            (u16::try_from(at.year()).ok()?, small(at.month())?, small(at.day())?);
        let (hour, minute, second) = (small(at.hour())?, small(at.minute())?, small(at.second())?);
        DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
    };
    whole().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;

    #[test]
    fn what_was_put_in_comes_out_with_its_name_and_moment() {
        let at = "2026-11-24T14:05:08".parse().unwrap();
        let files = [
            ("inzage.html".to_owned(), b"<p>dag</p>".to_vec()),
            ("foto é.jpg".to_owned(), vec![0, 255]),
        ];
        let mut made = ZipArchive::new(Cursor::new(archive(&files, at).unwrap())).unwrap();
        assert_eq!(made.len(), files.len());
        for (name, body) in &files {
            let mut file = made.by_name(name).unwrap();
            let moment = file.last_modified().unwrap();
            assert_eq!((moment.year(), moment.hour(), moment.second()), (2026, 14, 8));
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!(&read, body);
        }
    }

    #[test]
    fn a_moment_that_does_not_fit_is_the_earliest_and_twins_are_refused() {
        let before = "1979-12-31T00:00:00".parse().unwrap();
        assert_eq!(moment(before), DateTime::default());
        let twins = [("a".to_owned(), Vec::new()), ("a".to_owned(), Vec::new())];
        assert!(archive(&twins, before).is_err());
    }
}
