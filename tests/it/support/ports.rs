//! Ports of loopback that nobody uses.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// A port that a program can listen on, also after it was killed and started again.
///
/// Below the range from which the system gives ports away by itself, so that no connection of
/// another test sits on it meanwhile.
pub fn free() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = u16::try_from(std::process::id() % 97).unwrap_or(0) * 90;
    (0..9000)
        .map(|_| 10_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 9000)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .unwrap_or_else(|| panic!("no port is free"))
}
