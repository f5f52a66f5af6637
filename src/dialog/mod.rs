//! Dialogs: what is said, what may be answered, and what follows. Pure.

pub mod event;
