//! What each platform can carry: numbers with their source. PURE.
//!
//! WhatsApp's are from Meta's Cloud API pages, Telegram's from the Bot API page, both as read in
//! 2026. Where a platform documents nothing the number is ours and says so.

use crate::message::{ChannelKind, Limits};

/// Telegram. Inline keyboards, one button per row, no lists.
pub const TELEGRAM: Limits = Limits {
    // Bot API, sendMessage: text of 1-4096 characters.
    text: 4096,
    // The same call, with a keyboard.
    buttons_body: 4096,
    // Ours: the Bot API names no number; nobody reads more than a hundred rows.
    buttons: 100,
    // Ours: the Bot API names no number; a phone shows no more of a label than this.
    button_label: 64,
    // Telegram has no lists; a keyboard can be as long as one.
    list_rows: 0,
    row_label: 0,
    list_body: 0,
    // Bot API, InlineKeyboardButton: callback_data of 1-64 bytes.
    payload_bytes: 64,
};

/// WhatsApp, Cloud API.
pub const WHATSAPP: Limits = Limits {
    // Text messages: body 4096.
    text: 4096,
    // Interactive reply buttons: body 1024.
    buttons_body: 1024,
    // Interactive reply buttons: 1-3.
    buttons: 3,
    // Interactive reply buttons: title 20. The button that opens a list: 20 too.
    button_label: 20,
    // Interactive lists: 10 rows over all sections.
    list_rows: 10,
    // Interactive lists: row title 24.
    row_label: 24,
    // Interactive lists: body 4096.
    list_body: 4096,
    // Interactive lists: row id 200; a reply button takes 256, the smaller holds for both.
    payload_bytes: 200,
};

/// The limits of one kind of channel.
pub fn of(kind: ChannelKind) -> &'static Limits {
    match kind {
        ChannelKind::Telegram => &TELEGRAM,
        ChannelKind::Whatsapp => &WHATSAPP,
    }
}
