//! Wegwijzer keeps the contact alive between a Dutch municipality and its inburgeraars.

pub mod acts;
pub mod clock;
pub mod dialog;
pub mod http;
pub mod ids;
pub mod message;
pub mod store;
pub mod trade;
