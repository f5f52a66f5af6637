//! Wegwijzer keeps the contact alive between a Dutch municipality and its inburgeraars.

pub mod acts;
pub mod channel;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dialog;
pub mod http;
pub mod ids;
pub mod message;
pub mod plan;
pub mod sandbox;
pub mod store;
pub mod text;
pub mod trade;
pub mod work;
