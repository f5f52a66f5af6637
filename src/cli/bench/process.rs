//! Processes of the same program, told what to do line by line.
//!
//! Load and service run apart, so that what the service uses is the service's alone. A line of
//! JSON goes in, a line comes back; a process that breaks off is an error, and none outlives us.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::Context;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc;

/// A process of ours, running.
pub(super) struct Process {
    child: Child,
    name: &'static str,
    orders: ChildStdin,
    answers: mpsc::Receiver<String>,
}

impl Process {
    /// Starts this program again, as `command`.
    pub(super) fn start(name: &'static str, args: &[&str]) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("this program cannot find itself")?;
        let mut child = Command::new(program)
            .arg(name)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        let orders = child.stdin.take().context("its input")?;
        let output = child.stdout.take().context("its output")?;
        let (sender, answers) = mpsc::channel(16);
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.blocking_send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, name, orders, answers })
    }

    /// Its id, to measure it by.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Gives an order; the answer is read with [`Process::answer`].
    pub(super) fn order<T: Serialize>(&mut self, order: &T) -> anyhow::Result<()> {
        writeln!(self.orders, "{}", serde_json::to_string(order)?)
            .with_context(|| format!("{} broke off", self.name))
    }

    /// The next answer.
    pub(super) async fn answer<T: DeserializeOwned>(&mut self) -> anyhow::Result<T> {
        let line = self.answers.recv().await;
        let line = line.with_context(|| format!("{} broke off; see above", self.name))?;
        serde_json::from_str(&line).with_context(|| format!("{} said {line}", self.name))
    }

    /// An order and its answer.
    pub(super) async fn ask<T: Serialize, A: DeserializeOwned>(
        &mut self,
        order: &T,
    ) -> anyhow::Result<A> {
        self.order(order)?;
        self.answer().await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The orders that this process is given, until whoever gives them is gone.
pub(super) fn orders<T: DeserializeOwned + Send + 'static>() -> mpsc::Receiver<T> {
    let (sender, orders) = mpsc::channel(16);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match serde_json::from_str(&line) {
                Ok(order) => {
                    if sender.blocking_send(order).is_err() {
                        return;
                    }
                }
                Err(error) => eprintln!("an order that cannot be understood: {error}"),
            }
        }
    });
    orders
}

/// Answers an order.
pub(super) fn answer<T: Serialize>(answer: &T) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(answer)?)?;
    out.flush()?;
    Ok(())
}
