//! How entries hang together: what is hashed, in which form, and what a broken chain looks like.
//!
//! Nothing here asks a database; a property in `tests` changes, removes and re-orders entries.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::ids::{AuditId, GemeenteId, StaffId};
use crate::store::seal::Vault;

/// One entry, as it is hashed.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Entry {
    /// Which.
    pub id: AuditId,
    /// Of which chain.
    pub gemeente_id: GemeenteId,
    /// Its place there.
    pub seq: i64,
    /// Who did it.
    pub staff_id: Option<StaffId>,
    /// What.
    pub act: String,
    /// To what kind of thing.
    pub subject: Option<String>,
    /// To which one.
    pub subject_id: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
    /// Ids and counts.
    pub detail: Value,
}

impl Entry {
    /// The keyed hash of this entry behind one whose hash is `before`.
    pub fn link(&self, vault: &Vault, before: &[u8]) -> Vec<u8> {
        vault.hash("audit_entry", &self.canonical(before))
    }

    // One text for one entry: a list of JSON, so that nothing can move from one field to the next; objects
    // are sorted by key (serde_json without `preserve_order`), moments are microseconds, as both databases
    // keep them.
    fn canonical(&self, before: &[u8]) -> String {
        serde_json::json!([
            hex(before),
            self.gemeente_id,
            self.seq,
            self.id,
            self.staff_id,
            self.act,
            self.subject,
            self.subject_id,
            self.at.timestamp_micros(),
            self.detail,
        ])
        .to_string()
    }
}

/// Both ends of a chain.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Ends {
    /// Of which municipality.
    pub gemeente_id: GemeenteId,
    /// The first entry that is still kept.
    pub first_seq: i64,
    /// The hash of the one before it.
    pub before_hash: Vec<u8>,
    /// The newest entry.
    pub last_seq: i64,
    /// Its hash.
    pub last_hash: Vec<u8>,
    proof: Vec<u8>,
}

impl Ends {
    /// Of a chain without entries.
    pub(super) fn new(gemeente_id: GemeenteId) -> Self {
        let nothing = vec![0; 32];
        let (before_hash, last_hash) = (nothing.clone(), nothing);
        Self { gemeente_id, first_seq: 1, before_hash, last_seq: 0, last_hash, proof: Vec::new() }
    }

    /// The keyed hash of these ends.
    pub(super) fn proven(&self, vault: &Vault) -> Vec<u8> {
        let (before, last) = (hex(&self.before_hash), hex(&self.last_hash));
        let text =
            format!("{} {} {before} {} {last}", self.gemeente_id, self.first_seq, self.last_seq);
        vault.hash("audit_chain", &text)
    }

    #[cfg(test)]
    pub(super) fn with_proof(mut self, vault: &Vault) -> Self {
        self.proof = self.proven(vault);
        self
    }

    /// Did this program write them?
    pub(super) fn are_proven(&self, vault: &Vault) -> bool {
        self.proof == self.proven(vault)
    }

    /// What can be kept elsewhere, to compare later: the newest entry and its hash.
    pub fn head(&self) -> String {
        format!("{}:{}", self.last_seq, hex(&self.last_hash))
    }
}

/// The first thing that is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The row with its ends was changed by something else than this program, or is gone.
    #[error("the row that holds both ends of the chain was changed or removed from outside")]
    Ends,
    /// An entry that must be there is not.
    #[error("entry {seq} is missing")]
    Missing {
        /// Its place.
        seq: i64,
    },
    /// An entry, or the one before it, is not what was written.
    #[error("entry {seq} is not what was written, or does not follow on the one before it")]
    Changed {
        /// Its place.
        seq: i64,
    },
    /// There are entries outside both ends.
    #[error("entry {seq} stands outside the chain")]
    Outside {
        /// Its place.
        seq: i64,
    },
}

/// Looks at entries in the order of the chain.
pub struct Walk {
    next: i64,
    hash: Vec<u8>,
    ends: Ends,
}

impl Walk {
    /// From the first entry on.
    pub fn new(ends: Ends, vault: &Vault) -> Result<Self, Broken> {
        if !ends.are_proven(vault) {
            return Err(Broken::Ends);
        }
        Ok(Self { next: ends.first_seq, hash: ends.before_hash.clone(), ends })
    }

    /// The place of the entry that comes now.
    pub fn next(&self) -> i64 {
        self.next
    }

    /// The ends that it goes by.
    pub fn ends(&self) -> &Ends {
        &self.ends
    }

    /// The next entry, with the hash that stands in its row.
    pub fn pass(&mut self, entry: &Entry, hash: &[u8], vault: &Vault) -> Result<(), Broken> {
        if entry.seq > self.ends.last_seq || entry.seq < self.next {
            return Err(Broken::Outside { seq: entry.seq });
        }
        if entry.seq > self.next {
            return Err(Broken::Missing { seq: self.next });
        }
        if entry.gemeente_id != self.ends.gemeente_id || entry.link(vault, &self.hash) != hash {
            return Err(Broken::Changed { seq: entry.seq });
        }
        (self.next, self.hash) = (entry.seq + 1, hash.to_vec());
        Ok(())
    }

    /// There are no more entries.
    pub fn end(&self) -> Result<(), Broken> {
        if self.next <= self.ends.last_seq {
            return Err(Broken::Missing { seq: self.next });
        }
        if self.hash == self.ends.last_hash { Ok(()) } else { Err(Broken::Ends) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
