//! The command: one file per subcommand, and the service they share.

pub mod backup;
pub mod bench;
mod bots;
mod budget_words;
mod channels;
pub mod chat;
pub mod check;
pub mod content_folders;
pub mod courses;
pub mod demo;
pub mod doctor;
pub mod erase;
pub mod export;
pub mod figures;
pub mod graph;
pub mod import;
pub mod import_dialogs;
pub mod inbox;
pub mod invite;
pub mod inzage;
pub mod letters;
pub mod logs;
pub mod prove;
pub mod publish;
pub mod rehearsal;
pub mod replay;
pub mod sandbox;
pub mod serve;
pub mod service;
mod somebody;
pub mod staff;
pub mod story;
pub mod templates;
pub mod texts;
pub mod trail;
#[cfg(feature = "letters-pdf")]
pub mod typeset;
