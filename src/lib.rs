//! Wegwijzer keeps the contact alive between a Dutch municipality and its inburgeraars.

pub mod acts;
pub mod cli;
pub mod clock;
pub mod dialog;
pub mod ids;
pub mod message;
pub mod plan;
pub mod store;
pub mod trade;
