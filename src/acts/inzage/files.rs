//! Photos and voice notes that go along with an overview: what each is called. The name tells kind and day, and nothing
//! of who sent it.

use std::collections::HashMap;

use crate::ids::MediaId;
use crate::plan::local_time::local;
use crate::store::media::Sent;

/// A file that goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which.
    pub id: MediaId,
    /// `foto-2026-11-24-1405.jpg`, by the Dutch clock; no two are the same.
    pub name: String,
}

/// The files, named, in the same order.
pub(super) fn named(sent: &[Sent]) -> Vec<File> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let name = |one: &Sent| {
        let at = local(one.received_at).format("%Y-%m-%d-%H%M");
        let base = format!("{}-{at}", kind(&one.kind));
        let count = taken.entry(base.clone()).and_modify(|count| *count += 1).or_insert(1);
        let ending = ending(one.mime.as_deref(), &one.kind);
        let name = if *count > 1 {
            format!("{base}-{count}.{ending}")
        } else {
            format!("{base}.{ending}")
        };
        File { id: one.id, name }
    };
    sent.iter().map(name).collect()
}

fn kind(kind: &str) -> &'static str {
    match kind {
        "photo" => "foto",
        "voice" => "spraakbericht",
        "audio" => "geluid",
        "video" => "video",
        "document" => "document",
        _ => "bestand",
    }
}

/// What a platform calls a file is not trusted further than this table.
fn ending(mime: Option<&str>, kind: &str) -> &'static str {
    let mime = mime.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    match (mime, kind) {
        ("image/png", _) => "png",
        ("image/webp", _) => "webp",
        ("image/jpeg", _) | ("", "photo") => "jpg",
        ("audio/mpeg", _) => "mp3",
        ("audio/mp4" | "audio/aac" | "audio/x-m4a", _) => "m4a",
        ("audio/amr", _) => "amr",
        ("audio/ogg", _) | ("", "voice") => "ogg",
        ("video/mp4", _) => "mp4",
        ("application/pdf", _) => "pdf",
        ("text/plain", _) => "txt",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_kind_and_moment_and_is_used_once() {
        let sent = |kind: &str, mime: Option<&str>| Sent {
            id: MediaId::fresh(),
            received_at: "2026-11-24T13:05:40Z".parse().unwrap(),
            kind: kind.to_owned(),
            mime: mime.map(str::to_owned),
        };
        let all = [
            sent("photo", Some("image/jpeg")),
            sent("photo", Some("image/png")),
            sent("voice", Some("audio/ogg; codecs=opus")),
            sent("voice", None),
            sent("document", Some("../../etc/passwd")),
            sent("../x", None),
        ];
        let names: Vec<String> = named(&all).into_iter().map(|file| file.name).collect();
        let expected = [
            "foto-2026-11-24-1405.jpg",
            "foto-2026-11-24-1405-2.png",
            "spraakbericht-2026-11-24-1405.ogg",
            "spraakbericht-2026-11-24-1405-2.ogg",
            "document-2026-11-24-1405.bin",
            "bestand-2026-11-24-1405.bin",
        ];
        assert_eq!(names, expected);
    }
}
