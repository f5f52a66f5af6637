//! Files in one: a ZIP archive, so that an overview is handed out with what belongs to it. PURE.
//!
//! Nothing is compressed: photos and voice notes are already. Source: PKWARE APPNOTE 6.3.

use chrono::{Datelike, NaiveDateTime, Timelike};

/// What can be held: four bytes count the offset of each file.
const MOST: usize = u32::MAX as usize;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// The version that a reader needs: 2.0.
const VERSION: u16 = 20;
/// Bytes beside the content and twice the name of each file, and of the end.
const AROUND: usize = 30 + 46;
const END: usize = 22;

/// An archive of these files, each with its name, all of the same moment (Dutch time). None: too large for one.
pub fn archive(files: &[(String, Vec<u8>)], at: NaiveDateTime) -> Option<Vec<u8>> {
    let size: usize = files.iter().map(|(name, body)| body.len() + 2 * name.len() + AROUND).sum();
    if size + END > MOST || files.len() > usize::from(u16::MAX) {
        return None;
    }
    let (mut out, mut directory) = (Vec::with_capacity(size + END), Vec::new());
    for (name, body) in files {
        let offset = number(out.len());
        let mut about = Vec::with_capacity(26);
        for field in [VERSION, UTF8, 0, time(at), day(at)] {
            about.extend(field.to_le_bytes());
        }
        for field in [crc32(body), number(body.len()), number(body.len())] {
            about.extend(field.to_le_bytes());
        }
        about.extend(short(name.len()).to_le_bytes());
        about.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(body);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&about);
        // no comment, on the first disk, no attributes
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (starts, length, count) = (out.len(), directory.len(), short(files.len()));
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for field in [count, count] {
        out.extend(field.to_le_bytes());
    }
    for field in [number(length), number(starts)] {
        out.extend(field.to_le_bytes());
    }
    out.extend([0; 2]);
    Some(out)
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Of MS-DOS: two seconds, minutes, hours.
fn time(at: NaiveDateTime) -> u16 {
    let bits = (at.hour() << 11) | (at.minute() << 5) | (at.second() / 2);
    u16::try_from(bits).unwrap_or(0)
}

/// Of MS-DOS: days, months, years since 1980.
fn day(at: NaiveDateTime) -> u16 {
    let years = u32::try_from(at.year() - 1980).unwrap_or(0);
    u16::try_from((years << 9) | (at.month() << 5) | at.day()).unwrap_or(0)
}

/// The checksum of ISO 3309.
fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|n| {
        (0..8).fold(u32::try_from(n).unwrap_or(0), |c, _| {
            if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 }
        })
    });
    !bytes.iter().fold(!0, |c, byte| table[usize::from(c.to_le_bytes()[0] ^ byte)] ^ (c >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn each_file_stands_where_the_directory_says_with_its_length_and_checksum() {
        let at = "2026-11-24T14:05:09".parse().unwrap();
        let files = [
            ("inzage.html".to_owned(), b"<p>dag</p>".to_vec()),
            ("foto é.jpg".to_owned(), vec![0, 255]),
        ];
        let made = archive(&files, at).unwrap();
        let four = |at: usize| u32::from_le_bytes(made[at..at + 4].try_into().unwrap()) as usize;
        let two = |at: usize| u16::from_le_bytes(made[at..at + 2].try_into().unwrap()) as usize;
        let end = made.len() - END;
        assert_eq!((&made[end..end + 4], two(end + 10)), (&b"PK\x05\x06"[..], 2));
        let mut entry = four(end + 16);
        assert_eq!(entry + four(end + 12), end, "the directory ends where the end begins");
        for (name, body) in &files {
            assert_eq!(&made[entry..entry + 4], b"PK\x01\x02");
            let (offset, length) = (four(entry + 42), two(entry + 28));
            assert_eq!(&made[entry + 46..entry + 46 + length], name.as_bytes());
            assert_eq!(&made[offset..offset + 4], b"PK\x03\x04");
            assert_eq!((four(offset + 14), four(offset + 18)), (crc32(body) as usize, body.len()));
            let starts = offset + 30 + two(offset + 26);
            assert_eq!(&made[starts..starts + body.len()], body.as_slice());
            entry += 46 + length;
        }
        // 24 November 2026, 14:05:08
        assert_eq!((two(12), two(10)), ((46 << 9) | (11 << 5) | 24, (14 << 11) | (5 << 5) | 4));
    }
}
