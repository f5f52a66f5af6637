//! What colleagues do, one file each: rows, audit and mailbox events in one transaction.

pub mod import;
