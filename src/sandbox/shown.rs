//! Pictures and voice notes of the service on a phone: what both platforms accept, kept once by its hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::phones::{Bubble, BubbleKind, Layout, ShownFile, Status};
use super::world::{Shared, World};
use crate::message::ChannelKind;

/// Bytes of a photo. Source: Cloud API, "Supported image types"; Telegram takes 10 MB (Bot API, sendPhoto).
const PHOTO: usize = 5 * 1024 * 1024;
/// Bytes of a voice note. Source: Cloud API, "Supported audio types"; Telegram takes 50 MB.
const VOICE: usize = 16 * 1024 * 1024;

/// What a platform is asked to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    Voice,
    Photo,
}

impl Sent {
    /// Is this what it says? By its first bytes, as the platforms look.
    pub(super) fn fits(self, content: &[u8]) -> bool {
        let head = &content[..content.len().min(64)];
        match self {
            Self::Photo => {
                content.len() <= PHOTO
                    && (head.starts_with(b"\x89PNG\r\n\x1a\n") || head.starts_with(&[0xff, 0xd8]))
            }
            Self::Voice => {
                content.len() <= VOICE
                    && head.starts_with(b"OggS")
                    && head.windows(8).any(|window| window == b"OpusHead")
            }
        }
    }

    /// May a file of this kind be called so?
    pub(super) fn is_called(self, mime: &str) -> bool {
        let kind = mime.split(';').next().unwrap_or_default().trim();
        match self {
            Self::Photo => matches!(kind, "image/png" | "image/jpeg"),
            // the base type alone is not enough for WhatsApp
            Self::Voice => kind == "audio/ogg" && mime.contains("opus"),
        }
    }
}

/// A file of the service that a phone shows.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) mime: &'static str,
    pub(super) content: Vec<u8>,
}

/// A file that a platform took.
pub(super) struct Taken {
    pub(super) sent: Sent,
    pub(super) name: String,
    pub(super) content: Vec<u8>,
    pub(super) caption: String,
}

impl Shared {
    /// The message that shows it; its bytes are kept for the page.
    pub(super) fn showing(&self, world: &mut World, id: String, taken: Taken) -> Bubble {
        let at = URL_SAFE_NO_PAD.encode(Sha256::digest(&taken.content));
        let (shows, mime) = match taken.sent {
            Sent::Voice => ("voice", "audio/ogg; codecs=opus"),
            Sent::Photo if taken.content.starts_with(&[0xff, 0xd8]) => ("picture", "image/jpeg"),
            Sent::Photo => ("picture", "image/png"),
        };
        world.shown.entry(at.clone()).or_insert(Kept { mime, content: taken.content });
        Bubble {
            id,
            from_me: false,
            text: taken.caption,
            choices: Vec::new(),
            layout: Layout::Plain,
            at: self.settings.clock.civil(),
            status: Status::Delivered,
            kind: BubbleKind::File,
            file: Some(ShownFile { shows, at, name: taken.name }),
            callback_data: None,
        }
    }

    /// It stands on the screen. Nobody answers a picture.
    pub(super) fn show(&self, world: &mut World, phone: &str, bubble: Bubble) {
        if let Some(phone) = world.phones.get_mut(phone) {
            phone.show(bubble);
        }
    }

    /// What a phone shows at this address.
    pub(super) fn kept(&self, at: &str) -> Option<Kept> {
        self.world().shown.get(at).cloned()
    }
}

impl World {
    /// Notes that a platform took a file.
    pub(super) fn took(&mut self, kind: ChannelKind, handle: &str, bubble: &Bubble) {
        let Some(file) = bubble.file.clone() else { return };
        self.files_taken.push(AcceptedFile {
            kind,
            handle: handle.to_owned(),
            shows: file.shows,
            name: file.name,
            caption: bubble.text.clone(),
            callback_data: bubble.callback_data.clone(),
            message_id: bubble.id.clone(),
            behind: self.accepted.len(),
        });
    }
}

/// A picture or voice note that a platform took from the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedFile {
    /// By which platform.
    pub kind: ChannelKind,
    /// For whom: chat id, or digits with country code.
    pub handle: String,
    /// `voice` or `picture`.
    pub shows: &'static str,
    /// What it is called.
    pub name: String,
    /// Signs under it.
    pub caption: String,
    /// WhatsApp: `biz_opaque_callback_data`.
    pub callback_data: Option<String>,
    /// The id that the platform gave.
    pub message_id: String,
    /// Behind how many messages of all it came.
    pub behind: usize,
}
