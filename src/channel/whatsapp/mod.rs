//! WhatsApp's Cloud API, at Meta or at a gateway that speaks its wire format (360dialog, Turn).
//!
//! `parse`, `verify`, `errors` and `body` are pure; `shell` is the network, and `manage`
//! that of operators' commands. Groups, calls,
//! payments and flows are deliberately absent.

pub mod body;
pub mod errors;
pub mod manage;
pub mod parse;
pub mod shell;
pub mod verify;

pub use shell::{Gateway, WhatsApp, WhatsAppSettings};
