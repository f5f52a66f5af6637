//! What platforms call people: names that are opaque, personal, and may change.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a platform calls somebody. Opaque: never parsed for meaning.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Handle {
    /// A Telegram chat id, decimal.
    TelegramChat(String),
    /// A phone number on WhatsApp: digits with country code, without `+` (its `wa_id`).
    Phone(String),
    /// A WhatsApp business-scoped user id (`NL.1349...`).
    Bsuid(String),
}

impl Handle {
    /// The word that tells kinds of handles apart in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::TelegramChat(_) => "telegram_chat",
            Self::Phone(_) => "phone",
            Self::Bsuid(_) => "bsuid",
        }
    }

    /// Two handles of one sort name the same thing: an account has one number, one user id, and one
    /// user id across portfolios (`NL.ENT.1349...`). A second of the same sort is another account.
    pub fn is_same_sort(&self, other: &Self) -> bool {
        let across = |h: &Self| matches!(h, Self::Bsuid(v) if v.get(2..7) == Some(".ENT."));
        self.kind() == other.kind() && across(self) == across(other)
    }

    /// Is it a user id that holds for more than our own portfolio?
    pub fn is_across_portfolios(&self) -> bool {
        self.is_same_sort(&Self::Bsuid("XX.ENT.1".to_owned()))
    }

    /// The platform's own text.
    pub fn value(&self) -> &str {
        match self {
            Self::TelegramChat(v) | Self::Phone(v) | Self::Bsuid(v) => v,
        }
    }
}

// Personal data: a handle in a log or a panic shows its kind only.
impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({}, ...)", self.kind())
    }
}

/// What happened to the names of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renaming {
    /// The person has another telephone number (WhatsApp, `user_changed_number`).
    Number,
    /// Only the platform's own id of the person changed (WhatsApp, `user_changed_user_id`).
    UserId,
    /// A Telegram group became a supergroup, and has another id.
    Chat,
    /// The account was set up anew, on another device perhaps by somebody else (WhatsApp,
    /// `customer_identity_changed`).
    Device,
    /// Somebody else writes from the number now.
    Taken,
    /// The platform says that two addresses are one; here they are of two people.
    Clash,
}
