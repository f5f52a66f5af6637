//! What colleagues do, one file each: rows, audit and mailbox events in one transaction.
//!
//! An act gets a transaction, who does it and the time as values; it answers what was done, or
//! the refusal in a form that a page can put into words. It never commits: its caller does.

pub mod add_staff;
pub mod close_task;
pub mod note_answer;
pub mod receive;
pub mod sign_in;
