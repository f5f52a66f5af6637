//! Commands, one file each: arguments in, words and an exit code out.

pub mod import;
