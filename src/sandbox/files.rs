//! Photos, voice notes and documents that people send: what both platforms keep of them, and for how
//! long.
//!
//! A file is told by its id in a webhook, asked for by that id, and downloaded from an address that
//! holds for a while (machine time). Nothing here knows a wire format.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// What somebody sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Spoken words.
    Voice,
    /// A photo.
    Photo,
    /// Any other file.
    Document,
}

/// A file that is about to be sent from a phone.
#[derive(Clone)]
pub struct SentFile {
    /// What it is.
    pub kind: FileKind,
    /// As in `Content-Type`.
    pub mime: String,
    /// The file itself.
    pub content: Vec<u8>,
    /// Words under it; empty: none. Nobody writes under a voice note.
    pub caption: String,
}

impl SentFile {
    /// A voice note as both apps record it.
    pub fn voice(content: impl Into<Vec<u8>>) -> Self {
        let mime = "audio/ogg; codecs=opus".to_owned();
        Self { kind: FileKind::Voice, mime, content: content.into(), caption: String::new() }
    }

    /// A photo.
    pub fn photo(content: impl Into<Vec<u8>>) -> Self {
        let mime = "image/jpeg".to_owned();
        Self { kind: FileKind::Photo, mime, content: content.into(), caption: String::new() }
    }

    /// The hash as WhatsApp tells it.
    pub(super) fn sha256(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.content))
    }
}

/// Every file that a platform still has.
#[derive(Default)]
pub(super) struct Files {
    by_id: HashMap<String, SentFile>,
    /// The last part of an address: whose, and until when.
    addresses: HashMap<String, (String, DateTime<Utc>)>,
    counted: u64,
}

impl Files {
    /// Keeps a file; `born` keeps ids apart from those of an earlier sandbox.
    pub(super) fn keep(&mut self, file: SentFile, born: u64) -> String {
        self.counted += 1;
        // digits only: WhatsApp's ids are, and Telegram's may be anything
        let id = format!("{born}{:07}", self.counted);
        self.by_id.insert(id.clone(), file);
        id
    }

    pub(super) fn get(&self, id: &str) -> Option<&SentFile> {
        self.by_id.get(id)
    }

    /// The platform threw it away.
    pub(super) fn forget(&mut self, id: &str) -> bool {
        self.by_id.remove(id).is_some()
    }

    /// A new address for a file, good until `now + holds`.
    pub(super) fn address(&mut self, id: &str, now: DateTime<Utc>, holds: TimeDelta) -> String {
        self.counted += 1;
        let address = format!("file_{}", self.counted);
        self.addresses.retain(|_, (_, until)| *until > now);
        self.addresses.insert(address.clone(), (id.to_owned(), now + holds));
        address
    }

    /// What lies at an address that still holds.
    pub(super) fn at(&self, address: &str, now: DateTime<Utc>) -> Option<&SentFile> {
        let (id, _) = self.addresses.get(address).filter(|(_, until)| *until > now)?;
        self.by_id.get(id)
    }
}
