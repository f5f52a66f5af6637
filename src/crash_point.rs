//! Places where tests let the program die: before and after every commit of the loops.
//!
//! In a build without debug assertions (`release`, `dist`) nothing of this is left. In a test build
//! a point does nothing either, unless `WEGWIJZER_CRASH_AT` names it: then the process aborts there
//! as `kill -9` would, without unwinding, flushing or rolling back. `tests/it/crash.rs` stops at each.

/// Carries out a commit, and dies just before or just after it when a test asked for that.
///
/// `crash_point!("due: what fell due", tx.commit().await)?` is the commit and nothing else in a
/// release. The name is unique in the program: `<file>: <what is committed>`.
#[macro_export]
macro_rules! crash_point {
    ($name:literal, $commit:expr) => {{
        #[cfg(debug_assertions)]
        $crate::crash_point::reached(concat!("before ", $name));
        let done = $commit;
        #[cfg(debug_assertions)]
        $crate::crash_point::reached(concat!("after ", $name));
        done
    }};
}

/// The environment variable that names a point: `name`, or `name#3` for the third time it is
/// reached.
#[cfg(debug_assertions)]
pub const CRASH_AT: &str = "WEGWIJZER_CRASH_AT";

/// Aborts when [`CRASH_AT`] names this point and its time has come.
#[cfg(debug_assertions)]
pub fn reached(name: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    static WANTED: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static TIMES: AtomicU32 = AtomicU32::new(0);
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var(CRASH_AT).ok()?;
        let (name, nth) = text.split_once('#').unwrap_or((&text, "1"));
        Some((name.to_owned(), nth.parse().unwrap_or(1)))
    });
    let Some((wanted, nth)) = wanted else { return };
    if wanted == name && TIMES.fetch_add(1, Ordering::Relaxed) + 1 == *nth {
        eprintln!("crash point: {name}");
        std::process::abort();
    }
}
