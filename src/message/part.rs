//! What is sent: one part, one call to a platform.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Choice, TemplateUse};

/// One call to a platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// Words only.
    Text {
        /// The words.
        body: String,
    },
    /// Words with buttons under them.
    Buttons {
        /// The words.
        body: String,
        /// The buttons.
        choices: Vec<Choice>,
    },
    /// Words with a list behind one button (WhatsApp).
    List {
        /// The words.
        body: String,
        /// What opens the list.
        button: String,
        /// The rows.
        choices: Vec<Choice>,
    },
    /// An approved template (WhatsApp, outside the window).
    Template {
        /// The template and its values.
        template: TemplateUse,
    },
    /// Take the buttons from an earlier message (Telegram).
    RemoveButtons {
        /// The platform's id of that message.
        message_id: String,
    },
    /// Take an earlier message away (Telegram).
    Remove {
        /// The platform's id of that message.
        message_id: String,
    },
    /// A recording, shown as a voice note. Nothing but the sound: words stand in the part before it.
    Voice {
        /// The recording, OGG/Opus.
        file: Attached,
    },
    /// A pictogram or a progress card.
    Picture {
        /// The picture, PNG.
        file: Attached,
        /// Signs under it that need no translation (`3 / 8`); empty: none.
        caption: String,
    },
}

/// A file that goes along with a message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// What colleagues call it, in Dutch: `pictogram klok`.
    pub what: String,
    /// Its file name: letters, digits, `-` and `.` only.
    pub name: String,
    /// As in `Content-Type`.
    pub mime: String,
    /// Where a platform can fetch it; none: this service is found nowhere.
    pub link: Option<String>,
    /// The file itself; empty where the platform fetches it.
    #[serde(skip)]
    pub content: Arc<[u8]>,
}

// Bytes help nobody in a log.
impl fmt::Debug for Attached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attached({}, {} bytes)", self.name, self.content.len())
    }
}
