//! What helps who does not read easily: recordings, pictograms, and the card that shows how far somebody
//! is. PURE.
//!
//! Tells a recording that telephones show as a voice note from any other file, a drawing that is safe to
//! draw from one that is not, and turns drawings into pixels. Knows no dialog, no database, no network.

pub mod card;
pub mod pictogram;
pub mod recording;
pub mod shelf;

use sha2::{Digest, Sha256};

/// Bytes of one recording, at most. WhatsApp shows the play button of a voice note up to 512 KB (Cloud
/// API, "Audio messages", 2026), and takes 16 MB; Telegram takes 50 MB (Bot API, sendVoice).
pub const LARGEST_RECORDING: usize = 512 * 1024;
/// Bytes of one pictogram, at most: our own have about one thousand.
pub const LARGEST_PICTOGRAM: usize = 32 * 1024;
/// Where recordings lie among the files of a revision, behind it a language and a name.
pub const VOICE_FOLDER: &str = "dialogs/voice/";
/// Where pictograms lie.
pub const PICTURE_FOLDER: &str = "dialogs/pictograms/";
/// What recordings are, for who asks for them.
pub const RECORDING_MIME: &str = "audio/ogg; codecs=opus";
/// What pictures are, for who asks for them.
pub const PICTURE_MIME: &str = "image/png";

/// The SHA-256 of bytes, in hexadecimal: by it a file is stored and asked for.
pub fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Is this a hash as [`sha256`] writes it?
pub fn is_sha256(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Is this a name that a recording or a pictogram may have? It becomes part of file names and addresses.
pub fn is_name(word: &str) -> bool {
    (1..=60).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
