//! Reading a municipality's CSV files: pure, from bytes to rows with every mistake found.
//!
//! The whole file is read before anything is said about it: a colleague mends all of it at once.
//! Every remark names the row as the spreadsheet shows it, the column, what is wrong and how to
//! mend it. A remark never repeats what a cell holds: reports are mailed around, and cells hold
//! names and numbers. Only the klantnummer is named, and only when it cannot be a BSN.
//!
//! What this room does not do: know the database. The acts beside it compare and write.

pub mod bsn;
pub mod calendar;
pub mod cell;
pub mod colleagues;
pub mod columns;
pub mod decode;
pub mod enrolments;
pub mod languages;
pub mod merged;
pub mod moment;
pub mod nearest;
pub mod odd_sessions;
pub mod outcome;
pub mod own_value;
pub mod people;
pub mod pieces;
pub mod report;
pub mod sessions;
pub mod sheet;
pub mod table;

#[cfg(test)]
mod laws;
