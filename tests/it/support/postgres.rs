//! A PostgreSQL server of one test's own, which it may stop and start.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Runs as long as it is held.
pub struct Server {
    folder: TempDir,
    url: String,
}

impl Server {
    /// Starts one.
    pub fn start() -> Self {
        // a socket's path is short: directly under the temporary folder
        let folder = tempfile::Builder::new().prefix("wwpg").tempdir().unwrap();
        let url = postgres(&["start", &folder.path().join("c").display().to_string()]);
        Self { folder, url: url.trim().to_owned() }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What `scripts/postgres` knows it by.
    pub fn folder(&self) -> String {
        self.folder.path().join("c").display().to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if Path::new(&self.folder()).exists() {
            postgres(&["stop", &self.folder()]);
        }
    }
}

/// `scripts/postgres`; gives what it printed.
pub fn postgres(args: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/postgres");
    let said = Command::new(script).args(args).output().unwrap();
    assert!(said.status.success(), "{args:?}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}
