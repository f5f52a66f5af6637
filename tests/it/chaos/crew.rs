//! The processes that serve: started, killed, started again at once, at last told to stop.

use std::path::PathBuf;

use wegwijzer::cli::rehearsal::REHEARSAL;
use wegwijzer::clock::Rehearsal;

use crate::support::front_door::FrontDoor;
use crate::support::ports;
use crate::support::program::Serve;
use crate::support::town::Town;

/// All processes of one town, behind one address.
pub struct Crew {
    folder: PathBuf,
    rehearsal: String,
    workers: Vec<(u16, Option<Serve>)>,
    _door: FrontDoor,
    /// How many processes were killed.
    pub killed: usize,
}

impl Crew {
    /// Starts `size` processes, and waits until one is ready.
    pub async fn start(town: &Town, rehearsal: &Rehearsal, size: usize) -> Self {
        let ports: Vec<u16> = (0..size).map(|_| ports::free()).collect();
        let mut crew = Self {
            folder: town.folder().to_owned(),
            rehearsal: serde_json::to_string(rehearsal).unwrap(),
            _door: FrontDoor::open(town.port, ports.clone()).await,
            workers: ports.into_iter().map(|port| (port, None)).collect(),
            killed: 0,
        };
        // one alone makes the tables and publishes the dialogs
        crew.begin(0);
        crew.is_ready(0).await;
        for n in 1..size {
            crew.begin(n);
        }
        crew
    }

    fn begin(&mut self, n: usize) {
        let listen = format!("127.0.0.1:{}", self.workers[n].0);
        let with = [
            (REHEARSAL, self.rehearsal.clone()),
            ("WEGWIJZER__SERVER__LISTEN", listen),
            ("WEGWIJZER__LOG__LEVEL", "warn".to_owned()),
        ];
        self.workers[n].1 = Some(Serve::spawn(&self.folder, &format!("serve-{n}.log"), &with));
    }

    async fn is_ready(&mut self, n: usize) {
        let (port, serve) = &mut self.workers[n];
        if let Some(serve) = serve {
            serve.is_ready(&format!("http://127.0.0.1:{port}")).await;
        }
    }

    /// `kill -9` of one, or of all together; they start again at once.
    pub fn kill(&mut self, which: Option<usize>) {
        let all: Vec<usize> = which.map_or((0..self.workers.len()).collect(), |n| vec![n]);
        for n in &all {
            if let Some(serve) = self.workers[*n].1.take() {
                serve.kill_9();
                self.killed += 1;
            }
        }
        for n in all {
            self.begin(n);
        }
    }

    /// Panics with its log when one ended by itself.
    pub fn must_run(&mut self) {
        for (n, (_, serve)) in self.workers.iter_mut().enumerate() {
            if let Some(status) = serve.as_mut().and_then(Serve::ended) {
                panic!("process {n} ended by itself: {status}");
            }
        }
    }

    /// SIGTERM to all; each must end well.
    pub async fn terminate(mut self) {
        for n in 0..self.workers.len() {
            self.is_ready(n).await;
        }
        for (n, (_, serve)) in self.workers.drain(..).enumerate() {
            let Some(serve) = serve else { continue };
            let log = serve.log();
            let (status, _) = serve.terminate().await;
            assert!(status.success(), "process {n} ended with {status}\n{log}");
        }
    }
}
