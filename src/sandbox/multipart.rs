//! `multipart/form-data` as it comes over the wire (RFC 7578), read strictly: what a platform would not
//! understand is not understood here either.

/// One part of a form.
#[derive(Debug)]
pub(super) struct Part {
    /// The field.
    pub(super) name: String,
    /// None: a plain value.
    pub(super) file_name: Option<String>,
    /// As its sender calls it.
    pub(super) mime: Option<String>,
    /// The bytes.
    pub(super) content: Vec<u8>,
}

/// The parts of a body. None: it is no such form.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let mark = content_type.split_once("boundary=")?.1.trim_matches('"');
    let fit = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !(1..=70).contains(&mark.len()) || !mark.chars().all(fit) {
        return None;
    }
    let (between, first) = (format!("\r\n--{mark}"), format!("--{mark}"));
    let mut rest = body.strip_prefix(first.as_bytes())?;
    let mut parts = Vec::new();
    loop {
        if rest == b"--\r\n" || rest == b"--" {
            return Some(parts);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = position(rest, between.as_bytes())?;
        parts.push(part(&rest[..end])?);
        rest = &rest[end + between.len()..];
    }
}

fn part(bytes: &[u8]) -> Option<Part> {
    let end = position(bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let (mut disposition, mut mime) = (None, None);
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(':')?;
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" => disposition = Some(value.trim().to_owned()),
            "content-type" => mime = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let disposition = disposition.filter(|value| value.starts_with("form-data"))?;
    let quoted = |key: &str| {
        let (_, rest) = disposition.split_once(&format!("; {key}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let (name, file_name) = (quoted("name")?, quoted("filename"));
    Some(Part { name, file_name, mime, content: bytes[end + 4..].to_vec() })
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_and_a_broken_one_is_not() {
        let body = b"--m\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n9\r\n--m\r\n\
            Content-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
            Content-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\r\n--m--\r\n";
        let read = parts("multipart/form-data; boundary=m", body).unwrap();
        assert_eq!((read[0].name.as_str(), read[0].content.as_slice()), ("chat_id", &b"9"[..]));
        assert_eq!(read[1].file_name.as_deref(), Some("a.png"));
        assert_eq!(read[1].content, b"\x89PNG\r\n\x1a");
        for cut in 1..body.len() - 2 {
            assert!(parts("multipart/form-data; boundary=m", &body[..cut]).is_none(), "{cut}");
        }
        assert!(parts("multipart/form-data", body).is_none());
    }
}
