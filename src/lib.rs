//! Wegwijzer keeps the contact alive between a Dutch municipality and its inburgeraars.

pub mod clock;
pub mod ids;
pub mod message;
pub mod sandbox;
pub mod trade;
