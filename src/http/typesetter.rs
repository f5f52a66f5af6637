//! The child that makes PDFs of letters: started when somebody asks, ended when nobody does.
//!
//! Promises that one batch is typeset at a time, that a child that hangs or dies costs one answer and
//! nothing else, and that an idle one is gone after a minute. Which letters, and what becomes of them,
//! is decided elsewhere.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::letter::Sheet;

/// The first byte of an answer that is a PDF.
pub const MADE: u8 = 0;
/// The first byte of an answer that is the reason in words.
pub const FAILED: u8 = 1;
/// After so long without work the child ends.
const IDLE: Duration = Duration::from_secs(60);
/// A thousand letters take less than half of it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum NoPdf {
    /// The typesetter says why, in words for whoever looks after the service.
    #[error("{0}")]
    Said(String),
    /// It could not be started, died, or wrote nonsense.
    #[error("the typesetter stopped: {0}")]
    Stopped(#[from] std::io::Error),
    /// It took too long, and was ended.
    #[error("the typesetter took longer than a minute")]
    Slow,
}

/// Makes PDFs by a child process.
#[derive(Clone)]
pub struct Typesetter {
    program: PathBuf,
    args: Vec<String>,
    desk: Arc<Mutex<Desk>>,
}

#[derive(Default)]
struct Desk {
    press: Option<Press>,
    /// How often somebody asked: an idle watch ends only what nobody asked since.
    asked: u64,
}

/// A child with its pipes; dropped, it is killed.
struct Press {
    _child: Child,
    input: ChildStdin,
    output: ChildStdout,
}

impl Typesetter {
    /// One that starts `program` with `args`.
    pub fn new(program: PathBuf, args: Vec<String>) -> Self {
        Self { program, args, desk: Arc::default() }
    }

    /// One PDF with these letters.
    ///
    /// # Errors
    /// [`NoPdf`]; the next call begins anew.
    pub async fn pdf(&self, sheets: &[Sheet]) -> Result<Vec<u8>, NoPdf> {
        let asked = serde_json::to_vec(sheets).map_err(std::io::Error::from)?;
        let mut desk = self.desk.lock().await;
        desk.asked += 1;
        let mut press = match desk.press.take() {
            Some(press) => press,
            None => self.start()?,
        };
        // dropped while it waits (the visitor left), the child is killed with its answer
        let answer = timeout(PATIENCE, press.ask(&asked)).await.map_err(|_| NoPdf::Slow)??;
        desk.press = Some(press);
        self.watch(desk.asked);
        match answer {
            (MADE, pdf) => Ok(pdf),
            (_, why) => Err(NoPdf::Said(String::from_utf8_lossy(&why).into_owned())),
        }
    }

    fn start(&self) -> Result<Press, std::io::Error> {
        let mut child = Command::new(&self.program)
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let gone = || std::io::Error::other("no pipe");
        let input = child.stdin.take().ok_or_else(gone)?;
        let output = child.stdout.take().ok_or_else(gone)?;
        Ok(Press { _child: child, input, output })
    }

    /// Ends the child when nobody asked again.
    fn watch(&self, asked: u64) {
        let desk = self.desk.clone();
        tokio::spawn(async move {
            tokio::time::sleep(IDLE).await;
            let mut desk = desk.lock().await;
            if desk.asked == asked {
                desk.press = None;
            }
        });
    }
}

impl Press {
    async fn ask(&mut self, sheets: &[u8]) -> Result<(u8, Vec<u8>), std::io::Error> {
        let length = u32::try_from(sheets.len()).map_err(std::io::Error::other)?;
        self.input.write_all(&length.to_le_bytes()).await?;
        self.input.write_all(sheets).await?;
        self.input.flush().await?;
        let how = self.output.read_u8().await?;
        let length = self.output.read_u32_le().await?;
        let mut answer = vec![0; length as usize];
        self.output.read_exact(&mut answer).await?;
        Ok((how, answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Typesetter {
        Typesetter::new("/bin/sh".into(), vec!["-c".to_owned(), script.to_owned()])
    }

    #[tokio::test]
    async fn a_child_answers_and_what_it_says_is_passed_on() {
        let made = shell("printf '\\000\\003\\000\\000\\000PDF'; exec cat >/dev/null");
        assert_eq!(made.pdf(&[]).await.unwrap(), b"PDF");
        let failed = shell("printf '\\001\\003\\000\\000\\000oei'; exec cat >/dev/null");
        assert!(matches!(failed.pdf(&[]).await, Err(NoPdf::Said(why)) if why == "oei"));
    }

    #[tokio::test]
    async fn a_child_that_dies_or_is_not_there_costs_one_answer() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("second");
        let mark = mark.display();
        // dies the first time, answers the second
        let script = format!(
            "if [ -e '{mark}' ]; then printf '\\000\\002\\000\\000\\000ok'; exec cat >/dev/null; fi; \
             : > '{mark}'; exit 1"
        );
        let setter = shell(&script);
        assert!(matches!(setter.pdf(&[]).await, Err(NoPdf::Stopped(_))));
        assert_eq!(setter.pdf(&[]).await.unwrap(), b"ok");
        let absent = Typesetter::new("/nowhere/typeset".into(), vec![]);
        assert!(matches!(absent.pdf(&[]).await, Err(NoPdf::Stopped(_))));
    }
}
