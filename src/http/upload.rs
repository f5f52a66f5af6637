//! A form with a file, as a browser sends it (`multipart/form-data`): read once, by the guard, because the token
//! stands in it.
//!
//! Whoever sends it is logged in. What is too large is read on and thrown away for a while: a browser shows no
//! answer that comes before it has sent everything.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, header};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

/// The largest file, in bytes: tens of thousands of rows.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The other fields and the borders between the parts.
const BESIDE: usize = 64 * 1024;
/// What is larger than this is not read to its end.
const PATIENCE: usize = 64 * 1024 * 1024;
/// A browser that takes longer is let go.
const READ_WITHIN: Duration = Duration::from_secs(120);

/// A form with a file.
#[derive(Clone)]
pub enum Upload {
    /// Over [`LARGEST`]: nothing of it was kept, and nobody looked for its token.
    TooLarge,
    /// Read.
    Form(Form),
}

/// The parts of a form.
#[derive(Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// The name that the file had with who sends it, and its bytes.
    pub file: Option<(String, Bytes)>,
}

impl Form {
    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Is this a form with a file?
pub fn is_upload(headers: &HeaderMap) -> bool {
    border(headers).is_some()
}

fn border(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(headers.get(header::CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// Reads a form with a file; None: it broke off or is no such form.
pub async fn read(headers: &HeaderMap, body: Body) -> Option<Upload> {
    let border = border(headers)?;
    let bytes = tokio::time::timeout(READ_WITHIN, take(body)).await.ok()??;
    if bytes.len() > LARGEST + BESIDE {
        return Some(Upload::TooLarge);
    }
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
    let mut parts = multer::Multipart::new(stream, border);
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => form.file = Some((file, part.bytes().await.ok()?)),
            None => form.fields.push((name, part.text().await.ok()?)),
        }
    }
    let too_large = form.file.as_ref().is_some_and(|(_, bytes)| bytes.len() > LARGEST);
    Some(if too_large { Upload::TooLarge } else { Upload::Form(form) })
}

/// What came; of more than may be kept only that it was more.
async fn take(body: Body) -> Option<Bytes> {
    let mut kept = BytesMut::new();
    let mut seen = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.ok()?;
        seen += chunk.len();
        if kept.len() <= LARGEST + BESIDE {
            kept.extend_from_slice(&chunk);
        }
        if seen > PATIENCE {
            break;
        }
    }
    Some(kept.freeze())
}
