//! How much may be in hand at once. Beyond it the sender is told to come back: memory never grows
//! with what others send, also while the database stands still.
//!
//! Bytes are counted as they arrive, not as they are announced: whoever announces much and sends
//! little takes little.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use bytes::BytesMut;
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Deliveries in hand: being read, or waiting for their commit. More than the line holds
/// (`acts::receive`), so that the line says first that it is full.
const REQUESTS: usize = 2048;
/// Bytes of bodies in hand, all together.
const BYTES: usize = 64 * 1024 * 1024;
/// Bytes are given out in pieces of this size.
const PIECE: usize = 1024;
/// A sender that takes longer for its body is let go.
const READ_WITHIN: Duration = Duration::from_secs(10);

/// Room for deliveries. Cloning gives another hand on the same room.
#[derive(Clone, Debug)]
pub struct Room {
    requests: Arc<Semaphore>,
    pieces: Arc<Semaphore>,
    read_within: Duration,
}

impl Default for Room {
    fn default() -> Self {
        Self::of(REQUESTS, BYTES, READ_WITHIN)
    }
}

/// A body in hand; its room is free again when it is dropped.
#[derive(Debug)]
pub struct InHand {
    /// The bytes as they came.
    pub body: BytesMut,
    _request: OwnedSemaphorePermit,
    pieces: Option<OwnedSemaphorePermit>,
}

impl Room {
    /// Room for so many requests and bytes, each read within so long.
    pub fn of(requests: usize, bytes: usize, read_within: Duration) -> Self {
        Self {
            requests: Arc::new(Semaphore::new(requests)),
            pieces: Arc::new(Semaphore::new(bytes / PIECE)),
            read_within,
        }
    }

    /// Reads a body of at most `largest` bytes.
    ///
    /// # Errors
    /// 503: no room now. 413: too large. 408: too slow. 400: it broke off.
    pub async fn read(&self, body: Body, largest: usize) -> Result<InHand, StatusCode> {
        let full = StatusCode::SERVICE_UNAVAILABLE;
        let request = self.requests.clone().try_acquire_owned().map_err(|_| full)?;
        let mut in_hand = InHand { body: BytesMut::new(), _request: request, pieces: None };
        let mut chunks = body.into_data_stream();
        let reading = async {
            while let Some(chunk) = chunks.next().await {
                let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
                if in_hand.body.len() + chunk.len() > largest {
                    return Err(StatusCode::PAYLOAD_TOO_LARGE);
                }
                self.grow(&mut in_hand, chunk.len()).ok_or(full)?;
                in_hand.body.extend_from_slice(&chunk);
            }
            Ok(())
        };
        match tokio::time::timeout(self.read_within, reading).await {
            Ok(read) => read.map(|()| in_hand),
            Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
        }
    }

    /// Takes room for `more` bytes; nothing when there is none.
    fn grow(&self, in_hand: &mut InHand, more: usize) -> Option<()> {
        let needed = (in_hand.body.len() + more).div_ceil(PIECE);
        let held = in_hand.pieces.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let missing = u32::try_from(needed.saturating_sub(held)).ok()?;
        let new = self.pieces.clone().try_acquire_many_owned(missing).ok()?;
        match &mut in_hand.pieces {
            Some(pieces) => pieces.merge(new),
            none => *none = Some(new),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: usize) -> Body {
        Body::from(vec![b'x'; bytes])
    }

    fn small() -> Room {
        Room::of(3, 4 * PIECE, Duration::from_secs(10))
    }

    #[tokio::test]
    async fn bytes_in_hand_are_bounded_and_free_again_when_done() {
        let room = small();
        let first = room.read(body(3 * PIECE), 4 * PIECE).await.unwrap();
        assert_eq!(first.body.len(), 3 * PIECE);
        let second = room.read(body(PIECE + 1), 4 * PIECE).await;
        assert_eq!(second.unwrap_err(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(room.read(body(PIECE), 4 * PIECE).await.is_ok(), "what was refused left no trace");
        drop(first);
        assert!(room.read(body(4 * PIECE), 4 * PIECE).await.is_ok());
    }

    #[tokio::test]
    async fn requests_in_hand_are_bounded_whatever_their_size() {
        let room = small();
        let held: Vec<InHand> = [room.read(body(0), 9).await, room.read(body(1), 9).await]
            .into_iter()
            .chain([room.read(body(2), 9).await])
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(room.read(body(0), 9).await.unwrap_err(), StatusCode::SERVICE_UNAVAILABLE);
        drop(held);
        assert!(room.read(body(0), 9).await.is_ok());
    }

    #[tokio::test]
    async fn a_body_is_too_large_only_when_it_is() {
        let room = small();
        assert!(room.read(body(9), 9).await.is_ok());
        assert_eq!(room.read(body(10), 9).await.unwrap_err(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn a_body_in_pieces_counts_what_arrived_and_one_that_never_ends_is_let_go() {
        let room = Room::of(3, 4 * PIECE, Duration::from_millis(1));
        let chunks = [vec![b'x'; PIECE], vec![b'y'; 10], vec![b'z'; PIECE]];
        let chunks = chunks.map(|c| Ok::<_, std::io::Error>(bytes::Bytes::from(c)));
        let whole = Body::from_stream(futures_util::stream::iter(chunks));
        let held = room.read(whole, 4 * PIECE).await.unwrap();
        assert_eq!(held.body.len(), 2 * PIECE + 10);
        assert_eq!(room.pieces.available_permits(), 1);
        let never = futures_util::stream::pending::<Result<bytes::Bytes, std::io::Error>>();
        let slow = room.read(Body::from_stream(never), 9).await;
        assert_eq!(slow.unwrap_err(), StatusCode::REQUEST_TIMEOUT);
        drop(held);
        assert_eq!(room.pieces.available_permits(), 4);
    }
}
