//! Recordings: OGG/Opus with one channel, because both platforms show that as a voice note. PURE.
//!
//! A revision holds no sound but a few lines about it; the bytes are stored once, by their hash. So a
//! revision stays a text that can be compared and signed, and its hash covers every recording.
//!
//! Source: RFC 3533 (Ogg), RFC 7845 (Opus in Ogg); Bot API, sendVoice; Cloud API, "Audio messages".

use super::{LARGEST_RECORDING, is_sha256, sha256};

/// The first line of what a revision says about a recording.
const FORMAT: &str = "wegwijzer-opname/1";
/// Opus counts in this many samples a second, whatever was recorded. Source: RFC 7845, 4.
const SAMPLES_PER_SECOND: u64 = 48_000;

/// What a revision knows of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// By which its bytes are stored.
    pub sha256: String,
    /// Bytes.
    pub bytes: usize,
    /// How long it speaks, in whole seconds, rounded up.
    pub seconds: u64,
}

/// What a revision says about this file: what is wrong with it too, so that `check` can tell.
pub fn describe(content: &[u8]) -> String {
    let head = format!("{FORMAT}\nsha256 {}\nbytes {}", sha256(content), content.len());
    let found = match too_large(content.len() as u64) {
        Some(wrong) => Err(wrong),
        None => seconds_of(content),
    };
    match found {
        Ok(seconds) => format!("{head}\nseconds {seconds}\n"),
        Err(wrong) => format!("{head}\nwrong {wrong}\n"),
    }
}

/// What a revision says about a file that is not even read.
pub fn describe_unread(bytes: u64) -> String {
    let wrong = too_large(bytes).unwrap_or_default();
    format!("{FORMAT}\nbytes {bytes}\nwrong {wrong}\n")
}

/// Is this more than is kept? Then how much more, and what to do.
pub fn too_large(bytes: u64) -> Option<String> {
    let most = LARGEST_RECORDING as u64;
    (bytes > most).then(|| {
        format!(
            "has {} KiB; at most {} are kept: speak shorter, or record with 16 kbit/s",
            bytes.div_ceil(1024),
            most / 1024
        )
    })
}

/// Reads what [`describe`] wrote.
///
/// # Errors
/// What is wrong with the recording, or with the lines about it.
pub fn read(lines: &str) -> Result<Recording, String> {
    let mut all = lines.lines();
    if all.next() != Some(FORMAT) {
        return Err("is no recording that this program described".to_owned());
    }
    let (mut hash, mut bytes, mut seconds) = (None, None, None);
    for line in all {
        match line.split_once(' ') {
            Some(("sha256", word)) if is_sha256(word) => hash = Some(word.to_owned()),
            Some(("bytes", word)) => bytes = word.parse::<usize>().ok(),
            Some(("seconds", word)) => seconds = word.parse().ok(),
            Some(("wrong", why)) => return Err(why.to_owned()),
            _ => return Err("is described in lines that this program does not know".to_owned()),
        }
    }
    match (hash, bytes, seconds) {
        (Some(sha256), Some(bytes), Some(seconds)) if bytes <= LARGEST_RECORDING => {
            Ok(Recording { sha256, bytes, seconds })
        }
        _ => Err("is not described completely".to_owned()),
    }
}

/// How long an OGG/Opus file speaks; or why no telephone shows it as a voice note.
///
/// # Errors
/// In words for whoever made the file.
pub fn seconds_of(content: &[u8]) -> Result<u64, String> {
    let mut rest = content;
    let (mut serial, mut skip, mut last, mut pages) = (None, 0, 0, 0_u64);
    while !rest.is_empty() {
        let page = Page::first_of(rest).ok_or(match pages {
            0 => "is no OGG file: record it as OGG/Opus (.ogg)",
            _ => "is damaged: it breaks off in the middle",
        })?;
        if !page.is_whole {
            return Err("is damaged: a checksum does not fit".to_owned());
        }
        if *serial.get_or_insert(page.serial) != page.serial {
            return Err("holds more than one stream: record the voice alone".to_owned());
        }
        match pages {
            0 => skip = opus_head(page.body)?,
            1 if !page.body.starts_with(b"OpusTags") => {
                return Err("is no OGG/Opus: its second page is not OpusTags".to_owned());
            }
            _ => {}
        }
        // -1: no packet ends on this page
        if page.granule != u64::MAX {
            last = page.granule;
        }
        pages += 1;
        rest = &rest[page.length..];
    }
    let samples = last.saturating_sub(skip);
    if pages < 3 || samples == 0 {
        return Err("holds no sound".to_owned());
    }
    Ok(samples.div_ceil(SAMPLES_PER_SECOND))
}

/// The samples to skip at the start.
fn opus_head(body: &[u8]) -> Result<u64, String> {
    let head = body.strip_prefix(b"OpusHead").filter(|head| head.len() >= 11);
    let head = head.ok_or("is OGG, but not Opus: record it as OGG/Opus (.ogg)")?;
    if head[0] >> 4 != 0 || head[10] != 0 {
        return Err("is a kind of Opus that telephones do not play as a voice note".to_owned());
    }
    if head[1] != 1 {
        return Err(format!("has {} channels: record it in mono, as WhatsApp asks", head[1]));
    }
    Ok(u64::from(u16::from_le_bytes([head[2], head[3]])))
}

struct Page<'a> {
    length: usize,
    granule: u64,
    serial: u32,
    is_whole: bool,
    body: &'a [u8],
}

impl<'a> Page<'a> {
    fn first_of(bytes: &'a [u8]) -> Option<Self> {
        let head = bytes.get(..27).filter(|head| head.starts_with(b"OggS\0"))?;
        let segments = bytes.get(27..27 + usize::from(head[26]))?;
        let start = 27 + segments.len();
        let length = start + segments.iter().map(|n| usize::from(*n)).sum::<usize>();
        let body = bytes.get(start..length)?;
        let four =
            |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        Some(Self {
            length,
            granule: u64::from(four(6)) | u64::from(four(10)) << 32,
            serial: four(14),
            is_whole: checksum(&bytes[..length]) == four(22),
            body,
        })
    }
}

/// The checksum of a page, reckoned with its own field as zeros. Source: RFC 3533, 6.
fn checksum(page: &[u8]) -> u32 {
    page.iter().enumerate().fold(0, |sum: u32, (at, byte)| {
        let byte = if (22..26).contains(&at) { 0 } else { *byte };
        (0..8).fold(sum ^ u32::from(byte) << 24, |sum, _| {
            if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 }
        })
    })
}

/// A recording of so many seconds of silence, as small as one can be: for tests and stories.
#[cfg(test)]
pub mod made {
    use super::checksum;

    /// With one channel.
    pub fn silence(seconds: u64) -> Vec<u8> {
        with_channels(seconds, 1)
    }

    /// With so many channels.
    pub fn with_channels(seconds: u64, channels: u8) -> Vec<u8> {
        let head = [
            b"OpusHead\x01".as_slice(),
            &[channels, 0x38, 0x01],
            &48_000_u32.to_le_bytes(),
            &[0; 3],
        ];
        let tags = [b"OpusTags".as_slice(), &[4, 0, 0, 0], b"test", &[0; 4]];
        let mut file = page(2, 0, 0, &head.concat());
        file.extend(page(0, 0, 1, &tags.concat()));
        // one packet of silence (RFC 6716: a mono CELT frame of 20 ms), said to reach to the end
        file.extend(page(4, 312 + seconds * 48_000, 2, &[0xf8, 0xff, 0xfe]));
        file
    }

    fn page(kind: u8, granule: u64, number: u32, body: &[u8]) -> Vec<u8> {
        let mut page = b"OggS\0".to_vec();
        page.push(kind);
        page.extend(granule.to_le_bytes());
        page.extend(7_u32.to_le_bytes());
        page.extend(number.to_le_bytes());
        page.extend([0; 4]);
        page.extend([1, u8::try_from(body.len()).unwrap()]);
        page.extend(body);
        let sum = checksum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_note_is_told_from_every_other_file() {
        let good = made::silence(3);
        let mut broken = good.clone();
        let end = broken.len() - 1;
        broken[end] ^= 1;
        let rows: [(&[u8], Result<u64, &str>); 6] = [
            (&good, Ok(3)),
            (b"ID3 an mp3", Err("is no OGG file")),
            (b"", Err("holds no sound")),
            (&good[..good.len() - 1], Err("breaks off")),
            (&broken, Err("checksum")),
            (&made::with_channels(3, 2), Err("mono")),
        ];
        for (content, expected) in rows {
            match (seconds_of(content), expected) {
                (Ok(found), Ok(wanted)) => assert_eq!(found, wanted),
                (Err(why), Err(words)) => assert!(why.contains(words), "{why}"),
                (found, _) => panic!("{found:?}, not {expected:?}"),
            }
        }
    }

    #[test]
    fn what_is_said_about_a_recording_is_read_back_and_what_is_wrong_with_it_too() {
        let content = made::silence(2);
        let read_back = read(&describe(&content)).unwrap();
        assert_eq!(
            read_back,
            Recording { sha256: sha256(&content), bytes: content.len(), seconds: 2 }
        );
        assert!(read(&describe(b"geen geluid")).unwrap_err().contains("OGG/Opus"));
        let huge = describe_unread(3 * LARGEST_RECORDING as u64);
        assert!(read(&huge).unwrap_err().starts_with("has 1536 KiB; at most 512"));
        for odd in ["", "iets anders", &format!("{FORMAT}\nsha256 {}\n", "a".repeat(64))] {
            assert!(read(odd).is_err(), "{odd}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_reading_a_recording_fail_otherwise_than_in_words(
            mut content in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
            ogg in proptest::bool::ANY,
        ) {
            if ogg {
                content.splice(0..0, *b"OggS\0");
            }
            let _ = read(&describe(&content));
        }
    }
}
