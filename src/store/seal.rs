//! What is secret at rest: bodies and addresses are encrypted, look-ups go by keyed hash.
//!
//! One key of 32 bytes, in a file that only the service may read, gives two: one encrypts
//! (XChaCha20-Poly1305, a fresh nonce per value), one hashes (HMAC-SHA256). Every value is bound
//! to its column, so that a value moved to another column no longer opens.

use std::io::Write;
use std::path::Path;

use chacha20poly1305::aead::rand_core::RngCore;
use chacha20poly1305::aead::{Aead, AeadCore, KeyInit, OsRng, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use super::{Result, StoreError};

const NONCE: usize = 24;

/// Seals, opens and hashes.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    hash_key: [u8; 32],
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(...)")
    }
}

impl Vault {
    /// A vault from 32 secret bytes.
    pub fn new(key: &[u8; 32]) -> Self {
        let derive = Hkdf::<Sha256>::new(None, key);
        let mut cipher_key = [0u8; 32];
        let mut hash_key = [0u8; 32];
        // HKDF only fails when more than 8,160 bytes are asked for.
        let _ = derive.expand(b"wegwijzer seal 1", &mut cipher_key);
        let _ = derive.expand(b"wegwijzer hash 1", &mut hash_key);
        Self { cipher: XChaCha20Poly1305::new(&cipher_key.into()), hash_key }
    }

    /// A vault with the key in `path`; the first start makes the file, readable by its owner only.
    pub fn in_file(path: &Path) -> Result<Self> {
        match std::fs::read(path) {
            Ok(bytes) => Self::from_hex(&bytes).ok_or_else(|| StoreError::Key {
                path: path.to_owned(),
                what: "does not hold 64 hexadecimal digits; restore it from your backup, \
                       nothing can be read without it"
                    .to_owned(),
            }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::make_file(path),
            Err(e) => Err(StoreError::Key { path: path.to_owned(), what: e.to_string() }),
        }
    }

    /// A vault from 64 hexadecimal digits.
    pub fn from_hex(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut key = [0u8; 32];
        for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self::new(&key))
    }

    fn make_file(path: &Path) -> Result<Self> {
        let key = random_bytes::<32>();
        let hex: String = key.iter().map(|b| format!("{b:02x}")).collect();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let made = options.open(path).and_then(|mut file| {
            file.write_all(hex.as_bytes())?;
            file.sync_all()
        });
        match made {
            Ok(()) => Ok(Self::new(&key)),
            // another process was first: its key is the key
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Self::in_file(path),
            Err(e) => Err(StoreError::Key { path: path.to_owned(), what: e.to_string() }),
        }
    }

    /// Seals bytes for `column` (`table.column`).
    pub fn seal(&self, column: &'static str, plain: &[u8]) -> Vec<u8> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: plain, aad: column.as_bytes() };
        // Encryption fails only beyond 256 GB.
        let sealed = self.cipher.encrypt(&nonce, payload).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Vault::seal`] made for the same column.
    pub fn open(&self, column: &'static str, sealed: &[u8]) -> Result<Vec<u8>> {
        let broken = || StoreError::corrupt(column, "", "cannot be opened with this key");
        if sealed.len() < NONCE {
            return Err(broken());
        }
        let (nonce, body) = sealed.split_at(NONCE);
        let payload = Payload { msg: body, aad: column.as_bytes() };
        self.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| broken())
    }

    /// Seals a value as JSON.
    pub fn seal_json<T: Serialize>(&self, column: &'static str, value: &T) -> Result<Vec<u8>> {
        let json = serde_json::to_vec(value).map_err(|e| StoreError::corrupt(column, "new", e))?;
        Ok(self.seal(column, &json))
    }

    /// Opens a value that was sealed as JSON.
    pub fn open_json<T: DeserializeOwned>(&self, column: &'static str, sealed: &[u8]) -> Result<T> {
        serde_json::from_slice(&self.open(column, sealed)?)
            .map_err(|e| StoreError::corrupt(column, "", e))
    }

    /// The keyed hash by which `value` is found again.
    pub fn hash(&self, purpose: &'static str, value: &str) -> Vec<u8> {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.hash_key)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

/// Bytes from the operating system's source of randomness.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0u8; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_only_in_its_own_column_and_with_its_own_key() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("inbox.sealed", b"tot morgen");
        assert_eq!(vault.open("inbox.sealed", &sealed).unwrap(), b"tot morgen");
        assert!(vault.open("outbox.sealed", &sealed).is_err());
        assert!(Vault::new(&[8; 32]).open("inbox.sealed", &sealed).is_err());
        assert!(!String::from_utf8_lossy(&sealed).contains("morgen"));
    }

    #[test]
    fn the_key_file_is_made_once_and_only_for_its_owner() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("wegwijzer.key");
        let first = Vault::in_file(&path).unwrap();
        let second = Vault::in_file(&path).unwrap();
        assert_eq!(first.hash("x", "y"), second.hash("x", "y"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "stuk").unwrap();
        assert!(Vault::in_file(&path).is_err());
    }
}
