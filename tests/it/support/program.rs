//! The real program: commands that run to their end, and a service that can be killed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::until;

/// How many lines of a log are shown.
const LAST: usize = 200;

/// What a command said.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: i32,
    /// Its answer.
    pub out: String,
    /// Its complaints.
    pub err: String,
}

impl Said {
    /// The answer of a command that must succeed.
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }
}

/// The program in `folder`, with nothing of this machine's settings in its environment.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wegwijzer"));
    command.current_dir(folder).stdin(Stdio::null()).env_remove("RUST_LOG");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("WEGWIJZER__")) {
        command.env_remove(name);
    }
    command
}

/// Runs a command in `folder` to its end, which must come.
pub async fn run(folder: &Path, args: &[&str]) -> Said {
    let written = tempfile::tempdir().unwrap();
    let (out, err) = (written.path().join("out"), written.path().join("err"));
    let child = program(folder)
        .args(args)
        .stdout(File::create(&out).unwrap())
        .stderr(File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    let what = format!("the end of {args:?}");
    let status = until(&what, async || running.0.try_wait().unwrap()).await;
    let code = status.code().unwrap_or(-1);
    let text = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    Said { code, out: text(&out), err: text(&err) }
}

/// A process that does not outlive its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// `wegwijzer serve`, running. It goes when its test goes, and then shows its log if that failed.
pub struct Serve {
    running: Running,
    log: PathBuf,
}

impl Serve {
    /// Starts it; returns once it is ready, or panics with its log.
    pub async fn start(folder: &Path, url: &str) -> Self {
        let mut serve = Self::spawn(folder, "serve.log", &[]);
        serve.is_ready(url).await;
        serve
    }

    /// Starts it with more in its environment, and does not wait.
    pub fn spawn(folder: &Path, log: &str, with: &[(&str, String)]) -> Self {
        Self::spawn_as(folder, log, &["serve"], with)
    }

    /// The same, with these arguments.
    pub fn spawn_as(folder: &Path, log: &str, args: &[&str], with: &[(&str, String)]) -> Self {
        let log = folder.join(log);
        let file = File::options().create(true).append(true).open(&log).unwrap();
        let child = program(folder)
            .args(args)
            .envs(with.iter().map(|(name, value)| (name, value)))
            .stdout(file.try_clone().unwrap())
            .stderr(file)
            .spawn()
            .unwrap();
        Self { running: Running(child), log }
    }

    /// Waits until it is ready, or panics with its log.
    pub async fn is_ready(&mut self, url: &str) {
        let ready = format!("{url}/health/ready");
        until("the service is ready", async || {
            if let Some(status) = self.ended() {
                panic!("serve ended at its start: {status}");
            }
            let answer = reqwest::get(&ready).await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.running.0.try_wait().unwrap()
    }

    /// `kill -9`, and waits until it is gone.
    pub fn kill_9(self) {
        drop(self);
    }

    /// `kill -TERM`: how it ended, and after how long.
    pub async fn terminate(mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let asked = Command::new("kill").arg("-TERM").arg(self.running.0.id().to_string()).status();
        assert!(asked.unwrap().success());
        let status = until("the service stops", async || self.running.0.try_wait().unwrap()).await;
        (status, begun.elapsed())
    }

    /// What it wrote so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            let last = lines[lines.len().saturating_sub(LAST)..].join("\n");
            eprintln!("--- log of serve ---\n{last}\n---");
        }
    }
}
