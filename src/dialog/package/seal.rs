//! The envelope of a package: what it says of itself, signed, and the files that it says it for.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::content::{Files, LARGEST_REVISION, too_large};
use crate::aid::is_sha256;

/// What a package begins with, and what this program reads.
pub const FORMAT: &str = "wegwijzer-dialogen/1";
/// A package is no larger than a revision, with room for what JSON adds.
pub const LARGEST: usize = 2 * LARGEST_REVISION;

/// What a package says of itself. Its very bytes are signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always [`FORMAT`].
    pub format: String,
    /// The municipality that made it.
    pub gemeente: String,
    /// Its code.
    pub code: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The revision it was taken from.
    pub revision: String,
    /// These dialogs with what they need; empty: everything.
    pub dialogs: Vec<String>,
    /// SHA-256 of every file, by path.
    pub files: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    format: String,
    /// The manifest as text: what is signed must not depend on how JSON is written.
    manifest: String,
    files: Files,
    key: String,
    signature: String,
}

/// A package that was opened: its signature is that of `key`, and its files are those that were signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its files.
    pub files: Files,
    /// Who signed it: the public key, base64.
    pub key: String,
}

/// Why a package is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// More than we read.
    #[error("this is no package of ours: it has more than {} MiB", LARGEST / 1024 / 1024)]
    TooLarge,
    /// Not our format at all.
    #[error("this is no package of dialogs ({0})")]
    NoPackage(String),
    /// A format of another version.
    #[error("the format `{0}` is not known to this program; it reads `{FORMAT}`")]
    Format(String),
    /// Not signed by its key, or changed since.
    #[error(
        "the signature does not fit: the package was changed after it was signed, or is damaged"
    )]
    Signature,
    /// The files are not those that were signed.
    #[error("{0}: this is not the file that was signed")]
    File(String),
    /// A path that leads somewhere else.
    #[error("{0}: a package holds files of `dialogs/` and `locales/` only, with plain names")]
    Path(String),
    /// Too many files, or too large ones.
    #[error("{0}")]
    Files(String),
    /// Signed by somebody else than was asked for.
    #[error("it was signed with the key {found}, not with {wanted}")]
    Key {
        /// The key that signed it.
        found: String,
        /// The key that was asked for.
        wanted: String,
    },
}

/// Signs files. `manifest.files` is filled in here.
pub fn seal(mut manifest: Manifest, files: Files, key: &Ed25519KeyPair) -> String {
    manifest.files = files.iter().map(|(path, body)| (path.clone(), hash(body))).collect();
    let text = serde_json::to_string(&manifest).unwrap_or_default();
    let envelope = Envelope {
        format: FORMAT.to_owned(),
        signature: STANDARD.encode(key.sign(&signed(&text)).as_ref()),
        key: public_key(key),
        manifest: text,
        files,
    };
    serde_json::to_string_pretty(&envelope).unwrap_or_default() + "\n"
}

/// The public half of a key, as it is printed and trusted.
pub fn public_key(key: &Ed25519KeyPair) -> String {
    STANDARD.encode(key.public_key().as_ref())
}

/// Opens a package, and believes nothing before the signature fits. `trusted`: the key that must have
/// signed it.
///
/// # Errors
/// [`Refused`], in words for whoever brings it.
pub fn open(bytes: &[u8], trusted: Option<&str>) -> Result<Package, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|e| match format_of(bytes) {
        Some(format) if format != FORMAT => Refused::Format(format),
        _ => Refused::NoPackage(format!("line {}, column {}", e.line(), e.column())),
    })?;
    if envelope.format != FORMAT {
        return Err(Refused::Format(envelope.format));
    }
    if let Some(wanted) = trusted.filter(|wanted| wanted.trim() != envelope.key) {
        return Err(Refused::Key { found: envelope.key, wanted: wanted.trim().to_owned() });
    }
    let decoded = |text: &str| STANDARD.decode(text).map_err(|_| Refused::Signature);
    UnparsedPublicKey::new(&ED25519, decoded(&envelope.key)?)
        .verify(&signed(&envelope.manifest), &decoded(&envelope.signature)?)
        .map_err(|_| Refused::Signature)?;
    let manifest: Manifest = serde_json::from_str(&envelope.manifest)
        .map_err(|_| Refused::NoPackage("its manifest cannot be read".to_owned()))?;
    if manifest.format != FORMAT {
        return Err(Refused::Format(manifest.format));
    }
    check_files(&manifest, &envelope.files)?;
    Ok(Package { manifest, files: envelope.files, key: envelope.key })
}

fn check_files(manifest: &Manifest, files: &Files) -> Result<(), Refused> {
    if let Some(what) = too_large(files) {
        return Err(Refused::Files(what));
    }
    if let Some(path) = files.keys().find(|path| !is_plain(path)) {
        return Err(Refused::Path(path.clone()));
    }
    let signed: Vec<&String> = manifest.files.keys().collect();
    let missing = signed.iter().find(|path| !files.contains_key(**path));
    if let Some(path) = missing {
        return Err(Refused::File((*path).clone()));
    }
    for (path, body) in files {
        if manifest.files.get(path) != Some(&hash(body)) {
            return Err(Refused::File(path.clone()));
        }
    }
    Ok(())
}

/// `dialogs/a.yaml`, `dialogs/stories/a.yaml`, `locales/nl/a.ftl`, recordings, pictograms, and nothing else.
fn is_plain(path: &str) -> bool {
    let plain = |name: &str| {
        !name.is_empty()
            && name.len() <= 100
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    let parts: Vec<&str> = path.split('/').collect();
    let ends = |end: &str| parts.last().is_some_and(|name| name.ends_with(end));
    parts.iter().all(|part| plain(part))
        && match parts.as_slice() {
            ["dialogs", _] | ["dialogs", "stories" | "kennis", _] => ends(".yaml"),
            ["dialogs", "voice", _, _] => ends(".ogg"),
            ["dialogs", "pictograms", _] => ends(".svg"),
            ["sounds", hash] => is_sha256(hash),
            ["locales", _, _] => ends(".ftl"),
            _ => false,
        }
}

/// What is signed: the format too, so that a signature never counts for something else.
fn signed(manifest: &str) -> Vec<u8> {
    [FORMAT.as_bytes(), b"\n", manifest.as_bytes()].concat()
}

fn format_of(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    serde_json::from_slice::<Head>(bytes).ok().map(|head| head.format.chars().take(60).collect())
}

fn hash(body: &str) -> String {
    Sha256::digest(body.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}
