//! The smallest client that can post: one kept connection, one request at a time. A general one
//! would use as much of the machine as the service that is measured.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection to the service.
pub(super) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

/// A request, ready to be written.
pub(super) struct Request(Vec<u8>);

impl Request {
    /// `POST path` with a header of proof.
    pub(super) fn post(path: &str, (name, value): (&str, &str), body: &str) -> Self {
        let length = body.len();
        Self(
            format!(
                "POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
                 {name}: {value}\r\ncontent-length: {length}\r\n\r\n{body}"
            )
            .into_bytes(),
        )
    }
}

impl Connection {
    /// Connects to `host:port`.
    pub(super) async fn open(to: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(1024) })
    }

    /// Posts, and gives the status of the answer.
    pub(super) async fn send(&mut self, request: &Request) -> io::Result<u16> {
        self.stream.write_all(&request.0).await?;
        self.read.clear();
        loop {
            if let Some((status, whole)) = answer_in(&self.read)
                && self.read.len() >= whole
            {
                return Ok(status);
            }
            if self.stream.read_buf(&mut self.read).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}

/// The status of the answer that begins here, and how long all of it is; nothing while its head is
/// not complete.
fn answer_in(read: &[u8]) -> Option<(u16, usize)> {
    let head = read.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&read[..head]).ok()?;
    let status = text.split(' ').nth(1)?.parse().ok()?;
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    Some((status, head + body.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_complete_with_its_last_byte() {
        assert_eq!(answer_in(b"HTTP/1.1 200 OK\r\ncontent-le"), None);
        let text = b"HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nlater";
        assert_eq!(answer_in(text), Some((503, text.len())));
        assert_eq!(answer_in(b"HTTP/1.1 200 OK\r\n\r\n"), Some((200, 19)));
    }
}
