//! This machine: who may read the secrets, how much disk is left, what time zone data says.

use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use toml::{Table, Value};

use super::report::Report;
use crate::config::Config;
use crate::plan::local_time;

/// Keys that hold secrets.
const SECRETS: &[&str] = &["token", "webhook_secret", "access_token", "app_secret", "verify_token"];

/// Less than this left on the disk is a warning, in bytes.
const FREE: u64 = 1024 * 1024 * 1024;
/// Less than this and the database may stop any moment.
const NEARLY_FULL: u64 = 100 * 1024 * 1024;

/// The key and every file with a secret may be read by their owner only.
pub(super) fn files(config: &Config, settings: &Path, report: &mut Report) {
    let key = &config.key_file;
    if key.is_file() {
        private("key_file", key, report);
    } else {
        report.warn(
            "key_file",
            format!("{} is not there yet", key.display()),
            "the first start makes one; if there is a database already, put its key back first",
        );
    }
    let table: Table = std::fs::read_to_string(settings)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or_default();
    let channels = table.get("channel").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut is_inline = false;
    for channel in channels.iter().filter_map(Value::as_table) {
        for (name, value) in channel {
            let secret = name.strip_suffix("_file");
            match (secret, value.as_str()) {
                (Some(of), Some(path)) if SECRETS.contains(&of) => {
                    private(name, Path::new(path), report);
                }
                _ => is_inline |= SECRETS.contains(&name.as_str()),
            }
        }
    }
    let has_password = config.database.url.contains('@');
    if is_inline || (has_password && table.contains_key("database")) {
        private("settings with secrets in them", settings, report);
    }
}

#[cfg(unix)]
fn private(about: &str, path: &Path, report: &mut Report) {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::metadata(path) {
        Err(error) => report.wrong(
            about,
            format!("{}: {error}", path.display()),
            "put it there, readable for the user of the service",
        ),
        Ok(file) if file.permissions().mode() & 0o077 != 0 => report.wrong(
            about,
            format!("{} may be read by others", path.display()),
            format!("chmod 600 {}", path.display()),
        ),
        Ok(_) => report.ok(about, format!("{} is its owner's alone", path.display())),
    }
}

#[cfg(not(unix))]
fn private(about: &str, path: &Path, report: &mut Report) {
    report.warn(
        about,
        format!("{}: rights are not looked at here", path.display()),
        "look yourself",
    );
}

/// What is left on the disk under `folder`.
#[cfg(unix)]
pub(super) fn disk(folder: &Path, report: &mut Report) {
    let Ok(disk) = rustix::fs::statvfs(folder) else {
        report.warn("disk", format!("{} is not there yet", folder.display()), "start `serve` once");
        return;
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let what = format!("{} MB free for {}", free / 1024 / 1024, folder.display());
    match free {
        0..NEARLY_FULL => report.wrong("disk", what, "make room now: a full disk stops everything"),
        NEARLY_FULL..FREE => report.warn("disk", what, "make room, or move data_dir"),
        FREE.. => report.ok("disk", what),
    }
}

#[cfg(not(unix))]
pub(super) fn disk(folder: &Path, report: &mut Report) {
    report.warn("disk", format!("{}: not looked at here", folder.display()), "look yourself");
}

/// Is the Dutch clock known, with both its switches, this year and next?
pub(super) fn zone(now: DateTime<Utc>, report: &mut Report) {
    let offset = |year: i32, month: u32| {
        let noon = NaiveDate::from_ymd_opt(year, month, 15)?.and_hms_opt(12, 0, 0)?.and_utc();
        Some(local_time::local(noon) - noon.naive_utc())
    };
    let years = [now.year(), now.year() + 1];
    let is_known = years.iter().all(|year| {
        offset(*year, 1) == Some(TimeDelta::hours(1))
            && offset(*year, 7) == Some(TimeDelta::hours(2))
    });
    if is_known {
        let local = local_time::local(now).format("%d-%m-%Y %H:%M");
        report.ok("clock", format!("it is {local} in the Netherlands, summer time is known"));
    } else {
        report.wrong(
            "clock",
            "the rules of Europe/Amsterdam do not know summer time",
            "install a newer version of Wegwijzer: its time zone data is built in",
        );
    }
}

/// A clock that differs more makes reminders leave at the wrong moment, and signatures fail.
const SKEW: TimeDelta = TimeDelta::seconds(30);

/// Compares our clock with another's.
pub(super) fn skew(whose: &str, theirs: DateTime<Utc>, now: DateTime<Utc>, report: &mut Report) {
    let apart = (theirs - now).abs();
    if apart > SKEW {
        report.warn(
            "clock",
            format!("{} s apart from that of {whose}", apart.num_seconds()),
            "let this machine keep its clock by NTP (timedatectl set-ntp true)",
        );
    } else {
        report.ok("clock", format!("agrees with that of {whose}"));
    }
}
