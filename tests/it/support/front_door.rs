//! One address in front of several services, as a proxy in front of a real installation: each
//! connection goes to the next one that is alive.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// Open as long as it is held.
pub struct FrontDoor(AbortHandle);

impl FrontDoor {
    /// Listens on `port` of loopback for the services behind it.
    pub async fn open(port: u16, behind: Vec<u16>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let behind = Arc::new(behind);
        let turn = Arc::new(AtomicUsize::new(0));
        let serving = tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                tokio::spawn(pass(guest, behind.clone(), turn.clone()));
            }
        });
        Self(serving.abort_handle())
    }
}

impl Drop for FrontDoor {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn pass(mut guest: TcpStream, behind: Arc<Vec<u16>>, turn: Arc<AtomicUsize>) {
    let first = turn.fetch_add(1, Ordering::Relaxed);
    for n in 0..behind.len() {
        let port = behind[(first + n) % behind.len()];
        if let Ok(mut house) = TcpStream::connect(("127.0.0.1", port)).await {
            let _ = guest.set_nodelay(true);
            let _ = house.set_nodelay(true);
            let _ = copy_bidirectional(&mut guest, &mut house).await;
            return;
        }
    }
}
